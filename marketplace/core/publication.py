"""When something happened, told by month only until the two sides know each other."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_SPAN = 10**9


def month_of(moment: datetime) -> str:
    """Return year and month, for example 2026-11, by the same clock as publications."""
    return f"{moment.year:04d}-{moment.month:02d}"


def publication_order(public_id: str, now: datetime) -> int:
    """Return a number that sorts by month and, within a month, by chance."""
    return (now.year * 100 + now.month) * _SPAN + zlib.crc32(public_id.encode()) % _SPAN


def publication_month(order: int | None) -> str | None:
    """Return year and month, for example 2026-11; the day stays hidden before a match."""
    if order is None:
        return None
    year, month = divmod(order // _SPAN, 100)
    return f"{year:04d}-{month:02d}"
