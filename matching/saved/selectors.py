"""Read one's own saved searches, and how much there is that one has not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.technologies.selectors import latest_publication, published_since
from matching.alerts.constants import RECENT_DAYS
from matching.engines.base import SearchFilters
from matching.engines.errors import SearchUnavailableError
from matching.facet_search import counted_facts
from matching.facets import passes
from matching.models import SavedSearch, SearchAlert
from matching.questions import question_of
from matching.saved.content import filters_of
from matching.saved.policies import own_searches
from matching.search import (
    answered,
    hidden_owners,
    reader_texts,
    regions_allowed,
    rows_readable,
)

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """One search as its person reads it.

    Args:
        fresh: How many of the technologies it finds came to the market since the person looked
            last; None where that cannot be told now.
        told: How many technologies the person was told of lately because of it.
        last_at: When they were last told, or None.
    """

    search: SavedSearch
    fresh: int | None = 0
    told: int = 0
    last_at: datetime | None = None


def saved_searches(*, actor: Actor, now: datetime) -> list[KeptSearch]:
    """Return what the person keeps, the latest saved first, each with what is new in it."""
    latest = latest_publication()
    return [
        replace(
            kept,
            fresh=_fresh(actor, now, kept.search)
            if latest and latest > kept.search.looked_at
            else 0,
        )
        for kept in searches_told(actor=actor, now=now)
    ]


def searches_told(*, actor: Actor, now: datetime) -> list[KeptSearch]:
    """Return what the person keeps, the latest saved first, without asking what is new in it."""
    rows = list(SavedSearch.objects.filter(own_searches(actor)).order_by("-saved_at", "-pk"))
    since = now - timedelta(days=RECENT_DAYS)
    told = SearchAlert.objects.filter(search__in=rows, told_at__gt=since).order_by()
    figures = {
        key: (count, last_at)
        for key, count, last_at in told.values("search")
        .annotate(count=Count("pk"), last_at=Max("told_at"))
        .values_list("search", "count", "last_at")
    }
    return [KeptSearch(row, None, *figures.get(row.pk, (0, None))) for row in rows]


def saved_search_for(*, actor: Actor, public_id: str) -> SavedSearch:
    """Return one of the person's own searches.

    Raises:
        NotFoundError: The person keeps none under this id.
    """
    found = (
        SavedSearch.objects.filter(own_searches(actor), public_id=public_id).first()
        if is_opaque_id(public_id)
        else None
    )
    if found is None:
        raise NotFoundError
    return found


def _fresh(actor: Actor, now: datetime, search: SavedSearch) -> int | None:
    """Count what the search finds now and did not exist when the person looked last."""
    filters = filters_of(search)
    try:
        regions_allowed(actor, filters)
        question = question_of(
            actor=actor,
            now=now,
            text=search.text,
            like=search.example,
            document="",
            filters=filters,
        )
        if not question:
            return _fresh_of_market(actor, filters, search.looked_at)
        hits = answered(actor, question, filters).hits
    except (NotFoundError, NotAllowedError, SearchUnavailableError, InvalidInputError):
        # what it was like is no longer there, its person reads no summaries any more, or the index
        # is being rebuilt
        return None
    fresh = published_since([hit.public_id for hit in hits], search.looked_at)
    return len(rows_readable(actor, now, fresh, reader_texts(actor)))


def _fresh_of_market(actor: Actor, filters: SearchFilters, since: datetime) -> int:
    hidden = hidden_owners(actor) if filters.regions else ()
    fresh = counted_facts(hidden, since=since)
    return sum(count for facts, count in fresh if passes(facts, filters))
