"""Write movements of money into the ledger: once each, and never out of balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, F, When

from contracts.payments.ledger import postings_of
from contracts.payments.models import Account, JournalEntry, Posting
from contracts.payments.states import AccountKind, Movement

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Installment, Instruction, Plan


class LedgerError(Exception):
    """A movement contradicts what is booked already; nothing may be written."""


def accounts_open(plan: Plan) -> None:
    """Open the accounts of a plan in the caller's transaction."""
    owners = {AccountKind.SELLER: plan.seller_id, AccountKind.REFUND: plan.buyer_id}
    Account.objects.bulk_create(
        Account(plan=plan, kind=kind, currency=plan.currency, organisation_id=owners.get(kind))
        for kind in AccountKind
    )


def money_moved(
    movement: Movement,
    *,
    installment: Installment,
    instruction: Instruction,
    amount_minor: int,
    now: datetime,
) -> JournalEntry:
    """Book one movement in the caller's transaction; booked already, it is only returned.

    The operation is the movement of that instruction, so money that came once is held once, and
    goes to the seller or back once.

    Raises:
        RuntimeError: The caller is not inside a transaction.
        LedgerError: The operation was booked with other postings.
        IntegrityError: More would leave an account than lies on it.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "Book money in the transaction of the act that moves it."
        raise RuntimeError(message)
    postings = postings_of(movement, provider=instruction.provider, amount_minor=amount_minor)
    operation = f"{movement.value}:{instruction.public_id}"
    booked = JournalEntry.objects.filter(operation=operation).first()
    if booked is not None:
        if _postings(booked) != postings:
            raise LedgerError(operation)
        return booked
    entry = JournalEntry.objects.create(
        plan_id=installment.plan_id,
        installment=installment,
        operation=operation,
        movement=movement,
        provider=instruction.provider,
        at=now,
    )
    accounts = dict(
        Account.objects.filter(
            plan_id=installment.plan_id, kind__in=postings, currency=instruction.currency
        ).values_list("kind", "pk")
    )
    moved = Case(*(When(kind=kind, then=amount) for kind, amount in postings.items()))
    Account.objects.filter(pk__in=accounts.values()).update(
        balance_minor=F("balance_minor") + moved
    )
    Posting.objects.bulk_create(
        Posting(entry=entry, account_id=accounts[kind], amount_minor=amount)
        for kind, amount in sorted(postings.items())
    )
    return entry


def _postings(entry: JournalEntry) -> dict[str, int]:
    return dict(entry.postings.values_list("account__kind", "amount_minor"))
