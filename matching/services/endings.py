"""What happens elsewhere and ends a match or moves its case; called by the log's reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.barriers import is_barred
from marketplace.accounts.models import Organisation
from marketplace.accounts.roles import Role
from marketplace.accounts.states import Verification
from marketplace.core.errors import StaleStateError
from marketplace.demands.states import DemandState
from marketplace.technologies.states import TechnologyState
from matching.models import Case, Match
from matching.services.answering import match_close, match_coordinate
from matching.services.casework import case_cover
from matching.states import OPEN_STATES, UNANSWERED_STATES, CaseStage, EndCause, MatchState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet


@transaction.atomic
def matches_of_firms_recheck(*, organisation_ids: Collection[str], now: datetime) -> int:
    """End the matches of these firms that a barrier or a lost firm check no longer allows.

    Args:
        organisation_ids: Public ids of organisations whose barriers, affiliates or check changed.
        now: The moment of the check.
    """
    firms = Organisation.objects.filter(public_id__in=organisation_ids)
    keys = list(firms.values_list("pk", flat=True))
    numbers = [number for number in firms.values_list("registration_number", flat=True) if number]
    # whoever is named by number may be in a match with somebody else of the same group
    kin = Organisation.objects.filter(
        Q(affiliates__registration_number__in=numbers) | Q(pk__in=keys)
    ).values("pk")
    matches = _open().filter(Q(seller_id__in=kin) | Q(buyer_id__in=kin))
    return sum(_closed(match, EndCause.BARRIER, now) for match in matches if not _may_go_on(match))


@transaction.atomic
def matches_of_withdrawn_end(
    *, technology_ids: Collection[str], demand_ids: Collection[str], now: datetime
) -> int:
    """End what waited for an answer about a technology or demand that left the market.

    Args:
        technology_ids: Public ids of technologies that were withdrawn.
        demand_ids: Public ids of demands that were closed.
        now: The moment of the check.
    """
    gone = Q(
        technology__public_id__in=technology_ids, technology__state=TechnologyState.WITHDRAWN
    ) | Q(demand__public_id__in=demand_ids, demand__state=DemandState.CLOSED)
    matches = _open().filter(gone, state__in=UNANSWERED_STATES)
    return sum(_closed(match, EndCause.PARTY, now) for match in matches)


@transaction.atomic
def coordinators_recheck(*, now: datetime) -> int:
    """Find coordinators for agreed matches without one, and for cases whose coordinator left."""
    waiting = _open().filter(state=MatchState.AWAITING_COORDINATOR).order_by("state_since", "pk")
    found = sum(match_coordinate(match=match, now=now) for match in waiting)
    left = (
        Case.objects.exclude(stage=CaseStage.CLOSED)
        .filter(
            Q(coordinator=None)
            | ~Q(coordinator__ended_at=None)
            | ~Q(coordinator__roles__role=Role.CASE_COORDINATOR)
        )
        .select_related("match__technology", "match__demand")
        .distinct()
    )
    return found + sum(case_cover(case=case, now=now) for case in left)


def _open() -> QuerySet[Match]:
    return Match.objects.filter(state__in=OPEN_STATES).select_related("technology", "demand")


def _may_go_on(match: Match) -> bool:
    # what is not agreed yet the side kept out sees as ended; the other must not learn from it
    # who is behind the offer or demand, so it stands still until it runs out
    knows_each_other = match.state == MatchState.MATCHED
    if knows_each_other and is_barred(organisation_id=match.seller_id, other_id=match.buyer_id):
        return False
    verified = Organisation.objects.filter(
        pk__in=[match.seller_id, match.buyer_id], verification=Verification.VERIFIED
    )
    return verified.count() == len({match.seller_id, match.buyer_id})


def _closed(match: Match, cause: EndCause, now: datetime) -> bool:
    try:
        with transaction.atomic():
            match_close(match, cause=cause, now=now)
    except StaleStateError:
        return False  # somebody else ended it, or it moved on and comes again
    return True
