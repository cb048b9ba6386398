"""What people do in a deal room: write, ask for technical data, decide, and take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

_RECORDED_MS: Final = 15_000
_TEXTS: Final = (
    "title",
    "purposeWords",
    "justification",
    "secrecy",
    "consideration",
    "paymentMethod",
)


@dataclass(frozen=True)
class Asked:
    """One thing that a request asks for.

    Attributes:
        words: Which document or drawing.
        purpose: What it is needed for.
    """

    words: str
    purpose: str


def message_sent(visitor: Visitor, deal: str, text: str) -> None:
    """Write to everybody in the room of a deal, and wait until it is recorded."""
    _at(visitor, f"/deals/{deal}/messages")
    visitor.field("room:compose.label").fill(text)
    visitor.button("room:compose.send", within="main").click()
    line = visitor.page.get_by_role("log").get_by_role("listitem").filter(has_text=text)
    expect(line).to_be_visible(timeout=_RECORDED_MS)
    # what is only on its way says so
    expect(line.and_(visitor.page.locator("[data-waiting]"))).to_have_count(0, timeout=_RECORDED_MS)


def message_read(visitor: Visitor, deal: str, text: str) -> None:
    """See in the room of a deal what somebody wrote, without loading the page anew."""
    _at(visitor, f"/deals/{deal}/messages")
    line = visitor.page.get_by_role("log").get_by_role("listitem").filter(has_text=text)
    expect(line).to_be_visible(timeout=_RECORDED_MS)


def file_added(visitor: Visitor, deal: str, path: Path) -> None:
    """Add a file to the room, to be read as marked pages, and wait until it stands there."""
    _at(visitor, f"/deals/{deal}/messages")
    visitor.button("room:file.add", within="main").click()
    window = visitor.dialog("room:file.title")
    window.locator("input[type=file]").set_input_files(path)
    window.get_by_role("button", name=visitor.say("room:file.send"), exact=True).click()
    log = visitor.page.get_by_role("log")
    expect(log.get_by_text(path.name, exact=True)).to_be_visible(timeout=60_000)


def request_issued(visitor: Visitor, deal: str, items: Sequence[Asked], title: str) -> None:
    """Write a technical-data request for some items by the form, read it, and issue it."""
    _at(visitor, f"/deals/{deal}/documents")
    visitor.button("request:write", within="main").click()
    visitor.page.wait_for_url("**/documents/requests/*")
    main = visitor.page.locator("main")
    main.locator("#field-title").wait_for()
    for name in _TEXTS:
        words = title if name == "title" else visitor.say(f"request:example.{name}")
        main.locator(f"#field-{name}").fill(words)
    for number, item in enumerate(items):
        if number:
            visitor.button("request:form.addItem", within="main").click()
        main.locator("input[id^=field-item-]").nth(number).fill(item.words)
        main.locator("textarea[id^=field-purpose-]").nth(number).fill(item.purpose)
    main.locator("#field-purpose").select_option("LICENCE_EVALUATION")
    main.locator("#field-isJointDevelopment").select_option("no")
    today = dt.datetime.now(ZoneInfo("Asia/Seoul")).date()
    for name, days in (("deliveryOn", 1), ("useFrom", 0), ("useUntil", 30), ("returnOn", 31)):
        main.locator(f"#field-{name}").fill((today + dt.timedelta(days=days)).isoformat())
    visitor.button("request:issue.action", within="main").click()
    _confirm(visitor, "request:issue.title", "request:issue.action")
    visitor.page.wait_for_url(f"**/deals/{deal}/documents")
    expect(main.get_by_text(visitor.say("request:issue.done"))).to_be_visible()


def item_granted(
    visitor: Visitor, deal: str, words: str, *, files: Sequence[str], readers: Sequence[str]
) -> None:
    """Allow an item: files of sealed deposits by name, to named readers, as marked pages."""
    _at(visitor, f"/deals/{deal}/documents")
    _item(visitor, words).get_by_role(
        "button", name=visitor.say("request:grant.action"), exact=True
    ).click()
    window = visitor.dialog("request:grant.title")
    for name in (*files, *readers):
        window.get_by_role("checkbox", name=name).check()
    window.get_by_role("button", name=visitor.say("request:grant.action"), exact=True).click()
    expect(window).to_have_count(0, timeout=_RECORDED_MS)
    _decided(visitor, words, "GRANTED")


def item_refused(visitor: Visitor, deal: str, words: str, reason: str = "TOO_EARLY") -> None:
    """Decline an item with one of the ready reasons."""
    _at(visitor, f"/deals/{deal}/documents")
    _item(visitor, words).get_by_role(
        "button", name=visitor.say("request:refuse.action"), exact=True
    ).click()
    window = visitor.dialog("request:refuse.title")
    window.locator(f"input[value={reason}]").check()
    window.get_by_role("button", name=visitor.say("request:refuse.action"), exact=True).click()
    expect(window).to_have_count(0, timeout=_RECORDED_MS)
    _decided(visitor, words, "REFUSED")


def reader_removed(visitor: Visitor, deal: str, words: str, name: str) -> None:
    """Take a granted item from one of its readers."""
    _at(visitor, f"/deals/{deal}/documents")
    label = visitor.say("request:removeReader.label", name=name)
    _item(visitor, words).get_by_role("button", name=label, exact=True).click()
    window = visitor.dialog("request:removeReader.title", name=name)
    window.get_by_role("button", name=visitor.say("request:removeReader.action")).click()
    expect(window).to_have_count(0, timeout=_RECORDED_MS)
    expect(_item(visitor, words).get_by_role("button", name=label)).to_have_count(0)


def room_paused(visitor: Visitor, deal: str, words: str) -> None:
    """Stop the room of a deal for a while, as its coordinator."""
    _moved(visitor, deal, "pause", words)


def room_resumed(visitor: Visitor, deal: str, words: str) -> None:
    """Let the room of a deal go on, as its coordinator."""
    _moved(visitor, deal, "resume", words)


def _moved(visitor: Visitor, deal: str, act: str, words: str) -> None:
    _at(visitor, f"/deals/{deal}/messages")
    visitor.button(f"room:{act}.action", within="main").click()
    window = visitor.dialog(f"room:{act}.title")
    window.get_by_role("textbox").fill(words)
    window.get_by_role("button", name=visitor.say(f"room:{act}.action"), exact=True).click()
    expect(window).to_have_count(0, timeout=_RECORDED_MS)
    expect(visitor.page.get_by_text(visitor.say(f"room:{act}.done"))).to_be_visible()


def _at(visitor: Visitor, path: str) -> None:
    """Stay where one is, or go there: a person who has the page open does not load it again."""
    if not visitor.page.url.endswith(path):
        visitor.open(path)


def _item(visitor: Visitor, words: str) -> Locator:
    items = visitor.page.locator("main li[data-state]").filter(has_text=words)
    return items.first


def _decided(visitor: Visitor, words: str, state: str) -> None:
    expect(_item(visitor, words)).to_have_attribute("data-state", state, timeout=_RECORDED_MS)


def _confirm(visitor: Visitor, title: str, action: str) -> None:
    window = visitor.dialog(title)
    window.get_by_role("button", name=visitor.say(action), exact=True).click()
    expect(window).to_have_count(0, timeout=_RECORDED_MS)
