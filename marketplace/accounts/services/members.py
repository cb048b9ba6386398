"""Roles change, members go; one active owner always stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from marketplace.accounts.models import ApiToken, Membership, MembershipRole
from marketplace.accounts.policies import acts_in_person
from marketplace.accounts.roles import ROLES_OF_KIND, Role
from marketplace.accounts.services.locking import (
    alone_or_stale,
    organisation_locked,
    owners,
    owners_organisation,
    person_ref,
    sockets_close,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.texts import choices_checked
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor


@alone_or_stale()
@transaction.atomic
def membership_roles_set(
    *,
    actor: Actor,
    public_id: str,
    revision: int,
    roles: Iterable[str],
    signing_authority: bool,
    now: datetime,
) -> Membership:
    """Give a member these roles instead of the present ones.

    Args:
        actor: Who changes them.
        public_id: The member.
        revision: The revision the actor saw.
        roles: All roles from now on; the owner's may stay or go, but does not come this way.
        signing_authority: Whether the member may sign for the organisation.
        now: The moment of the change.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        NotFoundError: There is no such active member.
        InvalidInputError: A role does not fit, or is the owner's and new.
        StaleStateError: Somebody changed the member meanwhile.
        MarketplaceError: The last owner would be gone.
    """
    organisation = owners_organisation(actor)
    membership = _member(organisation, public_id)
    allowed = sorted(ROLES_OF_KIND[organisation.kind])
    wanted = set(choices_checked(roles, allowed=allowed, field="roles"))
    held = _roles(membership)
    if Role.OWNER in wanted - held:
        raise InvalidInputError(
            "Name an owner by the act made for it.", field="roles", code="name_owner_instead"
        )
    if Role.OWNER in held - wanted:
        _another_owner_required(organisation, membership)
    _changed(membership, revision=revision, signing_authority=signing_authority)
    _roles_write(membership, held=held, wanted=wanted)
    if held - wanted:
        sockets_close(membership.user_id)
    _record_roles(actor, organisation, membership, wanted, now)
    return membership


@alone_or_stale()
@transaction.atomic
def membership_owner_name(*, actor: Actor, public_id: str, now: datetime) -> Membership:
    """Make a member an owner beside the others.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        NotFoundError: There is no such active member.
        MarketplaceError: The member is an owner already.
    """
    organisation = owners_organisation(actor)
    membership = _member(organisation, public_id)
    held = _roles(membership)
    if Role.OWNER in held:
        raise MarketplaceError("owner_already", "This member is an owner already.")
    # whoever owns the account signs for the organisation, until an owner takes that back
    _changed(membership, revision=membership.revision, signing_authority=True)
    wanted = held | {Role.OWNER.value}
    _roles_write(membership, held=held, wanted=wanted)
    _record_roles(actor, organisation, membership, wanted, now)
    return membership


@alone_or_stale()
@transaction.atomic
def membership_signing_set(
    *, actor: Actor, public_id: str, may_sign: bool, now: datetime
) -> Membership:
    """Let a member sign for the organisation, or no longer; the roles stay.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        NotFoundError: There is no such active member.
        StaleStateError: Somebody changed the member meanwhile.
    """
    organisation = owners_organisation(actor)
    membership = _member(organisation, public_id)
    if membership.signing_authority != may_sign:
        _changed(membership, revision=membership.revision, signing_authority=may_sign)
        _record_roles(actor, organisation, membership, _roles(membership), now)
    return membership


@alone_or_stale()
@transaction.atomic
def membership_remove(*, actor: Actor, public_id: str, now: datetime) -> Membership:
    """End another member's acting for the organisation, at once.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        NotFoundError: There is no such active member.
        MarketplaceError: It is the actor, who leaves instead.
    """
    organisation = owners_organisation(actor)
    membership = _member(organisation, public_id)
    if membership.pk == actor.membership_id:
        raise MarketplaceError("leave_instead", "Leave the organisation instead.")
    _end(membership, organisation, cause="removed", person=person_ref(actor), now=now)
    return membership


@alone_or_stale()
@transaction.atomic
def organisation_leave(*, actor: Actor, now: datetime) -> Membership:
    """End the actor's own acting for the organisation, at once.

    Raises:
        NotAllowedError: The actor acts for none.
        MarketplaceError: The last owner would be gone.
    """
    if not acts_in_person(actor):
        raise NotAllowedError
    organisation = organisation_locked(actor.organisation_id)
    membership = organisation.memberships.filter(Q(pk=actor.membership_id), ended_at=None).first()
    if membership is None or membership.user_id != actor.user_id:
        raise NotAllowedError
    if Role.OWNER in _roles(membership):
        _another_owner_required(organisation, membership)
    _end(membership, organisation, cause="left", person=person_ref(actor), now=now)
    return membership


def _member(organisation: Organisation, public_id: str) -> Membership:
    rows = organisation.memberships.filter(public_id=public_id, ended_at=None)
    membership = rows.select_related("user").first()
    if membership is None:
        raise NotFoundError
    return membership


def _roles(membership: Membership) -> set[str]:
    return set(membership.roles.values_list("role", flat=True))


def _another_owner_required(organisation: Organisation, membership: Membership) -> None:
    # the organisation's row is locked, so that of two owners who go at once one sees the other gone
    if not owners(organisation).exclude(pk=membership.pk).exists():
        raise MarketplaceError("last_owner", "Name another owner first; somebody has to be it.")


def _changed(
    membership: Membership, *, revision: int, signing_authority: bool | None = None
) -> None:
    updates = {} if signing_authority is None else {"signing_authority": signing_authority}
    rows = Membership.objects.filter(pk=membership.pk, ended_at=None, revision=revision)
    if rows.update(revision=F("revision") + 1, **updates) != 1:
        raise StaleStateError
    membership.refresh_from_db(fields=["revision", "signing_authority"])


def _roles_write(membership: Membership, *, held: set[str], wanted: set[str]) -> None:
    membership.roles.filter(role__in=held - wanted).delete()
    MembershipRole.objects.bulk_create(
        MembershipRole(membership=membership, role=role) for role in sorted(wanted - held)
    )


def _record_roles(
    actor: Actor, organisation: Organisation, membership: Membership, roles: set[str], now: datetime
) -> None:
    entry_record(
        kind="membership.roles_changed",
        subjects=_subjects(organisation, membership),
        audience=[organisation.pk],
        body={
            "person": person_ref(actor),
            "roles": sorted(roles),
            "signing_authority": membership.signing_authority,
        },
        now=now,
    )


def _end(
    membership: Membership, organisation: Organisation, *, cause: str, person: str, now: datetime
) -> None:
    rows = Membership.objects.filter(pk=membership.pk, ended_at=None)
    if rows.update(ended_at=now, revision=F("revision") + 1) != 1:
        raise StaleStateError
    ApiToken.objects.filter(membership=membership, revoked_at=None).update(revoked_at=now)
    entry_record(
        kind="membership.ended",
        subjects=_subjects(organisation, membership),
        audience=[organisation.pk],
        body={"person": person, "cause": cause},
        now=now,
    )
    sockets_close(membership.user_id)
    membership.refresh_from_db(fields=["ended_at", "revision"])


def _subjects(organisation: Organisation, membership: Membership) -> list[tuple[str, str]]:
    return [
        ("organisation", organisation.public_id),
        ("person", membership.user.public_id),
    ]
