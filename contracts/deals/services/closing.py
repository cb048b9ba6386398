"""What ends by itself: a contract nobody signed in time, and a deal whose match ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contracts.deals.models import Contract, TermSheet
from contracts.deals.services.conditions import match_locked
from contracts.deals.services.signing import contract_lapsed
from contracts.deals.services.terms import sheet_withdrawn
from contracts.deals.states import STANDING_SHEETS, ContractState
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_UNSIGNED = (ContractState.DRAFT, ContractState.OFFERED)


@transaction.atomic
def contract_expire_due(*, subject: str, now: datetime) -> None:
    """Let an offered contract lapse that not both sides signed in time.

    Args:
        subject: The contract's public id.
        now: The moment the timer was claimed.
    """
    rows = Contract.objects.filter(public_id=subject, state=ContractState.OFFERED)
    contract = rows.select_related("sheet", "match__technology").first()
    if contract is not None and contract.expires_at and contract.expires_at <= now:
        contract_lapsed(contract, now, cause="time")


@transaction.atomic
def deals_of_ended_close(*, match_ids: Iterable[str], now: datetime) -> None:
    """Close terms and unsigned contracts of matches that ended; what both signed stays.

    Args:
        match_ids: Public ids of matches.
        now: The moment of closing.
    """
    wanted = {"match__public_id__in": list(match_ids), "match__state": MatchState.ENDED}
    contracts = Contract.objects.filter(state__in=_UNSIGNED, **wanted)
    for contract in contracts.select_related("sheet", "match__technology").order_by("pk"):
        match_locked(contract.match_id)
        contract_lapsed(contract, now, cause="match")
    signed = Contract.objects.filter(state=ContractState.SIGNED).values("sheet_id")
    sheets = TermSheet.objects.filter(state__in=STANDING_SHEETS, **wanted).exclude(pk__in=signed)
    for sheet in sheets.select_related("match__technology").order_by("pk"):
        sheet_withdrawn(sheet, now, side="")
