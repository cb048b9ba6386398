"""No answer, late answers, no network, no session: on every main page, and what it makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.trouble.places import PLACES, Place
from tests.browser.trouble.steps import (
    asked_as,
    breaks_down,
    comes_late,
    goes_offline,
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
