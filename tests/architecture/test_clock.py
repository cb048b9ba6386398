"""The tests begin on a Sunday less than a week ago, the same one in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clock import begun_at, last_sunday


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2026-11-22T09:00:00+00:00", "2026-11-22T09:00:00+00:00"),
        ("2026-11-22T08:59:59.999+00:00", "2026-11-15T09:00:00+00:00"),
        ("2026-11-28T23:59:00+00:00", "2026-11-22T09:00:00+00:00"),
        ("2027-01-02T12:00:00+00:00", "2026-12-27T09:00:00+00:00"),
        ("2032-03-01T00:00:00+00:00", "2032-02-29T09:00:00+00:00"),
    ],
)
def test_the_last_sunday_at_nine_has_passed(moment: str, begins: str) -> None:
    assert last_sunday(datetime.fromisoformat(moment)) == datetime.fromisoformat(begins)


def test_every_hour_of_a_week_is_less_than_a_week_behind_its_sunday() -> None:
    first = datetime(2027, 2, 28, tzinfo=UTC)
    for hours in range(7 * 24):
        moment = first + timedelta(hours=hours)
        begins = last_sunday(moment)
        assert timedelta(0) <= moment - begins < timedelta(weeks=1)
        assert (begins.weekday(), begins.hour) == (6, 9)


def test_a_process_begins_where_the_one_that_started_it_did() -> None:
    assert datetime.fromisoformat(os.environ["TESTS_NOW"]) == begun_at()
    told = subprocess.run(
        [sys.executable, "-c", "from tests.clock import begun_at; print(begun_at().isoformat())"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"TESTS_NOW": "2027-02-28T09:00:00Z"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "2027-02-28T09:00:00+00:00"
