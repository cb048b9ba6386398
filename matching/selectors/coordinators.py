"""Who may coordinate a case, and who has the least to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from marketplace.accounts.models import Membership
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import Verification
from matching.models import Case, CaseAssignment, CoordinatorAbsence
from matching.states import CaseStage

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case coordinator, with what speaks for and against giving the case to them."""

    membership_id: str
    name: str
    open_cases: int
    has_conflict: bool


def coordinator_with_least_load(
    *, firm_ids: Collection[int], institution_id: int | None = None
) -> Membership | None:
    """Return the coordinator with the fewest open cases and no tie to these firms, or None.

    Whoever waited longest for a case comes first among equals; whoever is away gets none.

    Args:
        firm_ids: The two firms.
        institution_id: Only this institution's coordinators, or None for all.
    """
    rows = _coordinators()
    if institution_id is not None:
        rows = rows.filter(organisation_id=institution_id)
    found: Membership | None = (
        rows.select_related("user")
        .exclude(user_id__in=_tied_users(firm_ids))
        .exclude(pk__in=_away())
        .order_by("load", Coalesce("last_assigned", "joined_at"), "pk")
        .first()
    )
    return found


def candidates_of(*, institution_id: int, firm_ids: Collection[int]) -> list[Candidate]:
    """Return the institution's coordinators, the least loaded first."""
    tied = set(_tied_users(firm_ids))
    rows = _coordinators().filter(organisation_id=institution_id).select_related("user")
    return [
        Candidate(row.public_id, row.user.name, row.load, row.user_id in tied)
        for row in rows.order_by("load", "pk")
    ]


def colleagues_of(*, institution_id: int, membership_id: int) -> list[Membership]:
    """Return the institution's other coordinators, by their names."""
    rows = _coordinators().filter(organisation_id=institution_id).exclude(pk=membership_id)
    found: list[Membership] = list(rows.select_related("user").order_by("user__name", "pk"))
    return found


def coordinator_for(*, institution_id: int, membership_public_id: str) -> Membership | None:
    """Return the institution's active coordinator with that public id, or None."""
    rows = _coordinators().filter(organisation_id=institution_id, public_id=membership_public_id)
    found: Membership | None = rows.select_related("user").first()
    return found


def has_tie(*, user_id: int, firm_ids: Collection[int]) -> bool:
    """Tell whether the person is or was a member of one of the firms."""
    return user_id in set(_tied_users(firm_ids))


def is_away(*, membership_id: int, from_on: date, until_on: date) -> bool:
    """Tell whether a coordinator is, or plans to be, away on one of the days."""
    open_ones = CoordinatorAbsence.objects.filter(coordinator_id=membership_id, ended_at=None)
    return open_ones.filter(from_on__lte=until_on, until_on__gte=from_on).exists()


def _away() -> QuerySet[CoordinatorAbsence, int]:
    under_way = CoordinatorAbsence.objects.filter(ended_at=None, began_at__isnull=False)
    return under_way.values_list("coordinator_id", flat=True)


def _coordinators() -> Any:  # a query set; its annotations have no type of their own
    open_cases = (
        Case.objects.filter(coordinator=OuterRef("pk"))
        .exclude(stage=CaseStage.CLOSED)
        .order_by()
        .values("coordinator")
        .annotate(number=Count("pk"))
        .values("number")
    )
    last = (
        CaseAssignment.objects.filter(coordinator=OuterRef("pk"))
        .order_by()
        .values("coordinator")
        .annotate(latest=Max("assigned_at"))
        .values("latest")
    )
    return Membership.objects.filter(
        ended_at=None,
        roles__role=Role.CASE_COORDINATOR,
        user__is_active=True,
        organisation__kind=OrganisationKind.COORDINATOR_INSTITUTION,
        organisation__verification=Verification.VERIFIED,
    ).annotate(load=Coalesce(Subquery(open_cases), 0), last_assigned=Subquery(last))


def _tied_users(firm_ids: Collection[int]) -> QuerySet[Membership, int]:
    return Membership.objects.filter(Q(organisation_id__in=firm_ids)).values_list(
        "user_id", flat=True
    )
