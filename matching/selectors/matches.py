"""Read matches; a side learns the other's name only while the ladder opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from marketplace.accounts.barriers import barred_organisations, barring_organisations
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.demands.seals import demand_seals
from marketplace.demands.selectors import demands_shared
from marketplace.ladder.selectors import counterparts_known
from marketplace.ladder.stages import Stage
from marketplace.technologies.selectors import technologies_shared
from matching.models import Match
from matching.policies import match_acts, side_of, visible_matches
from matching.states import (
    OPEN_STATES,
    UNANSWERED_STATES,
    EndCause,
    MatchSide,
    MatchState,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor
    from marketplace.demands.rows import DemandRow
    from marketplace.demands.seals import DemandSealRead
    from marketplace.technologies.rows import TechnologyRow
    from matching.models import Case

MatchKey = tuple[str, str]


class MatchGroup(TextChoices):
    """Matches by what they ask of the reader's firm."""

    OPEN = "open", "Every one that is not over"
    WAITING_FOR_US = "waiting_for_us", "The reader's firm has to act"
    WAITING_FOR_OTHERS = "waiting_for_others", "Somebody else has to act"
    MATCHED = "matched", "Both firms know each other"
    OVER = "over", "Declined, withdrawn, expired or ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """One match for one reader; what the reader may not know is None."""

    match: Match
    state: str
    end_cause: str
    side: MatchSide | None
    turn: MatchSide | None
    stage: Stage
    technology: TechnologyRow | None
    demand: DemandRow | None
    demand_seal: DemandSealRead | None
    counterpart: Organisation | None
    case: Case | None
    acts: frozenset[str]
    may_read_words: bool = True

    @property
    def order_key(self) -> MatchKey:
        """Return what sorts the match among others, the latest change first."""
        return self.match.state_since.isoformat(), self.match.public_id


def match_model_for(*, actor: Actor, public_id: str) -> Match:
    """Return the stored match for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    found = _found(actor, public_id)
    if found is None:
        raise NotFoundError
    return found


def match_for(*, actor: Actor, public_id: str, now: datetime) -> MatchRow:
    """Return one match as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    return match_rows(actor, [match_model_for(actor=actor, public_id=public_id)], now)[0]


def matches_for(
    *,
    actor: Actor,
    group: MatchGroup | None,
    after: tuple[datetime, str] | None,
    limit: int,
    now: datetime,
) -> list[MatchRow]:
    """Return the matches the actor may know of, the latest change first.

    Args:
        actor: Who reads.
        group: Only those that ask this of the reader's firm, or None for all.
        after: Time of the last change and public id of the last one of the page before, or None.
        limit: Largest number of rows.
        now: The moment of reading.
    """
    where = visible_matches(actor) & _of_group(actor, group)
    if after is not None:
        since, public_id = after
        where &= Q(state_since__lt=since) | Q(state_since=since, public_id__gt=public_id)
    table = matches_to_tell().filter(where)
    return match_rows(actor, list(table.order_by("-state_since", "public_id")[:limit]), now)


def matches_of(
    *, actor: Actor, technology_id: str | None, demand_id: str | None, limit: int, now: datetime
) -> list[MatchRow]:
    """Return the matches the actor may know of about a technology or a demand, newest first."""
    where = visible_matches(actor)
    if technology_id is not None:
        where &= Q(technology__public_id=technology_id)
    if demand_id is not None:
        where &= Q(demand__public_id=demand_id)
    table = matches_to_tell().filter(where)
    return match_rows(actor, list(table.order_by("-state_since", "public_id")[:limit]), now)


def match_rows(actor: Actor, matches: Sequence[Match], now: datetime) -> list[MatchRow]:
    """Return matches, which the actor may know of, as the actor may see them now."""
    if not matches:
        return []
    technologies = technologies_shared(
        actor=actor, now=now, technology_ids={match.technology_id for match in matches}
    )
    demands = demands_shared(actor=actor, demand_ids={match.demand_id for match in matches})
    sealed = [row.pk for row in demands.values() if row.sealed_month]
    seals = demand_seals(demand_ids=sealed, to_own_firm=False) if sealed else {}
    known = counterparts_known(sources=[match.source for match in matches], now=now)
    barred = _barred(actor)
    return [
        _row(
            actor,
            match,
            technology=technologies.get(match.technology_id),
            demand=demands.get(match.demand_id),
            seal=seals.get(match.demand_id),
            is_known=match.source in known,
            barred=barred,
        )
        for match in matches
    ]


def matches_to_tell() -> QuerySet[Match]:
    """Return matches with what `match_rows` reads of each.

    Lists of what belongs to matches fetch them in a query of their own by this: joined into one
    statement it were more tables than PostgreSQL plans well while it knows little of them.
    """
    return Match.objects.select_related(
        "technology", "demand", "seller", "buyer", "case__coordinator__user", "case__institution"
    )


def _found(actor: Actor, public_id: str) -> Match | None:
    if not is_opaque_id(public_id):
        return None
    return matches_to_tell().filter(visible_matches(actor), public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class _KeptOut:
    """Firms with which the actor's own may have no match, by who declared it."""

    by_them: frozenset[int]
    by_us: frozenset[int]

    def ends(self, match: Match, other_id: int) -> bool:
        """Return whether the actor sees the match as ended.

        A barrier ends it at once, even before the runner has come to write that down. But one's
        own counts only once both know each other: before, it would tell who the other one is.
        """
        if match.state not in OPEN_STATES:
            return False
        knows = match.state == MatchState.MATCHED
        return other_id in self.by_them or (knows and other_id in self.by_us)


def _barred(actor: Actor) -> _KeptOut:
    own = actor.organisation_id
    return _KeptOut(
        by_them=barring_organisations(organisation_id=own),
        by_us=barred_organisations(organisation_id=own),
    )


def _row(
    actor: Actor,
    match: Match,
    *,
    technology: TechnologyRow | None,
    demand: DemandRow | None,
    seal: DemandSealRead | None,
    is_known: bool,
    barred: _KeptOut,
) -> MatchRow:
    side = side_of(actor, match)
    other = match.buyer if side == MatchSide.SELLER else match.seller
    is_barred = side is not None and barred.ends(match, other.pk)
    case = getattr(match, "case", None)
    is_open = is_known and not is_barred and match.state == MatchState.MATCHED
    return MatchRow(
        match=match,
        state=MatchState.ENDED if is_barred else match.state,
        end_cause=EndCause.BARRIER if is_barred else match.end_cause,
        side=side,
        turn=None if is_barred else _turn(match),
        stage=_stage(side, technology, is_open=is_open),
        technology=technology,
        demand=demand,
        demand_seal=seal if is_open else None,
        counterpart=other if is_open and side is not None else None,
        case=case if is_open else None,
        acts=match_acts(actor, match, is_barred=is_barred),
    )


def _stage(side: MatchSide | None, technology: TechnologyRow | None, *, is_open: bool) -> Stage:
    """Return how far the buyer may look at the technology."""
    if side == MatchSide.BUYER and technology is not None:
        return technology.stage
    return Stage.S2 if is_open else Stage.S1


def _turn(match: Match) -> MatchSide | None:
    asked = MatchSide(match.requested_by)
    if match.state == MatchState.AWAITING_LEAD:
        return asked
    if match.state == MatchState.REQUESTED:
        return MatchSide.SELLER if asked == MatchSide.BUYER else MatchSide.BUYER
    return None


def _of_group(actor: Actor, group: MatchGroup | None) -> Q:
    if group is None:
        return Q()
    if group == MatchGroup.OPEN:
        return Q(state__in=OPEN_STATES)
    if group == MatchGroup.MATCHED:
        return Q(state=MatchState.MATCHED)
    if group == MatchGroup.OVER:
        return ~Q(state__in=OPEN_STATES)
    own = actor.organisation_id
    asked = Q(seller_id=own, requested_by=MatchSide.SELLER)
    asked |= Q(buyer_id=own, requested_by=MatchSide.BUYER)
    waits_for_us = (asked & Q(state=MatchState.AWAITING_LEAD)) | (
        ~asked & Q(state=MatchState.REQUESTED)
    )
    if group == MatchGroup.WAITING_FOR_US:
        return waits_for_us
    return Q(state__in=UNANSWERED_STATES) & ~waits_for_us
