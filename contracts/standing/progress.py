"""How far the parts of a deal are, as far as its reader may know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.deals.states import ContractState, SheetState
from contracts.nda.states import NdaState
from contracts.rooms.states import RoomState
from contracts.standing.payment_steps import FINISHED_PAYMENTS
from contracts.standing.states import PartState, Place
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from contracts.standing.facts import DealFacts

_S = PartState


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart:
    """One part of a deal.

    Attributes:
        since: Since when it is so; None before it began.
        done: How many of its pieces are done, where it has such.
        total: How many pieces it has, or None.
    """

    place: Place
    state: PartState
    since: datetime | None = None
    done: int = 0
    total: int | None = None


def parts_of(facts: DealFacts) -> Iterator[DealPart]:
    """Give the parts of a matched deal that the reader may know of, in their order."""
    if facts.match.state != MatchState.MATCHED or not facts.reads_nda:
        return
    yield _nda(facts)
    yield _documents(facts)
    if facts.reads_terms:
        yield _terms(facts)
        yield _contract(facts)
    if facts.reads_payments:
        yield _payments(facts)


def _nda(facts: DealFacts) -> DealPart:
    nda = facts.nda
    if nda is None:
        return DealPart(place=Place.NDA, state=_S.LATER)
    if nda.stands:
        return DealPart(place=Place.NDA, state=_S.DONE, since=nda.since)
    is_open = nda.state in {NdaState.DRAFT, NdaState.OFFERED}
    return DealPart(place=Place.NDA, state=_S.NOW if is_open else _S.STOPPED, since=nda.since)


def _documents(facts: DealFacts) -> DealPart:
    room = facts.room
    if room is None:
        return DealPart(place=Place.DOCUMENTS, state=_S.LATER)
    if room.state != RoomState.OPEN:
        return DealPart(place=Place.DOCUMENTS, state=_S.STOPPED, since=room.since)
    waits = room.undecided_since or room.unread_since
    rests = room.asked and waits is None
    return DealPart(
        place=Place.DOCUMENTS, state=_S.DONE if rests else _S.NOW, since=waits or room.since
    )


def _terms(facts: DealFacts) -> DealPart:
    sheet = facts.sheet
    if sheet is None:
        return DealPart(place=Place.TERMS, state=_S.LATER)
    states = {SheetState.OPEN: _S.NOW, SheetState.AGREED: _S.DONE}
    state = states.get(SheetState(sheet.state), _S.STOPPED)
    return DealPart(place=Place.TERMS, state=state, since=sheet.since)


def _contract(facts: DealFacts) -> DealPart:
    contract = facts.contract
    if contract is None:
        return DealPart(place=Place.CONTRACT, state=_S.LATER)
    states = {
        ContractState.DRAFT: _S.NOW,
        ContractState.OFFERED: _S.NOW,
        ContractState.SIGNED: _S.DONE,
    }
    state = states.get(ContractState(contract.state), _S.STOPPED)
    return DealPart(place=Place.CONTRACT, state=state, since=contract.since)


def _payments(facts: DealFacts) -> DealPart:
    plan = facts.plan
    if plan is None:
        return DealPart(place=Place.PAYMENTS, state=_S.LATER)
    done = sum(payment.state in FINISHED_PAYMENTS for payment in plan.payments)
    total = len(plan.payments)
    return DealPart(
        place=Place.PAYMENTS,
        state=_S.DONE if done == total else _S.NOW,
        since=plan.since,
        done=done,
        total=total,
    )
