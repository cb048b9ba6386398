"""Live events: straight to the channel layer, after commit, from any thread."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

log = structlog.get_logger(__name__)
_server_loop: asyncio.AbstractEventLoop | None = None


def register_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Remember the loop the sockets live on; events from threads are handed to it."""
    global _server_loop
    _server_loop = loop


def publish(group: str, event: Mapping[str, Any]) -> None:
    """Send an event to whoever listens to the group.

    Call it through `transaction.on_commit`. An event is news, never the truth: it may be lost
    with the process, and a listener that comes back reads the truth from the database.

    Args:
        group: The name of the group, for example `log.checkpoint`.
        event: What happened, as JSON values.
    """
    message = {
        "type": "live.event",
        "group": group,
        "id": secrets.token_hex(8),
        "event": dict(event),
    }
    layer = get_channel_layer()
    loop = _server_loop
    if loop is not None and loop.is_running():
        # the in-memory layer's queues belong to the server's loop; another loop would race
        sent = asyncio.run_coroutine_threadsafe(layer.group_send(group, message), loop)
        sent.add_done_callback(_log_failure)
        return
    try:
        async_to_sync(layer.group_send)(group, message)
    except (OSError, RuntimeError) as error:
        log.warning("live_event_lost", group=group, exc_info=error)


def _log_failure(sent: Future[None]) -> None:
    error = None if sent.cancelled() else sent.exception()
    if error is not None:
        log.warning("live_event_lost", exc_info=error)
