"""Invitations: one's own organisation's, and those that wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from marketplace.accounts.models import Invitation, User
from marketplace.accounts.policies import is_owner
from marketplace.accounts.states import InvitationState
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor

_NEWEST = 200


def invitations_sent(*, actor: Actor) -> list[Invitation]:
    """Return what the actor's organisation sent, the newest first; nothing but to its owner."""
    organisation_id = actor.organisation_id
    if organisation_id is None or not is_owner(actor):
        return []
    rows = Invitation.objects.filter(organisation_id=organisation_id)
    return list(rows.select_related("organisation").order_by("-id")[:_NEWEST])


def invitations_waiting(*, user_id: int, now: datetime) -> list[Invitation]:
    """Return the open invitations to addresses the person proved, the newest first."""
    return list(_waiting(user_id, now).order_by("-id"))


def invitation_for_person(*, user_id: int, public_id: str, now: datetime) -> Invitation:
    """Return one of them.

    Raises:
        NotFoundError: No such invitation waits for this person.
    """
    rows = _waiting(user_id, now)
    found = rows.filter(public_id=public_id).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def addresses_of(organisation: Organisation) -> frozenset[str]:
    """Return the addresses by which the organisation knows its active members."""
    members = User.objects.filter(
        memberships__organisation=organisation, memberships__ended_at=None
    )
    return frozenset(email.lower() for email in members.values_list("email", flat=True))


def _waiting(user_id: int, now: datetime) -> QuerySet[Invitation]:
    proven = EmailAddress.objects.filter(user_id=user_id, verified=True)
    addresses = [email.lower() for email in proven.values_list("email", flat=True)]
    return Invitation.objects.filter(
        email__in=addresses, state=InvitationState.OPEN, expires_at__gt=now
    ).select_related("organisation")
