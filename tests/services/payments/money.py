"""What tests of payments share: refusals that leave no trace, balances, and the runner's round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Sum

from contracts.payments.models import (
    Account,
    Installment,
    Instruction,
    JournalEntry,
    Plan,
    Posting,
    ProviderEvent,
    ProviderJob,
)
from contracts.payments.services import provider_jobs_run
from contracts.payments.states import HOLDING_STATES
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.ladder.models import StageFact

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_TABLES = (
    Plan, Installment, Instruction, Account, JournalEntry, Posting, ProviderJob, ProviderEvent,
    StageFact, Timer, Entry,
)  # fmt: skip


def everything() -> list[Any]:
    """Return what an act on a payment could have written."""
    return [list(table._base_manager.order_by("pk").values()) for table in _TABLES]


def refused(error: type[Exception], act: Callable[[], object], code: str = "") -> Exception:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    assert not code or getattr(caught.value, "code", "") == code
    return caught.value


def kinds(ref: str, type_: str = "payment") -> list[str]:
    """Return what the log has of a payment, in order."""
    rows = Entry.objects.filter(subjects__type=type_, subjects__ref=ref)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def balances(plan: Plan) -> dict[str, int]:
    """Return what lies on each account of a plan that is not empty."""
    rows = Account.objects.filter(plan=plan).exclude(balance_minor=0)
    return dict(rows.values_list("kind", "balance_minor"))


def books_hold() -> None:
    """Check that every sum is zero, each balance is its postings, and held is what is held."""
    assert (Posting.objects.aggregate(all=Sum("amount_minor"))["all"] or 0) == 0
    for entry in JournalEntry.objects.annotate(sum=Sum("postings__amount_minor")):
        assert entry.sum == 0, entry
        assert entry.postings.count() == 2, entry
    for account in Account.objects.annotate(sum=Sum("postings__amount_minor")):
        assert account.balance_minor == (account.sum or 0), account
    for plan in Plan.objects.all():
        held = plan.installments.filter(state__in=HOLDING_STATES).aggregate(all=Sum("amount_minor"))
        assert balances(plan).get("held", 0) == (held["all"] or 0)
        released = plan.installments.filter(state="released").aggregate(all=Sum("amount_minor"))
        assert balances(plan).get("seller", 0) == (released["all"] or 0)


def worked(now: datetime) -> int:
    """Let the runner do all that is wanted of providers by now; return how many jobs it took."""
    taken = 0
    while found := provider_jobs_run(now):
        taken += found
        assert taken < 100, "the runner goes round in circles"
    return taken
