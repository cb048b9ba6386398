"""Read the ledger: what each firm was shown, and what a firm may see of its own technology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Sum

from marketplace.accounts.selectors import barriers_own
from marketplace.core.errors import NotFoundError
from marketplace.core.languages import Language
from marketplace.notifications.korea import KOREA
from marketplace.technologies.models import Technology
from marketplace.technologies.selectors import technology_for
from marketplace.technologies.states import TechnologyState
from matching.constants import FAIR_DAYS
from matching.exposure.constants import FEWEST_TOLD, NEW_DAYS, WEEKS_TOLD
from matching.exposure.policies import can_read_exposure
from matching.exposure.states import ExposureGap, Surface
from matching.models import ExposureDay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.rows import TechnologyRow

_WEEK = timedelta(weeks=1)
_IN_LANGUAGE = {Language.KO: ExposureGap.NO_KOREAN, Language.EN: ExposureGap.NO_ENGLISH}


@dataclass(frozen=True, slots=True)
class ExposureWeek:
    """How often a technology was shown in a week that is over; None stands for fewer than 3.

    Args:
        starts_on: Its Monday, in Korea.
        searches: How often among the first ten of a search.
        suggestions: How often among the first ten suggestions for a demand.
        average_place: The mean of those places, over what is told; None where nothing is.
        near: How often among the first twenty of either, but not among the ten.
    """

    starts_on: date
    searches: int | None
    suggestions: int | None
    average_place: float | None
    near: int | None


@dataclass(frozen=True, slots=True)
class TechnologyExposure:
    """What a firm sees of how often its technology is shown.

    Args:
        weeks: Twelve weeks, the latest last. The one that runs is not among them: who could look
            at it twice an hour would learn when somebody searched.
        gaps: What of the firm's own doing keeps the technology from being shown.
    """

    weeks: Sequence[ExposureWeek]
    gaps: Sequence[ExposureGap]


def owners_of(technology_ids: Collection[int]) -> dict[int, int]:
    """Return the firm of each technology by row keys, in one query.

    Listings from public records count for the firm that their source names, each for its own.
    """
    rows = Technology.objects.filter(pk__in=technology_ids)
    return dict(rows.values_list("pk", "owner_id"))


def exposures_of_firms(now: datetime) -> dict[int, int]:
    """Return what each firm was shown within the order's window, in thousandths, in one query."""
    first = now.astimezone(KOREA).date() - timedelta(days=FAIR_DAYS)
    rows = ExposureDay.objects.filter(day__gt=first).order_by().values_list("owner_id")
    return dict(rows.annotate(exposure=Sum("thousandths")))


def technology_exposure(*, actor: Actor, public_id: str, now: datetime) -> TechnologyExposure:
    """Return how often a technology of the actor's own firm was shown, and what is in its way.

    Raises:
        NotFoundError: It is not a technology of the actor's firm.
    """
    if not can_read_exposure(actor):
        raise NotFoundError
    row = technology_for(actor=actor, public_id=public_id, now=now)
    if not row.is_own:
        raise NotFoundError
    return TechnologyExposure(
        weeks=_weeks(row.pk, now.astimezone(KOREA).date()),
        gaps=tuple(_gaps(actor, row, now)),
    )


def _weeks(technology_id: int, today: date) -> list[ExposureWeek]:
    this_week = today - timedelta(days=today.weekday())
    first = this_week - WEEKS_TOLD * _WEEK
    starts = [first + number * _WEEK for number in range(WEEKS_TOLD)]
    sums = {start: {surface.value: [0, 0] for surface in Surface} for start in starts}
    near = dict.fromkeys(starts, 0)
    days = ExposureDay.objects.filter(
        technology_id=technology_id, day__gte=first, day__lt=this_week
    )
    for day, surface, shown, places, missed in days.values_list(
        "day", "surface", "shown", "places", "near"
    ):
        start = day - timedelta(days=day.weekday())
        sums[start][surface][0] += shown
        sums[start][surface][1] += places
        near[start] += missed
    return [_week(start, sums[start], near[start]) for start in starts]


def _week(start: date, sums: dict[str, list[int]], near: int) -> ExposureWeek:
    # what is not told on its own must not follow from a sum with what is
    told = [(shown, places) for shown, places in sums.values() if shown >= FEWEST_TOLD]
    shown = sum(count for count, _ in told)
    return ExposureWeek(
        starts_on=start,
        searches=_told(sums[Surface.SEARCH][0]),
        suggestions=_told(sums[Surface.SUGGESTIONS][0]),
        average_place=round(sum(places for _, places in told) / shown, 1) if shown else None,
        near=_told(near),
    )


def _told(count: int) -> int | None:
    return count if count >= FEWEST_TOLD else None


def _gaps(actor: Actor, row: TechnologyRow, now: datetime) -> Iterator[ExposureGap]:
    if row.state != TechnologyState.PUBLISHED:
        yield ExposureGap.NOT_ON_MARKET
    elif Technology.objects.filter(
        pk=row.pk, published_at__gt=now - timedelta(days=NEW_DAYS)
    ).exists():
        yield ExposureGap.NEW
    for language, gap in _IN_LANGUAGE.items():
        text = row.summaries.get(language)
        if text is None or not text["summary"].strip():
            yield gap
    if not row.industry:
        yield ExposureGap.NO_INDUSTRY
    if row.trl is None:
        yield ExposureGap.NO_READINESS
    if not row.transfer_modes:
        yield ExposureGap.NO_TRANSFER_MODE
    # whom a firm keeps out is its owner's to know
    if barriers_own(actor=actor):
        yield ExposureGap.FIRMS_KEPT_OUT
