"""How long a firm leaves the other one in peace before it has it reminded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matching.models import Match

FIRST_AFTER: Final = dt.timedelta(days=3)
AGAIN_AFTER: Final = dt.timedelta(days=7)


def reminder_from(match: Match) -> dt.datetime:
    """Return from when on the firm that asked may have the other one reminded."""
    first = match.state_since + FIRST_AFTER
    if match.reminded_at is None:
        return first
    return max(first, match.reminded_at + AGAIN_AFTER)
