"""People choose what their firm hears of, and how soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.texts import choice_checked
from matching.alerts.policies import can_choose_demand_alerts, can_choose_offer_alerts
from matching.alerts.states import AlertPace
from matching.models import DemandAlertChoice, OfferAlertChoice

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology


@transaction.atomic
def demand_alerts_choose(*, actor: Actor, demand: Demand, pace: str, now: datetime) -> str:
    """Choose how soon the firm hears of technologies that fit its demand; return the pace.

    Raises:
        NotFoundError: The demand is not the actor's firm's.
        NotAllowedError: The actor is neither scout nor deal lead.
        InvalidInputError: There is no such pace.
    """
    if not actor.is_member or demand.owner_id != actor.organisation_id:
        raise NotFoundError
    if not can_choose_demand_alerts(actor) or actor.user_id is None:
        raise NotAllowedError
    chosen = choice_checked(pace, allowed=AlertPace.values, field="pace")
    DemandAlertChoice.objects.update_or_create(
        demand=demand,
        defaults={"pace": chosen, "chosen_by_id": actor.user_id, "chosen_at": now},
    )
    return chosen


@transaction.atomic
def offer_alerts_choose(
    *, actor: Actor, technology: Technology | None, pace: str | None, now: datetime
) -> str | None:
    """Choose how soon the firm hears of demands that its technologies fit; return the pace.

    Args:
        actor: Owner or deal lead of a small firm.
        technology: One of the firm's own, or None for all that nothing else is chosen for.
        pace: A value of `AlertPace`; None lets a technology go with all the others again.
        now: The moment of choosing.

    Raises:
        NotFoundError: The technology is not the actor's firm's.
        NotAllowedError: The actor is neither owner nor deal lead of a small firm.
        InvalidInputError: There is no such pace, or none for all technologies.
    """
    if technology is not None and technology.owner_id != actor.organisation_id:
        raise NotFoundError
    if not can_choose_offer_alerts(actor) or actor.user_id is None or actor.organisation_id is None:
        raise NotAllowedError
    if technology is not None and pace is None:
        OfferAlertChoice.objects.filter(technology=technology).delete()
        return None
    if pace is None:
        raise InvalidInputError("Choose how soon.", field="pace", code="required")
    chosen = choice_checked(pace, allowed=AlertPace.values, field="pace")
    OfferAlertChoice.objects.update_or_create(
        organisation_id=actor.organisation_id,
        technology=technology,
        defaults={"pace": chosen, "chosen_by_id": actor.user_id, "chosen_at": now},
    )
    return chosen
