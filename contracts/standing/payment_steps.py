"""What the payments of a signed contract ask for, and what they open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contracts.payments.states import AccessState, InstallmentState
from contracts.standing.states import DealAct, Place, Turn
from contracts.standing.steps import BUYER, SELLER, Step, by_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.standing.facts import PaymentFacts, PlanFacts

_I = InstallmentState
FINISHED_PAYMENTS: Final = frozenset({_I.RELEASED, _I.REFUNDED, _I.REVERSED})
# whose each state is, what has to be done in it, and what the policies call that
_ACTS: Final[dict[str, tuple[DealAct, str, str]]] = {
    _I.PLANNED: (DealAct.INSTRUCT_PAYMENT, BUYER, "instruct"),
    _I.INSTRUCTED: (DealAct.MAKE_PAYMENT, BUYER, "pay"),
    _I.RECEIVED: (DealAct.CONFIRM_PAYMENT, Turn.TREASURER, ""),
    _I.CONFIRMED: (DealAct.CONFIRM_RECEIPT, SELLER, "confirm_receipt"),
    _I.HELD: (DealAct.RECORD_DELIVERY, SELLER, "record_delivery"),
    _I.DELIVERED: (DealAct.ACCEPT_DELIVERY, BUYER, "accept_delivery"),
    _I.REFUND_REQUESTED: (DealAct.ANSWER_REFUND, SELLER, "agree_refund"),
    _I.REFUNDING: (DealAct.CONFIRM_REFUND, Turn.TREASURER, ""),
}


def payment_steps(plan: PlanFacts) -> Iterator[Step]:
    """Give what may be done about money and what it opens, what is on its way first."""
    open_ones = [each for each in plan.payments if each.state not in FINISHED_PAYMENTS]
    begun = [each for each in open_ones if each.state != _I.PLANNED]
    # what nobody began comes one after the other, once nothing is on its way
    for payment in begun or open_ones[:1]:
        yield from _steps_of(payment)
    if plan.access == AccessState.OBJECTED:
        yield Step(
            act=DealAct.DECIDE_OBJECTION,
            party=Turn.COORDINATOR,
            place=Place.PAYMENTS,
            since=plan.since,
            needs="release.lift",
        )
    elif plan.access == AccessState.WAITING:
        yield by_itself(
            DealAct.WAIT_RELEASE, Place.PAYMENTS, plan.since, until=plan.objection_until
        )


def _steps_of(payment: PaymentFacts) -> Iterator[Step]:
    if payment.state not in _ACTS:
        return
    if payment.is_disputed:
        yield _step(payment, DealAct.SETTLE_DISPUTE, Turn.TREASURER, "")
        return
    act, party, needs = _ACTS[payment.state]
    if payment.state == _I.REFUNDING and not payment.is_bank:
        party = Turn.PLATFORM
    yield _step(payment, act, party, needs)
    # paying happens at a bank, unseen: the seller says when it came, whenever that is
    if payment.state == _I.INSTRUCTED and payment.is_bank:
        yield _step(payment, *_ACTS[_I.CONFIRMED])


def _step(payment: PaymentFacts, act: DealAct, party: str, needs: str) -> Step:
    until = None
    if act == DealAct.MAKE_PAYMENT:
        until = payment.pay_until
    elif act == DealAct.RECORD_DELIVERY:
        until = payment.due
    return Step(
        act=act,
        party=party,
        place=Place.PAYMENTS,
        since=payment.since,
        until=until,
        needs=f"payment.{payment.position}.{needs}",
    )
