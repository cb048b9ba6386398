"""Hours and days in Korea, where quiet hours, digests and deadlines are counted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

# Korea has had no summer time since 1988, so this needs no table of zones on the machine
KOREA: Final = timezone(timedelta(hours=9), "KST")
DIGEST_HOUR: Final = 9
_MONDAY: Final = 0
_LAST_MINUTE: Final = time(23, 59)


def end_of_day(day: date) -> datetime:
    """Return the last minute of a day in Korea."""
    return datetime.combine(day, _LAST_MINUTE, KOREA).astimezone(UTC)


def is_end_of_day(moment: datetime) -> bool:
    """Return whether a moment stands for a whole day in Korea."""
    return moment.astimezone(KOREA).time() == _LAST_MINUTE


def after_quiet_hours(moment: datetime, *, from_hour: int | None, to_hour: int | None) -> datetime:
    """Return the moment, or the end of the quiet hours it falls into.

    Args:
        moment: Aware.
        from_hour: The first quiet hour in Korea, 0 to 23; None where no hour is quiet.
        to_hour: The hour in which it is no longer quiet; smaller than the first one where the
            night lies between.
    """
    if from_hour is None or to_hour is None or from_hour == to_hour:
        return moment
    local = moment.astimezone(KOREA)
    is_over_midnight = from_hour > to_hour
    if is_over_midnight:
        is_quiet = local.hour >= from_hour or local.hour < to_hour
    else:
        is_quiet = from_hour <= local.hour < to_hour
    if not is_quiet:
        return moment
    end = datetime.combine(local.date(), time(to_hour), KOREA)
    if is_over_midnight and local.hour >= from_hour:
        end += timedelta(days=1)
    return end.astimezone(UTC)


def next_digest(moment: datetime, *, weekly: bool) -> datetime:
    """Return the next nine o'clock in Korea after the moment, of a Monday where weekly."""
    local = moment.astimezone(KOREA)
    due = datetime.combine(local.date(), time(DIGEST_HOUR), KOREA)
    if due <= local:
        due += timedelta(days=1)
    if weekly:
        due += timedelta(days=(_MONDAY - due.weekday()) % 7)
    return due.astimezone(UTC)
