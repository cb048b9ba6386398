"""What makes a case urgent: it is overdue, something alarming was recorded, or nobody acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import (
    Case as Choice,
)
from django.db.models import (
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from marketplace.evidence.models import EntrySubject
from matching.models import Case
from matching.states import CaseStage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

SILENT_DAYS: Final = 10
"""After so many whole days without an act of anybody a case counts as silent."""
ALARMING_KINDS: Final = (
    "contract.clause_removed",
    "contract.refused",
    "nda.refused",
    "payment.reversed",
    "payment.troubled",
    "release.objected",
    "room.closed",
)
"""Facts that want the coordinator's eye, until a next step is set or the case is moved."""
_NO_ACTS: Final = ("case.assigned", "case.reminded", "case.reminder_asked")
_CALM: Final = 3


class CaseAttention(TextChoices):
    """Why a case comes first, in the order in which they come."""

    OVERDUE = "overdue", "Stage or next step have taken too long"
    ALERTED = "alerted", "Something alarming was recorded since the last next step"
    SILENT = "silent", "Nobody acted for ten days"


_RANKS: Final[Mapping[CaseAttention, int]] = {each: rank for rank, each in enumerate(CaseAttention)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """Why a case is urgent, and since when nobody acted."""

    rank: int
    reasons: tuple[CaseAttention, ...]
    last_act_at: datetime


def ordered_by_urgency(cases: QuerySet[Case], now: datetime) -> Any:
    """Return cases with their `rank`: the overdue, the alerted, the silent, then the others.

    The names that it adds to the rows have no type of their own.
    """
    whole: Any = cases.annotate(
        last_act_at=Coalesce(Subquery(_acts()), F("opened_at"), output_field=DateTimeField()),
        is_alerted=Exists(_alarms()),
    )
    ranked = whole.annotate(
        rank=Choice(
            When(stage=CaseStage.CLOSED, then=Value(_CALM)),
            When(attention_at__lt=now, then=Value(_RANKS[CaseAttention.OVERDUE])),
            When(is_alerted=True, then=Value(_RANKS[CaseAttention.ALERTED])),
            When(
                last_act_at__lte=now - timedelta(days=SILENT_DAYS),
                then=Value(_RANKS[CaseAttention.SILENT]),
            ),
            default=Value(_CALM),
            output_field=IntegerField(),
        )
    )
    return ranked.order_by("rank", "attention_at", "public_id")


def urgencies_of(cases: Iterable[Case], now: datetime) -> Mapping[int, Urgency]:
    """Return what makes each case urgent, in one query."""
    rows = ordered_by_urgency(Case.objects.filter(pk__in=[case.pk for case in cases]), now)
    return {
        pk: Urgency(
            rank=rank,
            reasons=_reasons(stage, attention, alerted, last_act, now),
            last_act_at=last_act,
        )
        for pk, rank, stage, attention, alerted, last_act in rows.values_list(
            "pk", "rank", "stage", "attention_at", "is_alerted", "last_act_at"
        )
    }


def _reasons(
    stage: str, attention: datetime, is_alerted: Any, last_act: datetime, now: datetime
) -> tuple[CaseAttention, ...]:
    if stage == CaseStage.CLOSED:
        return ()
    holds = {
        CaseAttention.OVERDUE: attention < now,
        CaseAttention.ALERTED: bool(is_alerted),
        CaseAttention.SILENT: last_act <= now - timedelta(days=SILENT_DAYS),
    }
    return tuple(each for each in CaseAttention if holds[each])


def _of_match() -> QuerySet[EntrySubject]:
    return EntrySubject.objects.filter(type="match", ref=OuterRef("match__public_id"))


def _acts() -> QuerySet[EntrySubject, Any]:
    """Select when the latest act of the deal was recorded; a reminder is none."""
    rows = _of_match().exclude(entry__kind__in=_NO_ACTS)
    return rows.order_by("-entry__recorded_at").values("entry__recorded_at")[:1]


def _alarms() -> QuerySet[EntrySubject]:
    """Select alarming facts since the coordinator last moved the case or set its next step."""
    return (
        _of_match()
        .filter(
            entry__kind__in=ALARMING_KINDS,
            entry__recorded_at__gt=OuterRef("stage_since"),
        )
        .exclude(
            entry__recorded_at__lte=Coalesce(OuterRef("next_step_set_at"), OuterRef("stage_since"))
        )
    )
