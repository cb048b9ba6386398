"""Read one's own saved searches, and how much there is that one has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.technologies.selectors import latest_publication, published_since
from matching.engines.base import SearchFilters
from matching.engines.errors import SearchUnavailableError
from matching.facet_search import counted_facts
from matching.facets import passes
from matching.models import SavedSearch
from matching.questions import question_of
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
    """

    search: SavedSearch
    fresh: int | None = 0


def saved_searches(*, actor: Actor, now: datetime) -> list[KeptSearch]:
    """Return what the person keeps, the latest saved first, each with what is new in it."""
    rows = list(SavedSearch.objects.filter(own_searches(actor)).order_by("-saved_at", "-pk"))
    latest = latest_publication()
    return [
        KeptSearch(row, _fresh(actor, now, row) if latest and latest > row.looked_at else 0)
        for row in rows
    ]


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


def filters_of(search: SavedSearch) -> SearchFilters:
    """Return the hard conditions that the search keeps."""
    return SearchFilters(
        industries=tuple(search.industries),
        trl_min=search.trl_min,
        trl_max=search.trl_max,
        transfer_modes=tuple(search.transfer_modes),
        origins=tuple(search.origins),
        regions=tuple(search.regions),
    )


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
