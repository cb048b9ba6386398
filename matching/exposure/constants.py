"""Every number that the ledger of exposure rests on; those of the order are with the ranking's."""

from __future__ import annotations

from typing import Final

FLUSH_SECONDS: Final = 5.0
"""So long counts lie in a process's memory; what a crash loses are the counts of that time."""

SHARES_SECONDS: Final = 45.0
"""So old the picture of who was shown how much becomes; with a round's pause below a minute."""

MARKS_MAX: Final = 200_000
"""So many answers of one day a process remembers having counted; beyond them it counts no more."""

KEPT_DAYS: Final = 120
"""So long the ledger's rows are kept: for the order's window and the weeks that a firm sees."""

WEEKS_TOLD: Final = 12

FEWEST_TOLD: Final = 3
"""Less than that in a week is told as "fewer than 3", so that no single searcher shows."""

NEW_DAYS: Final = 7
"""For so long a technology is new on the market: no whole week of it is over yet."""

ROWS_AT_ONCE: Final = 500
"""So many rows one statement writes or asks for."""
