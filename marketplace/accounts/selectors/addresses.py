"""Whom a notice or a mail reaches: for the program itself, never for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.accounts.models import Invitation, Membership, User
from marketplace.accounts.roles import OrganisationKind
from marketplace.accounts.states import InvitationState, Verification
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class MemberAddress:
    """Where one active member is reached."""

    user_id: int
    public_id: str
    email: str
    name: str
    language: str
    organisation_id: int
    membership_id: int


@dataclass(frozen=True, slots=True)
class InvitationAddress:
    """Where an invitation is sent."""

    email: str
    language: str
    expires_at: datetime


def active_members(
    *,
    organisation_ids: Collection[int] | None,
    roles: Collection[str],
    kind: str | None = None,
) -> list[MemberAddress]:
    """Return the active members of organisations, the longest there first.

    Args:
        organisation_ids: Their organisations; None means every verified coordinator institution.
        roles: Only who holds at least one of these values of `Role`; empty for everybody.
        kind: Only organisations of this kind.
    """
    rows = Membership.objects.filter(ended_at=None, user__is_active=True)
    if roles:
        rows = rows.filter(roles__role__in=roles)
    if organisation_ids is None:
        rows = rows.filter(
            organisation__kind=OrganisationKind.COORDINATOR_INSTITUTION,
            organisation__verification=Verification.VERIFIED,
        )
    else:
        rows = rows.filter(organisation_id__in=organisation_ids)
    if kind is not None:
        rows = rows.filter(organisation__kind=kind)
    columns = (
        "user_id",
        "user__public_id",
        "user__email",
        "user__name",
        "user__language",
        "organisation_id",
        "id",
    )
    return [MemberAddress(*row) for row in rows.order_by("id").distinct().values_list(*columns)]


def invitation_address(public_id: str) -> InvitationAddress | None:
    """Return where an open invitation is sent, or None when it is no longer open."""
    if not is_opaque_id(public_id):
        return None
    invitation = Invitation.objects.filter(public_id=public_id, state=InvitationState.OPEN).first()
    if invitation is None:
        return None
    # whoever has an account reads in the language chosen there
    chosen = User.objects.filter(email=invitation.email).values_list("language", flat=True)
    return InvitationAddress(
        email=invitation.email,
        language=chosen.first() or invitation.language,
        expires_at=invitation.expires_at,
    )
