"""What comes next in a deal: decided from facts alone, in every state and for every reader."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from contracts.deals.states import ContractState, SheetState
from contracts.nda.states import NdaState
from contracts.payments.states import AccessState, InstallmentState
from contracts.rooms.states import RoomState
from contracts.standing.facts import (
    DealFacts,
    MatchFacts,
    NdaFacts,
    PlanFacts,
    RoomFacts,
    SheetFacts,
)
from contracts.standing.progress import parts_of
from contracts.standing.states import DealAct, PartState, Place, Turn
from matching.states import MatchSide, MatchState
from tests.unit.standing.situations import (
    BOTH_MAY_SIGN,
    BUYER,
    COORDINATOR,
    LATER,
    NOON,
    SELLER,
    SIGNED_CONTRACT,
    SIGNED_NDA,
    asked,
    contract,
    deal,
    in_room,
    nda,
    paying,
    payment,
    says,
)


@pytest.mark.parametrize(
    ("state", "turn", "act"),
    [
        (MatchState.AWAITING_LEAD, BUYER, DealAct.CONFIRM_REQUEST),
        (MatchState.REQUESTED, BUYER, DealAct.ANSWER_REQUEST),
    ],
)
def test_a_request_waits_for_one_side(state: str, turn: str, act: DealAct) -> None:
    facts = deal(match=MatchFacts(state=state, turn=turn, since=NOON, until=LATER))
    assert says(facts, BUYER, "match.accept") == (act, Turn.YOU, True)
    assert says(facts, BUYER) == (act, Turn.YOUR_FIRM, False)
    assert says(facts, SELLER) == (act, Turn.OTHER, False)
    assert asked(facts, SELLER).step.until == LATER


def test_nobody_acts_while_a_coordinator_is_looked_for() -> None:
    facts = deal(match=MatchFacts(state=MatchState.AWAITING_COORDINATOR, since=NOON))
    for side in (SELLER, BUYER):
        assert says(facts, side) == (DealAct.WAIT_COORDINATOR, Turn.PLATFORM, False)


@pytest.mark.parametrize(
    "state",
    [MatchState.DECLINED, MatchState.WITHDRAWN, MatchState.EXPIRED, MatchState.ENDED],
)
def test_what_is_over_waits_for_nobody(state: str) -> None:
    facts = deal(match=MatchFacts(state=state, since=NOON))
    assert says(facts, SELLER) == (DealAct.OVER, Turn.NOBODY, False)
    assert list(parts_of(facts)) == []


def test_money_is_settled_even_after_the_end() -> None:
    plan = PlanFacts(payments=(payment(InstallmentState.REFUND_REQUESTED),), since=NOON)
    facts = deal(match=MatchFacts(state=MatchState.ENDED, since=NOON), plan=plan)
    assert says(facts, BUYER) == (DealAct.ANSWER_REFUND, Turn.OTHER, False)


@pytest.mark.parametrize(
    ("agreement", "act", "side", "needs"),
    [
        (None, DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.REFUSED), DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.WITHDRAWN), DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.LAPSED), DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.ENDED), DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.SIGNED), DealAct.DRAFT_NDA, SELLER, "nda.draft"),
        (nda(NdaState.DRAFT), DealAct.NAME_HOLDERS, BUYER, "nda.set_holders"),
        (nda(NdaState.DRAFT, has_holders=True), DealAct.OFFER_NDA, SELLER, "nda.offer"),
        (
            nda(NdaState.OFFERED, signed=frozenset({SELLER}), until=LATER),
            DealAct.SIGN_NDA,
            BUYER,
            "nda.sign",
        ),
    ],
)
def test_the_nda_comes_first(
    agreement: NdaFacts | None, act: DealAct, side: str, needs: str
) -> None:
    facts = deal(nda=agreement)
    other = SELLER if side == BUYER else BUYER
    assert says(facts, side, needs) == (act, Turn.YOU, True)
    assert says(facts, side) == (act, Turn.YOUR_FIRM, False)
    assert says(facts, other, needs) == (act, Turn.OTHER, False)
    assert says(facts, COORDINATOR, needs) == (act, Turn.OTHER, False)
    assert asked(facts, side).side == side
    assert asked(facts, side).step.place == Place.NDA


@pytest.mark.parametrize(
    ("facts", "act"),
    [
        (deal(nda=nda(NdaState.OFFERED)), DealAct.SIGN_NDA),
        (in_room(contract=contract(ContractState.OFFERED)), DealAct.SIGN_CONTRACT),
    ],
)
def test_before_the_first_signature_it_is_both_firms_turn(facts: DealFacts, act: DealAct) -> None:
    assert says(facts, SELLER, *BOTH_MAY_SIGN) == (act, Turn.BOTH, True)
    assert says(facts, BUYER) == (act, Turn.BOTH, False)
    assert asked(facts, BUYER).side is None


def test_whoever_reads_no_nda_is_told_that_nothing_waits() -> None:
    facts = deal(reads_nda=False, nda=None)
    assert says(facts, BUYER) == (DealAct.FOLLOW, Turn.BOTH, False)
    assert list(parts_of(facts)) == []


def test_the_room_opens_by_itself() -> None:
    assert says(deal(nda=SIGNED_NDA), SELLER) == (DealAct.WAIT_ROOM, Turn.PLATFORM, False)


def test_only_the_coordinator_resumes_a_paused_room() -> None:
    facts = in_room(room=RoomFacts(state=RoomState.PAUSED, since=NOON))
    assert says(facts, SELLER) == (DealAct.RESUME_ROOM, Turn.COORDINATOR, False)
    assert says(facts, COORDINATOR, "room.resume") == (DealAct.RESUME_ROOM, Turn.YOU, True)


@pytest.mark.parametrize(
    ("room", "act", "side", "needs"),
    [
        ({"asked": False}, DealAct.WRITE_REQUEST, BUYER, "requests.write"),
        ({"undecided_since": NOON}, DealAct.DECIDE_ITEMS, SELLER, "items.decide"),
        (
            {"unread_since": NOON, "is_reader": True},
            DealAct.READ_DOCUMENTS,
            BUYER,
            "documents.read",
        ),
    ],
)
def test_the_room_asks_one_side(room: dict[str, Any], act: DealAct, side: str, needs: str) -> None:
    facts = in_room(room=RoomFacts(**{"state": RoomState.OPEN, "since": NOON, **room}))
    assert says(facts, side, needs) == (act, Turn.YOU, True)
    assert says(facts, SELLER if side == BUYER else BUYER) == (act, Turn.OTHER, False)


def test_a_lead_who_is_no_reader_reads_nothing() -> None:
    facts = in_room(room=RoomFacts(state=RoomState.OPEN, since=NOON, asked=True, unread_since=NOON))
    assert says(facts, BUYER, "documents.read") == (
        DealAct.READ_DOCUMENTS,
        Turn.YOUR_FIRM,
        False,
    )


def test_whoever_reads_no_terms_is_not_told_of_them() -> None:
    facts = in_room(reads_terms=False, reads_payments=False)
    assert says(facts, BUYER) == (DealAct.FOLLOW, Turn.BOTH, False)
    assert [part.place for part in parts_of(facts)] == [Place.NDA, Place.DOCUMENTS]


def test_terms_go_to_and_fro() -> None:
    sheet = SheetFacts(state=SheetState.OPEN, last_side=BUYER, since=NOON)
    facts = in_room(sheet=sheet)
    assert says(facts, SELLER, "sheet.accept") == (DealAct.ANSWER_TERMS, Turn.YOU, True)
    assert says(facts, BUYER, "sheet.withdraw") == (DealAct.ANSWER_TERMS, Turn.OTHER, False)
    agreed = in_room(sheet=SheetFacts(state=SheetState.AGREED, last_side=BUYER, since=NOON))
    assert says(agreed, BUYER, "sheet.draft") == (DealAct.DRAFT_CONTRACT, Turn.BOTH, True)
    taken_back = in_room(sheet=SheetFacts(state=SheetState.WITHDRAWN, last_side=BUYER, since=NOON))
    assert says(taken_back, BUYER, "terms.offer") == (DealAct.OFFER_TERMS, Turn.BOTH, True)


def test_something_earlier_comes_first_where_it_waits_for_the_reader() -> None:
    room = RoomFacts(state=RoomState.OPEN, since=NOON, asked=True, undecided_since=NOON)
    sheet = SheetFacts(state=SheetState.OPEN, last_side=SELLER, since=NOON)
    facts = in_room(room=room, sheet=sheet)
    assert says(facts, SELLER, "items.decide") == (DealAct.DECIDE_ITEMS, Turn.YOU, True)
    assert says(facts, BUYER, "sheet.accept") == (DealAct.ANSWER_TERMS, Turn.YOU, True)


def test_a_contract_is_offered_and_signed() -> None:
    drafted = in_room(contract=contract(ContractState.DRAFT))
    assert says(drafted, SELLER, "contract.offer") == (DealAct.OFFER_CONTRACT, Turn.BOTH, True)
    half = in_room(contract=contract(ContractState.OFFERED, BUYER))
    assert says(half, SELLER, "contract.sign") == (DealAct.SIGN_CONTRACT, Turn.YOU, True)
    assert says(half, BUYER) == (DealAct.SIGN_CONTRACT, Turn.OTHER, False)
    assert asked(half, BUYER).step.until == LATER


def test_the_signed_contract_brings_its_payments() -> None:
    facts = in_room(contract=SIGNED_CONTRACT)
    assert says(facts, BUYER) == (DealAct.WAIT_PLAN, Turn.PLATFORM, False)
    assert says(in_room(contract=SIGNED_CONTRACT, reads_payments=False), BUYER) == (
        DealAct.FOLLOW,
        Turn.BOTH,
        False,
    )


def test_it_is_done_when_all_is_paid() -> None:
    facts = paying(
        payment(InstallmentState.RELEASED),
        payment(InstallmentState.REFUNDED, position=1),
        access=AccessState.OPEN,
    )
    for side in (SELLER, BUYER, COORDINATOR):
        assert says(facts, side) == (DealAct.DONE, Turn.NOBODY, False)
    assert {part.place: part.state for part in parts_of(facts)} == {
        Place.NDA: PartState.DONE,
        Place.DOCUMENTS: PartState.DONE,
        Place.TERMS: PartState.LATER,
        Place.CONTRACT: PartState.DONE,
        Place.PAYMENTS: PartState.DONE,
    }


def test_every_state_says_something() -> None:
    states = itertools.product(
        MatchState.values,
        [None, *NdaState.values],
        [None, *RoomState.values],
        [None, *ContractState.values],
        [None, *InstallmentState.values],
    )
    for state, agreement, room, written, one in states:
        facts = deal(
            match=MatchFacts(state=state, turn=SELLER, since=NOON),
            nda=agreement and nda(agreement, stands=agreement == NdaState.SIGNED),
            room=room and RoomFacts(state=room, since=NOON),
            contract=written and contract(written),
            plan=one and PlanFacts(payments=(payment(one),), since=NOON),
        )
        for side in (SELLER, BUYER, COORDINATOR):
            standing = asked(facts, side)
            assert not standing.can_act
            assert standing.turn != Turn.YOU
            assert (standing.side is None) == (standing.step.party not in MatchSide.values)
        list(parts_of(facts))
