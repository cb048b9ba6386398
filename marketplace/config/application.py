"""One process for everything: HTTP to Django's WSGI handler in fixed threads, sockets to channels.

Django's own ASGI path takes a new thread and a new database connection for each request.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import structlog
from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler

from marketplace.accounts.actors import actor_for_session_key
from marketplace.accounts.services import LARGEST_DOCUMENT
from marketplace.config.background import (
    background,
    exposure_finish,
    exposure_thread,
    mails_thread,
    payments_thread,
    runner_thread,
    sequencer_thread,
)
from marketplace.config.graphql import actor_for_bearer, engine
from marketplace.config.guard import BodyRule, Guard
from marketplace.core import live
from marketplace.core.graphql.consumer import GraphQLConsumer
from marketplace.files.consumers import TransferEdge
from matching import analysis, market_index, meaning
from matching.document_reading import LARGEST_DOCUMENT as LARGEST_SEARCHED_BY

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from marketplace.config.guard import Receive, Send

log = structlog.get_logger(__name__)

HTTP_WORKERS: Final = 4
SOCKET_PATH: Final = "/graphql"
TRANSFERS_PATH: Final = "/transfers/"
UPLOAD_PATH: Final = "/firm-check/documents"
# what says that a document is too large is the service; this leaves room for it to say so
UPLOAD_RULE: Final = BodyRule(LARGEST_DOCUMENT + 64 * 1024, seconds=60.0, is_upload=True)
SEARCHED_BY_PATH: Final = "/market/document"
SEARCHED_BY_RULE: Final = BodyRule(LARGEST_SEARCHED_BY + 64 * 1024, seconds=60.0, is_upload=True)


class Sealbridge:
    """The ASGI application.

    Args:
        with_threads: Whether sequencer and runner work in this process.
    """

    def __init__(self, *, with_threads: bool = True) -> None:
        self._with_threads = with_threads
        self._sockets = GraphQLConsumer.as_asgi(
            engine=engine,
            actor_for_session=actor_for_session_key,
            actor_for_bearer=actor_for_bearer,
        )
        # the three libraries write the same protocol's types down differently
        django: Any = WSGIHandler()
        threads: Any = WSGIMiddleware(django, workers=HTTP_WORKERS)
        rules = {UPLOAD_PATH: UPLOAD_RULE, SEARCHED_BY_PATH: SEARCHED_BY_RULE}
        self._http = Guard(threads, rules=rules)
        # past the guard, which collects whole bodies
        self._transfers = TransferEdge(actor_for_session=actor_for_session_key)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Hand a connection to the part that speaks its protocol."""
        if scope["type"] == "http":
            is_transfer = scope["path"].startswith(TRANSFERS_PATH)
            await (self._transfers if is_transfer else self._http)(scope, receive, send)
        elif scope["type"] == "websocket":
            if scope["path"] != SOCKET_PATH:
                # closing before accepting answers the handshake with 403
                await send({"type": "websocket.close", "code": 4403})
                return
            await self._sockets(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        live.register_loop(asyncio.get_running_loop())
        if self._with_threads:
            background.start(sequencer_thread(), runner_thread(), mails_thread(), payments_thread())
        # every process counts what its own answers show
        background.start(exposure_thread())
        await send({"type": "lifespan.startup.complete"})
        # takes seconds, which the first Korean search would otherwise wait for
        analysis.warm()
        meaning.warm()
        market_index.warm()
        await receive()
        # in a thread, because the round a thread is in may still publish to this loop
        await asyncio.to_thread(background.stop)
        await asyncio.to_thread(exposure_finish)
        log.info("stopped")
        await send({"type": "lifespan.shutdown.complete"})
