"""Which of a small firm's own technologies it may propose for a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.demands.selectors import demand_model_for
from marketplace.technologies.models import Technology
from marketplace.technologies.selectors import technologies_shared
from marketplace.technologies.states import TechnologyState
from matching.models import Match
from matching.states import OPEN_STATES

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.rows import TechnologyRow

_MOST = 50


def proposable(*, actor: Actor, demand_id: str, now: datetime) -> list[TechnologyRow]:
    """Return the firm's published technologies without an open match for the demand, newest first.

    Args:
        actor: A member of the small firm.
        demand_id: The demand's opaque id.
        now: The moment of asking.

    Raises:
        NotFoundError: There is no such demand that the actor may know of.
    """
    demand = demand_model_for(actor=actor, public_id=demand_id)
    asked = Match.objects.filter(demand=demand, state__in=OPEN_STATES).values("technology_id")
    own = Technology.objects.filter(
        owner_id=actor.organisation_id, state=TechnologyState.PUBLISHED
    ).exclude(pk__in=asked)
    keys = list(own.order_by("-pk").values_list("pk", flat=True)[:_MOST])
    rows = technologies_shared(actor=actor, now=now, technology_ids=keys)
    return [rows[key] for key in keys if key in rows]
