"""Where the buyer transfers money to, as the seller names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F

from contracts.payments.models import Plan
from contracts.payments.services.conditions import account_checked
from contracts.payments.services.recording import plan_record
from contracts.payments.states import MoneyKeeper
from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choice_checked, text_cleaned

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

# of a bank somewhere in the world: figures, letters, and what people put between them
_NUMBER: Final = re.compile(r"[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){5,33}")
_KEEPERS: Final = (MoneyKeeper.SELLER.value, MoneyKeeper.CUSTODIAN.value)
_SHOWN_IN_LOG: Final = 4


@transaction.atomic
def account_name(
    *,
    actor: Actor,
    plan: Plan,
    revision: int,
    keeper: str,
    bank: str,
    number: str,
    holder: str,
    now: datetime,
) -> Plan:
    """Say for the seller to which account the buyer transfers, and with whom the money lies.

    It cannot be exchanged while a transfer to it is awaited: whoever took over the seller's
    session at that moment gains nothing by it.

    Raises:
        NotAllowedError: The actor leads no deals of the seller.
        MarketplaceError: `payment_awaited`.
        StaleStateError: It changed meanwhile.
        InvalidInputError: Something is missing, or the number is none.
    """
    fresh = account_checked(actor, plan, revision)
    named = {
        "account_keeper": _given(
            choice_checked(keeper, allowed=_KEEPERS, field="keeper"), field="keeper"
        ),
        "account_bank": _text(bank, field="bank", max_length=60),
        "account_number": _number(number),
        "account_holder": _text(holder, field="holder", max_length=100),
    }
    Plan.objects.filter(pk=fresh.pk).update(
        **named,
        account_named_at=now,
        account_named_by_id=actor.membership_id,
        revision=F("revision") + 1,
    )
    fresh.refresh_from_db()
    plan_record(
        "payment.account_named",
        fresh,
        now,
        actor=actor,
        side="seller",
        keeper=fresh.account_keeper,
        bank=fresh.account_bank,
        ending=fresh.account_number[-_SHOWN_IN_LOG:],
    )
    return fresh


def _text(value: str, *, field: str, max_length: int) -> str:
    cleaned = text_cleaned(value, field=field, max_length=max_length, multiline=False)
    return _given(cleaned, field=field)


def _number(value: str) -> str:
    number = _text(value, field="number", max_length=40)
    if not _NUMBER.fullmatch(number):
        raise InvalidInputError(
            "Enter the account number with figures, letters and hyphens.", field="number"
        )
    return number


def _given(value: str, *, field: str) -> str:
    if not value:
        raise InvalidInputError("Fill this in.", field=field, code="required")
    return value
