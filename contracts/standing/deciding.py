"""Decide what comes next in a deal, from the facts that its reader may know; nothing is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contracts.deals.states import ContractState
from contracts.standing.agreement_steps import (
    contract_steps,
    is_contract_standing,
    next_of_room,
    room_steps,
)
from contracts.standing.hand_over_steps import hand_over_steps
from contracts.standing.payment_steps import payment_steps
from contracts.standing.states import DealAct, Place, Turn
from contracts.standing.steps import Step, at_rest, by_itself, follow
from matching.states import OPEN_STATES, MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.standing.facts import DealFacts, Viewer

_MOST_BESIDE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a deal stands for one reader.

    Attributes:
        side: The side whose turn it is, where it is one's.
        beside: What else the reader may do now.
    """

    step: Step
    turn: Turn
    side: MatchSide | None
    can_act: bool
    beside: tuple[Step, ...]


def standing_of(facts: DealFacts, viewer: Viewer) -> Standing:
    """Return what comes next for a reader.

    The furthest part of the deal comes first, unless something earlier waits for the reader.
    """
    steps = list(_steps(facts))
    own = [step for step in steps if _can_act(step, viewer)]
    first = (own or steps)[0]
    return Standing(
        step=first,
        turn=_turn(first, viewer),
        side=MatchSide(first.party) if first.party in MatchSide.values else None,
        can_act=bool(own),
        beside=tuple(own[1 : 1 + _MOST_BESIDE]),
    )


def _can_act(step: Step, viewer: Viewer) -> bool:
    is_mine = step.party not in MatchSide.values or step.party == viewer.side
    return is_mine and step.needs in viewer.may


def _turn(step: Step, viewer: Viewer) -> Turn:
    if step.party in MatchSide.values:
        if step.party != viewer.side:
            return Turn.OTHER
        return Turn.YOU if _can_act(step, viewer) else Turn.YOUR_FIRM
    turn = Turn(step.party)
    is_coordinators = turn == Turn.COORDINATOR
    return Turn.YOU if is_coordinators and _can_act(step, viewer) else turn


def _steps(facts: DealFacts) -> Iterator[Step]:
    """Give what may be done, the furthest part of the deal first; at least one."""
    match = facts.match
    paid = [*hand_over_steps(facts), *(payment_steps(facts.plan) if facts.plan else ())]
    if match.state not in OPEN_STATES:
        yield from paid or [at_rest(DealAct.OVER, match.since)]
        return
    if match.state != MatchState.MATCHED:
        yield _before_match(facts)
        return
    if not facts.reads_nda:
        yield follow(facts.match.since)
        return
    yield from paid
    yield from contract_steps(facts)
    room = list(room_steps(facts))
    yield from room
    if paid or room or is_contract_standing(facts.contract):
        yield _last(facts)
        return
    yield next_of_room(facts)


def _last(facts: DealFacts) -> Step:
    """Return what stands behind everything that may still be done."""
    contract = facts.contract
    if contract is None or contract.state != ContractState.SIGNED:
        return follow(facts.match.since)
    if not facts.reads_payments:
        return follow(facts.match.since)
    if facts.plan is None:
        return by_itself(DealAct.WAIT_PLAN, Place.PAYMENTS, contract.since)
    return at_rest(DealAct.DONE, facts.plan.since)


def _before_match(facts: DealFacts) -> Step:
    match = facts.match
    if match.state == MatchState.AWAITING_COORDINATOR:
        return Step(
            act=DealAct.WAIT_COORDINATOR,
            party=Turn.PLATFORM,
            place=Place.MATCH,
            since=match.since,
            until=match.until,
        )
    confirms = match.state == MatchState.AWAITING_LEAD
    return Step(
        act=DealAct.CONFIRM_REQUEST if confirms else DealAct.ANSWER_REQUEST,
        party=match.turn,
        place=Place.MATCH,
        since=match.since,
        until=match.until,
        needs="match.accept",
    )
