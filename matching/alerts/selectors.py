"""Read what one's own firm hears of, and how often it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from marketplace.accounts.roles import OrganisationKind
from marketplace.demands.models import Demand
from marketplace.demands.policies import own_demands
from marketplace.demands.states import DemandState
from marketplace.technologies.models import Technology
from marketplace.technologies.states import TechnologyState
from matching.alerts.constants import RECENT_DAYS
from matching.alerts.policies import can_choose_demand_alerts, can_choose_offer_alerts
from matching.alerts.states import AlertSide
from matching.models import Alert, DemandAlertChoice, OfferAlertChoice, SearchAlert
from matching.saved.selectors import KeptSearch, saved_search_for, searches_told
from matching.search import reader_texts, rows_readable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.rows import TechnologyRow

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class AlertSubject:
    """A demand or technology of the firm, and how soon the firm hears of what fits it.

    Args:
        public_id: Its opaque id.
        titles: Its title by language, as the firm wrote it.
        pace: What was chosen for it; None where nothing was.
        told: How often the firm was told lately.
        last_at: When it was last told, or None.
    """

    public_id: str
    titles: dict[str, str]
    pace: str | None
    told: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertChoices:
    """Everything a firm can choose to hear of.

    Args:
        pace: What a small firm chose for all its technologies; None where nothing was chosen.
        searches: What the person keeps to search for, each with how soon they hear of it.
    """

    demands: Sequence[AlertSubject] = ()
    technologies: Sequence[AlertSubject] = ()
    pace: str | None = None
    can_choose: bool = False
    searches: Sequence[KeptSearch] = ()


@dataclass(frozen=True, slots=True)
class SearchFind:
    """A technology that a person was told of because of a saved search, as they may read it now."""

    technology: TechnologyRow
    told_at: datetime
    by_meaning: bool


@dataclass(frozen=True, slots=True)
class SearchFinds:
    """A saved search and what it told its person of lately, the latest first."""

    search: KeptSearch
    finds: Sequence[SearchFind]


def search_finds(*, actor: Actor, public_id: str, now: datetime) -> SearchFinds:
    """Return what a saved search told its person of lately, as far as it is on the market now.

    Raises:
        NotFoundError: The person keeps none under this id.
    """
    search = saved_search_for(actor=actor, public_id=public_id)
    since = now - timedelta(days=RECENT_DAYS)
    alerts = SearchAlert.objects.filter(search=search, told_at__gt=since)
    rows = alerts.order_by("-told_at", "-pk").values_list(
        "technology__public_id", "told_at", "by_meaning"
    )
    told = {each: (told_at, by_meaning) for each, told_at, by_meaning in rows[:MOST_LISTED]}
    found = rows_readable(actor, now, list(told), reader_texts(actor))
    finds = [
        SearchFind(found[each], told_at, by_meaning)
        for each, (told_at, by_meaning) in told.items()
        if each in found and told_at is not None
    ]
    last_at = next(iter(told.values()))[0] if told else None
    return SearchFinds(KeptSearch(search, None, len(told), last_at), finds)


def alert_choices(*, actor: Actor, now: datetime) -> AlertChoices:
    """Return what the actor's firm hears of, its demands or technologies, and what they hear of."""
    since = now - timedelta(days=RECENT_DAYS)
    if actor.organisation_id is None:
        return AlertChoices()
    searches = searches_told(actor=actor, now=now)
    if actor.organisation_kind == OrganisationKind.LARGE_FIRM:
        return AlertChoices(
            demands=_demands(actor, since),
            can_choose=can_choose_demand_alerts(actor),
            searches=searches,
        )
    chosen = OfferAlertChoice.objects.filter(organisation_id=actor.organisation_id, technology=None)
    return AlertChoices(
        technologies=_technologies(actor.organisation_id, since),
        pace=chosen.values_list("pace", flat=True).first(),
        can_choose=can_choose_offer_alerts(actor),
        searches=searches,
    )


def _demands(actor: Actor, since: datetime) -> list[AlertSubject]:
    rows = (
        Demand.objects.filter(own_demands(actor), state=DemandState.PUBLISHED)
        .annotate(
            pace=Subquery(
                DemandAlertChoice.objects.filter(demand=OuterRef("pk")).values("pace")[:1]
            )
        )
        .prefetch_related("texts")
        .order_by("-pk")[:MOST_LISTED]
    )
    told = _told(Q(demand__in=[row.pk for row in rows]), "demand_id", AlertSide.BUYER, since)
    return [
        AlertSubject(
            row.public_id,
            {text.language: text.title for text in row.texts.all()},
            row.pace,
            *told.get(row.pk, (0, None)),
        )
        for row in rows
    ]


def _technologies(owner_id: int, since: datetime) -> list[AlertSubject]:
    mine = OfferAlertChoice.objects.filter(organisation_id=owner_id, technology=OuterRef("pk"))
    rows = (
        Technology.objects.filter(owner_id=owner_id, state=TechnologyState.PUBLISHED)
        .annotate(pace=Subquery(mine.values("pace")[:1]))
        .prefetch_related("version__texts")
        .order_by("-pk")[:MOST_LISTED]
    )
    keys = [row.pk for row in rows]
    told = _told(Q(technology__in=keys), "technology_id", AlertSide.SELLER, since)
    return [
        AlertSubject(
            row.public_id,
            {text.language: text.title for text in row.version.texts.all()} if row.version else {},
            row.pace,
            *told.get(row.pk, (0, None)),
        )
        for row in rows
    ]


def _told(
    where: Q, column: str, side: str, since: datetime
) -> dict[int, tuple[int, datetime | None]]:
    found = Alert.objects.filter(where, side=side, created_at__gt=since).order_by("created_at")
    told: dict[int, tuple[int, datetime | None]] = {}
    for key, created_at in found.values_list(column, "created_at"):
        told[key] = (told.get(key, (0, None))[0] + 1, created_at)
    return told
