"""What the NDA, the room, the terms and the contract ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals.states import STANDING_CONTRACTS, ContractState, SheetState
from contracts.nda.states import NdaState
from contracts.rooms.states import RoomState
from contracts.standing.states import DealAct, Place, Turn
from contracts.standing.steps import BUYER, SELLER, Step, by_itself, follow
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from contracts.standing.facts import ContractFacts, DealFacts, NdaFacts, RoomFacts


def nda_step(nda: NdaFacts | None, since: datetime) -> Step:
    """Return what an agreement that does not stand asks for."""
    if nda is not None and nda.state == NdaState.DRAFT:
        act, party, needs = DealAct.OFFER_NDA, SELLER, "nda.offer"
        if not nda.has_holders:
            act, party, needs = DealAct.NAME_HOLDERS, BUYER, "nda.set_holders"
        return Step(act=act, party=party, place=Place.NDA, since=nda.since, needs=needs)
    if nda is not None and nda.state == NdaState.OFFERED:
        return _signature(DealAct.SIGN_NDA, Place.NDA, nda.signed, since=nda.since, until=nda.until)
    return Step(
        act=DealAct.DRAFT_NDA,
        party=SELLER,
        place=Place.NDA,
        since=nda.since if nda else since,
        needs="nda.draft",
    )


def _signature(
    act: DealAct,
    place: Place,
    signed: frozenset[str],
    *,
    since: datetime,
    until: datetime | None,
) -> Step:
    missing = [side for side in MatchSide.values if side not in signed]
    return Step(
        act=act,
        party=missing[0] if len(missing) == 1 else Turn.BOTH,
        place=place,
        since=since,
        until=until,
        needs=f"{place.value}.sign",
    )


def is_contract_standing(contract: ContractFacts | None) -> bool:
    """Return whether a contract is being made or was signed."""
    return contract is not None and contract.state in STANDING_CONTRACTS


def contract_steps(facts: DealFacts) -> Iterator[Step]:
    """Give what a contract that is not signed yet asks for."""
    contract = facts.contract
    if contract is None:
        return
    if contract.state == ContractState.DRAFT:
        yield Step(
            act=DealAct.OFFER_CONTRACT,
            party=Turn.BOTH,
            place=Place.CONTRACT,
            since=contract.since,
            needs="contract.offer",
        )
    elif contract.state == ContractState.OFFERED:
        yield _signature(
            DealAct.SIGN_CONTRACT,
            Place.CONTRACT,
            contract.signed,
            since=contract.since,
            until=contract.until,
        )


def room_steps(facts: DealFacts) -> Iterator[Step]:
    """Give what the terms and the room ask for now; nothing while no NDA stands."""
    room, sheet = facts.room, facts.sheet
    if facts.nda is None or not facts.nda.stands or room is None:
        return
    contract = is_contract_standing(facts.contract)
    if room.state == RoomState.PAUSED:
        if not contract:
            yield Step(
                act=DealAct.RESUME_ROOM,
                party=Turn.COORDINATOR,
                place=Place.MESSAGES,
                since=room.since,
                needs="room.resume",
            )
        return
    if room.state != RoomState.OPEN:
        return
    if sheet is not None and not contract:
        yield from _sheet_steps(facts)
    if room.undecided_since is not None:
        yield Step(
            act=DealAct.DECIDE_ITEMS,
            party=SELLER,
            place=Place.DOCUMENTS,
            since=room.undecided_since,
            needs="items.decide",
        )
    # who negotiates already has read, or does not care to
    goes_on = facts.reads_terms and (contract or _is_sheet_standing(facts))
    if room.unread_since is not None and not goes_on:
        yield _reading(room)


def _reading(room: RoomFacts) -> Step:
    return Step(
        act=DealAct.READ_DOCUMENTS,
        party=BUYER,
        place=Place.DOCUMENTS,
        since=room.unread_since,
        needs="documents.read" if room.is_reader else "documents.none",
    )


def _is_sheet_standing(facts: DealFacts) -> bool:
    return facts.sheet is not None and facts.sheet.state != SheetState.WITHDRAWN


def _sheet_steps(facts: DealFacts) -> Iterator[Step]:
    sheet = facts.sheet
    if sheet is None:
        return
    if sheet.state == SheetState.OPEN:
        yield Step(
            act=DealAct.ANSWER_TERMS,
            party=BUYER if sheet.last_side == SELLER else SELLER,
            place=Place.TERMS,
            since=sheet.since,
            needs="sheet.accept",
        )
    elif sheet.state == SheetState.AGREED:
        contract = facts.contract
        yield Step(
            act=DealAct.DRAFT_CONTRACT,
            party=Turn.BOTH,
            place=Place.CONTRACT,
            since=contract.since if contract else sheet.since,
            needs="sheet.draft",
        )


def next_of_room(facts: DealFacts) -> Step:
    """Return what comes next where nothing lies on the table."""
    nda, room = facts.nda, facts.room
    if nda is None or not nda.stands:
        return nda_step(nda, facts.match.since)
    if room is None or room.state == RoomState.CLOSED:
        return by_itself(DealAct.WAIT_ROOM, Place.MESSAGES, nda.since)
    if not facts.reads_terms:
        return follow(facts.match.since)
    if not room.asked:
        return Step(
            act=DealAct.WRITE_REQUEST,
            party=BUYER,
            place=Place.DOCUMENTS,
            since=room.since,
            needs="requests.write",
        )
    return Step(
        act=DealAct.OFFER_TERMS,
        party=Turn.BOTH,
        place=Place.TERMS,
        since=facts.sheet.since if facts.sheet else room.since,
        needs="terms.offer",
    )
