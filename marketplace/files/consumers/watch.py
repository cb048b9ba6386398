"""While bytes flow: ends the transfer of a person who is told to go, or is no longer allowed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from channels.layers import get_channel_layer

from marketplace.files.consumers.refusals import revoked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from marketplace.core.actor import Actor

RECHECK_SECONDS: Final = 1.0


class Watch:
    """Listens to the groups that tell of the end of a person's rights.

    Args:
        layer: The channel layer.
        channel: The name of our channel in it.
        session_group: Any event of it ends the session.
    """

    def __init__(self, layer: Any, channel: str, session_group: str) -> None:
        self._layer, self._channel = layer, channel
        self._session_group = session_group

    async def refused(self, check: Callable[[], Awaitable[None]]) -> None:
        """Return never, until the person has to go.

        Args:
            check: Asks the policy again.

        Raises:
            RefusedError: The person was told to go, or the policy refused.
        """
        told = asyncio.ensure_future(self._layer.receive(self._channel))
        try:
            while True:
                done, _ = await asyncio.wait({told}, timeout=RECHECK_SECONDS)
                if done:
                    message = told.result()
                    told = asyncio.ensure_future(self._layer.receive(self._channel))
                    if self._must_go(message):
                        raise revoked()
                await check()
        finally:
            told.cancel()
            with suppress(asyncio.CancelledError):
                await told

    def _must_go(self, message: dict[str, Any]) -> bool:
        return message["group"] == self._session_group or bool(message["event"].get("close"))


@asynccontextmanager
async def watching(actor: Actor) -> AsyncIterator[Watch]:
    """Listen for the person from here on; read their rights once more after this begins."""
    layer: Any = get_channel_layer()
    channel = await layer.new_channel()
    session_group = f"session.{actor.session_key}"
    groups = (f"user.{actor.user_id}", session_group)
    for group in groups:
        await layer.group_add(group, channel)
    try:
        yield Watch(layer, channel, session_group)
    finally:
        for group in groups:
            await layer.group_discard(group, channel)
