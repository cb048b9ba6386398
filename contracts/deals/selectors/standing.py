"""Read what stands about the terms of a match: whether they may be offered, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.deals.models import Contract
from contracts.deals.policies import can_read_deals, deal_side, offer_barrier, visible_deals
from contracts.deals.selectors.conditions import declared_files, match_stands, room_state_of
from contracts.deals.selectors.sheets import sheet_rows
from contracts.deals.states import STANDING_SHEETS
from marketplace.core.errors import NotFoundError
from matching.selectors.matches import match_model_for
from matching.states import OPEN_STATES, MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.deals.selectors.conditions import DeclaredFile
    from contracts.deals.selectors.sheets import SheetRow
    from contracts.deals.states import TermsBarrier
    from marketplace.core.actor import Actor
    from matching.models import Match

MOST_EARLIER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTermsRow:
    """What stands about the terms of one match for one reader.

    Attributes:
        barrier: Why the reader cannot offer the first terms, or None where nothing is.
        sheets: Every term sheet, the newest first.
        contracts: Every contract, the newest first.
        files: What the signed NDA's annex lists; names only for the small firm.
    """

    side: MatchSide | None
    barrier: TermsBarrier | None
    sheets: Sequence[SheetRow]
    contracts: Sequence[Contract]
    files: Sequence[DeclaredFile]


def deal_terms_of(*, actor: Actor, match_id: str) -> DealTermsRow | None:
    """Return what stands about the terms of a match that the actor may read, or None.

    Args:
        actor: Who reads.
        match_id: The match's public id.
    """
    if not can_read_deals(actor):
        return None
    try:
        match = match_model_for(actor=actor, public_id=match_id)
    except NotFoundError:
        return None
    side = deal_side(actor, match)
    sheets = sheet_rows(actor, match, most=1 + MOST_EARLIER)
    contracts = Contract.objects.filter(visible_deals(actor), match=match).order_by("-pk")
    return DealTermsRow(
        side=side,
        barrier=offer_barrier(
            actor,
            side=side,
            stands=_stands(match),
            room=room_state_of(match),
            on_table=any(row.sheet.state in STANDING_SHEETS for row in sheets),
        ),
        sheets=sheets,
        contracts=list(contracts[: 1 + MOST_EARLIER]),
        files=declared_files(match, named=side == MatchSide.SELLER),
    )


def _stands(match: Match) -> bool:
    """Return whether the match is not over; before both agreed it cannot be barred yet."""
    if match.state == MatchState.MATCHED:
        return match_stands(match)
    return match.state in OPEN_STATES
