"""When two firms may be matched at all, and when an act on a match comes in order."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.barriers import barring_organisations
from marketplace.accounts.identity import identity_refused
from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Verification
from marketplace.core.errors import (
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.rate_limits import RateLimitedError
from marketplace.demands.models import Demand
from marketplace.demands.states import DemandState
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage
from marketplace.technologies.models import Technology
from marketplace.technologies.states import TechnologyState
from matching.models import Match
from matching.policies import can_answer_matches, match_acts, side_of
from matching.states import OPEN_STATES, MatchSide, MatchState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

_COOLING_DAYS = 30
_OPEN_REQUESTS_MAX = 30
# a request that was taken back reached the other side all the same
_DAY = dt.timedelta(days=1)
_TOLD_A_DAY_OF_A_PAIR = 3
_TOLD_A_DAY = 100


def request_possible(
    actor: Actor, demand: Demand, technology: Technology, now: dt.datetime
) -> None:
    """Refuse a request for what is not on the market, or between firms that may not.

    Raises:
        MarketplaceError: `not_possible` or `not_on_the_market`.
    """
    # locked, so that neither leaves the market between this look and the request
    states = (
        Technology.objects.select_for_update().get(pk=technology.pk).state,
        Demand.objects.select_for_update().get(pk=demand.pk).state,
    )
    if states != (TechnologyState.PUBLISHED, DemandState.PUBLISHED):
        raise _not_on_the_market()
    other_id = technology.owner_id if _is_own(actor, demand) else demand.owner_id
    _not_kept_out(actor, other_id)
    if _is_own(actor, demand) and stage_for(actor, technology, now) < Stage.S1:
        raise _not_possible()
    _verified(technology.owner_id, demand.owner_id)


def still_possible(actor: Actor, match: Match) -> None:
    """Refuse to go on with what left the market, or between firms that may not.

    Raises:
        MarketplaceError: `not_possible` or `not_on_the_market`.
    """
    technology = Technology.objects.select_for_update().get(pk=match.technology_id)
    demand = Demand.objects.select_for_update().get(pk=match.demand_id)
    gone = technology.state == TechnologyState.WITHDRAWN
    if gone or demand.state != DemandState.PUBLISHED:
        raise _not_on_the_market()
    _not_kept_out(actor, match.other_id(actor.organisation_id))
    _verified(match.seller_id, match.buyer_id)


def keeps_out(actor: Actor, other_id: int) -> bool:
    """Return whether the actor's own firm keeps the other one out.

    Before both know each other this must change nothing that the actor sees: whoever declares one
    firm after another would read off what happens who is behind an anonymous offer or demand.
    """
    return actor.organisation_id in barring_organisations(organisation_id=other_id)


def _not_kept_out(actor: Actor, other_id: int) -> None:
    if other_id in barring_organisations(organisation_id=actor.organisation_id):
        raise _not_possible()


def _is_own(actor: Actor, demand: Demand) -> bool:
    return actor.organisation_id == demand.owner_id


def _verified(*organisation_ids: int) -> None:
    found = Organisation.objects.filter(
        pk__in=organisation_ids, verification=Verification.VERIFIED
    ).count()
    if found != len(set(organisation_ids)):
        raise _not_possible()


def not_pestering(
    actor: Actor, side: MatchSide, demand: Demand, technology: Technology, now: dt.datetime
) -> None:
    """Refuse a request that repeats an open or a lately declined one, or is one too many.

    Raises:
        MarketplaceError: `open_already`, `declined_recently` or `too_many_requests`.
        RateLimitedError: The firm asked too often within a day, even if it took requests back.
    """
    pair = Match.objects.filter(technology=technology, demand=demand)
    if pair.filter(state__in=OPEN_STATES).exists():
        raise open_already()
    since = now - dt.timedelta(days=_COOLING_DAYS)
    # by the firm, not by the demand: a copy of a demand is the same question
    declined = Match.objects.filter(
        technology=technology, buyer_id=demand.owner_id, state=MatchState.DECLINED
    )
    if declined.filter(state_since__gt=since).exists():
        raise MarketplaceError(
            "declined_recently",
            f"The other side declined within the last {_COOLING_DAYS} days; ask later.",
            params={"days": str(_COOLING_DAYS)},
        )
    own = Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id)
    waiting = Match.objects.filter(
        own, requested_by=side, state__in=[MatchState.AWAITING_LEAD, MatchState.REQUESTED]
    )
    if waiting.count() >= _OPEN_REQUESTS_MAX:
        raise MarketplaceError(
            "too_many_requests",
            f"At most {_OPEN_REQUESTS_MAX} requests of a firm wait at a time.",
            params={"max": str(_OPEN_REQUESTS_MAX)},
        )
    told = Match.objects.filter(
        own,
        # told or held makes no difference, or the limit would tell which of the two it is
        Q(seller_accepted_at__isnull=False) | Q(buyer_accepted_at__isnull=False),
        requested_by=side,
        requested_at__gt=now - _DAY,
    ).order_by("-requested_at")
    of_pair = told.filter(technology=technology, demand=demand)
    for asked, most in ((of_pair, _TOLD_A_DAY_OF_A_PAIR), (told, _TOLD_A_DAY)):
        oldest = asked.values_list("requested_at", flat=True)[most - 1 : most].first()
        if oldest is not None:
            raise RateLimitedError(math.ceil((oldest + _DAY - now).total_seconds()))


def act_checked(actor: Actor, match: Match, act: str) -> None:
    """Refuse an act that is not the actor's, or not in this state.

    Raises:
        NotFoundError: The actor's firm is no side of the match.
        NotAllowedError: The actor's role, or a firm that is not verified, does not allow it.
        StaleStateError: It is too late for it, or too early.
    """
    if side_of(actor, match) is None:
        raise NotFoundError
    if act in match_acts(actor, match, is_barred=False):
        return
    if not can_answer_matches(actor) or (act == "accept" and not actor.organisation_verified):
        raise NotAllowedError
    raise StaleStateError


def words_keep_names(actor: Actor, words: str, *, field: str = "words") -> None:
    """Refuse words for the other side that give the own firm away before it may be known.

    Raises:
        InvalidInputError: Code `names_firm`.
    """
    own = Organisation.objects.filter(pk=actor.organisation_id or 0).get()
    identity_refused(words, organisation=own, field=field)


def as_seen(match: Match, revision: int) -> Match:
    """Return the match with the revision its reader saw, for compare-and-set."""
    match.revision = revision
    return match


def open_already() -> MarketplaceError:
    """Return the error of a second request for a pair."""
    return MarketplaceError("open_already", "A request for this pair is open already.")


def _not_possible() -> MarketplaceError:
    return MarketplaceError("not_possible", "This match is not possible.")


def _not_on_the_market() -> MarketplaceError:
    return MarketplaceError(
        "not_on_the_market", "The technology or the demand is no longer on the market."
    )
