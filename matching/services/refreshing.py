"""Keep each demand's best suggestions fresh, and tell its firm of new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.barriers import barring_organisations
from marketplace.accounts.roles import Role
from marketplace.accounts.selectors import active_members
from marketplace.accounts.states import Verification
from marketplace.demands.models import Demand
from marketplace.demands.selectors import query_source_of
from marketplace.demands.states import DemandState
from marketplace.notifications.services import notify
from marketplace.taxonomy.choices import Origin
from matching.demand_ranking import demand_ranked
from matching.engines.active import active_engine
from matching.engines.base import TextSet
from matching.models import StoredSuggestion, SuggestionJudgement

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from matching.engines.base import SearchIndex
    from matching.scoring import RankedHit

KEPT = 20
TOLD = 5
MOST_DEMANDS = 500
"""A round refreshes so many of the latest demands; older ones keep what they had."""


def suggestions_refresh(*, now: datetime, demand_ids: Collection[str] | None = None) -> int:
    """Rank the market anew for published demands, and return how many demands had news.

    The index is read outside any transaction; what one demand gets is written in one.

    Args:
        now: The moment of refreshing.
        demand_ids: Public ids of the demands, or None for all that were written here.
    """
    table = Demand.objects.filter(state=DemandState.PUBLISHED, origin=Origin.NATIVE)
    if demand_ids is not None:
        table = table.filter(public_id__in=demand_ids)
    index = active_engine().index(fresh=True)
    demands = table.select_related("owner").order_by("-pk")[:MOST_DEMANDS]
    return sum(_refreshed(index, demand, now) for demand in demands)


def _refreshed(index: SearchIndex, demand: Demand, now: datetime) -> bool:
    verified = demand.owner.verification == Verification.VERIFIED
    ranking = demand_ranked(
        index,
        query_source_of(demand),
        texts=TextSet.SUMMARY if verified else TextSet.CARD,
        hidden=barring_organisations(organisation_id=demand.owner_id),
        limit=KEPT,
    )
    return _store(demand, ranking.hits, now)


@transaction.atomic
def _store(demand: Demand, hits: list[RankedHit], now: datetime) -> bool:
    kept = dict(
        StoredSuggestion.objects.filter(demand=demand).values_list("technology_id", "relevance")
    )
    is_first = not kept
    found = {hit.technology_id: hit for hit in hits}
    StoredSuggestion.objects.filter(demand=demand, technology_id__in=kept.keys() - found).delete()
    for key in kept.keys() & found.keys():
        if kept[key] != found[key].relevance:
            StoredSuggestion.objects.filter(demand=demand, technology_id=key).update(
                relevance=found[key].relevance
            )
    fresh = [hit for hit in hits if hit.technology_id not in kept]
    StoredSuggestion.objects.bulk_create(
        [
            StoredSuggestion(
                demand=demand,
                technology_id=hit.technology_id,
                relevance=hit.relevance,
                first_seen_at=now,
                is_news=not is_first,
            )
            for hit in fresh
        ],
        ignore_conflicts=True,
    )
    top = {hit.technology_id for hit in hits[:TOLD]}
    news = [hit for hit in fresh if hit.technology_id in top and not is_first]
    return _tell(demand, news, now)


def _tell(demand: Demand, news: list[RankedHit], now: datetime) -> bool:
    """Tell the demand's scouts and deal leads of each new one among the best, once."""
    judged = set(
        SuggestionJudgement.objects.filter(demand=demand, undone_at=None).values_list(
            "technology_id", flat=True
        )
    )
    worth = [hit for hit in news if hit.technology_id not in judged]
    if not worth:
        return False
    people = active_members(organisation_ids=[demand.owner_id], roles=[Role.SCOUT, Role.DEAL_LEAD])
    for hit in worth:
        notify(
            user_ids=[person.user_id for person in people],
            kind="suggestion.found",
            key=f"suggestion:{demand.pk}:{hit.technology_id}",
            subject_type="demand",
            subject_ref=demand.public_id,
            path=f"/demands/{demand.public_id}/matches",
            now=now,
        )
    return True
