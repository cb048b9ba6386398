"""The moment at which the tests begin: shortly before the real clock, whatever the day.

Requests through the API and servers go by the real clock, and meet there what the tests made.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Final

# no name of a setting: what a developer's shell says of those is cleared before every test
_KEPT_AS: Final = "TESTS_NOW"
_SUNDAY: Final = 6


def begun_at() -> datetime:
    """Return the last Sunday, 09:00 UTC, that has passed: less than a week before the real clock.

    Always a Sunday, so that days of the week stay what they are. It is read once, and handed on in
    `TESTS_NOW` to the processes that this one starts; one sets it, as `2027-02-28T09:00:00Z`,
    to see the tests as of another day.
    """
    kept = os.environ.get(_KEPT_AS)
    if kept is None:
        kept = last_sunday(datetime.now(UTC)).isoformat()
        os.environ[_KEPT_AS] = kept
    return datetime.fromisoformat(kept).astimezone(UTC)


def last_sunday(moment: datetime) -> datetime:
    """Return the last Sunday, 09:00 UTC, that is not after the moment."""
    nine = moment.replace(hour=9, minute=0, second=0, microsecond=0)
    sunday = nine - timedelta(days=(nine.weekday() - _SUNDAY) % 7)
    return sunday if sunday <= moment else sunday - timedelta(weeks=1)
