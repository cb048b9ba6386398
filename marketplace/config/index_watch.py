"""Whether the search index keeps up with the market, and its mending where it was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from django.db.models import Count, Min, Q

from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.reactions import INDEX_HANDLER
from marketplace.core.live import publish
from marketplace.evidence.models import Entry
from matching.engines.errors import IndexBusyError, SearchUnavailableError
from matching.schema import INDEX_GROUP
from matching.services import index_differs, index_ensure, index_rebuild

if TYPE_CHECKING:
    from datetime import datetime

log = structlog.get_logger(__name__)

INDEX_LOOK_SECONDS: Final = 10.0
"""So long a lost index stays unnoticed at most."""


@dataclass(frozen=True, slots=True)
class IndexLag:
    """How far the index is behind the market.

    Args:
        listings: How many changed listings it does not know yet.
        since: When the first of those changes was made, or None where there is none.
    """

    listings: int
    since: datetime | None


def index_lag() -> IndexLag:
    """Return how far the index is behind; what is held up or set aside is not in it either."""
    cursor = HandlerCursor.objects.filter(handler=INDEX_HANDLER.name).first()
    held = ParkedEntry.objects.filter(handler=INDEX_HANDLER.name).values("entry_id")
    behind = Q(index=None) | Q(index__gt=cursor.index if cursor else -1) | Q(pk__in=held)
    found = Entry.objects.filter(behind, kind__in=INDEX_HANDLER.kinds).aggregate(
        listings=Count("subjects__ref", filter=Q(subjects__type="technology"), distinct=True),
        since=Min("recorded_at"),
    )
    return IndexLag(found["listings"], found["since"])


class IndexWatch:
    """Looks now and then whether the index is there and whole, and rebuilds it where it is not."""

    def __init__(self) -> None:
        self._differed = False

    def look(self, now: datetime) -> None:
        """Look once; an index that nobody can reach or write now is looked at the next time.

        Args:
            now: The runner's clock, aware UTC.
        """
        try:
            if not index_ensure(now=now):
                if not self._differs_again():
                    return
                index_rebuild(now=now)
        except (SearchUnavailableError, IndexBusyError, OSError) as error:
            log.warning("index_not_looked_at", reason=type(error).__name__)
            return
        log.warning("index_rebuilt")
        publish(INDEX_GROUP, {})

    def _differs_again(self) -> bool:
        """Return whether the index differs for the second time with no change that explains it."""
        differs = not index_lag().listings and index_differs() and not index_lag().listings
        is_certain = differs and self._differed
        self._differed = differs and not is_certain
        return is_certain
