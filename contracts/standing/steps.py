"""One thing to be done in a deal, and the kinds of it that nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contracts.standing.states import DealAct, Place, Turn
from matching.states import MatchSide

if TYPE_CHECKING:
    from datetime import datetime

SELLER: Final = MatchSide.SELLER.value
BUYER: Final = MatchSide.BUYER.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to be done.

    Attributes:
        party: Whose it is: a value of `MatchSide`, or of `Turn` where it is no side's alone.
        needs: What the policies have to allow whoever does it; empty where nobody does it.
    """

    act: DealAct
    party: str
    place: Place
    since: datetime | None = None
    until: datetime | None = None
    needs: str = ""


def by_itself(
    act: DealAct, place: Place, since: datetime, *, until: datetime | None = None
) -> Step:
    """Return what happens without anybody."""
    return Step(act=act, party=Turn.PLATFORM, place=place, since=since, until=until)


def at_rest(act: DealAct, since: datetime) -> Step:
    """Return that nothing is left to do."""
    return Step(act=act, party=Turn.NOBODY, place=Place.MATCH, since=since)


def follow(since: datetime) -> Step:
    """Return that the deal leads go on, and nothing is asked of the reader."""
    return Step(act=DealAct.FOLLOW, party=Turn.BOTH, place=Place.MATCH, since=since)
