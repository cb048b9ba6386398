"""The only writers of choices, profiles and alerts, one function per use case."""

from matching.alerts.services.choosing import demand_alerts_choose, offer_alerts_choose
from matching.alerts.services.handling import changes_meet
from matching.alerts.services.search_digests import (
    SEARCH_DIGEST_TIMER,
    search_digest_due,
    search_digests_ensure,
)
from matching.alerts.services.searches_weighing import search_weigh_due
from matching.alerts.services.weighing import (
    WEIGHING_TIMER,
    demands_weigh,
    weighing_due,
    weighing_ensure,
)

__all__ = [
    "SEARCH_DIGEST_TIMER",
    "WEIGHING_TIMER",
    "changes_meet",
    "demand_alerts_choose",
    "demands_weigh",
    "offer_alerts_choose",
    "search_digest_due",
    "search_digests_ensure",
    "search_weigh_due",
    "weighing_due",
    "weighing_ensure",
]
