"""What waits of saved searches goes into the digest that is about to be sent, if it still holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.actors import actor_for_user
from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.core.timers import timer_set
from marketplace.notifications.korea import next_digest
from marketplace.technologies.selectors import technologies_to_index
from matching.alerts.constants import DIGEST_LEAD
from matching.alerts.services.searches_telling import search_notice, searches_fitting
from matching.alerts.states import SearchPace
from matching.models import SearchAlert

if TYPE_CHECKING:
    from datetime import datetime

    from matching.models import SavedSearch

SEARCH_DIGEST_TIMER: Final = "matching.search_digest"
_TOLD_WITH: Final[dict[str, tuple[str, ...]]] = {
    # what was too much to be told at once comes with the next day's
    SearchPace.DAILY: (SearchPace.DAILY, SearchPace.INSTANT),
    SearchPace.WEEKLY: (SearchPace.WEEKLY,),
}


@transaction.atomic
def search_digest_due(*, subject: str, now: datetime) -> None:
    """Tell of what waits under that pace, one notice for each search.

    What left the market meanwhile, or may not be seen any more, is not told; it is news again when
    it comes back.

    Args:
        subject: `daily` or `weekly`.
        now: The runner's clock, aware UTC.
    """
    paces = _TOLD_WITH.get(subject)
    if paces is None:
        return
    # of searches that were deleted or are off nothing is told
    SearchAlert.objects.filter(told_at=None, search=None).delete()
    SearchAlert.objects.filter(told_at=None, search__pace=SearchPace.OFF).delete()
    waiting = SearchAlert.objects.filter(told_at=None, search__pace__in=paces)
    by_search: dict[SavedSearch, list[SearchAlert]] = defaultdict(list)
    for alert in waiting.select_related("search__person").order_by("pk"):
        if alert.search is not None:
            by_search[alert.search].append(alert)
    for search, alerts in by_search.items():
        _told(search, alerts, subject, now)
    _timer_set(subject, now)


def search_digests_ensure(now: datetime) -> None:
    """Set the timers of the digests where none is set, for example at the first start."""
    timers = Timer.objects.filter(kind=SEARCH_DIGEST_TIMER, state=TimerState.OPEN)
    for subject in set(_TOLD_WITH) - set(timers.values_list("subject", flat=True)):
        with transaction.atomic():
            _timer_set(subject, now)


def _told(search: SavedSearch, alerts: list[SearchAlert], pace: str, now: datetime) -> None:
    keys = [alert.technology_id for alert in alerts]
    sources = technologies_to_index(technology_ids=keys, limit=len(keys))
    holding = {each.technology_id for each in sources if searches_fitting(each, [search], now)}
    kept = [alert.pk for alert in alerts if alert.technology_id in holding]
    rows = SearchAlert.objects.filter(pk__in=[alert.pk for alert in alerts], told_at=None)
    rows.exclude(pk__in=kept).delete()
    if not rows.filter(pk__in=kept).update(told_at=now):
        return
    search_notice(
        search,
        key=f"search:{search.pk}:{pace}:{now.isoformat()}",
        pace=pace,
        organisation_id=actor_for_user(search.person).organisation_id,
        now=now,
    )


def _timer_set(subject: str, now: datetime) -> None:
    due_at = next_digest(now + DIGEST_LEAD, weekly=subject == SearchPace.WEEKLY) - DIGEST_LEAD
    timer_set(kind=SEARCH_DIGEST_TIMER, subject=subject, due_at=due_at)
