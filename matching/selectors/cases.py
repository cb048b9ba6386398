"""Read cases: the coordinator's own, and for an institution's owner what is needed to assign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.models import Case, CaseAssignment, Match
from matching.policies import (
    assigns_cases,
    can_assign_case,
    can_decide_conflict,
    can_run_case,
    runs_cases,
    visible_cases,
)
from matching.selectors.desk import desk_marks, sides_to_remind
from matching.selectors.matches import match_rows
from matching.selectors.urgency import (
    SILENT_DAYS,
    CaseAttention,
    ordered_by_urgency,
    urgencies_of,
)
from matching.states import CASE_MOVES, CaseStage, InterestState, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.models import CaseCover, CaseNote, CaseReminder
    from matching.selectors.desk import DeskMarks
    from matching.selectors.matches import MatchRow
    from matching.selectors.urgency import Urgency

CaseKey = tuple[int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case for one reader; firms and notes are shown to its coordinator alone."""

    case: Case
    match: MatchRow
    is_mine: bool
    days_in_stage: int
    is_overdue: bool
    urgency: Urgency
    silent_days: int
    cover: CaseCover | None
    reminded: tuple[CaseReminder, ...]
    follow_up: CaseNote | None
    held: CaseAssignment | None
    can_declare: bool
    can_decide: bool
    can_remind: tuple[str, ...]
    can_write: bool
    can_assign: bool
    next_stages: tuple[str, ...]

    @property
    def order_key(self) -> CaseKey:
        """Return what sorts the case among others, the most urgent first."""
        return self.urgency.rank, self.case.attention_at.isoformat(), self.case.public_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFigures:
    """What waits for a coordinator, in numbers."""

    open: int
    overdue: int
    alerted: int
    silent: int
    due_this_week: int
    without_next_step: int
    unassigned: int
    undeclared: int
    to_decide: int


def case_model_for(*, actor: Actor, public_id: str) -> Case:
    """Return the stored case for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    case = None
    if is_opaque_id(public_id):
        table = Case.objects.filter(visible_cases(actor), public_id=public_id)
        case = table.select_related(*_WITH).first()
    if case is None:
        raise NotFoundError
    return case


def case_for(*, actor: Actor, public_id: str, now: datetime) -> CaseRow:
    """Return one case as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    return case_rows(actor, [case_model_for(actor=actor, public_id=public_id)], now)[0]


def cases_for(
    *,
    actor: Actor,
    mine: bool,
    closed: bool,
    after: tuple[int, datetime, str] | None,
    limit: int,
    now: datetime,
) -> list[CaseRow]:
    """Return cases: the overdue, the alerted and the silent first, then by their deadlines.

    Args:
        actor: Who reads.
        mine: Only those the actor coordinates; otherwise all the actor may know of.
        closed: The closed ones instead of the open ones.
        after: Rank, deadline and public id of the last one of the page before, or None.
        limit: Largest number of rows.
        now: The moment of reading.
    """
    where = visible_cases(actor)
    where &= Q(stage=CaseStage.CLOSED) if closed else ~Q(stage=CaseStage.CLOSED)
    if mine:
        where &= Q(coordinator_id=actor.membership_id)
    table = ordered_by_urgency(Case.objects.filter(where).select_related(*_WITH), now)
    if after is not None:
        rank, urgent, public_id = after
        beside = Q(attention_at__gt=urgent) | Q(attention_at=urgent, public_id__gt=public_id)
        table = table.filter(Q(rank__gt=rank) | (Q(rank=rank) & beside))
    return case_rows(actor, list(table[:limit]), now)


def case_rows(actor: Actor, cases: Sequence[Case], now: datetime) -> list[CaseRow]:
    """Return cases, which the actor may know of, as the actor may see them now."""
    matches = match_rows(actor, [case.match for case in cases], now)
    urgencies, marks = urgencies_of(cases, now), desk_marks(cases, now)
    return [
        _row(actor, case, match, (urgencies[case.pk], marks[case.pk]), now)
        for case, match in zip(cases, matches, strict=True)
    ]


def today_for(*, actor: Actor, now: datetime) -> TodayFigures:
    """Return what waits for the actor, in four queries."""
    soon = now + timedelta(days=7)
    mine = Case.objects.exclude(stage=CaseStage.CLOSED).filter(
        coordinator_id=actor.membership_id if runs_cases(actor) else None,
        coordinator__isnull=False,
    )
    figures = mine.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(attention_at__lt=now)),
        due_this_week=Count("pk", filter=Q(attention_at__gte=now, attention_at__lt=soon)),
        without_next_step=Count("pk", filter=Q(next_step="")),
    )
    urgent = ordered_by_urgency(mine, now).order_by()
    silent_since = now - timedelta(days=SILENT_DAYS)
    wakeful = urgent.aggregate(
        alerted=Count("pk", filter=Q(is_alerted=True)),
        silent=Count("pk", filter=Q(last_act_at__lte=silent_since)),
    )
    unassigned = 0
    if assigns_cases(actor):
        unassigned = Match.objects.filter(
            state=MatchState.AWAITING_COORDINATOR, is_held=False
        ).count()
    interests = _interests(actor)
    return TodayFigures(**figures, **wakeful, unassigned=unassigned, **interests)


def _interests(actor: Actor) -> dict[str, int]:
    """Count the cases that the actor has to declare about, and those that an owner decides on."""
    held = CaseAssignment.objects.filter(ended_at=None).exclude(case__stage=CaseStage.CLOSED)
    own = Q(coordinator_id=actor.membership_id if runs_cases(actor) else None)
    led = Q(case__institution_id=actor.organisation_id if assigns_cases(actor) else None)
    return held.aggregate(
        undeclared=Count("pk", filter=own & Q(interest_state=InterestState.ASKED)),
        to_decide=Count(
            "pk",
            filter=led
            & Q(interest_state=InterestState.WITH_LEAD)
            & ~Q(coordinator_id=actor.membership_id),
        ),
    )


_WITH = (
    "coordinator__user",
    "institution",
    "match__technology",
    "match__demand",
    "match__seller",
    "match__buyer",
)


def _row(
    actor: Actor, case: Case, match: MatchRow, known: tuple[Urgency, DeskMarks], now: datetime
) -> CaseRow:
    can_write = can_run_case(actor, case)
    is_mine = _coordinates(actor, case)
    if not is_mine:
        # whoever only assigns the case needs no words of it
        match = replace(match, technology=None, demand=None, case=None, may_read_words=False)
    urgency, marks = known
    state = marks.held.interest_state if marks.held else None
    return CaseRow(
        case=case,
        match=match,
        is_mine=is_mine,
        days_in_stage=(now - case.stage_since).days,
        is_overdue=CaseAttention.OVERDUE in urgency.reasons,
        # what was said in a deal, and when, is told to its coordinator alone
        urgency=urgency if is_mine else replace(urgency, reasons=_known_to_others(urgency)),
        silent_days=(now - urgency.last_act_at).days if is_mine else 0,
        cover=marks.cover,
        reminded=marks.reminded if is_mine else (),
        follow_up=marks.follow_up if is_mine else None,
        held=marks.held,
        can_declare=can_write and state not in {None, InterestState.WITH_LEAD},
        can_decide=state == InterestState.WITH_LEAD and can_decide_conflict(actor, case),
        can_remind=sides_to_remind(marks.reminded, now) if can_write else (),
        can_write=can_write,
        can_assign=can_assign_case(actor, case),
        next_stages=tuple(s for s in CaseStage.values if s in CASE_MOVES[case.stage])
        if can_write
        else (),
    )


def _known_to_others(urgency: Urgency) -> tuple[CaseAttention, ...]:
    return tuple(each for each in urgency.reasons if each == CaseAttention.OVERDUE)


def _coordinates(actor: Actor, case: Case) -> bool:
    return runs_cases(actor) and case.coordinator_id == actor.membership_id
