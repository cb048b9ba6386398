"""Weigh demands against the market as it is: their best offers, and the score that is news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from marketplace.accounts.barriers import barring_organisations
from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.core.timers import timer_set
from marketplace.demands.models import Demand
from marketplace.demands.selectors import query_source_of
from marketplace.demands.states import DemandState
from marketplace.taxonomy.choices import Origin
from matching.alerts.constants import (
    ALERT_RANK,
    NEAR_ENOUGH,
    ROUND_PAUSE,
    WEIGHED_A_ROUND,
    WEIGHED_AGAIN,
)
from matching.alerts.services.profiles import (
    demand_texts,
    meant_of,
    profile_columns,
    profiles_number,
)
from matching.alerts.services.searches_weighing import searches_due_weigh
from matching.demand_ranking import demand_encoded, demand_ranked
from matching.engines.base import SearchFilters
from matching.market_index import market_index
from matching.models import DemandProfile, StoredSuggestion, WeighedDemand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from matching.engines.base import SearchIndex
    from matching.scoring import RankedHit

WEIGHING_TIMER: Final = "matching.weighing"
_SUBJECT: Final = "all"


def demands_weigh(*, demand_ids: Collection[str], now: datetime) -> dict[int, list[RankedHit]]:
    """Weigh published demands anew and return the best offers of each, by the demand's key.

    Demands that are no longer published are forgotten. Imported ones have nobody to tell.

    Args:
        demand_ids: Public ids; unknown ones are harmless.
        now: The moment of weighing.
    """
    _forget(Demand.objects.filter(public_id__in=demand_ids).exclude(_weighable()))
    found = Demand.objects.filter(_weighable(), public_id__in=demand_ids)
    return _weighed(found.select_related("owner"), now)


def weighing_due(*, subject: str, now: datetime) -> None:
    """Weigh the demands and saved searches whose turn it is, and set the time of the next round.

    Args:
        subject: The one round there is.
        now: The runner's clock, aware UTC.
    """
    weighed = WeighedDemand.objects.filter(demand=OuterRef("pk"))
    due = Demand.objects.filter(_weighable()).filter(
        ~Exists(weighed) | Exists(weighed.filter(due_at__lte=now))
    )
    _weighed(due.select_related("owner").order_by("pk")[:WEIGHED_A_ROUND], now)
    searches_due_weigh(now=now)
    timer_set(kind=WEIGHING_TIMER, subject=subject, due_at=now + ROUND_PAUSE)


def weighing_ensure(now: datetime) -> None:
    """Set the time of the next round where none is set, for example at the first start."""
    if Timer.objects.filter(kind=WEIGHING_TIMER, state=TimerState.OPEN).exists():
        return
    with transaction.atomic():
        timer_set(kind=WEIGHING_TIMER, subject=_SUBJECT, due_at=now)


def _weighable() -> Q:
    return Q(state=DemandState.PUBLISHED, origin=Origin.NATIVE)


def _weighed(demands: Iterable[Demand], now: datetime) -> dict[int, list[RankedHit]]:
    """Read the index outside any transaction; what one demand gets is written in one."""
    index = market_index(fresh=True)
    return {demand.pk: _one_weighed(index, demand, now) for demand in demands}


def _one_weighed(index: SearchIndex, demand: Demand, now: datetime) -> list[RankedHit]:
    source, texts = query_source_of(demand), demand_texts(demand)
    hidden = barring_organisations(organisation_id=demand.owner_id)
    # kept from here on, so that no page has to wait until the demand is encoded
    written = {text.language for text in source.texts}
    meant = meant_of(demand_encoded(source), written=written, nearest=NEAR_ENOUGH, now=now)
    ranking = demand_ranked(index, source, texts=texts, hidden=hidden, limit=ALERT_RANK)
    filters = SearchFilters(
        trl_min=source.trl_min,
        trl_max=source.trl_max,
        transfer_modes=source.transfer_modes,
        without_owners=(source.owner_id, *sorted(hidden)),
    )
    profiles = [
        DemandProfile(demand=demand, **columns)
        for columns in profile_columns(index, ranking, texts=texts, filters=filters, meant=meant)
    ]
    with transaction.atomic():
        profiles_number(DemandProfile, profiles)
        DemandProfile.objects.filter(demand=demand).delete()
        DemandProfile.objects.bulk_create(profiles)
        _suggestions_write(demand, ranking.hits, now)
        WeighedDemand.objects.update_or_create(
            demand=demand, defaults={"weighed_at": now, "due_at": now + WEIGHED_AGAIN}
        )
    return ranking.hits


def _suggestions_write(demand: Demand, hits: list[RankedHit], now: datetime) -> None:
    """Keep the best offers of the demand, each since when it is among them."""
    kept = dict(
        StoredSuggestion.objects.filter(demand=demand).values_list("technology_id", "relevance")
    )
    found = {hit.technology_id: hit for hit in hits}
    StoredSuggestion.objects.filter(demand=demand, technology_id__in=kept.keys() - found).delete()
    for key in kept.keys() & found.keys():
        if kept[key] != found[key].relevance:
            StoredSuggestion.objects.filter(demand=demand, technology_id=key).update(
                relevance=found[key].relevance
            )
    StoredSuggestion.objects.bulk_create(
        [
            StoredSuggestion(
                demand=demand,
                technology_id=hit.technology_id,
                relevance=hit.relevance,
                first_seen_at=now,
                is_news=bool(kept),
            )
            for hit in hits
            if hit.technology_id not in kept
        ],
        ignore_conflicts=True,
    )


def _forget(demands: Iterable[Demand]) -> None:
    keys = [demand.pk for demand in demands]
    with transaction.atomic():
        DemandProfile.objects.filter(demand_id__in=keys).delete()
        WeighedDemand.objects.filter(demand_id__in=keys).delete()
