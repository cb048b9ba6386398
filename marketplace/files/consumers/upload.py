"""A part on its way in."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from django.utils import timezone

from marketplace.core.errors import MarketplaceError
from marketplace.files.consumers.bridges import AbandonedError, Bridge
from marketplace.files.consumers.refusals import RefusedError, ended, refused, too_slow
from marketplace.files.services import transfer_part_write
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from marketplace.files.consumers.admission import Admitted
    from marketplace.files.consumers.watch import Watch
    from marketplace.files.consumers.wire import Receive, TransferRequest

IDLE_SECONDS: Final = 30.0
"""How long a client may send nothing."""

PART_SECONDS: Final = 15 * 60.0
"""How long a part may take in all: 63 MiB at 70 kB a second."""


class ClientGoneError(Exception):
    """The client left; there is nobody to answer."""


class Receiving:
    """Takes one part from the client into its file.

    Args:
        person: Who sends, and the transfer.
        request: The request; its number is the part's.
        receive: Of the connection.
        stream: Runs a function in a thread for streams.
    """

    def __init__(
        self,
        person: Admitted,
        request: TransferRequest,
        receive: Receive,
        stream: Callable[..., Awaitable[Any]],
    ) -> None:
        self._person, self._request = person, request
        self._receive, self._stream = receive, stream
        self._bridge = Bridge(asyncio.get_running_loop())

    async def run(self, watch: Watch, check: Callable[[], Awaitable[None]]) -> None:
        """Take the part, unless the person has to go before.

        Raises:
            RefusedError: The part or the person is refused; nothing of the part stays.
            ClientGoneError: The client left; nothing of the part stays.
        """
        self._require_length()
        writing = asyncio.ensure_future(self._stream(self._write))
        feeding = asyncio.ensure_future(self._feed())
        asking = asyncio.ensure_future(watch.refused(check))
        try:
            waiting = {writing, feeding, asking}
            while not writing.done():
                done, waiting = await asyncio.wait(waiting, return_when="FIRST_COMPLETED")
                for task in done - {writing}:
                    if (error := task.exception()) is not None:
                        # the thread reads it, gives the part up, and raises it again
                        self._bridge.end(error)
            await writing
        except MarketplaceError as error:
            raise refused(error) from error
        finally:
            self._bridge.end(ClientGoneError())
            await _stopped(feeding, asking)
            if not writing.done():
                with suppress(Exception):
                    await writing

    def _require_length(self) -> None:
        transfer, number = self._person.transfer, self._request.number
        assert number is not None
        if transfer.direction != Direction.UPLOAD or transfer.stored_file is None:
            raise ended()
        if number >= transfer.parts:
            raise RefusedError(400, "no_such_part", "There is no such part.")
        length, size = self._request.length, transfer.stored_file.part_size(number)
        if length is not None and length > size:
            raise RefusedError(413, "part_too_large", "The part is longer than announced.")
        if length is not None and length < size:
            raise RefusedError(400, "part_incomplete", "The part is shorter than announced.")

    async def _feed(self) -> None:
        try:
            async with asyncio.timeout(PART_SECONDS):
                while await self._fed():
                    pass
        except TimeoutError as error:
            raise too_slow() from error
        except AbandonedError:
            return
        self._bridge.end()

    async def _fed(self) -> bool:
        """Pass one message on, and return whether more are coming."""
        async with asyncio.timeout(IDLE_SECONDS):
            message = await self._receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        await self._bridge.feed(message.get("body", b""))
        return bool(message.get("more_body", False))

    def _write(self) -> None:
        """Write the part; in the thread."""
        assert self._request.number is not None
        try:
            transfer_part_write(
                actor=self._person.actor,
                transfer=self._person.transfer,
                number=self._request.number,
                source=cast("BinaryIO", self._bridge),
                now=timezone.now(),
                sha256=self._request.sha256,
            )
        finally:
            # a client that goes on sending is not read any further
            self._bridge.end()


async def _stopped(*tasks: asyncio.Future[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
