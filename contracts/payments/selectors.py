"""Read payments, the treasurer's desk and the statement of a contract, each for its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Min, Q

from contracts.payments.ledger import ends_of
from contracts.payments.models import Account, Installment, JournalEntry, Plan
from contracts.payments.policies import (
    access_acts,
    keeps_treasury,
    may_read_words,
    names_account,
    other_duties,
    payment_acts,
    side_of,
    visible_plans,
)
from contracts.payments.states import (
    AWAITED_STATES,
    HOLDING_STATES,
    DeskWait,
    InstallmentState,
    Movement,
    Provider,
    Trouble,
)
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from contracts.payments.policies import OtherDuties
    from marketplace.core.actor import Actor

_PLAN_WITH = (
    "contract",
    "match__case",
    "match__technology",
    "seller",
    "buyer",
    "objected_by__user",
    "account_named_by__user",
)
_WITH = (*(f"plan__{name}" for name in _PLAN_WITH), "instruction")
Key = tuple[str, str]
_S: Final = InstallmentState
_BY_TRANSFER: Final = Q(instruction__provider=Provider.BANK)
# what waits on the desk; a payment in trouble may wait for a confirmation as well
_WAITS: Final[dict[str, Q]] = {
    DeskWait.CONFIRM: _BY_TRANSFER & Q(state__in=[_S.INSTRUCTED, _S.RECEIVED]),
    DeskWait.RECEIPT: _BY_TRANSFER & Q(state=_S.CONFIRMED),
    DeskWait.REFUND: _BY_TRANSFER & Q(state=_S.REFUNDING),
    DeskWait.TROUBLE: Q(trouble__in=Trouble.values),
}
_WAITS_FOR_TREASURER: Final = (
    _WAITS[DeskWait.CONFIRM] | _WAITS[DeskWait.REFUND] | _WAITS[DeskWait.TROUBLE]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment for one reader."""

    installment: Installment
    side: MatchSide | None
    may_read_words: bool
    acts: frozenset[str]

    @property
    def order_key(self) -> Key:
        """Return what sorts the payment among others, the longest waiting first."""
        return self.installment.state_since.isoformat(), self.installment.public_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """The payments of one contract for one reader."""

    plan: Plan
    payments: list[PaymentRow]
    may_read_words: bool
    acts: frozenset[str]
    can_name_account: bool

    @property
    def order_key(self) -> Key:
        """Return what sorts the plan among others, the newest first."""
        return self.plan.created_at.isoformat(), self.plan.public_id

    @property
    def totals(self) -> PlanTotals:
        """Return how much of the plan is where."""
        sums = dict.fromkeys(_WHERE, 0)
        for row in self.payments:
            installment = row.installment
            for name, states in _WHERE.items():
                if installment.state in states:
                    sums[name] += installment.amount_minor
        agreed = sum(row.installment.amount_minor for row in self.payments)
        return PlanTotals(agreed=agreed, **sums)


_WHERE: Final[dict[str, frozenset[str]]] = {
    "awaited": frozenset({_S.PLANNED, *AWAITED_STATES}),
    "held": frozenset({*HOLDING_STATES, _S.ACCEPTED}),
    "paid": frozenset({_S.RELEASED}),
    "returned": frozenset({_S.REFUNDING, _S.REFUNDED, _S.REVERSED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTotals:
    """How much of a plan is where, in minor units; the parts make up what was agreed."""

    agreed: int
    awaited: int
    held: int
    paid: int
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFigures:
    """How much waits on a treasurer's desk."""

    confirm: int
    receipt: int
    refund: int
    trouble: int
    oldest_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One movement of money of a contract."""

    at: datetime
    operation: str
    movement: str
    payment_id: str
    source: str
    target: str
    amount_minor: int

    @property
    def order_key(self) -> Key:
        """Return what sorts the movement among others, the last one first."""
        return self.at.isoformat(), self.operation


def payment_model_for(*, actor: Actor, public_id: str) -> Installment:
    """Return the stored payment for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    found = _visible(actor).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def payment_for(*, actor: Actor, public_id: str) -> PaymentRow:
    """Return one payment as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    return _rows(actor, [payment_model_for(actor=actor, public_id=public_id)])[0]


def plan_model_for(*, actor: Actor, contract_id: str) -> Plan:
    """Return the stored plan of a contract for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    found = _plan(actor, Q(contract__public_id=contract_id)) if is_opaque_id(contract_id) else None
    if found is None:
        raise NotFoundError
    return found


def plan_for(*, actor: Actor, contract_id: str) -> PlanRow:
    """Return the payments of a contract as the actor may see them.

    Raises:
        NotFoundError: There are none, or the actor may not know of them.
    """
    return _plan_row(actor, plan_model_for(actor=actor, contract_id=contract_id))


def plan_of_match(*, actor: Actor, match_id: str) -> PlanRow | None:
    """Return the payments of a match's contract, or None where the actor knows of none."""
    found = _plan(actor, Q(match__public_id=match_id)) if is_opaque_id(match_id) else None
    return None if found is None else _plan_row(actor, found)


def plans_for(*, actor: Actor, after: tuple[datetime, str] | None, limit: int) -> list[PlanRow]:
    """Return the plans that the actor may know of, the newest first.

    Args:
        actor: Who reads.
        after: When the last plan of the page before was made, and its public id, or None.
        limit: Largest number of rows.
    """
    where = visible_plans(actor)
    if after is not None:
        made, public_id = after
        where &= Q(created_at__lt=made) | Q(created_at=made, public_id__lt=public_id)
    table = Plan.objects.select_related(*_PLAN_WITH).filter(where)
    return _plan_rows(actor, list(table.order_by("-created_at", "-public_id")[:limit]))


def desk_for(
    *,
    actor: Actor,
    waits: str | None = None,
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[PaymentRow]:
    """Return the payments that wait for the actor's treasury, the longest waiting first.

    Args:
        actor: Who reads.
        waits: One of `DeskWait`, or None for all that the treasurer has to do.
        after: Since when the last payment of the page before waits, and its public id, or None.
        limit: Largest number of rows.
    """
    if not keeps_treasury(actor):
        return []
    where = _WAITS[waits] if waits else _WAITS_FOR_TREASURER
    if after is not None:
        since, public_id = after
        where &= Q(state_since__gt=since) | Q(state_since=since, public_id__gt=public_id)
    table = _of_institution(actor).select_related(*_WITH).filter(where)
    return _rows(actor, list(table.order_by("state_since", "public_id")[:limit]))


def desk_figures(actor: Actor) -> DeskFigures:
    """Return how much waits on the actor's desk, and since when the oldest of it does."""
    counts = {f"in_{name}": Count("pk", filter=where) for name, where in _WAITS.items()}
    oldest = Min("state_since", filter=_WAITS_FOR_TREASURER)
    table = _of_institution(actor) if keeps_treasury(actor) else Installment.objects.none()
    found = table.aggregate(**counts, oldest_since=oldest)
    return DeskFigures(**{name.removeprefix("in_"): value for name, value in found.items()})


def balances_of(plan: Plan) -> list[Account]:
    """Return the accounts of a plan, each with what lies on it."""
    return list(Account.objects.filter(plan=plan).order_by("pk"))


def statement_lines(
    plan: Plan, *, payment_id: str = "", after: tuple[datetime, str] | None, limit: int
) -> list[StatementLine]:
    """Return the movements of money of a plan, the last one first.

    Args:
        plan: Whose; the caller found it for its reader.
        payment_id: Public id of one of its payments, or empty for all of them.
        after: Time and operation of the last line of the page before, or None.
        limit: Largest number of lines.
    """
    # PostgreSQL refuses to look for what no id can be
    if payment_id and not is_opaque_id(payment_id):
        return []
    where = Q(installment__public_id=payment_id) if payment_id else Q()
    if after is not None:
        at, operation = after
        where &= Q(at__lt=at) | Q(at=at, operation__lt=operation)
    entries = JournalEntry.objects.filter(where, plan=plan, postings__amount_minor__gt=0)
    rows = entries.select_related("installment").annotate(amount=F("postings__amount_minor"))
    return [_line(entry) for entry in rows.order_by("-at", "-operation")[:limit]]


def _line(entry: JournalEntry) -> StatementLine:
    movement = Movement(entry.movement)
    source, target = ends_of(movement, provider=entry.provider)
    return StatementLine(
        at=entry.at,
        operation=entry.operation,
        movement=movement,
        payment_id=entry.installment.public_id,
        source=source,
        target=target,
        amount_minor=entry.amount,  # type: ignore[attr-defined]
    )


def _visible(actor: Actor) -> QuerySet[Installment]:
    plans = Plan.objects.filter(visible_plans(actor))
    return Installment.objects.select_related(*_WITH).filter(plan__in=plans)


def _plan(actor: Actor, where: Q) -> Plan | None:
    table = Plan.objects.select_related(*_PLAN_WITH).filter(visible_plans(actor))
    return table.filter(where).order_by("-pk").first()


def _of_institution(actor: Actor) -> QuerySet[Installment]:
    return Installment.objects.filter(plan__match__case__institution_id=actor.organisation_id)


def _plan_row(actor: Actor, plan: Plan) -> PlanRow:
    return _plan_rows(actor, [plan])[0]


def _plan_rows(actor: Actor, plans: Sequence[Plan]) -> list[PlanRow]:
    """Return plans with their payments, in a number of queries that does not grow with them."""
    duties = other_duties(actor)
    installments = Installment.objects.select_related(*_WITH).filter(plan__in=plans)
    payments: dict[int, list[Installment]] = {plan.pk: [] for plan in plans}
    for installment in installments.order_by("position"):
        payments[installment.plan_id].append(installment)
    return [
        PlanRow(
            plan=plan,
            payments=[_row(actor, each, duties) for each in payments[plan.pk]],
            may_read_words=may_read_words(actor, plan),
            acts=access_acts(actor, plan, duties),
            can_name_account=names_account(actor, plan)
            and not (plan.account_named_at and any(map(_is_on_its_way, payments[plan.pk]))),
        )
        for plan in plans
    ]


def _is_on_its_way(installment: Installment) -> bool:
    instruction = installment.instruction
    is_transfer = instruction is not None and instruction.provider == Provider.BANK
    return is_transfer and installment.state in AWAITED_STATES


def _rows(actor: Actor, installments: Iterable[Installment]) -> list[PaymentRow]:
    duties = other_duties(actor)
    return [_row(actor, installment, duties) for installment in installments]


def _row(actor: Actor, installment: Installment, duties: OtherDuties) -> PaymentRow:
    return PaymentRow(
        installment=installment,
        side=side_of(actor, installment.plan),
        may_read_words=may_read_words(actor, installment.plan),
        acts=payment_acts(actor, installment, duties),
    )
