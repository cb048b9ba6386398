"""Where deals stand for a reader: the facts the reader may know, put before the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.standing.deciding import Standing, standing_of
from contracts.standing.facts import DealFacts, MatchFacts, Viewer
from contracts.standing.policies import reads_nda, reads_payments, reads_terms
from contracts.standing.progress import DealPart, parts_of
from contracts.standing.selectors.agreeing import contracts_read, ndas_read, sheets_read
from contracts.standing.selectors.paying import plans_read
from contracts.standing.selectors.reading import rooms_read
from contracts.standing.selectors.receiving import hand_overs_read
from contracts.standing.selectors.stages import stages_of_buyers
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.policies import visible_matches
from matching.selectors.matches import match_rows, matches_to_tell
from matching.states import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from contracts.standing.selectors.parts import Part
    from marketplace.core.actor import Actor
    from marketplace.ladder.stages import Stage
    from matching.selectors.matches import MatchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """Where one deal stands for one reader.

    Attributes:
        buyer_sees: How far anybody of the large firm may look at the technology.
    """

    match_id: str
    standing: Standing
    parts: tuple[DealPart, ...]
    buyer_sees: Stage


def standing_for(*, actor: Actor, match_id: str, now: datetime) -> StandingRow:
    """Return where a deal stands.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    found = standings_for(actor=actor, match_ids=[match_id], now=now)
    if not found:
        raise NotFoundError
    return found[0]


def standings_for(*, actor: Actor, match_ids: Sequence[str], now: datetime) -> list[StandingRow]:
    """Return where those of the deals stand that the actor may know of, in the order asked for.

    Args:
        actor: Who reads.
        match_ids: Public ids of matches.
        now: The moment of reading.
    """
    wanted = [each for each in dict.fromkeys(match_ids) if is_opaque_id(each)]
    table = matches_to_tell().filter(visible_matches(actor), public_id__in=wanted)
    rows = match_rows(actor, list(table), now)
    if not rows:
        return []
    stages = stages_of_buyers(rows, now)
    facts = _facts(actor, rows, stages, now)
    found = {
        row.match.public_id: StandingRow(
            match_id=row.match.public_id,
            standing=standing_of(*facts[row.match.pk]),
            parts=tuple(parts_of(facts[row.match.pk][0])),
            buyer_sees=stages[row.match.pk],
        )
        for row in rows
    }
    return [found[each] for each in wanted if each in found]


def _facts(
    actor: Actor, rows: Sequence[MatchRow], stages: Mapping[int, Stage], now: datetime
) -> dict[int, tuple[DealFacts, Viewer]]:
    """Return, by match, what the reader may know and do."""
    ndas = ndas_read(actor, rows, now)
    sheets = sheets_read(actor, rows)
    contracts = contracts_read(actor, rows)
    rooms = rooms_read(actor, rows, now)
    plans = plans_read(actor, rows)
    hand_overs = hand_overs_read(actor, rows, stages)
    found = {}
    for row in rows:
        key = row.match.pk
        nda, room, sheet = ndas[key], rooms[key], sheets[key]
        contract, plan, hand_over = contracts[key], plans[key], hand_overs[key]
        parts: tuple[Part[object], ...] = (nda, room, sheet, contract, plan, hand_over)
        may = frozenset({f"match.{act}" for act in row.acts}).union(*(part.may for part in parts))
        found[key] = (
            DealFacts(
                match=_match(row),
                reads_nda=nda.fact is not None or reads_nda(actor, row.side),
                reads_terms=reads_terms(actor),
                reads_payments=reads_payments(actor),
                nda=nda.fact,
                room=room.fact,
                sheet=sheet.fact,
                contract=contract.fact,
                plan=plan.fact,
                hand_over=hand_over.fact,
            ),
            Viewer(side=row.side.value if row.side else "", may=may),
        )
    return found


def _match(row: MatchRow) -> MatchFacts:
    match = row.match
    return MatchFacts(
        state=row.state,
        turn=row.turn.value if row.turn else "",
        since=match.state_since,
        until=match.expires_at if row.state in OPEN_STATES else None,
    )
