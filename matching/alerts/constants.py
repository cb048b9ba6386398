"""Every number that alerts rest on, in one place."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

ALERT_RANK: Final = 20
"""An offer is told of when it scores at least as much as the one at this place does now."""

SMALLEST_SHARE: Final = 0.08
"""Where fewer offers answer than that, an offer has to reach this share of what one of average
length would score that holds every word of the demand once; a single shared word is no news."""

SMALLEST_SHARE_OF_SEARCH: Final = 0.4
"""The same for the few words of a saved search, of which an offer has to hold most."""

NEAR_ENOUGH: Final = 0.4
"""So near in meaning an offer in another language has to come to a demand or to an example, however
few others there are. Of 68 pairs of a demand and the offer that answers it 98 in 100 come so near,
of the unlike ones 3 in 1,000; a few words of a search may be as far as any search reaches."""

WEIGHED_AGAIN: Final = timedelta(days=1)
"""So old a threshold becomes before the market is asked anew."""

WEIGHED_A_ROUND: Final = 25
ROUND_PAUSE: Final = timedelta(minutes=1)
"""How many demands a round weighs anew, and how long after it the next one comes: 36,000 a day."""

CHANGES_KEPT_APART: Final = 2_000
"""So many changed profiles are looked through beside the sorted ones before all are sorted anew."""

RECENT_DAYS: Final = 90
"""How far back the list of alerts reaches."""

INSTANT_A_DAY: Final = 10
"""So many offers a saved search is told of at once within a day; the others wait for the digest."""

MOST_WAITING: Final = 200
"""So many offers wait for the digest of one saved search; it says that there are some, and the
search itself shows them all."""

DIGEST_LEAD: Final = timedelta(minutes=5)
"""So long before the digest goes out it is decided what saved searches put into it."""

SEARCH_WEIGHING_TIMER: Final = "matching.search_weighing"
