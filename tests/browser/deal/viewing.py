"""What a named reader does with a document: open it, look at it closely, and lose it again."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

_DRAWN_MS: Final = 45_000
"""A page is drawn in a process of its own, on a machine that may be busy."""

_REVOKED_MS: Final = 1_000
_LEAST_DOTS: Final = 300


def document_opened(visitor: Visitor, deal: str, words: str) -> None:
    """Go to a document by its name, read what is recorded, and open it; its first page is shown.

    Args:
        visitor: A named reader.
        deal: The deal's id.
        words: What the document is called.
    """
    if not visitor.page.url.split("?")[0].endswith(f"/deals/{deal}/documents"):
        visitor.open(f"/deals/{deal}/documents")
    row = visitor.page.locator("main").get_by_role("listitem").filter(has_text=words)
    row.last.get_by_role("link").last.click()
    visitor.page.wait_for_url(f"**/deals/{deal}/documents/*")
    notice_read(visitor, words)
    visitor.button("viewer:notice.open", within="main").click()
    page_is_shown(visitor)


def notice_read(visitor: Visitor, words: str) -> None:
    """Read what is recorded and told, before anything of the document is shown."""
    notice = visitor.page.get_by_role("region", name=words)
    notice.wait_for()
    for each in ("recorded", "only", "allowed"):
        expect(notice.get_by_text(visitor.say(f"viewer:notice.{each}"), exact=True)).to_be_visible()
    expect(visitor.page.locator("canvas")).to_have_count(0)


def page_is_shown(visitor: Visitor, page: int | None = None) -> None:
    """See a page, as a picture that leaves no address behind.

    Args:
        visitor: A named reader who opened a document.
        page: Which one, or None for any.
    """
    shown = _page(visitor)
    shown.wait_for(timeout=_DRAWN_MS)
    canvas = shown.locator("canvas").first
    expect(canvas).to_be_visible()
    assert int(canvas.evaluate("canvas => canvas.width")) > 100
    assert visitor.page.locator("main img, [data-reader] img").count() == 0
    if page is not None:
        expect(shown).to_have_accessible_name(re.compile(rf"\b{page}\b|{page}쪽"))


def zoomed(visitor: Visitor, percent: int = 400) -> int | None:
    """Look at the page closely, and return how many points to an inch are seen.

    None where a picture has no size on paper.
    """
    tools = visitor.page.get_by_role("toolbar")
    size = tools.locator("output")
    larger = visitor.button("viewer:larger", within="[data-reader]")
    while int(size.inner_text().removesuffix("%")) < percent:
        larger.click()
    tile = visitor.page.locator("[data-tile-shown]").first
    tile.wait_for(timeout=_DRAWN_MS)
    assert int(tile.locator("canvas").evaluate("canvas => canvas.width")) > 0
    dots = _page(visitor).get_attribute("data-dots-per-inch")
    assert dots is None or int(dots) >= _LEAST_DOTS, dots
    return None if dots is None else int(dots)


def page_turned_to(visitor: Visitor, page: int) -> None:
    """Go to a page by its number, and see it."""
    field = visitor.page.get_by_role("textbox", name=visitor.say("viewer:page"), exact=True)
    field.fill(str(page))
    field.press("Enter")
    page_is_shown(visitor, page)


def page_asked_about(visitor: Visitor, text: str) -> None:
    """Ask about the page in sight; the question stands in the messages."""
    visitor.button("viewer:ask.open", within="[data-reader]").click()
    field = visitor.page.get_by_role("textbox", name=visitor.say("viewer:ask.label"), exact=True)
    field.fill(text)
    visitor.button("viewer:ask.send", within="[data-reader]").click()
    expect(visitor.page.get_by_text(visitor.say("viewer:ask.sent"), exact=True)).to_be_visible()


def document_closed(visitor: Visitor) -> None:
    """Close the document; nothing of its pages stays."""
    visitor.button("viewer:close").click()
    expect(visitor.page.locator("canvas")).to_have_count(0)


def sees_nothing(visitor: Visitor, *, within_ms: int = _REVOKED_MS) -> None:
    """See no page any more, from one moment to the next, and read why."""
    expect(_page(visitor)).to_have_count(0, timeout=within_ms)
    expect(visitor.page.locator("canvas")).to_have_count(0)
    gone = visitor.page.get_by_text(visitor.say("viewer:gone.meanwhile"), exact=True)
    expect(gone).to_be_visible()


def _page(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-page-shown]")
