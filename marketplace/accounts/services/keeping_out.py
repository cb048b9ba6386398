"""An owner keeps firms out, and names the firms of the same group, by registration number.

Whether such a firm is here is looked up by nobody, so that no answer can tell.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.choices import BarrierKind
from marketplace.accounts.models import Affiliate, Barrier
from marketplace.accounts.policies import can_keep_firms_out
from marketplace.accounts.registration_number import registration_number_checked
from marketplace.accounts.services.locking import owners_organisation, person_ref
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.texts import choices_checked, text_cleaned
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue

_MOST_A_DAY: Final = 20
_DAY: Final = timedelta(days=1)


@transaction.atomic
def barrier_declare(
    *,
    actor: Actor,
    kind: str,
    registration_number: str,
    name: str,
    reason: str,
    now: datetime,
) -> Barrier:
    """Keep a firm out from now on, whether or not it is here.

    Args:
        actor: Who declares it.
        kind: A value of `BarrierKind`.
        registration_number: The firm's number.
        name: The firm's name, for one's own memory.
        reason: Why, for one's own memory; may be empty.
        now: The moment of declaration.

    Raises:
        NotAllowedError: The actor does not own a firm.
        InvalidInputError: Kind, number, name or reason is wrong, or the number is one's own.
        MarketplaceError: It stands already, or 20 were declared within a day.
    """
    organisation = _own_firm(actor)
    (checked_kind,) = choices_checked([kind], allowed=BarrierKind.values, field="kind")
    number, remembered = _firm_meant(organisation, registration_number, name)
    words = text_cleaned(reason, field="reason", max_length=500)
    declared = organisation.barriers
    if declared.filter(kind=checked_kind, registration_number=number, lifted_at=None).exists():
        raise _declared_already()
    _room_required(declared.filter(declared_at__gt=now - _DAY).count())
    barrier = Barrier.objects.create(
        organisation=organisation,
        kind=checked_kind,
        registration_number=number,
        name=remembered,
        reason=words,
        declared_at=now,
    )
    subject = ("barrier", barrier.public_id)
    _record("barrier.declared", organisation, subject, actor, now, {"kind": checked_kind})
    return barrier


@transaction.atomic
def barrier_lift(*, actor: Actor, public_id: str, now: datetime) -> Barrier:
    """Keep the firm out no longer.

    Raises:
        NotAllowedError: The actor does not own a firm.
        NotFoundError: The firm declared no such barrier.
        StaleStateError: It was lifted already.
    """
    organisation = _own_firm(actor)
    barrier = organisation.barriers.filter(public_id=public_id).first()
    if barrier is None:
        raise NotFoundError
    if Barrier.objects.filter(pk=barrier.pk, lifted_at=None).update(lifted_at=now) != 1:
        raise StaleStateError
    barrier.lifted_at = now
    subject = ("barrier", barrier.public_id)
    _record("barrier.lifted", organisation, subject, actor, now, {"kind": barrier.kind})
    return barrier


@transaction.atomic
def affiliate_declare(
    *, actor: Actor, registration_number: str, name: str, now: datetime
) -> Affiliate:
    """Name a firm of one's own group, whether or not it is here.

    Raises:
        NotAllowedError: The actor does not own a firm.
        InvalidInputError: Number or name is wrong, or the number is one's own.
        MarketplaceError: It stands already, or 20 were named within a day.
    """
    organisation = _own_firm(actor)
    number, remembered = _firm_meant(organisation, registration_number, name)
    declared = organisation.affiliates
    if declared.filter(registration_number=number, removed_at=None).exists():
        raise _declared_already()
    _room_required(declared.filter(declared_at__gt=now - _DAY).count())
    affiliate = Affiliate.objects.create(
        organisation=organisation, registration_number=number, name=remembered, declared_at=now
    )
    _record("affiliate.declared", organisation, ("affiliate", affiliate.public_id), actor, now)
    return affiliate


@transaction.atomic
def affiliate_remove(*, actor: Actor, public_id: str, now: datetime) -> Affiliate:
    """Take a firm off the list of one's own group.

    Raises:
        NotAllowedError: The actor does not own a firm.
        NotFoundError: The firm named no such affiliate.
        StaleStateError: It was taken off already.
    """
    organisation = _own_firm(actor)
    affiliate = organisation.affiliates.filter(public_id=public_id).first()
    if affiliate is None:
        raise NotFoundError
    if Affiliate.objects.filter(pk=affiliate.pk, removed_at=None).update(removed_at=now) != 1:
        raise StaleStateError
    affiliate.removed_at = now
    _record("affiliate.removed", organisation, ("affiliate", affiliate.public_id), actor, now)
    return affiliate


def _own_firm(actor: Actor) -> Organisation:
    if not can_keep_firms_out(actor):
        raise NotAllowedError
    return owners_organisation(actor)


def _firm_meant(organisation: Organisation, number: str, name: str) -> tuple[str, str]:
    checked = registration_number_checked(number)
    if checked == organisation.registration_number:
        raise InvalidInputError(
            "This is your own number; enter the other firm's.",
            field="registrationNumber",
            code="own_number",
        )
    remembered = text_cleaned(name, field="name", max_length=160, multiline=False)
    if not remembered:
        raise InvalidInputError(
            "Enter a name by which you remember the firm.", field="name", code="required"
        )
    return checked, remembered


def _room_required(declared_today: int) -> None:
    if declared_today >= _MOST_A_DAY:
        raise MarketplaceError(
            "too_many_today",
            f"Go on tomorrow; {_MOST_A_DAY} a day are the most.",
            params={"max": str(_MOST_A_DAY)},
        )


def _declared_already() -> MarketplaceError:
    return MarketplaceError(
        "declared_already", "You declared this firm already.", field="registrationNumber"
    )


def _record(
    kind: str,
    organisation: Organisation,
    subject: tuple[str, str],
    actor: Actor,
    now: datetime,
    data: Mapping[str, JsonValue] | None = None,
) -> None:
    entry_record(
        kind=kind,
        subjects=[("organisation", organisation.public_id), subject],
        audience=[organisation.pk],
        body={"person": person_ref(actor), **(data or {})},
        now=now,
    )
