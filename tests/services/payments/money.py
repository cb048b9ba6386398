"""What tests of payments share: refusals that leave no trace, balances, and the runner's round."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce

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
    entries = JournalEntry.objects.annotate(sum=Sum("postings__amount_minor"), n=Count("postings"))
    assert not entries.exclude(sum=0, n=2).exists()
    posted = Coalesce(Sum("postings__amount_minor"), 0)
    assert not Account.objects.annotate(sum=posted).exclude(sum=F("balance_minor")).exists()
    rows = Installment.objects.values_list("plan_id", "state", "amount_minor")
    owed: Counter[tuple[int, str]] = Counter()
    for plan_id, state, amount in rows:
        kind = "held" if state in HOLDING_STATES else "seller" if state == "released" else ""
        owed[plan_id, kind] += amount
    lying = Account.objects.filter(kind__in=["held", "seller"])
    for plan_id, kind, balance in lying.values_list("plan_id", "kind", "balance_minor"):
        assert balance == owed[plan_id, kind]


def worked(now: datetime) -> int:
    """Let the runner do all that is wanted of providers by now; return how many jobs it took."""
    taken = 0
    while found := provider_jobs_run(now):
        taken += found
        assert taken < 100, "the runner goes round in circles"
    return taken
