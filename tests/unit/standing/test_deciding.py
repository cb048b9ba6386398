"""What comes next in a deal: decided from facts alone, in every state and for every reader."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest

from contracts.deals.states import ContractState, SheetState
from contracts.nda.states import NdaState
from contracts.payments.states import AccessState, InstallmentState
from contracts.rooms.states import RoomState
from contracts.standing.deciding import Standing, standing_of
from contracts.standing.facts import (
    ContractFacts,
    DealFacts,
    HandOverFacts,
    MatchFacts,
    NdaFacts,
    PaymentFacts,
    PlanFacts,
    RoomFacts,
    SheetFacts,
    Viewer,
)
from contracts.standing.progress import parts_of
from contracts.standing.states import DealAct, PartState, Place, Turn
from matching.states import MatchSide, MatchState

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(days=3)
SELLER, BUYER = MatchSide.SELLER.value, MatchSide.BUYER.value
COORDINATOR = ""

MATCHED = MatchFacts(state=MatchState.MATCHED, since=NOON)
SIGNED_NDA = NdaFacts(
    state=NdaState.SIGNED,
    has_holders=True,
    signed=frozenset({SELLER, BUYER}),
    stands=True,
    since=NOON,
)
OPEN_ROOM = RoomFacts(state=RoomState.OPEN, since=NOON, asked=True)
SIGNED_CONTRACT = ContractFacts(
    state=ContractState.SIGNED,
    drafted_by=SELLER,
    signed=frozenset({SELLER, BUYER}),
    since=NOON,
)


def deal(**facts: Any) -> DealFacts:
    """Return a matched deal of which the reader may read everything."""
    return DealFacts(
        **{
            "match": MATCHED,
            "reads_nda": True,
            "reads_terms": True,
            "reads_payments": True,
            **facts,
        }
    )


def in_room(**facts: Any) -> DealFacts:
    return deal(**{"nda": SIGNED_NDA, "room": OPEN_ROOM, **facts})


def paying(*payments: PaymentFacts, **plan: Any) -> DealFacts:
    return in_room(contract=SIGNED_CONTRACT, plan=PlanFacts(payments=payments, since=NOON, **plan))


def payment(state: str, **facts: Any) -> PaymentFacts:
    return PaymentFacts(**{"position": 0, "state": state, "since": NOON, **facts})


def asked(facts: DealFacts, side: str, *may: str) -> Standing:
    return standing_of(facts, Viewer(side=side, may=frozenset(may)))


def says(facts: DealFacts, side: str, *may: str) -> tuple[DealAct, Turn, bool]:
    standing = asked(facts, side, *may)
    return standing.step.act, standing.turn, standing.can_act


def nda(state: str, **facts: Any) -> NdaFacts:
    return NdaFacts(state=state, since=NOON, **facts)


def contract(state: str, *signed: str) -> ContractFacts:
    return ContractFacts(
        state=state, drafted_by=SELLER, signed=frozenset(signed), since=NOON, until=LATER
    )


BOTH_MAY_SIGN = ("nda.sign", "contract.sign")


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


_I = InstallmentState


@pytest.mark.parametrize(
    ("state", "act", "side", "needs"),
    [
        (_I.PLANNED, DealAct.INSTRUCT_PAYMENT, BUYER, "payment.0.instruct"),
        (_I.INSTRUCTED, DealAct.MAKE_PAYMENT, BUYER, "payment.0.pay"),
        (_I.CONFIRMED, DealAct.CONFIRM_RECEIPT, SELLER, "payment.0.confirm_receipt"),
        (_I.HELD, DealAct.RECORD_DELIVERY, SELLER, "payment.0.record_delivery"),
        (_I.DELIVERED, DealAct.ACCEPT_DELIVERY, BUYER, "payment.0.accept_delivery"),
        (_I.REFUND_REQUESTED, DealAct.ANSWER_REFUND, SELLER, "payment.0.agree_refund"),
    ],
)
def test_a_payment_waits_for_one_side(state: str, act: DealAct, side: str, needs: str) -> None:
    facts = paying(payment(state, due=LATER))
    assert says(facts, side, needs) == (act, Turn.YOU, True)
    assert says(facts, SELLER if side == BUYER else BUYER) == (act, Turn.OTHER, False)
    assert asked(facts, side).step.until == (LATER if state == _I.HELD else None)


def test_the_seller_may_confirm_while_the_buyer_pays() -> None:
    facts = paying(payment(_I.INSTRUCTED))
    assert says(facts, SELLER, "payment.0.confirm_receipt") == (
        DealAct.CONFIRM_RECEIPT,
        Turn.YOU,
        True,
    )
    by_card = paying(payment(_I.INSTRUCTED, is_bank=False))
    assert says(by_card, SELLER, "payment.0.confirm_receipt")[0] == DealAct.MAKE_PAYMENT


@pytest.mark.parametrize(
    ("one", "act", "turn"),
    [
        (payment(_I.RECEIVED), DealAct.CONFIRM_PAYMENT, Turn.TREASURER),
        (payment(_I.HELD, is_disputed=True), DealAct.SETTLE_DISPUTE, Turn.TREASURER),
        (payment(_I.REFUNDING), DealAct.CONFIRM_REFUND, Turn.TREASURER),
        (payment(_I.REFUNDING, is_bank=False), DealAct.CONFIRM_REFUND, Turn.PLATFORM),
    ],
)
def test_some_of_it_is_for_neither_firm(one: PaymentFacts, act: DealAct, turn: Turn) -> None:
    for side in (SELLER, BUYER, COORDINATOR):
        assert says(paying(one), side) == (act, turn, False)


def test_what_is_on_its_way_comes_before_what_nobody_began() -> None:
    facts = paying(
        payment(_I.RELEASED),
        payment(_I.PLANNED, position=1),
        payment(_I.DELIVERED, position=2),
        payment(_I.PLANNED, position=3),
    )
    may = ("payment.1.instruct", "payment.2.accept_delivery", "payment.3.instruct")
    standing = asked(facts, BUYER, *may)
    assert standing.step.act == DealAct.ACCEPT_DELIVERY
    assert standing.beside == ()
    rest = paying(payment(_I.RELEASED), payment(_I.PLANNED, position=1))
    assert says(rest, BUYER, *may) == (DealAct.INSTRUCT_PAYMENT, Turn.YOU, True)


def test_the_hand_over_waits_and_is_objected_to() -> None:
    done = payment(_I.RELEASED)
    waits = paying(done, access=AccessState.WAITING, objection_until=LATER)
    assert says(waits, SELLER) == (DealAct.WAIT_RELEASE, Turn.PLATFORM, False)
    assert asked(waits, SELLER).step.until == LATER
    objected = paying(done, access=AccessState.OBJECTED)
    assert says(objected, BUYER) == (DealAct.DECIDE_OBJECTION, Turn.COORDINATOR, False)
    assert says(objected, COORDINATOR, "release.lift") == (
        DealAct.DECIDE_OBJECTION,
        Turn.YOU,
        True,
    )


def handed(*, facts: DealFacts | None = None, **waiting: Any) -> DealFacts:
    paid = facts or paying(payment(_I.RELEASED), access=AccessState.OPEN)
    return replace(paid, hand_over=HandOverFacts(since=NOON, **waiting))


def test_what_was_handed_over_is_fetched() -> None:
    for ready in (handed(), handed(facts=in_room(reads_terms=False, reads_payments=False))):
        assert says(ready, BUYER, "release.fetch") == (DealAct.FETCH_RELEASE, Turn.YOU, True)
        assert says(ready, BUYER) == (DealAct.FETCH_RELEASE, Turn.YOUR_FIRM, False)


def test_files_that_wait_for_a_key_ask_for_one() -> None:
    keyless = handed(lacks_key=True, is_reachable=False)
    assert says(keyless, BUYER, "release.make_key") == (DealAct.MAKE_KEY, Turn.YOU, True)
    assert asked(keyless, BUYER).step.place == Place.VAULT


def test_files_that_no_named_reader_reaches_lead_over_a_written_request() -> None:
    paid = paying(payment(_I.RELEASED), access=AccessState.OPEN)
    out_of_reach = handed(facts=paid, is_reachable=False)
    may = ("release.fetch", "requests.write")
    assert says(out_of_reach, BUYER, *may) == (DealAct.ASK_RELEASE, Turn.YOU, True)
    assert says(out_of_reach, BUYER) == (DealAct.ASK_RELEASE, Turn.YOUR_FIRM, False)
    # once it is asked for the small firm decides
    waits = replace(paid, room=replace(OPEN_ROOM, undecided_since=NOON))
    decided = handed(facts=waits, is_reachable=False)
    assert says(decided, BUYER, *may) == (DealAct.DECIDE_ITEMS, Turn.OTHER, False)
    # and where no NDA stands, there are no named readers
    ended = handed(facts=replace(paid, nda=nda(NdaState.ENDED)), is_reachable=False)
    assert says(ended, BUYER, *may) == (DealAct.DRAFT_NDA, Turn.OTHER, False)


def test_it_is_done_when_all_is_paid() -> None:
    facts = paying(payment(_I.RELEASED), payment(_I.REFUNDED, position=1), access=AccessState.OPEN)
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
