"""The edge of transfers: parts in and out as streams, beside Django rather than through it.

Bytes pass at the client's pace through a bounded row into a thread of their own, so that neither
a slow client nor a large file holds a worker of anything else.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import structlog
from django.db import close_old_connections
from django.utils import timezone

from marketplace.core.errors import MarketplaceError
from marketplace.files.consumers.admission import admitted, authorized
from marketplace.files.consumers.counts import MOST, Travelling
from marketplace.files.consumers.download import Sending
from marketplace.files.consumers.refusals import RefusedError, refused
from marketplace.files.consumers.upload import ClientGoneError, Receiving
from marketplace.files.consumers.watch import watching
from marketplace.files.consumers.wire import json_send, request_read
from marketplace.files.selectors import transfer_numbers
from marketplace.files.services import transfer_abort

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from marketplace.core.actor import Actor
    from marketplace.files.consumers.admission import Admitted
    from marketplace.files.consumers.wire import Answer, Receive, Send, TransferRequest

log = structlog.get_logger(__name__)

_ASKING_THREADS = 4


class TransferEdge:
    """An ASGI application for `/transfers/`; HTTP only.

    GET of a transfer tells how far it is, DELETE gives it up; PUT and GET of one of its parts
    move the part.

    Args:
        actor_for_session: Returns who stands behind the value of the session cookie.
    """

    # what asks never waits behind what streams
    _asking: ClassVar[ThreadPoolExecutor] = ThreadPoolExecutor(
        _ASKING_THREADS, thread_name_prefix="transfer-ask"
    )
    _streaming: ClassVar[ThreadPoolExecutor] = ThreadPoolExecutor(
        MOST, thread_name_prefix="transfer"
    )

    def __init__(self, *, actor_for_session: Callable[[str | None], Actor]) -> None:
        self._actor_for_session = actor_for_session
        self._travelling = Travelling()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            request = request_read(scope)
            answer = await self._answered(request, receive, send)
        except RefusedError as refusal:
            log.info("transfer_refused", status=refusal.status, code=refusal.code)
            answer = refusal.answer
        except ClientGoneError:
            log.info("transfer_cut")
            return
        except Exception as error:
            log.error("transfer_failed", exc_info=error)
            answer = 500, {"errors": [{"code": "internal", "message": "Something broke here."}]}
        if answer is not None:
            await json_send(send, answer)

    async def _answered(
        self, request: TransferRequest, receive: Receive, send: Send
    ) -> Answer | None:
        """Return what is still to be answered as JSON."""
        person: Admitted = await self._ask(self._admitted, request)
        if request.number is None:
            act = _aborted if request.method == "DELETE" else _status
            answer: Answer = await self._ask(act, person)
            return answer
        with self._travelling.one_more(person.transfer.user_id):
            async with watching(person.actor) as watch:
                # once more, for what changed before the listening began
                person = await self._ask(self._authorized, request)
                check = partial(self._ask, self._authorized, request)
                if request.method == "PUT":
                    moving = Receiving(person, request, receive, self._stream)
                    await moving.run(watch, check)
                    moved: Answer = await self._ask(_status, person)
                    return moved
                sending = Sending(person, request.number, receive, send, self._stream)
                await sending.run(watch, check)
                if sending.is_whole:
                    await self._ask(sending.note_delivered)
        return None

    async def _ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await _in_thread(self._asking, function, *arguments)

    async def _stream(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await _in_thread(self._streaming, function, *arguments)

    def _admitted(self, request: TransferRequest) -> Admitted:
        return admitted(request, actor_for_session=self._actor_for_session, now=timezone.now())

    def _authorized(self, request: TransferRequest) -> Admitted:
        person = self._admitted(request)
        authorized(person, timezone.now())
        return person


async def _in_thread(
    pool: ThreadPoolExecutor, function: Callable[..., Any], *arguments: Any
) -> Any:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, _with_connections, function, *arguments)


def _with_connections(function: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()


def _status(person: Admitted) -> Answer:
    transfer = person.transfer
    transfer.refresh_from_db()
    return 200, {
        "state": transfer.state,
        "parts": transfer.parts,
        "received": transfer_numbers(transfer),
        "partBytes": transfer.stored_file.part_bytes if transfer.stored_file else None,
        "size": transfer.size,
        "expiresAt": transfer.expires_at.isoformat(),
    }


def _aborted(person: Admitted) -> Answer:
    try:
        transfer_abort(actor=person.actor, transfer=person.transfer, now=timezone.now())
    except MarketplaceError as error:
        raise refused(error) from error
    return _status(person)
