"""How far the large firm of each match may look: what the other side sees of a technology now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.standing.selectors.parts import goes_on
from marketplace.ladder.models import StageFact
from marketplace.ladder.stages import Stage
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from matching.selectors.matches import MatchRow

_Held = dict[int | None, set[int]]


def stages_of_buyers(rows: Sequence[MatchRow], now: datetime) -> Mapping[int, Stage]:
    """Return, by match, the furthest stage that anybody of the large firm has reached.

    Before both know each other nothing is said of the other firm: what it could see there
    would tell whether one keeps it out.
    """
    known = [row for row in rows if goes_on(row) and (row.counterpart or row.case)]
    facts = StageFact.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=now),
        revoked_at=None,
        valid_from__lte=now,
        technology_id__in={row.match.technology_id for row in known},
        organisation_id__in={row.match.buyer_id for row in known},
    ).values_list("technology_id", "organisation_id", "member_id", "stage")
    held: dict[tuple[int, int], _Held] = {}
    for technology, organisation, member, stage in facts:
        held.setdefault((technology, organisation), {}).setdefault(member, set()).add(stage)
    found = {}
    for row in rows:
        match = row.match
        if row in known:
            found[match.pk] = _furthest(held.get((match.technology_id, match.buyer_id), {}))
        else:
            found[match.pk] = row.stage if row.side == MatchSide.BUYER else Stage.S1
    return found


def _furthest(held: _Held) -> Stage:
    """Return the highest unbroken stage of any member, each with what counts for the firm."""
    shared = held.get(None, set())
    return max(_unbroken(shared | own) for own in [shared, *held.values()])


def _unbroken(stages: set[int]) -> Stage:
    highest = Stage.S1
    while highest + 1 in stages:
        highest = Stage(highest + 1)
    return highest
