"""The index of the market, which never passes off as empty what is only lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.technologies.selectors import is_market_empty
from matching.engines.active import active_engine
from matching.engines.base import EMPTY_VERSION
from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from matching.engines.base import SearchIndex


def warm() -> None:
    """Begin to bring what this machine lacks to answer, so that the first search need not wait."""
    active_engine().warm()


def market_index(*, fresh: bool = False) -> SearchIndex:
    """Return the index as of now, or an empty one where the market is empty too.

    Args:
        fresh: Whether a commit of the last second has to be seen as well.

    Raises:
        SearchUnavailableError: The index is being rebuilt, or has to be.
    """
    index = active_engine().index(fresh=fresh)
    if index.version == EMPTY_VERSION and not is_market_empty():
        raise SearchUnavailableError
    return index
