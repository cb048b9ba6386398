"""What the log says of demands, technologies and firms, taken in one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.technologies.selectors import technology_ids_for
from matching.alerts.services.fitting_offers import demands_meet
from matching.alerts.services.meeting import technologies_meet
from matching.alerts.services.searches_telling import alerts_take_back
from matching.models import WeighedDemand, WeighedSearch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def changes_meet(*, changes: Sequence[tuple[str, str]], now: datetime) -> None:
    """Let each change meet what was there before it, in the order in which they happened.

    A technology is news to the demands before it, and no news to those after it, even where both
    are taken in together. Taken in again, a change tells nobody twice.

    Args:
        changes: Type and public id of what changed: demand, technology or organisation.
        now: The runner's clock, aware UTC.
    """
    for type_, public_id in changes:
        if type_ == "technology":
            ids = technology_ids_for([public_id])
            alerts_take_back(technology_ids=ids, now=now)
            technologies_meet(technology_ids=ids, now=now)
        elif type_ == "demand":
            demands_meet(demand_ids=[public_id], now=now)
        elif type_ == "organisation":
            # its demands and searches may be matched by more than before, or by less
            WeighedDemand.objects.filter(demand__owner__public_id=public_id).update(due_at=now)
            WeighedSearch.objects.filter(
                search__person__memberships__organisation__public_id=public_id,
                search__person__memberships__ended_at=None,
            ).update(due_at=now)
