"""Ask for money back before it is released, answer, order it, and send it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q

from contracts.payments.models import Installment
from contracts.payments.services.booking import money_moved
from contracts.payments.services.conditions import installment_checked, words_checked
from contracts.payments.services.moving import installment_moved
from contracts.payments.services.opening import access_recheck, access_revoke
from contracts.payments.services.recording import payment_record
from contracts.payments.services.wanting import job_want
from contracts.payments.states import (
    INSTRUCTION_MOVES,
    InstallmentState,
    InstructionState,
    JobKind,
    Movement,
    Provider,
)
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor


@transaction.atomic
def refund_request(
    *, actor: Actor, installment: Installment, revision: int, words: str, now: datetime
) -> Installment:
    """Ask for the money back, for the buyer; nothing is released until it is answered.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        StaleStateError: The money is not held any more, or it changed meanwhile.
        InvalidInputError: No reason is given.
    """
    fresh = installment_checked(actor, installment, "request_refund", revision)
    text = words_checked(words, message="Say why, for the seller and the coordinator.")
    installment_moved(
        fresh, InstallmentState.REFUND_REQUESTED, now, refund_words=text, refund_answer=""
    )
    payment_record("payment.refund_requested", fresh, now, actor=actor, side="buyer")
    return fresh


@transaction.atomic
def refund_withdraw(
    *, actor: Actor, installment: Installment, revision: int, now: datetime
) -> Installment:
    """Take the own request for a refund back.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        StaleStateError: It was answered, or changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "withdraw_refund", revision)
    _held_again(fresh, now)
    payment_record("payment.refund_withdrawn", fresh, now, actor=actor, side="buyer")
    access_recheck(fresh.plan_id, now=now)
    return fresh


@transaction.atomic
def refund_refuse(
    *, actor: Actor, installment: Installment, revision: int, words: str, now: datetime
) -> Installment:
    """Refuse a refund, for the seller or as the case's coordinator, with a reason.

    Raises:
        NotAllowedError: The actor is neither of them.
        StaleStateError: It was withdrawn or answered, or changed meanwhile.
        InvalidInputError: No reason is given.
    """
    fresh = installment_checked(actor, installment, "refuse_refund", revision)
    text = words_checked(words, message="Say why, for the buyer.")
    _held_again(fresh, now, refund_answer=text)
    payment_record("payment.refund_refused", fresh, now, actor=actor)
    access_recheck(fresh.plan_id, now=now)
    return fresh


@transaction.atomic
def refund_agree(
    *, actor: Actor, installment: Installment, revision: int, now: datetime
) -> Installment:
    """Give the money back, for the seller, asked for or not.

    Raises:
        NotAllowedError: The actor leads no deals of the seller.
        StaleStateError: The money is not held any more, or it changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "agree_refund", revision)
    refund_begin(fresh, now=now)
    payment_record("payment.refund_agreed", fresh, now, actor=actor, side="seller")
    return fresh


@transaction.atomic
def refund_order(
    *, actor: Actor, installment: Installment, revision: int, words: str, now: datetime
) -> Installment:
    """Order, as the case's coordinator, that the money goes back.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The money is not held any more, or it changed meanwhile.
        InvalidInputError: No reason is given.
    """
    fresh = installment_checked(actor, installment, "order_refund", revision)
    text = words_checked(words, message="Say why, for both sides.")
    refund_begin(fresh, now=now, order_words=text)
    payment_record("payment.refund_ordered", fresh, now, actor=actor)
    return fresh


@transaction.atomic
def refund_confirm(
    *, actor: Actor, installment: Installment, revision: int, now: datetime
) -> Installment:
    """Confirm for the institution's treasury that a transfer went back.

    Raises:
        NotAllowedError: The actor is no treasurer of the institution.
        MarketplaceError: `separate_duties`: the actor has coordinated the case.
        StaleStateError: It was confirmed already, or changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "confirm_refund", revision)
    refund_end(fresh, to=InstructionState.RETURNED, now=now, actor=actor)
    return fresh


@transaction.atomic
def refund_retry(
    *, actor: Actor, installment: Installment, revision: int, now: datetime
) -> Installment:
    """Have the provider asked again to send back what it could not.

    Raises:
        NotAllowedError: The actor is no treasurer of the institution.
        MarketplaceError: `separate_duties`: the actor has coordinated the case.
        StaleStateError: Nothing failed, or it changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "retry_refund", revision)
    owed = Q(is_surplus=True)
    if fresh.state == InstallmentState.REFUNDING:
        owed |= Q(pk=fresh.instruction_id)
    for instruction in fresh.instructions.filter(owed, state=InstructionState.PAID):
        job_want(JobKind.REFUND, instruction, at=now)
    Installment.objects.filter(pk=fresh.pk).update(trouble="", revision=F("revision") + 1)
    fresh.refresh_from_db()
    payment_record("payment.refund_retried", fresh, now, actor=actor)
    return fresh


def refund_begin(installment: Installment, *, now: datetime, **noted: Any) -> None:
    """Set held money aside for the buyer, and have the provider asked to send it.

    Raises:
        StaleStateError: It is not held any more.
    """
    instruction = installment.instruction
    assert instruction is not None, "what is held was instructed"
    installment_moved(installment, InstallmentState.REFUNDING, now, **noted)
    money_moved(
        Movement.REFUND_DUE,
        installment=installment,
        instruction=instruction,
        amount_minor=installment.amount_minor,
        now=now,
    )
    access_revoke(installment, now=now)
    if instruction.provider != Provider.BANK:
        job_want(JobKind.REFUND, instruction, at=now)


def refund_end(
    installment: Installment,
    *,
    to: InstructionState,
    now: datetime,
    actor: Actor | None = None,
) -> None:
    """Book that the money is back with the buyer.

    Raises:
        StaleStateError: It is booked already, or not on its way.
    """
    instruction = installment.instruction
    assert instruction is not None, "what was held was instructed"
    advance(instruction, moves=INSTRUCTION_MOVES, to=to)
    installment_moved(installment, InstallmentState.REFUNDED, now, trouble="")
    money_moved(
        Movement.REFUNDED,
        installment=installment,
        instruction=instruction,
        amount_minor=installment.amount_minor,
        now=now,
    )
    payment_record("payment.refunded", installment, now, actor=actor)


def _held_again(installment: Installment, now: datetime, **noted: Any) -> None:
    was_delivered = installment.delivered_at is not None
    to = InstallmentState.DELIVERED if was_delivered else InstallmentState.HELD
    installment_moved(installment, to, now, **noted)
