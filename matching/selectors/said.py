"""What is known of a demand's suggestions besides their rank: news, requests, judgements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.technologies.selectors import technologies_shared
from matching.models import Match, StoredSuggestion, SuggestionJudgement
from matching.policies import visible_matches
from matching.states import OPEN_STATES

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology
    from marketplace.technologies.rows import TechnologyRow

NEWS_DAYS = 7


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement that stands."""

    technology_key: int
    reason: str
    note: str
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """An open match of the demand, by its technology."""

    public_id: str
    state: str


@dataclass(frozen=True, slots=True)
class SaidOfDemand:
    """By public id of the technology: what is new, what is asked for, what is set aside."""

    news: frozenset[str] = frozenset()
    requests: dict[str, OpenRequest] = field(default_factory=dict)
    set_aside: dict[str, Judged] = field(default_factory=dict)


def relevance_known(*, demand: Demand, technology: Technology) -> int | None:
    """Return the relevance that the pair had when the market was last ranked for the demand."""
    stored = StoredSuggestion.objects.filter(demand=demand, technology=technology)
    return stored.values_list("relevance", flat=True).first()


def shown_as(*, demand: Demand, technology: Technology) -> tuple[int | None, int | None]:
    """Return the place and the relevance of the pair when the market was last ranked for it."""
    relevance = relevance_known(demand=demand, technology=technology)
    if relevance is None:
        return None, None
    before = StoredSuggestion.objects.filter(demand=demand, relevance__gt=relevance)
    return before.count() + 1, relevance


def said_of(*, demand_key: int, actor: Actor, now: datetime) -> SaidOfDemand:
    """Return what is known of the suggestions for a demand of the actor's firm, in three queries.

    Args:
        demand_key: Row key of the demand; the caller has established whose it is.
        actor: A member of its firm.
        now: The moment of asking.
    """
    stored = StoredSuggestion.objects.filter(
        demand_id=demand_key, is_news=True, first_seen_at__gt=now - timedelta(days=NEWS_DAYS)
    )
    matches = Match.objects.filter(
        visible_matches(actor), demand_id=demand_key, state__in=OPEN_STATES
    )
    judged = SuggestionJudgement.objects.filter(demand_id=demand_key, undone_at=None)
    return SaidOfDemand(
        news=frozenset(stored.values_list("technology__public_id", flat=True)),
        requests={
            technology: OpenRequest(public_id, state)
            for technology, public_id, state in matches.values_list(
                "technology__public_id", "public_id", "state"
            )
        },
        set_aside={
            technology: Judged(key, reason, note, judged_at)
            for technology, key, reason, note, judged_at in judged.order_by(
                "-judged_at"
            ).values_list("technology__public_id", "technology_id", "reason", "note", "judged_at")
        },
    )


def set_aside_rows(
    *, actor: Actor, said: SaidOfDemand, now: datetime, limit: int
) -> list[tuple[TechnologyRow, Judged]]:
    """Return what was set aside, the latest first, as far as the actor may still see it."""
    judged = list(said.set_aside.values())[:limit]
    keys = [each.technology_key for each in judged]
    rows = technologies_shared(actor=actor, now=now, technology_ids=keys)
    return [(rows[each.technology_key], each) for each in judged if each.technology_key in rows]
