"""Make the plan of payments of a signed contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contracts.deals.models import Contract
from contracts.deals.states import ContractState
from contracts.payments.models import Installment, Plan
from contracts.payments.services.booking import accounts_open
from contracts.payments.services.recording import plan_record
from contracts.payments.states import InstallmentKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@transaction.atomic
def plans_make(*, contract_ids: Sequence[str], now: datetime) -> None:
    """Make the plans of those of the contracts that are signed and have none yet."""
    contracts = Contract.objects.select_for_update(of=("self",), no_key=True).filter(
        public_id__in=contract_ids, state=ContractState.SIGNED
    )
    made = set(Plan.objects.filter(contract__in=contracts).values_list("contract_id", flat=True))
    rows = contracts.select_related("version", "match__case", "match__technology")
    for contract in rows.order_by("pk"):
        if contract.pk not in made:
            _plan_make(contract, now)


def _plan_make(contract: Contract, now: datetime) -> None:
    version = contract.version
    plan = Plan.objects.create(
        contract=contract,
        match=contract.match,
        seller_id=contract.seller_id,
        buyer_id=contract.buyer_id,
        currency=version.currency,
        created_at=now,
    )
    accounts_open(plan)
    rows: list[Installment] = []
    if version.upfront_minor:
        rows.append(
            Installment(
                plan=plan,
                position=0,
                kind=InstallmentKind.UPFRONT,
                amount_minor=version.upfront_minor,
                state_since=now,
            )
        )
    milestones = list(version.milestones.order_by("position"))
    rows += [
        Installment(
            plan=plan,
            position=position,
            kind=InstallmentKind.MILESTONE,
            title=milestone.title,
            amount_minor=milestone.amount_minor,
            due_on=milestone.due_on,
            opens_deposit=milestone.deposit_release,
            state_since=now,
        )
        for position, milestone in enumerate(milestones, start=1)
    ]
    if rows:
        rows[0].opens_deposit = True
    Installment.objects.bulk_create(rows)
    plan_record("payment.planned", plan, now, document=contract.document_sha256)
