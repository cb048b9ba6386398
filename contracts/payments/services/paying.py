"""Tell the buyer how to pay, and take a bank transfer as held once two sides confirmed it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.payments.models import Instruction
from contracts.payments.providers import stripe_checkout
from contracts.payments.providers.bank import reference_made
from contracts.payments.services.comparing import transfer_compared
from contracts.payments.services.conditions import installment_checked
from contracts.payments.services.holding import instruction_end, payment_hold
from contracts.payments.services.moving import installment_moved
from contracts.payments.services.recording import payment_record
from contracts.payments.services.wanting import job_want
from contracts.payments.states import (
    InstallmentState,
    JobKind,
    Provider,
)
from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choice_checked

if TYPE_CHECKING:
    from contracts.payments.models import Installment
    from marketplace.core.actor import Actor

# a page may be paid on for a day at most; what became of it is read when it is over
_PAGE_OPEN = dt.timedelta(hours=23)
_AFTERWARDS = dt.timedelta(minutes=5)


def providers_offered() -> list[str]:
    """Return the ways to pay that this platform has."""
    return [
        Provider.BANK.value,
        *([Provider.STRIPE.value] if stripe_checkout.is_offered() else []),
    ]


@transaction.atomic
def payment_instruct(
    *, actor: Actor, installment: Installment, revision: int, provider: str, now: dt.datetime
) -> Installment:
    """Choose how to pay: get a reference for a transfer, or have the provider's page opened.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        StaleStateError: It was instructed already, or changed meanwhile.
        InvalidInputError: There is no such way to pay here.
    """
    fresh = installment_checked(actor, installment, "instruct", revision)
    way = choice_checked(provider, allowed=providers_offered(), field="provider")
    if not way:
        raise InvalidInputError("Choose how to pay.", field="provider", code="required")
    is_bank = way == Provider.BANK
    instruction = Instruction.objects.create(
        installment=fresh,
        provider=way,
        amount_minor=fresh.amount_minor,
        currency=fresh.plan.currency,
        reference=reference_made(),
        expires_at=None if is_bank else now + _PAGE_OPEN,
        created_at=now,
    )
    installment_moved(fresh, InstallmentState.INSTRUCTED, now, instruction=instruction, trouble="")
    if instruction.expires_at is not None:
        job_want(JobKind.OPEN, instruction, at=now)
        job_want(JobKind.SETTLE, instruction, at=instruction.expires_at + _AFTERWARDS)
    payment_record("payment.instructed", fresh, now, actor=actor, provider=way, side="buyer")
    return fresh


@transaction.atomic
def instruction_withdraw(
    *, actor: Actor, installment: Installment, revision: int, now: dt.datetime
) -> Installment:
    """Take a way to pay back before money came, so that another one can be chosen.

    A provider's page is closed first; whether it was paid on before that, the provider tells.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        StaleStateError: Somebody confirmed money already, or it changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "withdraw", revision)
    instruction = fresh.instruction
    assert instruction is not None, "what was instructed has an instruction"
    if instruction.provider == Provider.BANK:
        instruction_end(fresh, instruction, cause="withdrawn", now=now, actor=actor)
        return fresh
    job_want(JobKind.EXPIRE, instruction, at=now)
    _touched(fresh)
    return fresh


@transaction.atomic
def payment_refresh(
    *, actor: Actor, installment: Installment, revision: int, now: dt.datetime
) -> Installment:
    """Have the provider asked what became of its page, for who comes back from there.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        StaleStateError: It is not being paid by a provider's page, or changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "refresh", revision)
    assert fresh.instruction is not None, "what was instructed has an instruction"
    job_want(JobKind.SETTLE, fresh.instruction, at=now)
    return fresh


@transaction.atomic
def receipt_confirm(
    *, actor: Actor, installment: Installment, revision: int, now: dt.datetime
) -> Installment:
    """Confirm for the seller that the transfer arrived; with the treasurer's word it is held.

    Raises:
        NotAllowedError: The actor leads no deals of the seller.
        StaleStateError: It was confirmed already, or changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "confirm_receipt", revision)
    payment_record("payment.received", fresh, now, actor=actor, side="seller")
    noted = {"received_at": now, "received_by_id": actor.membership_id}
    if fresh.state == InstallmentState.CONFIRMED:
        payment_hold(fresh, now=now, **noted)
        return fresh
    installment_moved(fresh, InstallmentState.RECEIVED, now, **noted)
    return fresh


@transaction.atomic
def payment_confirm(
    *,
    actor: Actor,
    installment: Installment,
    revision: int,
    now: dt.datetime,
    reference: str | None = None,
    amount_minor: int | None = None,
) -> Installment:
    """Confirm for the institution's treasury that the transfer was made.

    Args:
        actor: Who confirms.
        installment: Which payment.
        revision: As it was seen.
        now: The caller's clock.
        reference: What the bank's statement shows as the reference; compared where given.
        amount_minor: What the bank's statement shows as the amount; compared where given.

    Raises:
        NotAllowedError: The actor is no treasurer of the institution.
        MarketplaceError: `separate_duties`: the actor has coordinated the case.
        StaleStateError: It was confirmed already, or changed meanwhile.
        InvalidInputError: What the statement shows is not this transfer.
    """
    fresh = installment_checked(actor, installment, "confirm_payment", revision)
    transfer_compared(fresh, reference=reference, amount_minor=amount_minor)
    payment_record("payment.confirmed", fresh, now, actor=actor)
    noted = {"confirmed_at": now, "confirmed_by_id": actor.membership_id}
    if fresh.state == InstallmentState.RECEIVED:
        payment_hold(fresh, now=now, **noted)
        return fresh
    installment_moved(fresh, InstallmentState.CONFIRMED, now, **noted)
    return fresh


def _touched(installment: Installment) -> None:
    """Count a change that moves no state."""
    type(installment).objects.filter(pk=installment.pk).update(revision=F("revision") + 1)
    installment.refresh_from_db()
