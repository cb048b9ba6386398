"""When an act on terms or on a contract comes in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from contracts.deals.models import Contract
from contracts.deals.policies import (
    contract_acts_of_role,
    contract_acts_of_state,
    deal_side,
    sheet_acts_of_role,
    sheet_acts_of_state,
)
from contracts.deals.selectors.conditions import match_stands, room_is_open
from contracts.deals.states import CONTRACT_MOVES, STANDING_CONTRACTS
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.core.transitions import advance
from matching.models import Match

if TYPE_CHECKING:
    from contracts.deals.models import TermSheet
    from marketplace.core.actor import Actor
    from matching.states import MatchSide


def match_locked(match_id: int) -> Match:
    """Return the match as it is now, locked, so that its end either came before or waits."""
    rows = Match.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("technology").get(pk=match_id)


def may_negotiate(match: Match) -> None:
    """Refuse to go on without a standing match and an open room.

    Raises:
        StaleStateError: The match ended, or its room is paused, closed or not opened yet.
    """
    if not match_stands(match) or not room_is_open(match):
        raise StaleStateError


def sheet_act_checked(actor: Actor, sheet: TermSheet, act: str) -> MatchSide:
    """Refuse an act that is not the actor's, or not in this state; return the actor's side.

    Raises:
        NotFoundError: The actor's firm is no side of the terms.
        NotAllowedError: The actor's role, or a firm that is not verified, does not allow it.
        StaleStateError: It is too late for it, or too early.
    """
    side = deal_side(actor, sheet)
    if side is None:
        raise NotFoundError
    if act not in sheet_acts_of_role(actor):
        raise NotAllowedError
    match = match_locked(sheet.match_id)
    # what was read before the lock may be of before somebody else's act
    sheet.refresh_from_db()
    sheet.match = match
    goes_on = match_stands(sheet.match) and room_is_open(sheet.match)
    standing = Contract.objects.filter(match=sheet.match, state__in=STANDING_CONTRACTS)
    contract = standing.values_list("state", flat=True).first() or ""
    if act not in sheet_acts_of_state(sheet, side=side, goes_on=goes_on, contract=contract):
        raise StaleStateError
    return side


def contract_act_checked(actor: Actor, contract: Contract, act: str) -> MatchSide:
    """Refuse an act that is not the actor's, or not in this state; return the actor's side.

    Raises:
        NotFoundError: The actor's firm is no side of the contract.
        NotAllowedError: The actor's role, or a firm that is not verified, does not allow it.
        StaleStateError: It is too late for it, or too early.
    """
    side = deal_side(actor, contract)
    if side is None:
        raise NotFoundError
    if act not in contract_acts_of_role(actor):
        raise NotAllowedError
    match = match_locked(contract.match_id)
    # what was read before the lock may be of before somebody else's act
    contract.refresh_from_db()
    contract.match = match
    goes_on = match_stands(contract.match)
    if act not in contract_acts_of_state(contract, side=side, goes_on=goes_on):
        raise StaleStateError
    return side


def contract_advance(contract: Contract, revision: int, *, to: str, **columns: Any) -> None:
    """Move a contract, or count its change, from the revision that its reader saw.

    Raises:
        StaleStateError: The move is not in the table, or it changed meanwhile.
    """
    contract.revision = revision
    advance(
        contract,
        moves=CONTRACT_MOVES,
        to=to,
        unchanged=("revision",),
        revision=F("revision") + 1,
        **columns,
    )
