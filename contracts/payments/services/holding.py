"""Money that came is held; a way to pay that brought none is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contracts.payments.services.booking import money_moved
from contracts.payments.services.moving import installment_moved
from contracts.payments.services.opening import access_schedule
from contracts.payments.services.recording import payment_record
from contracts.payments.states import (
    INSTRUCTION_MOVES,
    InstallmentState,
    InstructionState,
    Movement,
)
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Installment, Instruction
    from marketplace.core.actor import Actor


def payment_hold(installment: Installment, *, now: datetime, **noted: Any) -> None:
    """Hold what came for a payment, in the caller's transaction.

    Args:
        installment: The payment, whose plan is locked.
        now: The moment it is held from.
        noted: Columns of the payment written with it.

    Raises:
        StaleStateError: It is held already, or not awaited.
    """
    instruction = installment.instruction
    assert instruction is not None, "what is paid was instructed"
    if instruction.state != InstructionState.PAID:
        advance(
            instruction,
            moves=INSTRUCTION_MOVES,
            to=InstructionState.PAID,
            paid_minor=installment.amount_minor,
        )
    installment_moved(installment, InstallmentState.HELD, now, held_at=now, trouble="", **noted)
    money_moved(
        Movement.HELD,
        installment=installment,
        instruction=instruction,
        amount_minor=installment.amount_minor,
        now=now,
    )
    payment_record("payment.held", installment, now, provider=instruction.provider)
    access_schedule(installment.plan_id, now=now)


def instruction_end(
    installment: Installment,
    instruction: Instruction,
    *,
    cause: str,
    now: datetime,
    actor: Actor | None = None,
    trouble: str = "",
) -> None:
    """End a way to pay that brought no money, in the caller's transaction.

    Raises:
        StaleStateError: Money came, or the payment changed meanwhile.
    """
    advance(instruction, moves=INSTRUCTION_MOVES, to=InstructionState.EXPIRED, url="")
    installment_moved(installment, InstallmentState.PLANNED, now, trouble=trouble)
    payment_record(
        "payment.instruction_ended", installment, now, actor=actor, cause=cause, side="buyer"
    )
