"""Who did what to a firm, so that duties stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.models import DutyRelaxation, FirmCheck, Membership
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import FirmCheckState, Verification

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


def firm_checkers(*, organisation_id: int, since: datetime) -> frozenset[int]:
    """Return the ids of the users who confirmed the firm's check since then.

    A confirmation that was taken back later still counts.
    """
    confirmed = Q(state=FirmCheckState.CONFIRMED) | Q(revoked_at__isnull=False)
    rows = FirmCheck.objects.filter(
        confirmed, organisation_id=organisation_id, decided_at__gte=since, decided_by__isnull=False
    )
    return frozenset(rows.values_list("decided_by_id", flat=True))


def another_reviewer_exists(*, without_users: Collection[int]) -> bool:
    """Return whether a verified institution has an active reviewer who is not among these."""
    return (
        Membership.objects.filter(
            ended_at=None,
            user__is_active=True,
            organisation__kind=OrganisationKind.COORDINATOR_INSTITUTION,
            organisation__verification=Verification.VERIFIED,
            roles__role=Role.REVIEWER,
        )
        .exclude(user_id__in=without_users)
        .exists()
    )


def duty_relaxed(*, organisation_id: int, rule: str) -> bool:
    """Return whether the institution gave this separation of duties up.

    Args:
        organisation_id: The institution.
        rule: A value of `DutyRule`, for example `review_after_check`.
    """
    return DutyRelaxation.objects.filter(
        organisation_id=organisation_id, rule=rule, restored_at=None
    ).exists()
