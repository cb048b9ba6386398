"""How much work a case is, and what each coordinator of an institution has before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case as Choice
from django.db.models import Count, F, IntegerField, Q, Sum, Value, When

from matching.models import Case, CoordinatorAbsence
from matching.policies import assigns_cases, runs_cases
from matching.selectors.coordinators import coordinators_of
from matching.states import STAGE_WEIGHTS, CaseStage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor

OLD_DAYS: Final = 90
"""A case open for longer than so many days counts one more, and so does an overdue one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Open cases of one person or of a whole institution, and what they weigh."""

    open_cases: int = 0
    overdue: int = 0
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """One coordinator's load beside the others'."""

    member: Membership
    load: Load
    away_until: date | None
    has_room: bool
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBalance:
    """The institution's load: everybody's to its owner, one's own and the totals to the others.

    Attributes:
        mean_weight: What everybody who is there has on average, rounded.
        unheld: Open cases that nobody coordinates.
    """

    rows: Sequence[LoadRow]
    total: Load
    people: int
    away: int
    mean_weight: int
    unheld: int


def loads_of(member_keys: Collection[int], now: datetime) -> Mapping[int, Load]:
    """Return the load of each coordinator who has any, in one query."""
    table: Any = Case.objects.exclude(stage=CaseStage.CLOSED)
    rows = (
        table.filter(coordinator__in=list(member_keys))
        .order_by()
        .values("coordinator")
        .annotate(
            open_cases=Count("pk"),
            overdue=Count("pk", filter=Q(attention_at__lt=now)),
            weight=Sum(_weight(now)),
        )
    )
    return {
        row.pop("coordinator"): Load(**row)
        for row in rows.values("coordinator", "open_cases", "overdue", "weight")
    }


def load_balance(*, actor: Actor, now: datetime) -> LoadBalance:
    """Return who of the actor's institution has how much, in four queries."""
    if not (runs_cases(actor) or assigns_cases(actor)):
        return LoadBalance(rows=(), total=Load(), people=0, away=0, mean_weight=0, unheld=0)
    institution_id = actor.organisation_id or 0
    members = coordinators_of(institution_id=institution_id)
    keys = [member.pk for member in members]
    loads, away = loads_of(keys, now), _away_until(keys)
    there = [loads.get(key, Load()).weight for key in keys if key not in away]
    mean = sum(there) / len(there) if there else 0.0
    rows = [
        LoadRow(
            member=member,
            load=(load := loads.get(member.pk, Load())),
            away_until=away.get(member.pk),
            has_room=member.pk not in away and load.weight <= mean,
            is_me=member.pk == actor.membership_id,
        )
        for member in members
        if assigns_cases(actor) or member.pk == actor.membership_id
    ]
    rows.sort(key=lambda row: (-row.load.weight, row.member.user.name, row.member.pk))
    unheld = Case.objects.exclude(stage=CaseStage.CLOSED).filter(
        institution_id=institution_id, coordinator=None
    )
    return LoadBalance(
        rows=rows,
        total=Load(
            open_cases=sum(each.open_cases for each in loads.values()),
            overdue=sum(each.overdue for each in loads.values()),
            weight=sum(each.weight for each in loads.values()),
        ),
        people=len(members),
        away=len(away),
        mean_weight=round(mean),
        unheld=unheld.count(),
    )


def _weight(now: datetime) -> Any:
    by_stage = Choice(
        *(When(stage=stage, then=Value(weight)) for stage, weight in STAGE_WEIGHTS.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    more = [Q(attention_at__lt=now), Q(opened_at__lt=now - timedelta(days=OLD_DAYS))]
    whole: Any = by_stage
    for condition in more:
        whole = whole + Choice(
            When(condition, then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    return whole


def _away_until(keys: Collection[int]) -> Mapping[int, date]:
    under_way = CoordinatorAbsence.objects.filter(
        coordinator__in=list(keys), ended_at=None, began_at__isnull=False
    )
    return dict(under_way.values_list(F("coordinator_id"), F("until_on")))
