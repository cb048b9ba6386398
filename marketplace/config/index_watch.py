"""Whether the search index keeps up with the market, and its mending where it was lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db.models import Count, Min, Q

from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.reactions import INDEX_HANDLER
from marketplace.core.live import publish
from marketplace.evidence.models import Entry
from matching.engines.base import IndexTrouble
from matching.engines.errors import IndexBusyError, SearchUnavailableError
from matching.schema import INDEX_GROUP
from matching.services import (
    index_differs,
    index_ensure,
    index_is_as_known,
    index_rebuild,
    index_trouble,
)

if TYPE_CHECKING:
    from datetime import datetime

log = structlog.get_logger(__name__)

INDEX_LOOK_SECONDS: Final = 10.0
"""So long a lost index stays unnoticed at most."""

COMPARED_EVERY: Final = timedelta(minutes=10)
"""So often the whole market is counted where nothing speaks for a loss."""

PARTS_AWAY_BORNE: Final = timedelta(minutes=2)
"""A node that was started again is back by then; after that its part is built anew elsewhere."""


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
        self._compared_at: datetime | None = None
        self._away_since: datetime | None = None

    def look(self, now: datetime) -> None:
        """Look once; an index that nobody can reach or write now is looked at the next time.

        Args:
            now: The runner's clock, aware UTC.
        """
        try:
            trouble = index_trouble()
            if not self._is_mended(trouble, now):
                if trouble is not IndexTrouble.NONE:
                    log.warning("index_in_trouble", trouble=trouble)
                return
        except (SearchUnavailableError, IndexBusyError, OSError) as error:
            log.warning("index_not_looked_at", reason=type(error).__name__)
            return
        log.warning("index_rebuilt")
        publish(INDEX_GROUP, {})

    def _is_mended(self, trouble: IndexTrouble, now: datetime) -> bool:
        """Return whether the index was built anew."""
        if trouble is IndexTrouble.PARTS_AWAY:
            if not self._are_parts_lost(now):
                return False
            index_rebuild(now=now)
            self._away_since = None
            return True
        if trouble is IndexTrouble.NO_ANSWER:
            return False
        self._away_since = None
        if trouble is IndexTrouble.READ_ONLY:
            # nothing can be built there now
            return False
        if index_ensure(now=now):
            return True
        if self._differs_again(now):
            index_rebuild(now=now)
            return True
        return False

    def _are_parts_lost(self, now: datetime) -> bool:
        """Return whether a part has been away for longer than its node needs to come back."""
        if self._away_since is None:
            self._away_since = now
        return now - self._away_since >= PARTS_AWAY_BORNE

    def _differs_again(self, now: datetime) -> bool:
        """Return whether the index differs for the second time with no change that explains it."""
        if not self._is_comparison_due(now) and index_is_as_known():
            return False
        is_settled = not index_lag().listings
        differs = is_settled and index_differs()
        if is_settled and not differs:
            self._compared_at = now
        differs = differs and not index_lag().listings
        is_certain = differs and self._differed
        self._differed = differs and not is_certain
        return is_certain

    def _is_comparison_due(self, now: datetime) -> bool:
        return self._compared_at is None or now - self._compared_at >= COMPARED_EVERY
