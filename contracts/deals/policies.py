"""Who may read terms and contracts, and what each side may do to them in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from django.db.models import Q

from contracts.deals.states import (
    STANDING_CONTRACTS,
    ContractState,
    SheetState,
    TermsBarrier,
)
from contracts.nda.policies import leads_deals
from contracts.rooms.states import RoomState
from marketplace.accounts.policies import acts_in_person, is_firm_member
from marketplace.accounts.signing import can_sign
from matching.policies import runs_cases
from matching.states import MatchSide

if TYPE_CHECKING:
    from contracts.deals.models import Contract, TermSheet
    from marketplace.core.actor import Actor

_NOBODY: Final = Q(pk__in=[])


class BetweenFirms(Protocol):
    """A row that two firms share."""

    seller_id: int
    buyer_id: int


def can_read_deals(actor: Actor) -> bool:
    """Allow leads and signers of firms, and case coordinators, in person.

    What was agreed about money is for those who negotiate and sign; engineers do not read it.
    """
    if not acts_in_person(actor):
        return False
    signs = is_firm_member(actor) and actor.signing_authority
    return leads_deals(actor) or signs or runs_cases(actor)


def visible_deals(actor: Actor) -> Q:
    """Select the term sheets, or contracts, that the actor may read.

    Those of the own firm; to a case coordinator those of the own cases, and of no other.
    """
    if not can_read_deals(actor):
        return _NOBODY
    if runs_cases(actor):
        return Q(match__case__coordinator_id=actor.membership_id)
    return Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id)


def deal_side(actor: Actor, deal: BetweenFirms) -> MatchSide | None:
    """Return the side that the actor's firm is, or None for everyone else."""
    if not actor.is_member:
        return None
    if actor.organisation_id == deal.seller_id:
        return MatchSide.SELLER
    return MatchSide.BUYER if actor.organisation_id == deal.buyer_id else None


def can_offer_terms(actor: Actor) -> bool:
    """Allow owner and deal lead of a verified firm."""
    return leads_deals(actor) and actor.organisation_verified


def offer_barrier(
    actor: Actor, *, side: MatchSide | None, stands: bool, room: str, on_table: bool
) -> TermsBarrier | None:
    """Return why the actor cannot offer the first terms of a match, or None where nothing is.

    Args:
        actor: Who asks.
        side: The actor's side of the match.
        stands: Whether the match has not ended.
        room: State of its newest room, or empty.
        on_table: Whether terms are offered or agreed already.
    """
    if not stands or room == RoomState.CLOSED:
        return TermsBarrier.OVER
    if on_table:
        return TermsBarrier.STANDING
    if side is None or not leads_deals(actor):
        return TermsBarrier.ROLE
    if not actor.organisation_verified:
        return TermsBarrier.UNVERIFIED
    if not room:
        return TermsBarrier.NO_ROOM
    return TermsBarrier.PAUSED if room == RoomState.PAUSED else None


def sheet_acts_of_role(actor: Actor) -> frozenset[str]:
    """Return what the actor may do to terms of the own firm in one state or another."""
    if not leads_deals(actor):
        return frozenset()
    # only verified firms go on; whoever lost that may still step back
    return frozenset(
        {"counter", "accept", "draft", "withdraw"} if actor.organisation_verified else {"withdraw"}
    )


def sheet_acts_of_state(
    sheet: TermSheet, *, side: MatchSide | None, goes_on: bool, contract: str
) -> frozenset[str]:
    """Return what the state leaves open to a side.

    Args:
        sheet: The term sheet.
        side: The side that acts.
        goes_on: Whether the two firms may go on: match, NDA and room stand.
        contract: State of the standing contract, or empty.
    """
    acts: set[str] = set()
    if side is None:
        return frozenset()
    if sheet.state == SheetState.OPEN:
        acts = {"counter", "withdraw"}
        if sheet.last_side != side:
            acts.add("accept")
    elif sheet.state == SheetState.AGREED and contract not in STANDING_CONTRACTS:
        acts = {"draft", "withdraw"}
    return frozenset(acts if goes_on else acts & {"withdraw"})


def contract_acts_of_role(actor: Actor) -> frozenset[str]:
    """Return what the actor may do to a contract of the own firm in one state or another."""
    acts: set[str] = set()
    if can_sign(actor):
        acts |= {"sign", "refuse"}
    if leads_deals(actor):
        acts |= {"clause", "offer", "refuse", "withdraw"}
    if not actor.organisation_verified:
        acts -= {"clause", "offer", "sign"}
    return frozenset(acts)


def contract_acts_of_state(
    contract: Contract, *, side: MatchSide | None, goes_on: bool
) -> frozenset[str]:
    """Return what the state leaves open to a side.

    Args:
        contract: The contract.
        side: The side that acts.
        goes_on: Whether the match still stands; without it nobody goes on.
    """
    acts: set[str] = set()
    if side is None:
        return frozenset()
    if contract.state == ContractState.DRAFT:
        acts = {"clause", "offer", "withdraw"}
    elif contract.state == ContractState.OFFERED:
        signed = {
            MatchSide.SELLER: contract.seller_signed_at,
            MatchSide.BUYER: contract.buyer_signed_at,
        }
        if signed[side] is None:
            acts |= {"sign", "refuse"}
        # what one side has signed is refused with a reason, not taken back
        if contract.offered_by == side and not any(signed.values()):
            acts.add("withdraw")
    return frozenset(acts if goes_on else acts - {"clause", "offer", "sign"})
