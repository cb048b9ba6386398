"""Every number that alerts rest on, in one place."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

ALERT_RANK: Final = 20
"""An offer is told of when it scores at least as much as the one at this place does now."""

SMALLEST_SHARE: Final = 0.08
"""Where fewer offers answer than that, an offer has to reach this share of what one of average
length would score that holds every word of the demand once; a single shared word is no news."""

WEIGHED_AGAIN: Final = timedelta(days=1)
"""So old a threshold becomes before the market is asked anew."""

WEIGHED_A_ROUND: Final = 25
ROUND_PAUSE: Final = timedelta(minutes=1)
"""How many demands a round weighs anew, and how long after it the next one comes: 36,000 a day."""

CHANGES_KEPT_APART: Final = 2_000
"""So many changed profiles are looked through beside the sorted ones before all are sorted anew."""

RECENT_DAYS: Final = 90
"""How far back the list of alerts reaches."""
