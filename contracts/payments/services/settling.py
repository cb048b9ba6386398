"""Apply what a provider says now of a page: in any order, as often as it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.payments.models import Installment, Instruction
from contracts.payments.providers.base import Paid, ProviderRefusedError
from contracts.payments.services.booking import money_moved
from contracts.payments.services.conditions import WITH, plan_locked
from contracts.payments.services.holding import instruction_end, payment_hold
from contracts.payments.services.moving import installment_moved
from contracts.payments.services.opening import access_recheck, access_revoke
from contracts.payments.services.recording import payment_record
from contracts.payments.services.refunding import refund_begin, refund_end
from contracts.payments.services.wanting import job_want
from contracts.payments.states import (
    HOLDING_STATES,
    INSTRUCTION_MOVES,
    InstallmentState,
    InstructionState,
    JobKind,
    Movement,
    Trouble,
)
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.providers.base import Truth


@transaction.atomic
def truth_apply(*, instruction_id: int, truth: Truth, now: datetime) -> Instruction:
    """Make our rows say what the provider says; what is known already changes nothing.

    Args:
        instruction_id: Row key of what the page was opened for.
        truth: What the provider says of the page, read a moment ago.
        now: The runner's clock.

    Raises:
        ProviderRefusedError: The page is about something else, or in another currency.
    """
    plan_id = Installment.objects.values_list("plan_id", flat=True).get(
        instructions__pk=instruction_id
    )
    plan_locked(plan_id)
    instruction = Instruction.objects.get(pk=instruction_id)
    installment = Installment.objects.select_related(*WITH).get(pk=instruction.installment_id)
    if truth.instruction != instruction.public_id:
        raise ProviderRefusedError("foreign_page")
    if truth.paid is Paid.EXPIRED:
        _expired(installment, instruction, now)
    elif truth.paid is Paid.PAID:
        if truth.currency != instruction.currency:
            raise ProviderRefusedError("foreign_currency")
        _arrived(installment, instruction, truth, now)
        _gone(installment, instruction, truth, now)
        _troubled(installment, instruction, truth, now)
    return instruction


def page_failed(*, instruction_id: int, now: datetime) -> None:
    """End a way to pay whose page the provider does not open."""
    with transaction.atomic():
        instruction = Instruction.objects.get(pk=instruction_id)
        installment = Installment.objects.select_related(*WITH).get(pk=instruction.installment_id)
        plan_locked(installment.plan_id)
        installment.refresh_from_db()
        instruction.refresh_from_db()
        if _is_awaited(installment, instruction) and not instruction.session_ref:
            instruction_end(
                installment,
                instruction,
                cause="refused",
                now=now,
                trouble=Trouble.PROVIDER_FAILED,
            )


def refund_failed(*, instruction_id: int, now: datetime) -> None:
    """Note that the provider does not send the money back, for the treasurer to look at."""
    with transaction.atomic():
        instruction = Instruction.objects.get(pk=instruction_id)
        installment = Installment.objects.select_related(*WITH).get(pk=instruction.installment_id)
        plan_locked(installment.plan_id)
        installment.refresh_from_db()
        _trouble_noted(installment, Trouble.REFUND_FAILED, now)


def _is_awaited(installment: Installment, instruction: Instruction) -> bool:
    return (
        installment.state == InstallmentState.INSTRUCTED
        and installment.instruction_id == instruction.pk
        and instruction.state == InstructionState.OPEN
    )


def _expired(installment: Installment, instruction: Instruction, now: datetime) -> None:
    if _is_awaited(installment, instruction):
        instruction_end(installment, instruction, cause="expired", now=now)


def _arrived(
    installment: Installment, instruction: Instruction, truth: Truth, now: datetime
) -> None:
    """Hold what is paid for the first time; what nobody waited for goes straight back."""
    if instruction.state not in {InstructionState.OPEN, InstructionState.EXPIRED}:
        return
    is_awaited = _is_awaited(installment, instruction)
    is_surplus = not (is_awaited and truth.amount_minor == instruction.amount_minor)
    advance(
        instruction,
        moves=INSTRUCTION_MOVES,
        to=InstructionState.PAID,
        payment_ref=truth.payment_ref,
        paid_minor=truth.amount_minor,
        is_surplus=is_surplus,
        url="",
    )
    if not is_surplus:
        installment.instruction = instruction
        payment_hold(installment, now=now)
        return
    money_moved(
        Movement.SURPLUS,
        installment=installment,
        instruction=instruction,
        amount_minor=truth.amount_minor,
        now=now,
    )
    if is_awaited:
        # another amount than was asked for: it goes back, and the payment is asked for anew
        installment_moved(installment, InstallmentState.PLANNED, now, trouble=Trouble.WRONG_AMOUNT)
    job_want(JobKind.REFUND, instruction, at=now)
    payment_record("payment.surplus_came", installment, now, provider=instruction.provider)


def _gone(installment: Installment, instruction: Instruction, truth: Truth, now: datetime) -> None:
    """Book what went back to the payer, by our wish, by somebody at the provider, or by force."""
    is_returned = truth.refunded_minor >= instruction.paid_minor
    if instruction.state != InstructionState.PAID or not (is_returned or truth.is_lost):
        return
    to = InstructionState.RETURNED if is_returned else InstructionState.LOST
    if instruction.is_surplus:
        advance(instruction, moves=INSTRUCTION_MOVES, to=to)
        money_moved(
            Movement.REFUNDED,
            installment=installment,
            instruction=instruction,
            amount_minor=instruction.paid_minor,
            now=now,
        )
        payment_record("payment.surplus_returned", installment, now)
        return
    if installment.state in HOLDING_STATES:
        refund_begin(installment, now=now)
    if installment.state == InstallmentState.REFUNDING:
        refund_end(installment, to=to, now=now)
    elif installment.state == InstallmentState.RELEASED:
        _reversed(installment, instruction, to, now)


def _reversed(
    installment: Installment, instruction: Instruction, to: InstructionState, now: datetime
) -> None:
    """Book that the provider took back what the seller has already: the seller owes it now."""
    advance(instruction, moves=INSTRUCTION_MOVES, to=to)
    installment_moved(installment, InstallmentState.REVERSED, now)
    money_moved(
        Movement.REVERSED,
        installment=installment,
        instruction=instruction,
        amount_minor=installment.amount_minor,
        now=now,
    )
    payment_record("payment.reversed", installment, now)
    access_revoke(installment, now=now)


def _troubled(
    installment: Installment, instruction: Instruction, truth: Truth, now: datetime
) -> None:
    """Note what somebody has to look at, and forget what is over."""
    if instruction.is_surplus or installment.instruction_id != instruction.pk:
        return
    is_back = truth.refunded_minor >= truth.amount_minor
    trouble = ""
    if truth.is_disputed:
        trouble = Trouble.DISPUTED
    elif truth.is_refund_failed and not is_back:
        trouble = Trouble.REFUND_FAILED
    elif truth.refunded_minor and not is_back:
        trouble = Trouble.PARTLY_REFUNDED
    _trouble_noted(installment, trouble, now)


def _trouble_noted(installment: Installment, trouble: str, now: datetime) -> None:
    if installment.trouble == trouble:
        return
    Installment.objects.filter(pk=installment.pk).update(
        trouble=trouble, revision=F("revision") + 1
    )
    installment.refresh_from_db()
    if trouble:
        payment_record("payment.troubled", installment, now, trouble=trouble)
    else:
        access_recheck(installment.plan_id, now=now)
