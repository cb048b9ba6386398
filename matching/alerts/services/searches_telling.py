"""A technology on the market meets saved searches, and each person hears of it once."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.barriers import barred_organisations, barring_organisations
from marketplace.notifications.models import Notification
from marketplace.notifications.services import notices_settle, notify
from marketplace.notifications.states import NotificationCategory
from marketplace.technologies.models import Technology
from marketplace.technologies.states import TechnologyState
from matching.alerts.conditions import facts_of
from matching.alerts.constants import INSTANT_A_DAY, MOST_WAITING
from matching.alerts.states import AlertSide, SearchPace
from matching.engines.base import TextSet
from matching.facets import passes
from matching.models import Alert, SavedSearch, SearchAlert, SearchProfile
from matching.saved.content import filters_of
from matching.search import reader_texts, rows_readable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from marketplace.technologies.selectors import IndexSource

SEARCH_FOUND: Final = "search.found"
_SOONEST: Final = (SearchPace.INSTANT, SearchPace.DAILY, SearchPace.WEEKLY)
_ROWS_A_STATEMENT: Final = 500
_DAY: Final = timedelta(days=1)


def searches_told(
    source: IndexSource, met: Mapping[int, float], now: datetime, *, by_meaning: bool = False
) -> int:
    """Tell persons of an offer that their saved searches meet, and return how many were told now.

    Args:
        source: The offer.
        met: The keys of the searches, with the score that it reaches there.
        now: The moment of meeting.
        by_meaning: Whether that is a cosine, since it is written in another language.
    """
    told, keys = 0, sorted(met)
    for start in range(0, len(keys), _ROWS_A_STATEMENT):
        some = {key: met[key] for key in keys[start : start + _ROWS_A_STATEMENT]}
        fitting = searches_fitting(source, _searches(some), now)
        with transaction.atomic():
            told += _write(source, _one_each(fitting, some), now, by_meaning=by_meaning)
    return told


def searches_fitting(
    source: IndexSource, searches: Sequence[SavedSearch], now: datetime
) -> list[SavedSearch]:
    """Return the searches whose persons may hear of the offer, by every condition as of now."""
    owner = source.owner_id
    kept_apart = barring_organisations(organisation_id=owner) | barred_organisations(
        organisation_id=owner
    )
    facts = facts_of(source)
    wanted = [
        each
        for each in searches
        if each.person.is_active
        and each.example != source.public_id
        and passes(facts, filters_of(each))
    ]
    profiles = SearchProfile.objects.filter(search__in=wanted)
    matched_by = dict(profiles.values_list("search_id", "texts"))
    found = []
    for each in wanted:
        actor = actor_for_user(each.person)
        texts = reader_texts(actor)
        if (
            actor.is_member
            and actor.organisation_id != owner
            and actor.organisation_id not in kept_apart
            # whoever lost the right to read summaries is matched by them no more
            and matched_by.get(each.pk) == texts
            and (texts == TextSet.SUMMARY or not each.regions)
            and rows_readable(actor, now, [source.public_id], texts)
        ):
            found.append(each)
    return found


def search_notice(
    search: SavedSearch, *, key: str, pace: str, organisation_id: int | None, now: datetime
) -> int:
    """Tell a search's person that it found something; where it leads, they read what."""
    return notify(
        user_ids=[search.person_id],
        kind=SEARCH_FOUND,
        key=key,
        subject_type="search",
        subject_ref=search.public_id,
        path=f"/searches/{search.public_id}",
        now=now,
        organisation_id=organisation_id,
        category=NotificationCategory.TECHNOLOGY,
        pace=pace,
    )


def alerts_take_back(*, technology_ids: Collection[int], now: datetime) -> None:
    """Let persons hear no more of technologies that left the market before a mail told of them.

    Args:
        technology_ids: Row ids; those that are on the market stay told.
        now: The moment of taking back.
    """
    gone = Technology.objects.filter(pk__in=technology_ids).exclude(state=TechnologyState.PUBLISHED)
    alerts = SearchAlert.objects.filter(technology__in=gone, search__isnull=False)
    with transaction.atomic():
        alerts.filter(told_at=None).delete()
        for search, person, ref, told_at in set(
            alerts.values_list("search_id", "person_id", "search__public_id", "told_at")
        ):
            together = SearchAlert.objects.filter(search=search, told_at=told_at)
            is_left = together.filter(technology__state=TechnologyState.PUBLISHED).exists()
            if told_at is None or is_left:
                continue
            if notices_settle(
                user_id=person,
                kind=SEARCH_FOUND,
                subject_ref=ref,
                happened_at=told_at,
                now=now,
            ):
                # it is news once more when it comes back
                together.delete()


def _searches(met: Collection[int]) -> list[SavedSearch]:
    found = SavedSearch.objects.filter(pk__in=met).exclude(pace=SearchPace.OFF)
    return list(found.select_related("person").order_by("pk"))


def _one_each(searches: Sequence[SavedSearch], met: Mapping[int, float]) -> list[SavedSearch]:
    """Return one search for each person: that by which they hear soonest, or that fits best."""
    by_person: dict[int, list[SavedSearch]] = defaultdict(list)
    for each in searches:
        by_person[each.person_id].append(each)
    return [
        min(own, key=lambda each: (_SOONEST.index(SearchPace(each.pace)), -met[each.pk], each.pk))
        for own in by_person.values()
    ]


def _write(
    source: IndexSource, searches: Sequence[SavedSearch], now: datetime, *, by_meaning: bool
) -> int:
    # one writer for a technology at a time, and none once it left the market
    rows = Technology.objects.filter(pk=source.technology_id, state=TechnologyState.PUBLISHED)
    if not searches or not rows.select_for_update().exists():
        return 0
    persons = [each.person_id for each in searches]
    known = _knowing(source, persons)
    told = 0
    for each in searches:
        if each.person_id in known:
            continue
        own = SearchAlert.objects.filter(search=each)
        at_once = (
            each.pace == SearchPace.INSTANT
            and own.filter(told_at__gt=now - _DAY).count() < INSTANT_A_DAY
        )
        if not at_once and own.filter(told_at=None).count() >= MOST_WAITING:
            continue
        SearchAlert.objects.create(
            person_id=each.person_id,
            technology_id=source.technology_id,
            search=each,
            by_meaning=by_meaning,
            created_at=now,
            told_at=now if at_once else None,
        )
        if at_once:
            told += search_notice(
                each,
                key=f"search:{each.pk}:{source.technology_id}:{now.isoformat()}",
                pace=SearchPace.INSTANT,
                organisation_id=actor_for_user(each.person).organisation_id,
                now=now,
            )
    return told


def _knowing(source: IndexSource, persons: Sequence[int]) -> set[int]:
    """Return who heard of the technology, by one of their searches or by a demand of their firm."""
    by_search = SearchAlert.objects.filter(technology=source.technology_id, person__in=persons)
    by_demand = Alert.objects.filter(technology=source.technology_id, side=AlertSide.BUYER)
    keys = [
        f"suggestion:{demand}:{source.technology_id}:{version}"
        for demand, version in by_demand.values_list("demand_id", "version_id")
    ]
    notices = Notification.objects.filter(user__in=persons, key__in=keys)
    return {
        *by_search.values_list("person_id", flat=True),
        *notices.values_list("user_id", flat=True),
    }
