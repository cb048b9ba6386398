"""Situations a deal can be in, as facts, and what is said of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from contracts.deals.states import ContractState
from contracts.nda.states import NdaState
from contracts.rooms.states import RoomState
from contracts.standing.deciding import Standing, standing_of
from contracts.standing.facts import (
    ContractFacts,
    DealFacts,
    MatchFacts,
    NdaFacts,
    PaymentFacts,
    PlanFacts,
    RoomFacts,
    Viewer,
)
from contracts.standing.states import DealAct, Turn
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
