"""How the record of terms and contracts is written, and who may read it.

Neither amounts nor words stand in it, only ids, numbers, codes and salted hashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.evidence.services import entry_record
from matching.models import Case

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.deals.models import Contract, TermSheet
    from marketplace.evidence.leaf import JsonValue
    from marketplace.evidence.models import Entry


def terms_record(kind: str, sheet: TermSheet, now: datetime, **data: JsonValue) -> Entry:
    """Record a fact about the terms, readable by both firms and the institution."""
    return entry_record(
        kind=kind,
        subjects=[("terms", sheet.public_id), *_deal_subjects(sheet)],
        audience=deal_audience(sheet),
        body=data,
        now=now,
    )


def contract_record(
    kind: str,
    contract: Contract,
    now: datetime,
    *,
    coordinator: bool = False,
    **data: JsonValue,
) -> Entry:
    """Record a fact about the contract, readable by both firms and the institution.

    Args:
        kind: Dotted past tense.
        contract: The contract.
        now: The caller's time.
        coordinator: Whether it names the case and its coordinator, who then hears of it.
        data: Codes, numbers and salted hashes.
    """
    return entry_record(
        kind=kind,
        subjects=[
            *contract_subjects(contract),
            *(_coordinator_subjects(contract) if coordinator else ()),
        ],
        audience=deal_audience(contract),
        body=data,
        now=now,
    )


def contract_subjects(contract: Contract) -> list[tuple[str, str]]:
    """Return what an entry about the contract is about."""
    return [
        ("contract", contract.public_id),
        ("terms", contract.sheet.public_id),
        *_deal_subjects(contract),
    ]


def deal_audience(deal: TermSheet | Contract) -> list[int]:
    """Return the organisations that read it: both firms, and the institution that mediates."""
    return [deal.seller_id, deal.buyer_id, deal.institution_id]


def _deal_subjects(deal: TermSheet | Contract) -> list[tuple[str, str]]:
    return [("match", deal.match.public_id), ("technology", deal.match.technology.public_id)]


def _coordinator_subjects(contract: Contract) -> list[tuple[str, str]]:
    case = Case.objects.select_related("coordinator__user").get(match_id=contract.match_id)
    people = [("person", case.coordinator.user.public_id)] if case.coordinator else []
    return [("case", case.public_id), *people]
