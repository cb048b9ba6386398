"""What happened in the demo's market, told in the order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final
from zlib import crc32

from django.db import transaction

from marketplace.accounts.actors import actor_for_user
from marketplace.config.timers import timers_once

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyrage

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


@dataclass(frozen=True, slots=True)
class _Planned:
    """An act and when it happens."""

    moment: dt.datetime
    act: Act
    outside: bool


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
        self.age_keys: dict[str, pyrage.x25519.Identity] = {}
        self._moved_by = now.astimezone(dt.UTC).date() - WRITTEN_FOR
        self._today: dt.date | None = None
        self._acts: list[_Planned] = []

    def at(self, moment: dt.datetime, act: Act, *, outside: bool = False) -> None:
        """Let something happen at a moment; acts of the same moment keep their order.

        Args:
            moment: When.
            act: What; it is called with the moment.
            outside: Whether it has to run outside a transaction, since it encrypts or reads files.
        """
        self._acts.append(_Planned(moment, act, outside))

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

    def signer(self, email: str, now: dt.datetime) -> Actor:
        """Return a person who gave a code of the second step a moment ago."""
        return replace(self.actor(email), second_factor_at=now)

    def play(self) -> None:
        """Let everything happen, deadlines that pass on the way included."""
        self._acts.sort(key=lambda planned: planned.moment)
        if self._acts and self._acts[-1].moment > self.now:
            message = f"An act of the demo lies in the future: {self._acts[-1].moment}"
            raise ValueError(message)
        for outside, acts in groupby(self._acts, key=lambda planned: planned.outside):
            if outside:
                self._happen(acts)
                continue
            # the acts between two that may not: one commit for all of them saves most of the time
            with transaction.atomic():
                self._happen(acts)
        self._acts.clear()
        timers_once(self.now)

    def _happen(self, acts: Iterable[_Planned]) -> None:
        for planned in acts:
            if planned.moment.date() != self._today:
                self._today = planned.moment.date()
                timers_once(planned.moment)
            planned.act(planned.moment)
