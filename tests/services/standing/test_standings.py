"""Where deals stand is told from what the reader may know, and in a few queries for many deals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from contracts.payments.models import Installment
from contracts.rooms.models import Room
from contracts.standing.selectors import StandingRow, standing_for, standings_for
from contracts.standing.states import DealAct, Place, Turn
from marketplace.config.timers import timers_once
from marketplace.core.errors import NotFoundError
from marketplace.escrow.models import Release
from marketplace.escrow.services import releases_encrypt
from marketplace.ladder.stages import Stage
from matching.models import Match
from matching.states import MatchSide
from tests.factories.deals import contract_made, room_opened, terms_made
from tests.factories.deposits import deposit_made
from tests.factories.keys import age_key_made
from tests.factories.market import match_made
from tests.factories.ndas import nda_made
from tests.factories.payments import payment_made, plan_made
from tests.factories.people import NOW
from tests.factories.rooms import granted, item_of, request_made

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.factories.people import People

_MOST_QUERIES = 32
_OPENED = NOW + dt.timedelta(days=1)


def seen(people: People, match: Match, who: str, now: dt.datetime = NOW) -> StandingRow:
    """Return where a deal stands for one of the cast."""
    return standing_for(actor=people.actor(who), match_id=match.public_id, now=now)


def says(
    people: People, match: Match, who: str, now: dt.datetime = NOW
) -> tuple[DealAct, Turn, bool]:
    standing = seen(people, match, who, now).standing
    return standing.step.act, standing.turn, standing.can_act


def test_a_request_waits_for_the_other_side(people: People) -> None:
    match = match_made(people, "requested")
    answer = DealAct.ANSWER_REQUEST
    asked_by_buyer = match.requested_by == MatchSide.BUYER
    waiting, asking = ("seller", "buyer") if asked_by_buyer else ("buyer", "seller")
    assert says(people, match, f"{waiting}_owner") == (answer, Turn.YOU, True)
    assert says(people, match, f"{asking}_owner") == (answer, Turn.OTHER, False)
    assert seen(people, match, "seller_owner").buyer_sees == Stage.S1
    assert seen(people, match, "seller_owner").parts == ()


@pytest.mark.parametrize("who", ["outsider_owner", "reviewer", "treasurer"])
def test_nobody_else_learns_that_there_is_a_deal(people: People, who: str) -> None:
    match = match_made(people, "matched")
    actor = people.actor(who)
    with pytest.raises(NotFoundError):
        standing_for(actor=actor, match_id=match.public_id, now=NOW)
    assert standings_for(actor=actor, match_ids=[match.public_id, "x"], now=NOW) == []


def test_the_nda_is_written_by_the_seller(people: People) -> None:
    match = match_made(people, "matched")
    assert says(people, match, "seller_owner") == (DealAct.DRAFT_NDA, Turn.YOU, True)
    assert says(people, match, "seller_engineer") == (DealAct.DRAFT_NDA, Turn.YOUR_FIRM, False)
    assert says(people, match, "buyer_deal_lead") == (DealAct.DRAFT_NDA, Turn.OTHER, False)
    assert says(people, match, "buyer_scout") == (DealAct.FOLLOW, Turn.BOTH, False)
    assert says(people, match, "case_coordinator") == (DealAct.DRAFT_NDA, Turn.OTHER, False)
    assert seen(people, match, "buyer_scout").buyer_sees == Stage.S2


def test_only_a_signer_is_asked_to_sign(people: People) -> None:
    nda = nda_made(people, "offered")
    sign = DealAct.SIGN_NDA
    found = {who: says(people, nda.match, who) for who in ("seller_owner", "seller_engineer")}
    assert found == {
        "seller_owner": (sign, Turn.BOTH, True),
        "seller_engineer": (sign, Turn.BOTH, False),
    }
    assert seen(people, nda.match, "seller_owner").standing.step.until == nda.lapses_at


def test_a_granted_document_waits_for_its_reader(people: People) -> None:
    request = request_made(people, "answered")
    match = request.room.match
    read = DealAct.READ_DOCUMENTS
    assert says(people, match, "buyer_engineer") == (read, Turn.YOU, True)
    assert says(people, match, "buyer_deal_lead") == (read, Turn.YOUR_FIRM, False)
    assert says(people, match, "seller_owner") == (read, Turn.OTHER, False)
    assert seen(people, match, "seller_owner").buyer_sees == Stage.S4


def test_an_undecided_item_waits_for_the_seller(people: People) -> None:
    match = request_made(people, "issued").room.match
    assert says(people, match, "seller_owner") == (DealAct.DECIDE_ITEMS, Turn.YOU, True)
    assert says(people, match, "buyer_deal_lead") == (DealAct.DECIDE_ITEMS, Turn.OTHER, False)


def test_engineers_are_told_nothing_of_terms(people: People) -> None:
    match = terms_made(people, "open").match
    assert says(people, match, "buyer_deal_lead") == (DealAct.ANSWER_TERMS, Turn.YOU, True)
    assert says(people, match, "buyer_engineer") == (DealAct.FOLLOW, Turn.BOTH, False)
    parts = [part.place for part in seen(people, match, "buyer_engineer").parts]
    assert parts == [Place.NDA, Place.DOCUMENTS]


def test_the_contract_is_signed_by_whoever_has_not(people: People) -> None:
    contract = contract_made(people, "half_signed")
    missing = "buyer" if contract.seller_signed_at else "seller"
    act, turn, can_act = says(people, contract.match, f"{missing}_owner")
    assert (act, turn, can_act) == (DealAct.SIGN_CONTRACT, Turn.YOU, True)


@pytest.mark.parametrize(
    ("state", "act", "side"),
    [
        ("planned", DealAct.INSTRUCT_PAYMENT, "buyer"),
        ("held", DealAct.RECORD_DELIVERY, "seller"),
        ("delivered", DealAct.ACCEPT_DELIVERY, "buyer"),
        ("refund_requested", DealAct.ANSWER_REFUND, "seller"),
    ],
)
def test_a_payment_waits_for_its_side(people: People, state: str, act: DealAct, side: str) -> None:
    payment: Installment = payment_made(people, state)
    match = payment.plan.match
    other = "seller" if side == "buyer" else "buyer"
    assert says(people, match, f"{side}_deal_lead") == (act, Turn.YOU, True)
    assert says(people, match, f"{other}_deal_lead")[:2] == (act, Turn.OTHER)


def _handed_over(people: People, *, key: bool) -> Match:
    """Return a deal whose first payment opened the deposit; nobody was allowed a document."""
    match = room_opened(people, key="handed")
    deposit_made(people, technology=match.technology)
    if key:
        age_key_made(people, "buyer_engineer")
    plan = payment_made(people, "held", plan=plan_made(people, match=match)).plan
    timers_once(_OPENED)
    release = Release.objects.get(source=plan.source)
    releases_encrypt(release_ids=[release.public_id], now=_OPENED)
    return match


def test_the_buyer_is_asked_for_what_was_handed_over_also_where_no_document_was_allowed(
    people: People,
) -> None:
    match = _handed_over(people, key=True)
    ask, fetch = DealAct.ASK_RELEASE, DealAct.FETCH_RELEASE
    assert says(people, match, "buyer_deal_lead", _OPENED) == (ask, Turn.YOU, True)
    assert says(people, match, "buyer_engineer", _OPENED) == (ask, Turn.YOUR_FIRM, False)
    # the other firm is asked for its own part, and not told what was fetched
    assert says(people, match, "seller_deal_lead", _OPENED)[0] == DealAct.RECORD_DELIVERY
    request = request_made(people, "issued", room=Room.objects.get(match=match))
    seller = seen(people, match, "seller_owner", _OPENED).standing
    assert DealAct.DECIDE_ITEMS in {step.act for step in (seller.step, *seller.beside)}
    deposit = Release.objects.get().deposit
    granted(people, item_of(request, 1), deposit, now=_OPENED)
    assert says(people, match, "buyer_engineer", _OPENED) == (fetch, Turn.YOU, True)
    assert says(people, match, "buyer_deal_lead", _OPENED) == (fetch, Turn.YOUR_FIRM, False)


def test_what_waits_for_a_key_asks_for_one(people: People) -> None:
    match = _handed_over(people, key=False)
    for who in ("buyer_deal_lead", "buyer_engineer"):
        assert says(people, match, who, _OPENED) == (DealAct.MAKE_KEY, Turn.YOU, True)
    age_key_made(people, "buyer_engineer")
    assert says(people, match, "buyer_engineer", _OPENED)[0] == DealAct.FOLLOW


def test_many_deals_take_as_many_queries_as_one(
    people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    matches = [
        request_made(people, "answered").room.match,
        terms_made(people, "open").match,
        payment_made(people, "held").plan.match,
    ]
    ids = [match.public_id for match in matches]
    for who in ("seller_owner", "buyer_engineer", "case_coordinator"):
        actor = people.actor(who)
        with django_assert_max_num_queries(_MOST_QUERIES):
            rows = standings_for(actor=actor, match_ids=[*ids, *ids], now=NOW)
        assert [row.match_id for row in rows] == ids
