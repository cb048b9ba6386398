"""A demand that is published is told to the small firms that want to hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.barriers import barred_organisations, barring_organisations
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.selectors import active_members
from marketplace.accounts.states import Verification
from marketplace.demands.models import Demand
from marketplace.demands.states import DemandState
from marketplace.notifications.services import notify
from marketplace.notifications.states import NotificationCategory
from marketplace.technologies.models import Technology
from marketplace.technologies.states import TechnologyState
from matching.alerts.services.weighing import demands_weigh
from matching.alerts.states import AlertPace, AlertSide, notice_pace
from matching.models import Alert, OfferAlertChoice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from matching.scoring import RankedHit

FITTED: Final = "demand.fitted"


def demands_meet(*, demand_ids: Collection[str], now: datetime) -> int:
    """Weigh demands, tell firms of those that their technologies fit, and return how many people.

    Only verified firms that asked for it hear, each once for each demand; they learn that it is
    there, and read what every verified small firm may read of it.

    Args:
        demand_ids: Public ids; those that are not published are forgotten.
        now: The moment of meeting.
    """
    told = 0
    for key, hits in demands_weigh(demand_ids=demand_ids, now=now).items():
        with transaction.atomic():
            told += _told(key, {hit.technology_id: hit for hit in hits}, now)
    return told


def _told(demand_key: int, hits: Mapping[int, RankedHit], now: datetime) -> int:
    rows = Demand.objects.filter(pk=demand_key, state=DemandState.PUBLISHED)
    demand = rows.select_for_update().first()
    if demand is None:
        return 0
    kept_apart = barring_organisations(organisation_id=demand.owner_id) | barred_organisations(
        organisation_id=demand.owner_id
    )
    fitting = Technology.objects.filter(
        pk__in=hits,
        state=TechnologyState.PUBLISHED,
        version__isnull=False,
        owner__kind=OrganisationKind.SME,
        owner__verification=Verification.VERIFIED,
    ).exclude(owner_id__in=kept_apart)
    paces = _paces(list(fitting))
    known = set(
        Alert.objects.filter(demand=demand, side=AlertSide.SELLER).values_list(
            "technology_id", flat=True
        )
    )
    fresh = [each for each in fitting if each.pk in paces and each.pk not in known]
    Alert.objects.bulk_create(
        [
            Alert(
                demand=demand,
                technology=each,
                version=each.version,
                side=AlertSide.SELLER,
                relevance=hits[each.pk].relevance,
                created_at=now,
            )
            for each in fresh
        ]
    )
    return sum(_notified(demand, each.owner_id, paces[each.pk], now) for each in fresh)


def _paces(technologies: Sequence[Technology]) -> dict[int, str]:
    """Return how soon a firm wants to hear, by technology, without those it does not want.

    What was chosen for the technology goes before what was chosen for all of them.
    """
    owners = {each.pk: each.owner_id for each in technologies}
    choices = OfferAlertChoice.objects.filter(
        Q(technology=None) | Q(technology__in=owners), organisation_id__in=set(owners.values())
    )
    chosen: dict[tuple[int, int | None], str] = {
        (owner_id, technology_id): pace
        for owner_id, technology_id, pace in choices.values_list(
            "organisation_id", "technology_id", "pace"
        )
    }
    paces = {
        key: chosen.get((owner_id, key), chosen.get((owner_id, None), AlertPace.OFF))
        for key, owner_id in owners.items()
    }
    return {key: pace for key, pace in paces.items() if pace != AlertPace.OFF}


def _notified(demand: Demand, owner_id: int, pace: str, now: datetime) -> int:
    people = active_members(organisation_ids=[owner_id], roles=[Role.OWNER, Role.DEAL_LEAD])
    return notify(
        user_ids=[person.user_id for person in people],
        kind=FITTED,
        key=f"demand-fits:{demand.pk}:{owner_id}",
        subject_type="demand",
        subject_ref=demand.public_id,
        path=f"/demands/{demand.public_id}",
        now=now,
        organisation_id=owner_id,
        category=NotificationCategory.DEMAND,
        pace=notice_pace(pace),
    )
