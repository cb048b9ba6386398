"""What answers showed, counted in this process's memory until it is written down.

A search adds some numbers here and waits for nothing. Each technology counts once for each viewer
and day, so that nobody can push a firm down by searching for it again and again.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.notifications.korea import KOREA
from matching.constants import FAIR_OF, FAIR_PLACES
from matching.exposure.constants import MARKS_MAX
from matching.exposure.policies import counts_as_viewer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from marketplace.core.actor import Actor
    from matching.exposure.states import Surface

    Counts = Mapping["Place", "Counted"]

_SHOWN: Final = b"shown"
_NEAR: Final = b"near"
EXPOSURE: Final = tuple(round(1000 / math.log2(1 + place)) for place in range(1, FAIR_PLACES + 1))
"""What a place is worth, in thousandths, the first one first."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The row of the ledger that a count belongs to."""

    technology_id: int
    day: date
    surface: str


@dataclass(slots=True)
class Counted:
    """Counts of one row; what they mean stands with the columns of `ExposureDay`."""

    shown: int = 0
    places: int = 0
    thousandths: int = 0
    near: int = 0

    def add(self, other: Counted) -> None:
        """Add the counts of another one."""
        self.shown += other.shown
        self.places += other.places
        self.thousandths += other.thousandths
        self.near += other.near


_Answer = tuple[int, Counted]


class ExposureTally:
    """Counts of this process, and marks of what was counted already today.

    A mark is a hash of viewer and technology with a salt that only this process knows, so that no
    row anywhere says who was shown what. Several processes each count a viewer once.

    Args:
        marks_max: So many marks of one day are kept; beyond them nothing more is counted.
    """

    def __init__(self, *, marks_max: int = MARKS_MAX) -> None:
        self._lock = threading.Lock()
        self._marks_max = marks_max
        self.forget()

    def forget(self) -> None:
        """Begin anew, as a process does that starts."""
        with self._lock:
            self._salt = secrets.token_bytes(16)
            self._day: date | None = None
            self._marks: set[bytes] = set()
            self._counts: dict[Place, Counted] = {}

    def add(self, *, viewer: int, day: date, surface: Surface, answers: Sequence[_Answer]) -> None:
        """Count an answer for one viewer.

        Args:
            viewer: Row key of the firm that was answered.
            day: The day in Korea; an answer of a day that is over by now is not counted.
            surface: Where it was shown.
            answers: The technologies, each with what it counts.
        """
        with self._lock:
            if self._day is None or day > self._day:
                self._day = day
                self._marks.clear()
            if day < self._day:
                return
            for technology_id, counted in answers:
                if self._is_first(viewer, technology_id, is_shown=counted.shown > 0):
                    place = Place(technology_id, day, surface.value)
                    self._counts.setdefault(place, Counted()).add(counted)

    def taken(self) -> Counts:
        """Return what was counted since the last time, and count on from nothing."""
        with self._lock:
            counts, self._counts = self._counts, {}
            return counts

    def put_back(self, counts: Counts) -> None:
        """Add counts that could not be written, so that they are with the next ones."""
        with self._lock:
            for place, counted in counts.items():
                self._counts.setdefault(place, Counted()).add(counted)

    def _is_first(self, viewer: int, technology_id: int, *, is_shown: bool) -> bool:
        """Mark it, unless it was marked; who was shown a technology was not only near to it."""
        shown, near = (self._mark(viewer, technology_id, kind) for kind in (_SHOWN, _NEAR))
        mark = shown if is_shown else near
        if not self._marks.isdisjoint({mark, shown}) or len(self._marks) >= self._marks_max:
            return False
        self._marks.add(mark)
        return True

    def _mark(self, viewer: int, technology_id: int, kind: bytes) -> bytes:
        what = b"%d %d %s" % (viewer, technology_id, kind)
        return hashlib.blake2b(what, digest_size=8, key=self._salt).digest()


TALLY: Final = ExposureTally()
"""One for each process; `matching.exposure.services` writes it down."""


def answer_counted(
    *,
    actor: Actor,
    now: datetime,
    surface: Surface,
    page: Sequence[int],
    behind: Sequence[int],
) -> None:
    """Count what an answer showed, where its reader is one who counts.

    Args:
        actor: Who was answered.
        now: When.
        surface: Where.
        page: Row keys of the technologies that were sent, in their order.
        behind: Those of the answer that come after them.
    """
    if actor.organisation_id is None or not counts_as_viewer(actor):
        return
    among = min(len(page), FAIR_PLACES)
    answers = [
        (technology_id, _counted_at(place) if place <= among else Counted(near=1))
        for place, technology_id in enumerate([*page, *behind][:FAIR_OF], start=1)
    ]
    TALLY.add(
        viewer=actor.organisation_id,
        day=now.astimezone(KOREA).date(),
        surface=surface,
        answers=answers,
    )


def _counted_at(place: int) -> Counted:
    return Counted(shown=1, places=place, thousandths=EXPOSURE[place - 1])
