"""Who coordinates cases in an institution, and who of them is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max, OuterRef, Subquery

from marketplace.accounts.models import Membership
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import Verification
from matching.models import CaseAssignment, CoordinatorAbsence

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def coordinators_of(*, institution_id: int | None) -> list[Membership]:
    """Return the coordinators of an institution, or of all, longest without a new case first."""
    rows = _coordinators()
    if institution_id is not None:
        rows = rows.filter(organisation_id=institution_id)
    members: list[Membership] = list(rows.select_related("user"))
    return sorted(
        members,
        # each row has the moment of its last assignment beside its columns
        key=lambda member: (getattr(member, "last_assigned", None) or member.joined_at, member.pk),
    )


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


def is_away(*, membership_id: int, from_on: date, until_on: date) -> bool:
    """Tell whether a coordinator is, or plans to be, away on one of the days."""
    open_ones = CoordinatorAbsence.objects.filter(coordinator_id=membership_id, ended_at=None)
    return open_ones.filter(from_on__lte=until_on, until_on__gte=from_on).exists()


def away_now() -> QuerySet[CoordinatorAbsence, int]:
    """Select the memberships of those who are away."""
    under_way = CoordinatorAbsence.objects.filter(ended_at=None, began_at__isnull=False)
    return under_way.values_list("coordinator_id", flat=True)


def _coordinators() -> Any:  # a query set; its annotations have no type of their own
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
    ).annotate(last_assigned=Subquery(last))
