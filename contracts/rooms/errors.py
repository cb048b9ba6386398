"""Refusals that only rooms know."""

from __future__ import annotations

from marketplace.core.errors import MarketplaceError, NotAllowedError


class RoomPausedError(NotAllowedError):
    """The coordinator stopped the room for a while; whoever may go on has to wait."""

    def __init__(self) -> None:
        super().__init__("The coordinator paused this room. Wait until it goes on.")
        self.code = "room_paused"


class NotViewableError(MarketplaceError):
    """A document cannot be shown as pages.

    Args:
        reason: Why, for example `encrypted`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            "not_viewable",
            "This file cannot be shown as pages. Ask for it as a PDF without a password.",
            params={"reason": reason},
        )


class NotPreparedError(MarketplaceError):
    """A document's pages are still being counted."""

    def __init__(self) -> None:
        super().__init__(
            "document_preparing",
            "The document is being prepared. Try again in a few seconds.",
        )
