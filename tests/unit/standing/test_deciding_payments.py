"""What comes next once there is money, and once files are handed over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.nda.states import NdaState
from contracts.payments.states import AccessState, InstallmentState
from contracts.standing.facts import (
    DealFacts,
    HandOverFacts,
    PaymentFacts,
)
from contracts.standing.states import DealAct, Place, Turn
from tests.unit.standing.situations import (
    BUYER,
    COORDINATOR,
    LATER,
    NOON,
    OPEN_ROOM,
    SELLER,
    asked,
    in_room,
    nda,
    paying,
    payment,
    says,
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
