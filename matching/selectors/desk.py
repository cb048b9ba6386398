"""What stands beside a case on the desk: who was reminded, and for whom it is covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.notifications.korea import KOREA
from matching.models import CaseAssignment, CaseCover, CaseReminder, CoordinatorAbsence
from matching.policies import runs_cases
from matching.selectors.coordinators import colleagues_of
from matching.selectors.notes import follow_ups_of
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor
    from matching.models import Case, CaseNote


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMarks:
    """What a case's row says beside its step."""

    cover: CaseCover | None
    reminded: tuple[CaseReminder, ...]
    follow_up: CaseNote | None
    held: CaseAssignment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """One's own time away, and who could be the deputy of another one."""

    absence: CoordinatorAbsence | None
    covered_cases: int
    deputies: Sequence[Membership]


def korean_day(now: datetime) -> date:
    """Return the day in Korea, by which reminders and absences are counted."""
    return now.astimezone(KOREA).date()


def desk_marks(cases: Sequence[Case], now: datetime) -> Mapping[int, DeskMarks]:
    """Return the marks of each case, in four queries: reminders, cover, follow-up, interest."""
    keys = [case.pk for case in cases]
    reminded: dict[int, list[CaseReminder]] = {}
    for each in CaseReminder.objects.filter(case__in=keys, day=korean_day(now)).order_by("pk"):
        reminded.setdefault(each.case_id, []).append(each)
    open_covers = CaseCover.objects.filter(case__in=keys, ended_at=None)
    covers = {
        each.case_id: each
        for each in open_covers.select_related("absence__coordinator__user").order_by("pk")
    }
    follow_ups = follow_ups_of(case.pk for case in cases if case.follow_up_on is not None)
    open_ones = CaseAssignment.objects.filter(case__in=keys, ended_at=None)
    helds = {each.case_id: each for each in open_ones}
    # whoever was given the case meanwhile by the owner covers for nobody
    holders = {case.pk: case.coordinator_id for case in cases}
    return {
        key: DeskMarks(
            cover=cover if (cover := covers.get(key)) and cover.holder_id == holders[key] else None,
            reminded=tuple(reminded.get(key, ())),
            follow_up=follow_ups.get(key),
            held=held if (held := helds.get(key)) and held.coordinator_id == holders[key] else None,
        )
        for key in keys
    }


def sides_to_remind(reminded: Sequence[CaseReminder], now: datetime) -> tuple[str, ...]:
    """Return the sides that were not reminded today."""
    today = {each.side for each in reminded if each.day == korean_day(now)}
    return tuple(side for side in MatchSide.values if side not in today)


def absence_of(*, actor: Actor) -> AbsenceRow:
    """Return the actor's own time away, planned or under way."""
    if not runs_cases(actor):
        return AbsenceRow(absence=None, covered_cases=0, deputies=())
    where = Q(coordinator_id=actor.membership_id, ended_at=None)
    absence = CoordinatorAbsence.objects.filter(where).select_related("deputy__user").first()
    covered = 0
    if absence is not None:
        covered = CaseCover.objects.filter(absence=absence, ended_at=None).count()
    return AbsenceRow(
        absence=absence,
        covered_cases=covered,
        deputies=colleagues_of(
            institution_id=actor.organisation_id or 0, membership_id=actor.membership_id or 0
        ),
    )
