"""The only writers of choices, profiles and alerts, one function per use case."""

from matching.alerts.services.choosing import demand_alerts_choose, offer_alerts_choose
from matching.alerts.services.handling import changes_meet
from matching.alerts.services.weighing import (
    WEIGHING_TIMER,
    demands_weigh,
    weighing_due,
    weighing_ensure,
)

__all__ = [
    "WEIGHING_TIMER",
    "changes_meet",
    "demand_alerts_choose",
    "demands_weigh",
    "offer_alerts_choose",
    "weighing_due",
    "weighing_ensure",
]
