"""What the ledger costs: booking a movement of money, to the same rows inserted bare."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from contracts.payments.models import (
    Account,
    Installment,
    Instruction,
    JournalEntry,
    Plan,
    Posting,
)
from contracts.payments.services.booking import money_moved
from contracts.payments.states import Movement
from tests.benchmarks.report import cpu_of, figure, ratio
from tests.factories.payments import plan_made
from tests.factories.people import people_made

if TYPE_CHECKING:
    from collections.abc import Iterator

MOVEMENTS = 400
# beside the rows: one look whether it is booked, two accounts found, their balances moved
LARGEST_RATIO = 4.0


def run() -> None:
    """Print the figures."""
    plan = plan_made(people_made())
    installment = plan.installments.get(position=0)
    instructions = _instructions(plan, installment)
    now = timezone.now()

    def booked() -> None:
        with transaction.atomic():
            money_moved(
                Movement.HELD,
                installment=installment,
                instruction=next(instructions),
                amount_minor=1_000,
                now=now,
            )

    accounts = {account.kind: account for account in Account.objects.filter(plan=plan)}
    numbers = itertools.count()

    def bare() -> None:
        with transaction.atomic():
            entry = JournalEntry.objects.create(
                plan=plan,
                installment=installment,
                operation=f"bare:{next(numbers)}",
                movement=Movement.HELD,
                provider="bank",
                at=now,
            )
            Posting.objects.bulk_create(
                Posting(entry=entry, account=accounts[kind], amount_minor=amount)
                for kind, amount in (("bank", -1_000), ("held", 1_000))
            )

    plain, whole = cpu_of(bare, calls=MOVEMENTS), cpu_of(booked, calls=MOVEMENTS)
    ratio(
        "CPU of a movement booked, p50",
        whole.p50 * 1000,
        baseline="the same rows inserted bare",
        base=plain.p50 * 1000,
        limit=LARGEST_RATIO,
    )
    ratio("p95", whole.p95 * 1000, baseline="bare", base=plain.p95 * 1000)
    figure("movements a second of CPU, one writer", f"{1 / whole.p50:,.0f}")


def _instructions(plan: Plan, installment: Installment) -> Iterator[Instruction]:
    """Make as many instructions as there are movements; each moves money once."""
    rows = Instruction.objects.bulk_create(
        Instruction(
            installment=installment,
            provider="bank",
            state="expired",
            amount_minor=1_000,
            currency=plan.currency,
            reference=f"SB-{number}",
            created_at=timezone.now(),
        )
        for number in range(MOVEMENTS + 20)
    )
    return iter(rows)
