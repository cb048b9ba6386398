"""What tests of deals share: acting, reading the log, and checking that a refusal left no trace."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from contracts.deals import services
from contracts.deals.models import Contract, ContractClause, Milestone, TermSheet, TermVersion
from contracts.nda.models import Signature
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from tests.factories.deals import terms
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.people import People

LATER = NOW + dt.timedelta(minutes=5)
LEADS = ("seller_owner", "seller_deal_lead", "buyer_owner", "buyer_deal_lead")


def kinds(deal: TermSheet | Contract) -> list[str]:
    """Return what the log has of terms and the contract made of them, in order."""
    sheet = deal.sheet if isinstance(deal, Contract) else deal
    rows = Entry.objects.filter(subjects__type="terms", subjects__ref=sheet.public_id)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def everything() -> list[Any]:
    """Return what an act on terms or contracts could have written."""
    tables = (
        TermSheet,
        TermVersion,
        Milestone,
        Contract,
        ContractClause,
        Signature,
        Timer,
        Entry,
    )
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def refused(error: type[Exception], act: Callable[[], object]) -> Exception:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


SHEET_ACTS: dict[str, Callable[[People, str, TermSheet], object]] = {
    "counter": lambda people, who, sheet: services.terms_counter(
        actor=people.actor(who),
        sheet=sheet,
        revision=sheet.revision,
        content=terms(upfront=1),
        now=LATER,
    ),
    "accept": lambda people, who, sheet: services.terms_accept(
        actor=people.actor(who), sheet=sheet, revision=sheet.revision, now=LATER
    ),
    "withdraw": lambda people, who, sheet: services.terms_withdraw(
        actor=people.actor(who), sheet=sheet, revision=sheet.revision, now=LATER
    ),
    "draft": lambda people, who, sheet: services.contract_draft(
        actor=people.actor(who), sheet=sheet, revision=sheet.revision, language="ko", now=LATER
    ),
}
CONTRACT_ACTS: dict[str, Callable[[People, str, Contract], object]] = {
    "clause": lambda people, who, contract: services.contract_clause_set(
        actor=people.actor(who),
        contract=contract,
        revision=contract.revision,
        code="escrow",
        included=False,
        reason="We keep our own deposit",
        now=LATER,
    ),
    "offer": lambda people, who, contract: services.contract_offer(
        actor=people.actor(who), contract=contract, revision=contract.revision, now=LATER
    ),
    "sign": lambda people, who, contract: services.contract_sign(
        actor=people.signer(who, LATER),
        contract=contract,
        revision=contract.revision,
        title="Director",
        now=LATER,
    ),
    "refuse": lambda people, who, contract: services.contract_refuse(
        actor=people.actor(who),
        contract=contract,
        revision=contract.revision,
        reason="terms",
        words="",
        now=LATER,
    ),
    "withdraw": lambda people, who, contract: services.contract_withdraw(
        actor=people.actor(who), contract=contract, revision=contract.revision, now=LATER
    ),
}
