"""No answer, late answers, no network, no session: on every main page, and what it makes of it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.deal import rooms
from tests.browser.trouble.places import BUYER, MATCHED, PLACES, SELLER, Place
from tests.browser.trouble.steps import (
    asked_as,
    breaks_down,
    comes_late,
    goes_offline,
    outline,
    session_ends,
    session_is_over,
)

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

    from tests.browser.visitor import NewVisitor, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_TROUBLES: Final = ("unreached", "broken", "late", "offline", "ended", "over")
_WAYS: Final = (("ko", 390), ("en", 1440))
_LATE_MS: Final = 700
_VERY_LATE_MS: Final = 3000


def _meetings() -> list[ParameterSet]:
    """Let each page meet one trouble, all of them in turn; soaking lets each page meet each."""
    return [
        pytest.param(
            place,
            trouble,
            _LATE_MS if at == number % len(_TROUBLES) else _VERY_LATE_MS,
            _WAYS[(number // len(_TROUBLES) + at) % len(_WAYS)],
            id=f"{place.name}-{trouble}".replace(" ", "-"),
            marks=() if at == number % len(_TROUBLES) and not place.aside else pytest.mark.soak,
        )
        for number, place in enumerate(PLACES)
        for at, trouble in enumerate(_TROUBLES)
        # without a session these pages are still there, as a visitor sees them
        if not (place.open and trouble == "over")
    ]


@pytest.mark.parametrize(("place", "trouble", "late", "way"), _meetings())
def test_a_page_gets_over_what_goes_wrong_beneath_it(
    new_visitor: NewVisitor,
    signed_in: SignIn,
    place: Place,
    trouble: str,
    late: int,
    way: tuple[str, int],
) -> None:
    visitor = new_visitor(*way)
    signed_in(visitor, place.who)
    address = place.address(asked_as(visitor))
    if trouble == "unreached":
        breaks_down(visitor, address, wholly=True)
    elif trouble == "broken":
        breaks_down(visitor, address, wholly=False)
    elif trouble == "late":
        comes_late(visitor, address, milliseconds=late)
    elif trouble == "offline":
        goes_offline(visitor, address)
    elif trouble == "ended":
        session_ends(visitor, address, place.who)
    else:
        session_is_over(visitor, address, place.who)


def test_what_comes_while_the_socket_is_gone_is_there_after_it(
    new_visitor: NewVisitor, signed_in: SignIn
) -> None:
    reader, listener, writer = new_visitor("ko", 390), new_visitor("en", 1440), new_visitor()
    for visitor, who in ((reader, SELLER), (listener, SELLER), (writer, BUYER)):
        signed_in(visitor, who)
    deal = asked_as(writer)(MATCHED[0])["matches"]["nodes"][0]["id"]
    mark = secrets.token_hex(3)
    rooms.message_sent(writer, deal, f"Before the line was cut, {mark}")
    reader.open(f"/deals/{deal}/messages")
    said = reader.page.get_by_role("log").get_by_role("listitem")
    expect(said.filter(has_text=mark)).to_have_count(1)
    listener.open("/notifications")
    outline(listener)
    news = listener.page.locator(f"main li:has(a[href='/deals/{deal}/messages'])")
    expect(news.first).to_be_visible()
    known = news.count()
    for visitor in (reader, listener):
        visitor.page.context.set_offline(offline=True)
        lost = visitor.page.get_by_text(visitor.say("common:live.lost"), exact=True)
        expect(lost).to_be_visible()
    words = [f"Said into the silence, {mark} {number}" for number in (1, 2)]
    for each in words:
        rooms.message_sent(writer, deal, each)
    expect(said.filter(has_text=words[0])).to_have_count(0)
    assert news.count() == known
    for visitor in (reader, listener):
        visitor.page.context.set_offline(offline=False)
    for each in words:
        expect(said.filter(has_text=each)).to_have_count(1)
    expect(said.last).to_contain_text(words[-1])
    expect(news).not_to_have_count(known)
