"""Keep the ledger of exposure: write what was counted, read what it comes to, drop what is old."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction

from marketplace.notifications.korea import KOREA
from matching.exposure.constants import KEPT_DAYS, ROWS_AT_ONCE
from matching.exposure.fairness import shares_of
from matching.exposure.selectors import exposures_of_firms, owners_of
from matching.exposure.shares import SHARES
from matching.exposure.tally import TALLY
from matching.models import ExposureDay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from matching.exposure.tally import Counted, ExposureTally, Place

    Row = tuple[Place, Counted]

# An insert that adds to the row that is there; Django's own can only overwrite it. SQLite and
# PostgreSQL both know the clause.
_ADDED: Final = """
    INSERT INTO matching_exposureday
        (technology_id, owner_id, day, surface, shown, places, thousandths, near)
    VALUES {rows}
    ON CONFLICT (technology_id, day, surface) DO UPDATE SET
        shown = matching_exposureday.shown + excluded.shown,
        places = matching_exposureday.places + excluded.places,
        thousandths = matching_exposureday.thousandths + excluded.thousandths,
        near = matching_exposureday.near + excluded.near
"""
_COLUMNS: Final = 8


def exposure_flush(tally: ExposureTally = TALLY) -> int:
    """Write what was counted since the last time, and return how many rows of the ledger it met.

    What cannot be written stays counted for the next time. What a process counted and had not
    written when it was killed is lost: a few seconds of counts, which nobody is owed.

    Args:
        tally: Instead of the process's own, for tests.
    """
    counts = tally.taken()
    if not counts:
        return 0
    try:
        with transaction.atomic():
            # in one order, so that two processes that meet wait for each other at most once
            rows = iter(sorted(counts.items(), key=lambda row: row[0]))
            return sum(_written(some) for some in _parted(rows))
    except BaseException:
        tally.put_back(counts)
        raise


def shares_refresh(now: datetime) -> None:
    """Read who was shown how much within the order's window, in one query."""
    SHARES.hold(shares_of(exposures_of_firms(now)))


def exposure_forget(now: datetime) -> int:
    """Remove rows that neither the order nor a firm's page reaches any more; return how many."""
    first = now.astimezone(KOREA).date() - timedelta(days=KEPT_DAYS)
    removed, _ = ExposureDay.objects.filter(day__lt=first).delete()
    return removed


def _parted(rows: Iterator[Row]) -> Iterator[Sequence[Row]]:
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield some


def _written(rows: Sequence[Row]) -> int:
    # a technology that is no more has no owner, and nothing to count
    owners = owners_of([place.technology_id for place, _ in rows])
    values = [
        (
            place.technology_id,
            owners[place.technology_id],
            connection.ops.adapt_datefield_value(place.day),
            place.surface,
            counted.shown,
            counted.places,
            counted.thousandths,
            counted.near,
        )
        for place, counted in rows
        if place.technology_id in owners
    ]
    if not values:
        return 0
    row = f"({', '.join(['%s'] * _COLUMNS)})"
    with connection.cursor() as cursor:
        cursor.execute(
            _ADDED.format(rows=", ".join([row] * len(values))),
            [value for each in values for value in each],
        )
    return len(values)
