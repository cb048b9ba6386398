"""An owner invites a mail address; whoever proved that it is theirs answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from marketplace.accounts.models import Invitation
from marketplace.accounts.policies import acts_in_person
from marketplace.accounts.roles import ROLES_OF_KIND, Role
from marketplace.accounts.selectors.inviting import addresses_of, invitation_for_person
from marketplace.accounts.services.enrolling import member_enrol
from marketplace.accounts.services.locking import (
    organisation_locked,
    owners_organisation,
    person_acting,
    person_ref,
)
from marketplace.accounts.states import INVITATION_MOVES, InvitationState
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.core.texts import choices_checked, text_cleaned
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.accounts.models import Membership, Organisation
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue

OPEN_FOR: Final = timedelta(days=14)
EXPIRY_TIMER: Final = "accounts.invitation_expiry"
_MOST_OPEN: Final = 50
# each one is a mail to somebody who did not ask for it
_MOST_A_DAY: Final = 60
_MOST_A_DAY_TO_ONE: Final = 3
_DAY: Final = timedelta(days=1)


@transaction.atomic
def invitation_send(
    *,
    actor: Actor,
    email: str,
    roles: Iterable[str],
    signing_authority: bool = False,
    now: datetime,
) -> Invitation:
    """Invite the person behind a mail address, who may or may not have an account.

    The answer never tells which of the two it is, nor whether the person acts for another firm.

    Args:
        actor: Who invites.
        email: The address.
        roles: The roles the person would have; the owner's is named later.
        signing_authority: Whether the person would sign for the organisation.
        now: The moment of invitation.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        InvalidInputError: The address or a role is wrong, or the address is invited already.
        MarketplaceError: Too many invitations are open or were sent today.
    """
    organisation = owners_organisation(actor)
    address = _address_checked(email)
    allowed = sorted(ROLES_OF_KIND[organisation.kind] - {Role.OWNER})
    wanted = set(roles)
    if Role.OWNER in wanted:
        raise InvalidInputError(
            "Name an owner once the person has joined.", field="roles", code="name_owner_instead"
        )
    checked = choices_checked(wanted, allowed=allowed, field="roles")
    _room_required(organisation, address, now)
    sender = person_acting(actor)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=address,
        roles=list(checked),
        signing_authority=signing_authority,
        language=sender.language,
        created_at=now,
        expires_at=now + OPEN_FOR,
        invited_by=organisation.memberships.get(user=sender, ended_at=None),
    )
    timer_set(kind=EXPIRY_TIMER, subject=invitation.public_id, due_at=invitation.expires_at)
    _record("invitation.sent", invitation, now, person=sender.public_id, roles=list(checked))
    return invitation


@transaction.atomic
def invitation_revoke(*, actor: Actor, public_id: str, now: datetime) -> Invitation:
    """Take an open invitation of one's own organisation back.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        NotFoundError: The organisation sent no such invitation.
        StaleStateError: It was answered, taken back or ran out.
    """
    organisation = owners_organisation(actor)
    invitation = organisation.invitations.filter(public_id=public_id).first()
    if invitation is None:
        raise NotFoundError
    _answer(invitation, InvitationState.REVOKED, now)
    _record("invitation.revoked", invitation, now, person=person_ref(actor))
    return invitation


@transaction.atomic
def invitation_accept(*, actor: Actor, public_id: str, now: datetime) -> Membership:
    """Join the organisation that invited a proven address of the actor.

    Raises:
        NotAllowedError: Nobody is signed in.
        NotFoundError: No such invitation waits for the actor.
        MarketplaceError: The actor acts for an organisation already.
        StaleStateError: It was taken back meanwhile.
    """
    invitation = _waiting(actor, public_id, now)
    # a revocation and an acceptance come one after the other
    organisation = organisation_locked(invitation.organisation_id)
    _answer(invitation, InvitationState.ACCEPTED, now)
    user = person_acting(actor)
    _record("invitation.accepted", invitation, now, person=user.public_id)
    return member_enrol(
        organisation=organisation,
        user=user,
        roles=invitation.roles,
        signing_authority=invitation.signing_authority,
        person=user.public_id,
        now=now,
    )


@transaction.atomic
def invitation_decline(*, actor: Actor, public_id: str, now: datetime) -> Invitation:
    """Answer that one does not want to join.

    Raises:
        NotAllowedError: Nobody is signed in.
        NotFoundError: No such invitation waits for the actor.
        StaleStateError: It was taken back meanwhile.
    """
    invitation = _waiting(actor, public_id, now)
    _answer(invitation, InvitationState.DECLINED, now)
    # who declined is nobody's business here but their own
    _record("invitation.declined", invitation, now)
    return invitation


@transaction.atomic
def invitation_expire(*, subject: str, now: datetime) -> None:
    """Close an invitation nobody answered in time; an answered one stays as it is.

    Args:
        subject: The invitation's public id.
        now: The moment of closing.
    """
    invitation = Invitation.objects.filter(public_id=subject, state=InvitationState.OPEN).first()
    if invitation is not None:
        advance(invitation, moves=INVITATION_MOVES, to=InvitationState.EXPIRED, answered_at=now)


def _waiting(actor: Actor, public_id: str, now: datetime) -> Invitation:
    if actor.user_id is None or not acts_in_person(actor):
        raise NotAllowedError
    return invitation_for_person(user_id=actor.user_id, public_id=public_id, now=now)


def _address_checked(email: str) -> str:
    address = text_cleaned(email, field="email", max_length=254, multiline=False).lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidInputError(
            "Enter a mail address, for example name@firm.example.", field="email"
        ) from error
    return address


def _room_required(organisation: Organisation, address: str, now: datetime) -> None:
    if address in addresses_of(organisation):
        raise InvalidInputError(
            "This person is a member already.", field="email", code="member_already"
        )
    sent = organisation.invitations
    for old in sent.filter(state=InvitationState.OPEN, expires_at__lte=now):
        invitation_expire(subject=old.public_id, now=now)
    waiting = sent.filter(state=InvitationState.OPEN)
    if waiting.filter(email=address).exists():
        raise InvalidInputError(
            "An invitation to this address waits already.", field="email", code="invited_already"
        )
    if waiting.count() >= _MOST_OPEN:
        raise _too_many("Take an open invitation back first.", _MOST_OPEN)
    today = sent.filter(created_at__gt=now - _DAY)
    if today.filter(email=address).count() >= _MOST_A_DAY_TO_ONE:
        raise _too_many("Invite this address again tomorrow.", _MOST_A_DAY_TO_ONE)
    if today.count() >= _MOST_A_DAY:
        raise _too_many("Invite more people tomorrow.", _MOST_A_DAY)


def _too_many(message: str, most: int) -> MarketplaceError:
    return MarketplaceError("too_many", message, field="email", params={"max": str(most)})


def _answer(invitation: Invitation, to: InvitationState, now: datetime) -> None:
    advance(invitation, moves=INVITATION_MOVES, to=to, answered_at=now)
    timer_cancel(kind=EXPIRY_TIMER, subject=invitation.public_id)


def _record(kind: str, invitation: Invitation, now: datetime, **data: JsonValue) -> None:
    organisation = invitation.organisation
    entry_record(
        kind=kind,
        subjects=[
            ("organisation", organisation.public_id),
            ("invitation", invitation.public_id),
        ],
        audience=[organisation.pk],
        body=data,
        now=now,
    )
