"""How many deals stand at which step, and for how long: the reader's own, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import TextChoices

from matching.models import Case
from matching.policies import runs_cases, visible_matches
from matching.selectors.matches import match_rows, matches_to_tell
from matching.states import OPEN_STATES, CaseStage, MatchState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow

MOST_DEALS: Final = 500
"""Of more deals than these only the latest are counted."""
_AGES: Final = ((7, "week"), (30, "month"), (90, "quarter"))
_LONGER: Final = "longer"


class PipelineStage(TextChoices):
    """A step on the way of a deal, from the request to the payments."""

    REQUEST = "request", "An answer to a request is awaited"
    COORDINATION = "coordination", "Both agreed; a coordinator is looked for"
    INTRODUCTION = "introduction", "The two firms get to know each other"
    NDA = "nda", "The NDA is prepared and signed"
    DISCLOSURE = "disclosure", "Results and documents are shown"
    TERMS = "terms", "Terms are negotiated"
    CONTRACT = "contract", "The contract is prepared and signed"
    CARRYING_OUT = "carrying_out", "The contract is signed; it is paid and handed over"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineStep:
    """The deals at one step, by how many whole days they have been there.

    Attributes:
        week: Up to 7 days.
        month: 8 to 30 days.
        quarter: 31 to 90 days.
        longer: More than 90 days.
        overdue: How many have taken too long; None for firms, whom nobody tells that.
    """

    stage: PipelineStage
    week: int
    month: int
    quarter: int
    longer: int
    overdue: int | None


@dataclass(frozen=True, slots=True)
class _Standing:
    stage: PipelineStage
    since: datetime
    is_overdue: bool = False


def pipeline_for(*, actor: Actor, now: datetime) -> list[PipelineStep]:
    """Return every step with the deals the actor may know of, in a constant number of queries.

    Args:
        actor: Who reads: a coordinator the own open cases, a member of a firm its open deals.
        now: The moment of reading.
    """
    if runs_cases(actor):
        return _steps(_cases(actor, now), now, tells_overdue=True)
    return _steps(_deals(actor, now), now, tells_overdue=False)


def _cases(actor: Actor, now: datetime) -> list[_Standing]:
    mine = Case.objects.filter(coordinator_id=actor.membership_id).exclude(stage=CaseStage.CLOSED)
    columns = mine.order_by("-pk").values_list("stage", "stage_since", "attention_at")
    return [
        _Standing(PipelineStage(stage), since, is_overdue=attention < now)
        for stage, since, attention in columns[:MOST_DEALS]
    ]


def _deals(actor: Actor, now: datetime) -> list[_Standing]:
    rows = matches_to_tell().filter(visible_matches(actor), state__in=OPEN_STATES)
    latest = list(rows.order_by("-state_since", "public_id")[:MOST_DEALS])
    # what a barrier keeps apart counts as ended, exactly as in the list of deals
    return [_standing(row) for row in match_rows(actor, latest, now) if row.state in OPEN_STATES]


def _standing(row: MatchRow) -> _Standing:
    since = row.match.state_since
    if row.state not in {MatchState.MATCHED, MatchState.AWAITING_COORDINATOR}:
        return _Standing(PipelineStage.REQUEST, since)
    if row.case is None:
        return _Standing(PipelineStage.COORDINATION, since)
    is_over = row.case.stage == CaseStage.CLOSED
    stage = PipelineStage.CARRYING_OUT if is_over else PipelineStage(row.case.stage)
    return _Standing(stage, row.case.stage_since)


def _steps(
    standings: Iterable[_Standing], now: datetime, *, tells_overdue: bool
) -> list[PipelineStep]:
    counted: Counter[tuple[PipelineStage, str]] = Counter()
    overdue: Counter[PipelineStage] = Counter()
    for each in standings:
        counted[each.stage, _age((now - each.since).days)] += 1
        overdue[each.stage] += each.is_overdue
    shown: Sequence[PipelineStage] = (
        [stage for stage in PipelineStage if stage in CaseStage.values]
        if tells_overdue
        else list(PipelineStage)
    )
    return [
        PipelineStep(
            stage=stage,
            overdue=overdue[stage] if tells_overdue else None,
            **{name: counted[stage, name] for name in (*(name for _, name in _AGES), _LONGER)},
        )
        for stage in shown
    ]


def _age(days: int) -> str:
    return next((name for most, name in _AGES if days <= most), _LONGER)
