"""Read term sheets as their parties and the case's coordinator may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from contracts.deals.models import Contract, Milestone, TermSheet, TermVersion
from contracts.deals.policies import (
    deal_side,
    sheet_acts_of_role,
    sheet_acts_of_state,
    visible_deals,
)
from contracts.deals.selectors.conditions import match_stands, room_is_open
from contracts.deals.states import STANDING_CONTRACTS, SheetState
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor
    from matching.models import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One term sheet for one reader.

    Attributes:
        versions: Every offer, the first first.
        turn: The side that has to answer, or None.
    """

    sheet: TermSheet
    side: MatchSide | None
    versions: Sequence[TermVersion]
    turn: MatchSide | None
    acts: frozenset[str]


def sheet_model_for(*, actor: Actor, public_id: str) -> TermSheet:
    """Return the stored term sheet for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    rows = TermSheet.objects.filter(visible_deals(actor), public_id=public_id)
    found = rows.select_related("match__technology").first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def term_sheet_for(*, actor: Actor, public_id: str) -> SheetRow:
    """Return one term sheet as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    found = None
    if is_opaque_id(public_id):
        found = _read(actor, TermSheet.objects.filter(public_id=public_id))
    if found is None:
        raise NotFoundError
    return found


def term_sheet_of(*, actor: Actor, match_id: str) -> SheetRow | None:
    """Return the newest term sheet of a match that the actor may read, or None.

    Args:
        actor: Who reads.
        match_id: The match's public id.
    """
    if not is_opaque_id(match_id):
        return None
    return _read(actor, TermSheet.objects.filter(match__public_id=match_id))


def sheet_rows(actor: Actor, match: Match, *, most: int) -> list[SheetRow]:
    """Return the newest term sheets of a match that the actor may read, the newest first."""
    return _rows(actor, TermSheet.objects.filter(match=match), most)


def _read(actor: Actor, rows: QuerySet[TermSheet]) -> SheetRow | None:
    found = _rows(actor, rows, 1)
    return found[0] if found else None


def _rows(actor: Actor, rows: QuerySet[TermSheet], most: int) -> list[SheetRow]:
    """Return one reader's rows of one match; whether the firms go on is asked once."""
    milestones = Prefetch("milestones", Milestone.objects.order_by("position"))
    versions = TermVersion.objects.select_related("author__user").order_by("number")
    visible = rows.filter(visible_deals(actor)).select_related("match")
    sheets = visible.prefetch_related(Prefetch("versions", versions.prefetch_related(milestones)))
    found = list(sheets.order_by("-pk")[:most])
    if not found:
        return []
    match = found[0].match
    goes_on = match_stands(match) and room_is_open(match)
    standing = Contract.objects.filter(match=match, state__in=STANDING_CONTRACTS)
    contract = standing.values_list("state", flat=True).first() or ""
    role = sheet_acts_of_role(actor)
    return [_row(actor, sheet, role, goes_on=goes_on, contract=contract) for sheet in found]


def _row(
    actor: Actor, sheet: TermSheet, role: frozenset[str], *, goes_on: bool, contract: str
) -> SheetRow:
    side = deal_side(actor, sheet)
    possible = sheet_acts_of_state(sheet, side=side, goes_on=goes_on, contract=contract)
    return SheetRow(
        sheet=sheet,
        side=side,
        versions=list(sheet.versions.all()),
        turn=_turn(sheet),
        acts=role & possible,
    )


def _turn(sheet: TermSheet) -> MatchSide | None:
    if sheet.state != SheetState.OPEN:
        return None
    return MatchSide.BUYER if sheet.last_side == MatchSide.SELLER else MatchSide.SELLER
