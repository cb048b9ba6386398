"""Cursors of lists by time hold a moment that every database can look for."""

from __future__ import annotations

import datetime as dt

import pytest

from marketplace.accounts.selectors.checks import _moment
from marketplace.core.errors import InvalidInputError
from matching.schema.match_operations import moment_key

_NO_MOMENTS = [
    "yesterday",
    "2026-11-22T10:00:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
]


@pytest.mark.parametrize("text", _NO_MOMENTS)
def test_a_cursor_without_a_moment_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        moment_key((text, "id"))
    with pytest.raises(InvalidInputError):
        _moment(text)


def test_a_moment_is_read_in_utc() -> None:
    assert moment_key(("2026-11-22T19:00:00+09:00", "id")) == (
        dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC),
        "id",
    )
    assert moment_key(None) is None
