"""What happened in the demo's market, told in the order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from zlib import crc32

from marketplace.accounts.actors import actor_for_user
from marketplace.config.timers import timers_once

if TYPE_CHECKING:
    from marketplace.accounts.models import FirmCheck, Organisation, User
    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology

Act = Callable[[dt.datetime], object]

WRITTEN_FOR: Final = dt.date(2026, 11, 22)
"""The day on which the files' dates are true; on another day all of them move with it."""

OPENING: Final = dt.date(2026, 9, 1)
_KOREA: Final = dt.timezone(dt.timedelta(hours=9))
_OFFICE_OPENS: Final = dt.time(9, 0, tzinfo=_KOREA)
_OFFICE_MINUTES: Final = 8 * 60


class Story:
    """The acts to come, and whom and what they are about.

    Args:
        now: The moment of loading; everything happened before it.
    """

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.users: dict[str, User] = {}
        self.organisations: dict[str, Organisation] = {}
        self.checks: dict[str, FirmCheck] = {}
        self.technologies: dict[str, Technology] = {}
        self.demands: dict[str, Demand] = {}
        self._moved_by = now.astimezone(dt.UTC).date() - WRITTEN_FOR
        self._acts: list[tuple[dt.datetime, Act]] = []

    def at(self, moment: dt.datetime, act: Act) -> None:
        """Let something happen at a moment; acts of the same moment keep their order."""
        self._acts.append((moment, act))

    def day(self, written: dt.date) -> dt.date:
        """Return the day that a file means."""
        return written + self._moved_by

    def moment(self, written: dt.datetime) -> dt.datetime:
        """Return the moment that a file means by a time in Korea."""
        meant = written.replace(tzinfo=_KOREA) + self._moved_by
        return meant.astimezone(dt.UTC)

    def in_office_hours(self, written: dt.date, *, of: str) -> dt.datetime:
        """Return a moment of that day, another one for each thing, the same at every loading."""
        minute = crc32(of.encode()) % _OFFICE_MINUTES
        opens = dt.datetime.combine(self.day(written), _OFFICE_OPENS)
        return (opens + dt.timedelta(minutes=minute)).astimezone(dt.UTC)

    def actor(self, email: str) -> Actor:
        """Return a person as an actor, with the rights of this moment."""
        return actor_for_user(self.users[email])

    def play(self) -> None:
        """Let everything happen, deadlines that pass on the way included."""
        self._acts.sort(key=lambda act: act[0])
        today = None
        for moment, act in self._acts:
            if moment > self.now:
                message = f"An act of the demo lies in the future: {moment}"
                raise ValueError(message)
            if moment.date() != today:
                today = moment.date()
                timers_once(moment)
            act(moment)
        self._acts.clear()
        timers_once(self.now)
