"""The payments of each match's signed contract, and what they open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from contracts.payments.models import Installment, Plan
from contracts.payments.policies import (
    access_acts,
    other_duties,
    payment_acts,
    roles_acts,
    visible_plans,
)
from contracts.payments.states import InstructionState, Provider, Trouble
from contracts.standing.facts import PaymentFacts, PlanFacts
from contracts.standing.selectors.parts import Part, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.payments.policies import OtherDuties
    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow

_KOREA: Final = dt.timezone(dt.timedelta(hours=9))
_WITH = ("contract", "match__case")


def plans_read(actor: Actor, rows: Sequence[MatchRow]) -> Mapping[int, Part[PlanFacts]]:
    """Return the payments of each match's contract."""
    table = Plan.objects.filter(visible_plans(actor), match_id__in=keys_of(rows))
    plans = {plan.match_id: plan for plan in table.select_related(*_WITH).order_by("pk")}
    installments: dict[int, list[Installment]] = {}
    payments = Installment.objects.filter(plan__in=plans.values()).select_related("instruction")
    for each in payments.order_by("position"):
        installments.setdefault(each.plan_id, []).append(each)
    duties = other_duties(actor)
    found: dict[int, Part[PlanFacts]] = {}
    for row in rows:
        plan = plans.get(row.match.pk)
        if plan is None:
            found[row.match.pk] = Part()
            continue
        own = installments.get(plan.pk, [])
        for each in own:
            each.plan = plan
        fact = PlanFacts(
            payments=tuple(_payment(each) for each in own),
            access=plan.access,
            since=max([plan.created_at, *(each.state_since for each in own)]),
            objection_until=plan.objection_until,
        )
        may = {f"release.{act}" for act in access_acts(actor, plan, duties)}
        for each in own:
            may |= {f"payment.{each.position}.{act}" for act in _acts(actor, each, duties)}
        found[row.match.pk] = Part(fact, frozenset(may))
    return found


def _acts(actor: Actor, payment: Installment, duties: OtherDuties) -> frozenset[str]:
    acts = payment_acts(actor, payment, duties)
    # paying itself happens elsewhere; it is for whoever could have chosen another way
    pays = "instruct" in roles_acts(actor, payment.plan, duties)
    return acts | {"pay"} if pays else acts


def _payment(payment: Installment) -> PaymentFacts:
    instruction = payment.instruction
    is_open = instruction is not None and instruction.state == InstructionState.OPEN
    return PaymentFacts(
        position=payment.position,
        state=payment.state,
        is_bank=instruction is None or instruction.provider == Provider.BANK,
        is_disputed=payment.trouble == Trouble.DISPUTED,
        since=payment.state_since,
        pay_until=instruction.expires_at if instruction is not None and is_open else None,
        due=_day_over(payment.due_on),
    )


def _day_over(day: dt.date | None) -> dt.datetime | None:
    """Return when a day is over in Korea."""
    if day is None:
        return None
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=_KOREA)
