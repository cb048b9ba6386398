"""What can be wrong with an index, said so that a person knows the mend."""

from __future__ import annotations

from marketplace.core.errors import MarketplaceError


class SearchUnavailableError(MarketplaceError):
    """The index cannot answer yet; nothing of the market itself is lost."""

    def __init__(self) -> None:
        super().__init__(
            "search_unavailable",
            "Search is being rebuilt. Try again in a minute; demands and listings are safe.",
        )


class IndexBusyError(RuntimeError):
    """Another process is writing the index."""


class IndexOutdatedError(RuntimeError):
    """The index was built by another version, or not at all, and has to be rebuilt first."""


class DocumentRefusedError(RuntimeError):
    """The index takes other documents, but not this one as it is."""
