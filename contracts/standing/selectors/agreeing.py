"""The newest NDA, terms and contract of each match, as far as the reader may know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from contracts.deals.models import Contract, TermSheet
from contracts.deals.policies import (
    can_offer_terms,
    contract_acts_of_role,
    contract_acts_of_state,
    sheet_acts_of_role,
    sheet_acts_of_state,
    visible_deals,
)
from contracts.deals.states import STANDING_CONTRACTS, STANDING_SHEETS
from contracts.nda.models import Nda, NdaHolder, Signature
from contracts.nda.policies import acts_of_role, acts_of_state, can_draft_ndas, visible_ndas
from contracts.nda.selectors import DOCUMENT_TYPE
from contracts.nda.states import OPEN_NDA_STATES, NdaState
from contracts.rooms.models import Room
from contracts.rooms.states import RoomState
from contracts.standing.facts import ContractFacts, NdaFacts, SheetFacts
from contracts.standing.selectors.parts import Part, goes_on, keys_of
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow


def ndas_read(
    actor: Actor, rows: Sequence[MatchRow], now: datetime
) -> Mapping[int, Part[NdaFacts]]:
    """Return the newest agreement of each match."""
    holders = NdaHolder.objects.filter(nda=OuterRef("pk"), removed_at=None)
    table = Nda.objects.filter(visible_ndas(actor), match_id__in=keys_of(rows))
    table = table.annotate(has_holders=Exists(holders)).order_by("pk")
    newest = {nda.match_id: nda for nda in table}
    signed: dict[str, set[str]] = {}
    refs = [nda.public_id for nda in newest.values()]
    for ref, side in Signature.objects.filter(
        document_type=DOCUMENT_TYPE, document_ref__in=refs
    ).values_list("document_ref", "side"):
        signed.setdefault(ref, set()).add(side)
    return {row.match.pk: _nda(actor, row, newest, signed, now) for row in rows}


def _nda(
    actor: Actor,
    row: MatchRow,
    newest: Mapping[int, Nda],
    signed: Mapping[str, set[str]],
    now: datetime,
) -> Part[NdaFacts]:
    nda = newest.get(row.match.pk)
    drafts = goes_on(row) and row.side == MatchSide.SELLER and can_draft_ndas(actor)
    if nda is None:
        return Part(None, frozenset({"nda.draft"} if drafts else ()))
    sides = frozenset(signed.get(nda.public_id, ()))
    possible = acts_of_state(nda, side=row.side, signed=sides, goes_on=goes_on(row))
    may = {f"nda.{act}" for act in acts_of_role(actor, nda) & possible}
    stands = nda.state == NdaState.SIGNED and _runs(nda, now)
    if drafts and not (nda.state in OPEN_NDA_STATES and (nda.state != NdaState.SIGNED or stands)):
        may.add("nda.draft")
    fact = NdaFacts(
        state=nda.state,
        has_holders=nda.has_holders,  # type: ignore[attr-defined]
        signed=sides,
        stands=stands,
        since=nda.ended_at or nda.signed_at or nda.offered_at or nda.created_at,
        until=nda.lapses_at,
    )
    return Part(fact, frozenset(may))


def _runs(nda: Nda, now: datetime) -> bool:
    return nda.expires_at is not None and nda.expires_at > now


def sheets_read(actor: Actor, rows: Sequence[MatchRow]) -> Mapping[int, Part[SheetFacts]]:
    """Return the newest terms of each match."""
    keys = keys_of(rows)
    table = TermSheet.objects.filter(visible_deals(actor), match_id__in=keys).order_by("pk")
    newest = {sheet.match_id: sheet for sheet in table}
    rooms = Room.objects.filter(match_id__in=keys, state=RoomState.OPEN)
    open_rooms = frozenset(rooms.values_list("match_id", flat=True))
    standing = Contract.objects.filter(match_id__in=keys, state__in=STANDING_CONTRACTS)
    states = dict(standing.values_list("match_id", "state"))
    found: dict[int, Part[SheetFacts]] = {}
    for row in rows:
        key = row.match.pk
        sheet, on = newest.get(key), goes_on(row) and key in open_rooms
        may = set()
        if sheet is not None:
            possible = sheet_acts_of_state(
                sheet, side=row.side, goes_on=on, contract=states.get(key, "")
            )
            may = {f"sheet.{act}" for act in sheet_acts_of_role(actor) & possible}
        is_free = sheet is None or sheet.state not in STANDING_SHEETS
        if on and is_free and row.side is not None and can_offer_terms(actor):
            may.add("terms.offer")
        fact = None
        if sheet is not None:
            fact = SheetFacts(state=sheet.state, last_side=sheet.last_side, since=sheet.state_since)
        found[key] = Part(fact, frozenset(may))
    return found


def contracts_read(actor: Actor, rows: Sequence[MatchRow]) -> Mapping[int, Part[ContractFacts]]:
    """Return the newest contract of each match."""
    table = Contract.objects.filter(visible_deals(actor), match_id__in=keys_of(rows))
    newest = {contract.match_id: contract for contract in table.defer("text").order_by("pk")}
    return {row.match.pk: _contract(actor, row, newest.get(row.match.pk)) for row in rows}


def _contract(actor: Actor, row: MatchRow, contract: Contract | None) -> Part[ContractFacts]:
    if contract is None:
        return Part()
    signed = {
        MatchSide.SELLER.value: contract.seller_signed_at,
        MatchSide.BUYER.value: contract.buyer_signed_at,
    }
    possible = contract_acts_of_state(contract, side=row.side, goes_on=goes_on(row))
    fact = ContractFacts(
        state=contract.state,
        drafted_by=contract.drafted_by,
        signed=frozenset(side for side, at in signed.items() if at is not None),
        since=contract.state_since,
        until=contract.expires_at,
    )
    return Part(
        fact, frozenset(f"contract.{act}" for act in contract_acts_of_role(actor) & possible)
    )
