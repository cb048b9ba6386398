"""The agreement of secrecy on its page of the deal, as the people of both firms do it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.deal.second_step import code_of, code_typed_where_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

TITLES = {"ko": "거래 담당 이사", "en": "Director of licensing"}


def nda_opened(visitor: Visitor, deal: str) -> None:
    """Go to the agreement of a deal."""
    visitor.open(f"/deals/{deal}/nda")
    visitor.settle()


def nda_state_is(visitor: Visitor, state: str) -> None:
    """Wait until the page shows a state, such as `SIGNED`; it follows by itself."""
    chip = visitor.page.locator("main section header").get_by_text(
        visitor.say(f"nda:state.{state}"), exact=True
    )
    # a title may say the same in another place
    expect(chip.first).to_be_visible(timeout=30_000)


def nda_drafted(seller: Visitor, deal: str, *, purpose: str, months: int = 12) -> None:
    """Write a new agreement for a purpose, with every sealed file in its annex."""
    nda_opened(seller, deal)
    seller.field("nda:field.purpose").fill(purpose)
    seller.field("nda:field.months").fill(str(months))
    for box in seller.page.locator("main form").get_by_role("checkbox").all():
        box.check()
    seller.button("nda:begin.do").click()
    nda_state_is(seller, "DRAFT")


def readers_named(buyer: Visitor, deal: str, names: Sequence[str]) -> None:
    """Name the people of the own firm who will read.

    Args:
        buyer: A lead of the large firm.
        deal: The deal's id.
        names: As colleagues know them.
    """
    nda_opened(buyer, deal)
    for name in names:
        buyer.page.get_by_role("checkbox", name=name).check()
    buyer.button("nda:readers.save").click()
    _said(buyer, "nda:done.named")


def nda_offered(seller: Visitor, deal: str) -> None:
    """Fix the text for both firms to sign."""
    nda_opened(seller, deal)
    seller.button("nda:act.offer", within="main").click()
    window = seller.dialog("nda:window.offer")
    window.get_by_role("button", name=seller.say("nda:act.offer"), exact=True).click()
    nda_state_is(seller, "OFFERED")


def nda_signed(visitor: Visitor, deal: str, secret: str) -> None:
    """Sign the agreement by a code of one's authenticator app.

    Args:
        visitor: Who may sign for a firm.
        deal: The deal's id.
        secret: The key of their authenticator app.
    """
    nda_opened(visitor, deal)
    visitor.button("nda:act.sign", within="main").click()
    document_signed(visitor, secret, done=_said_line(visitor, "nda:done.signed"))


def document_signed(visitor: Visitor, secret: str, *, done: Locator) -> None:
    """Sign in the window that stands open, by a code.

    Args:
        visitor: Who signs.
        secret: The key of their authenticator app.
        done: What stands on the page once it is signed.
    """
    window = visitor.dialog("signing:window.title")
    visitor.field("signing:title.label", window).fill(TITLES[visitor.language])
    window.get_by_role("button", name=visitor.say("signing:window.sign"), exact=True).click()
    code_typed_where_asked(visitor, secret, until=done)


def nda_signed_by_keys(visitor: Visitor, deal: str, secret: str) -> None:
    """Sign the agreement with the keyboard alone, from the address of its page on."""
    nda_opened(visitor, deal)
    page = visitor.page
    tabbed_to(visitor, visitor.button("nda:act.sign", within="main"))
    page.keyboard.press("Enter")
    window = visitor.dialog("signing:window.title")
    expect(visitor.field("signing:title.label", window)).to_be_focused()
    page.keyboard.type(TITLES[visitor.language])
    page.keyboard.press("Enter")
    done = _said_line(visitor, "nda:done.signed")
    again = page.get_by_role("dialog", name=visitor.say("security:again.title"))
    expect(done.or_(again).first).to_be_visible()
    if again.count():
        expect(visitor.field("security:code.label", again)).to_be_focused()
        page.keyboard.type(code_of(secret))
        page.keyboard.press("Enter")
    expect(done).to_be_visible()
    expect(done).to_be_focused()


def nda_refused(visitor: Visitor, deal: str, *, reason: str, words: str) -> None:
    """Decline to sign, for a reason such as `PERIOD`."""
    nda_opened(visitor, deal)
    visitor.button("nda:act.refuse", within="main").click()
    window = visitor.dialog("nda:window.refuse")
    window.get_by_role("radio", name=visitor.say(f"nda:reason.{reason}")).check()
    visitor.field("nda:window.refuseWords", window).fill(words)
    window.get_by_role("button", name=visitor.say("nda:act.refuse"), exact=True).click()
    _said(visitor, "nda:done.refuse")


def tabbed_to(visitor: Visitor, goal: Locator, most: int = 120) -> None:
    """Move the focus by the tab key until it stands on something."""
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        if goal.evaluate("it => it === document.activeElement"):
            return
    message = "The tab key never got there."
    raise AssertionError(message)


def _said(visitor: Visitor, key: str) -> None:
    expect(_said_line(visitor, key)).to_be_visible()


def _said_line(visitor: Visitor, key: str) -> Locator:
    words = re.compile(f"^{re.escape(visitor.say(key))}$")
    return visitor.page.get_by_role("status").filter(has_text=words)
