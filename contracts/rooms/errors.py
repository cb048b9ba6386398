"""Refusals that only rooms know."""

from __future__ import annotations

from marketplace.core.errors import NotAllowedError


class RoomPausedError(NotAllowedError):
    """The coordinator stopped the room for a while; whoever may go on has to wait."""

    def __init__(self) -> None:
        super().__init__("The coordinator paused this room. Wait until it goes on.")
        self.code = "room_paused"
