"""Who of the large firm may hold what the agreement covers; a leaver loses it at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.nda.models import Nda, NdaHolder
from contracts.nda.policies import HOLDER_ROLES
from contracts.nda.services.conditions import HOLDERS_MAX, act_checked
from contracts.nda.services.recording import nda_record
from contracts.nda.states import OPEN_NDA_STATES, HolderCause, NdaState
from marketplace.accounts.models import Membership
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.live import publish
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.models import Entry


@transaction.atomic
def nda_holders_set(
    *, actor: Actor, nda: Nda, revision: int, membership_ids: Sequence[str], now: datetime
) -> Nda:
    """Name the holders of a draft, instead of those it had.

    Raises:
        NotAllowedError: The actor is no lead of the large firm.
        StaleStateError: It is no draft any more, or somebody changed it meanwhile.
        InvalidInputError: Somebody named is no member who may hold it.
    """
    side = act_checked(actor, nda, "set_holders")
    members = _members(nda, list(dict.fromkeys(membership_ids)), field="membershipIds")
    _revised(nda, revision=revision, state=NdaState.DRAFT)
    # a draft's list has opened nothing to anybody yet
    NdaHolder.objects.filter(nda=nda).delete()
    NdaHolder.objects.bulk_create(_holder(nda, member, now) for member in members)
    nda_record("nda.holders_named", nda, now, side=side.value, holders=len(members))
    return nda


@transaction.atomic
def nda_holder_add(
    *, actor: Actor, nda: Nda, revision: int, membership_id: str, now: datetime
) -> NdaHolder:
    """Put a person on the list of a signed agreement; the other side is told.

    Raises:
        NotAllowedError: The actor is no lead of the large firm.
        StaleStateError: It is not signed, or over, or somebody changed it meanwhile.
        InvalidInputError: The person is no member who may hold it.
        MarketplaceError: `holder_already`, or `too_many` of them.
    """
    side = act_checked(actor, nda, "add_holder")
    if nda.expires_at is None or nda.expires_at <= now:
        raise StaleStateError
    (member,) = _members(nda, [membership_id], field="membershipId")
    standing = NdaHolder.objects.filter(nda=nda, removed_at=None)
    if standing.filter(membership=member).exists():
        raise MarketplaceError("holder_already", "This person is on the list already.")
    if standing.count() >= HOLDERS_MAX:
        raise _too_many("membershipId")
    _revised(nda, revision=revision, state=NdaState.SIGNED)
    holder = _holder(nda, member, now)
    holder.save(force_insert=True)
    entry = nda_record(
        "nda.holder_added",
        nda,
        now,
        person=member.user.public_id,
        side=side.value,
        holder=holder.public_id,
        membership=member.public_id,
    )
    holder_fact_write(nda, holder, entry, now)
    return holder


@transaction.atomic
def nda_holder_remove(*, actor: Actor, nda: Nda, holder_id: str, now: datetime) -> NdaHolder:
    """Take a person off the list of a signed agreement, at once; the other side is told.

    Raises:
        NotAllowedError: The actor is no lead of the large firm.
        NotFoundError: Nobody on the list has this id.
        StaleStateError: The agreement is not signed, or over.
    """
    act_checked(actor, nda, "remove_holder")
    rows = NdaHolder.objects.filter(nda=nda, public_id=holder_id, removed_at=None)
    holder = rows.select_related("membership__user").first()
    if holder is None:
        raise NotFoundError
    _removed(nda, holder, HolderCause.REMOVED, now)
    return holder


@transaction.atomic
def nda_holders_recheck(*, person_ids: Collection[str], now: datetime) -> int:
    """Take people off every open list of a firm that they no longer act for.

    Args:
        person_ids: Public ids of people whose membership ended.
        now: The moment of the check.

    Returns:
        How many places on lists were ended.
    """
    gone = NdaHolder.objects.filter(
        membership__user__public_id__in=person_ids,
        membership__ended_at__isnull=False,
        removed_at=None,
        nda__state__in=OPEN_NDA_STATES,
    ).select_related("nda__match", "nda__technology", "membership__user")
    holders = list(gone.order_by("pk"))
    for holder in holders:
        _removed(holder.nda, holder, HolderCause.LEFT, now)
    return len(holders)


def holder_source(nda: Nda, holder: NdaHolder) -> str:
    """Return the name under which the ladder knows what a place on the list opens."""
    return f"nda:{nda.public_id}:{holder.public_id}"


def holder_fact_write(nda: Nda, holder: NdaHolder, entry: Entry, now: datetime) -> None:
    """Open S3 to a holder until the agreement expires."""
    stage_fact_write(
        technology_id=nda.technology_id,
        organisation_id=nda.buyer_id,
        member_id=holder.membership_id,
        stage=Stage.S3,
        source=holder_source(nda, holder),
        entry=entry,
        now=now,
        valid_until=nda.expires_at,
    )


def holders_shut(nda: Nda, now: datetime) -> None:
    """Revoke what every place on the list opened, and end what flows to those people."""
    for holder in nda.holders.filter(removed_at=None).select_related("membership"):
        stage_facts_revoke(source=holder_source(nda, holder), now=now)
        _flows_end(holder)


def _removed(nda: Nda, holder: NdaHolder, cause: HolderCause, now: datetime) -> None:
    rows = NdaHolder.objects.filter(pk=holder.pk, removed_at=None)
    if rows.update(removed_at=now, removal_cause=cause) != 1:
        raise StaleStateError
    Nda.objects.filter(pk=nda.pk).update(revision=F("revision") + 1)
    nda.refresh_from_db(fields=["revision"])
    holder.refresh_from_db(fields=["removed_at", "removal_cause"])
    stage_facts_revoke(source=holder_source(nda, holder), now=now)
    nda_record(
        "nda.holder_removed",
        nda,
        now,
        person=holder.membership.user.public_id,
        side="buyer",
        cause=cause.value,
        holder=holder.public_id,
        membership=holder.membership.public_id,
    )
    _flows_end(holder)


def _flows_end(holder: NdaHolder) -> None:
    """End the person's sockets and running transfers; whoever still may connects again."""
    group = f"user.{holder.membership.user_id}"
    transaction.on_commit(partial(publish, group, {"close": True}))


def _members(nda: Nda, public_ids: Sequence[str], *, field: str) -> list[Membership]:
    """Return the named members of the large firm, locked, so that leaving comes before or after.

    Raises:
        InvalidInputError: One of them is no active member with a role for it, or too many.
    """
    if len(public_ids) > HOLDERS_MAX:
        raise _too_many(field)
    locked = Membership.objects.select_for_update(no_key=True, of=("self",)).filter(
        organisation_id=nda.buyer_id, ended_at=None, public_id__in=public_ids
    )
    members = list(locked.select_related("user").prefetch_related("roles").order_by("pk"))
    fit = [
        member
        for member in members
        if not HOLDER_ROLES.isdisjoint(role.role for role in member.roles.all())
    ]
    if len(fit) != len(public_ids):
        message = "Name owners, deal leads or named engineers of your firm."
        raise InvalidInputError(message, field=field, code="not_a_choice")
    return fit


def _holder(nda: Nda, member: Membership, now: datetime) -> NdaHolder:
    return NdaHolder(
        nda=nda, membership=member, name=member.user.name, email=member.user.email, added_at=now
    )


def _revised(nda: Nda, *, revision: int, state: NdaState) -> None:
    rows = Nda.objects.filter(pk=nda.pk, state=state, revision=revision)
    if rows.update(revision=F("revision") + 1) != 1:
        raise StaleStateError
    nda.refresh_from_db(fields=["revision"])


def _too_many(field: str) -> InvalidInputError:
    return InvalidInputError(
        f"Name at most {HOLDERS_MAX} people.",
        field=field,
        code="too_many",
        params={"max": str(HOLDERS_MAX)},
    )
