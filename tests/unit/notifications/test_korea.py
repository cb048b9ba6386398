"""Quiet hours and digests over the border of the day in Korea, which is 15:00 UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from marketplace.notifications.korea import after_quiet_hours, end_of_day, next_digest
from marketplace.notifications.words import moment_words


def at(text: str) -> datetime:
    """Return a moment in November 2026, written in UTC."""
    return datetime.fromisoformat(f"2026-11-{text}:00+00:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "from_hour", "to_hour", "expected"),
    [
        # 22:00 to 08:00 in Korea is 13:00 to 23:00 UTC
        ("22T12:59", 22, 8, "22T12:59"),
        ("22T13:00", 22, 8, "22T23:00"),
        ("22T14:59", 22, 8, "22T23:00"),  # 23:59 in Korea
        ("22T15:00", 22, 8, "22T23:00"),  # midnight in Korea
        ("22T22:59", 22, 8, "22T23:00"),
        ("22T23:00", 22, 8, "22T23:00"),
        ("22T23:01", 22, 8, "22T23:01"),
        # 00:00 to 07:00
        ("22T14:59", 0, 7, "22T14:59"),
        ("22T15:00", 0, 7, "22T22:00"),
        # over noon, within one day
        ("22T03:30", 12, 14, "22T05:00"),
        ("22T05:00", 12, 14, "22T05:00"),
        # from 22 to midnight
        ("22T13:30", 22, 0, "22T15:00"),
        ("22T15:00", 22, 0, "22T15:00"),
        ("30T16:00", 23, 6, "30T21:00"),
    ],
)
def test_quiet_hours(moment: str, from_hour: int, to_hour: int, expected: str) -> None:
    later = after_quiet_hours(at(moment), from_hour=from_hour, to_hour=to_hour)
    assert later == at(expected)


def test_without_quiet_hours_nothing_waits() -> None:
    for hours in ((None, None), (None, 7), (22, None), (5, 5)):
        moment = at("22T20:00")
        assert after_quiet_hours(moment, from_hour=hours[0], to_hour=hours[1]) == moment


@pytest.mark.parametrize(
    ("moment", "weekly", "expected"),
    [
        # 22 November 2026 is a Sunday
        ("21T23:59", False, "22T00:00"),
        ("22T00:00", False, "23T00:00"),
        ("22T14:59", False, "23T00:00"),
        ("22T15:00", False, "23T00:00"),  # Monday has begun in Korea
        ("22T23:59", True, "23T00:00"),
        ("22T00:00", True, "23T00:00"),
        ("23T00:00", True, "30T00:00"),
        ("23T00:01", True, "30T00:00"),
    ],
)
def test_digests(moment: str, weekly: bool, expected: str) -> None:
    assert next_digest(at(moment), weekly=weekly) == at(expected)


def test_a_deadline_of_a_day_is_written_as_the_day() -> None:
    due_at = end_of_day(date(2026, 11, 28))
    assert due_at == at("28T14:59")
    assert moment_words(due_at, language="ko") == "11월 28일"
    assert moment_words(due_at, language="en") == "28 November"
    assert moment_words(at("28T15:00"), language="ko") == "11월 29일 00:00"
