"""What a month brought: cases opened and closed, time per stage, outcomes, age and load."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from marketplace.core.errors import InvalidInputError
from marketplace.evidence.models import EntrySubject
from marketplace.notifications.korea import KOREA
from matching.models import Case
from matching.policies import visible_cases
from matching.states import STAGE_WEIGHTS, CaseStage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marketplace.core.actor import Actor

MONTHS_SHOWN: Final = 6
"""The month of the report and the five before it."""
_AGES: Final = ((30, "month"), (90, "quarter"), (180, "half"))
_OLDER: Final = "older"
_EARLIEST: Final = 2020
_LATEST: Final = 2200


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """How many cases a month opened and closed."""

    year: int
    month: int
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long cases were at a stage that they left in the month, in whole days."""

    stage: str
    left: int
    median_days: int | None
    longest_days: int | None


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many cases were closed in one way."""

    outcome: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCounts:
    """The cases open at the end of the month, by whole days since they were opened."""

    month: int
    quarter: int
    half: int
    older: int


@dataclass(frozen=True, slots=True)
class CoordinatorLoad:
    """What a coordinator had open at the end of the month."""

    name: str
    open_cases: int
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReport:
    """A month of cases, as far as its reader may know of them."""

    year: int
    month: int
    months: Sequence[MonthCounts]
    stages: Sequence[StageTime]
    outcomes: Sequence[OutcomeCount]
    ages: AgeCounts
    loads: Sequence[CoordinatorLoad]


@dataclass(frozen=True, slots=True)
class _Life:
    """A case and the stages it went through, each with its beginning."""

    case: Case
    spans: Sequence[tuple[str, dt.datetime]]

    @property
    def closed_at(self) -> dt.datetime | None:
        return self.case.stage_since if self.case.stage == CaseStage.CLOSED else None

    def stage_at(self, moment: dt.datetime) -> str | None:
        """Return the stage of the case then, or None where it was not open."""
        before = [stage for stage, since in self.spans if since < moment]
        return before[-1] if before and before[-1] != CaseStage.CLOSED else None


def case_report(*, actor: Actor, year: int, month: int, now: dt.datetime) -> CaseReport:
    """Return a month: of the own cases, or of the institution for its owner, in three queries.

    Raises:
        InvalidInputError: There is no such month, or it has not begun.
    """
    if not (1 <= month <= 12 and _EARLIEST <= year <= _LATEST):
        raise InvalidInputError("Choose a month.", field="month", code="invalid")
    begins, ends = _begin(year, month), _begin(*_shifted(year, month, 1))
    if begins > now:
        raise InvalidInputError("Choose a month that has begun.", field="month", code="invalid")
    lives = _lives(actor, ends)
    until = min(ends, now)
    closed = [life for life in lives if life.closed_at and begins <= life.closed_at < ends]
    outcomes = Counter(life.case.outcome for life in closed)
    return CaseReport(
        year=year,
        month=month,
        months=[
            _counts(lives, *_shifted(year, month, -back)) for back in reversed(range(MONTHS_SHOWN))
        ],
        stages=list(_stage_times(lives, begins, ends)),
        outcomes=[OutcomeCount(name, number) for name, number in sorted(outcomes.items())],
        ages=_ages(lives, until),
        loads=_loads(lives, until),
    )


def _lives(actor: Actor, ends: dt.datetime) -> list[_Life]:
    where = visible_cases(actor) & Q(opened_at__lt=ends)
    cases = list(Case.objects.filter(where).select_related("coordinator__user").order_by("pk"))
    moved: defaultdict[str, list[tuple[str, dt.datetime]]] = defaultdict(list)
    rows = EntrySubject.objects.filter(
        type="case",
        ref__in=Case.objects.filter(where).values("public_id"),
        entry__kind="case.moved",
        entry__recorded_at__lt=ends,
    )
    for ref, body, at in rows.order_by("entry__recorded_at", "entry_id").values_list(
        "ref", "entry__body", "entry__recorded_at"
    ):
        stage = json.loads(body).get("data", {}).get("stage") if body else None
        if stage in CaseStage.values:
            moved[ref].append((stage, at))
    return [
        _Life(case, [(CaseStage.INTRODUCTION, case.opened_at), *moved[case.public_id]])
        for case in cases
    ]


def _counts(lives: Iterable[_Life], year: int, month: int) -> MonthCounts:
    begins, ends = _begin(year, month), _begin(*_shifted(year, month, 1))
    known = list(lives)
    opened = sum(begins <= life.case.opened_at < ends for life in known)
    closed = sum(bool(life.closed_at and begins <= life.closed_at < ends) for life in known)
    return MonthCounts(year, month, opened, closed)


def _stage_times(
    lives: Iterable[_Life], begins: dt.datetime, ends: dt.datetime
) -> Iterable[StageTime]:
    days: defaultdict[str, list[int]] = defaultdict(list)
    for life in lives:
        for (stage, since), (_, left) in zip(life.spans, life.spans[1:], strict=False):
            if begins <= left < ends:
                days[stage].append((left - since).days)
    for stage in CaseStage.values:
        if stage != CaseStage.CLOSED:
            own = days[stage]
            yield StageTime(
                stage, len(own), round(median(own)) if own else None, max(own, default=None)
            )


def _ages(lives: Iterable[_Life], until: dt.datetime) -> AgeCounts:
    counted: Counter[str] = Counter()
    for life in lives:
        if life.stage_at(until) is not None:
            days = (until - life.case.opened_at).days
            counted[next((name for most, name in _AGES if days <= most), _OLDER)] += 1
    return AgeCounts(**{name: counted[name] for name in ("month", "quarter", "half", "older")})


def _loads(lives: Iterable[_Life], until: dt.datetime) -> list[CoordinatorLoad]:
    cases: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for life in lives:
        stage = life.stage_at(until)
        if stage is None:
            continue
        name = life.case.coordinator.user.name if life.case.coordinator else ""
        cases[name] += 1
        weights[name] += STAGE_WEIGHTS[stage]
    found = [CoordinatorLoad(name, cases[name], weights[name]) for name in cases]
    return sorted(found, key=lambda each: (-each.weight, each.name))


def _begin(year: int, month: int) -> dt.datetime:
    return dt.datetime(year, month, 1, tzinfo=KOREA)


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    years, months = divmod(year * 12 + month - 1 + by, 12)
    return years, months + 1
