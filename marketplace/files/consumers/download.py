"""A part on its way out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.utils import timezone

from marketplace.core.errors import MarketplaceError
from marketplace.files.consumers.bridges import AbandonedError, Bridge
from marketplace.files.consumers.refusals import RefusedError, ended, refused
from marketplace.files.consumers.upload import ClientGoneError
from marketplace.files.consumers.wire import download_start
from marketplace.files.kinds import DownloadKind, kind_named
from marketplace.files.services import part_delivered
from marketplace.files.states import TransferState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from marketplace.files.consumers.admission import Admitted
    from marketplace.files.consumers.watch import Watch
    from marketplace.files.consumers.wire import Message, Receive, Send
    from marketplace.files.kinds import Download

log = structlog.get_logger(__name__)

SEND_SECONDS: Final = 30.0
"""How long a client may take to accept one piece."""


_lingering: set[asyncio.Future[None]] = set()
"""Readers that may still be busy with a chunk that nobody takes any more."""


class ShortError(Exception):
    """A kind gave other bytes than it announced."""


class Sending:
    """Gives one part to the client.

    Args:
        person: Who asks, and the transfer.
        number: The part.
        receive: Of the connection.
        send: Of the connection.
        stream: Runs a function in a thread for streams.
    """

    def __init__(
        self,
        person: Admitted,
        number: int,
        receive: Receive,
        send: Send,
        stream: Callable[..., Awaitable[Any]],
    ) -> None:
        self._person, self._number = person, number
        self._receive, self._send, self._stream = receive, send, stream
        self._loop = asyncio.get_running_loop()
        self._bridge = Bridge(self._loop)
        self._head: asyncio.Future[Download] = self._loop.create_future()
        self._has_begun = False
        self.is_whole = False

    async def run(self, watch: Watch, check: Callable[[], Awaitable[None]]) -> None:
        """Give the part, and stop where the person has to go.

        What was begun cannot be answered otherwise any more: the connection is closed, and the
        client sees a part that is not whole.

        Raises:
            RefusedError: The part was refused before its first byte.
        """
        self._require_open()
        reading = asyncio.ensure_future(self._stream(self._read))
        giving = asyncio.ensure_future(self._give())
        others = (
            asyncio.ensure_future(watch.refused(check)),
            asyncio.ensure_future(self._gone()),
        )
        try:
            done, _ = await asyncio.wait({giving, *others}, return_when="FIRST_COMPLETED")
            # who was given everything is not refused afterwards
            if not self.is_whole:
                await (giving if giving in done else done.pop())
        except Exception as error:
            if not self._has_begun and isinstance(error, MarketplaceError):
                raise refused(error) from error
            if not self._has_begun:
                raise
            log.info("download_ended", reason=type(error).__name__)
        finally:
            self._bridge.end(AbandonedError())
            for task in (giving, *others):
                task.cancel()
            await asyncio.gather(giving, *others, return_exceptions=True)
            # the connection closes now; what is being read stops at its next chunk
            _lingering.add(reading)
            reading.add_done_callback(_lingering.discard)
            if not self._head.cancel() and not self._head.cancelled():
                # asked for, so that nobody complains of an error that nobody read
                self._head.exception()

    def note_delivered(self) -> None:
        """Write down that the part went out whole; in a thread."""
        part_delivered(
            actor=self._person.actor,
            transfer=self._person.transfer,
            number=self._number,
            now=timezone.now(),
        )

    def _require_open(self) -> None:
        transfer = self._person.transfer
        if transfer.state != TransferState.OPEN:
            raise ended()
        if self._number >= transfer.parts:
            raise RefusedError(400, "no_such_part", "There is no such part.")

    async def _give(self) -> None:
        download = await self._head
        self._has_begun = True
        await self._sent(download_start(download))
        given = 0
        while piece := await self._bridge.take():
            given += len(piece)
            if download.size is not None and given > download.size:
                raise ShortError
            await self._sent({"type": "http.response.body", "body": piece, "more_body": True})
            # a client that has all it was told of may leave before it hears of the end
            self.is_whole = given == download.size
        if download.size is not None and given != download.size:
            raise ShortError
        await self._sent({"type": "http.response.body", "body": b""})
        self.is_whole = True

    async def _sent(self, message: Message) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            await self._send(message)

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        raise ClientGoneError

    def _read(self) -> None:
        """Ask the kind for the part and pass it on; in the thread."""
        download: Download | None = None
        try:
            kind = kind_named(self._person.transfer.kind)
            if not isinstance(kind, DownloadKind):
                raise ended()
            download = kind.part(
                actor=self._person.actor,
                transfer=self._person.transfer,
                number=self._number,
                now=timezone.now(),
            )
            self._loop.call_soon_threadsafe(self._told, download)
            for chunk in download.chunks:
                self._bridge.put(chunk)
            self._bridge.end()
        except AbandonedError:
            return
        except Exception as error:  # noqa: BLE001  (handed to the loop, which answers)
            self._loop.call_soon_threadsafe(self._told, error)
            self._bridge.end(error)
        finally:
            if download is not None:
                _closed(download)

    def _told(self, head: Download | Exception) -> None:
        if self._head.done():
            return
        if isinstance(head, Exception):
            self._head.set_exception(head)
        else:
            self._head.set_result(head)


def _closed(download: Download) -> None:
    """Let what gave the chunks let go of its files, where it was not read to its end."""
    close = getattr(download.chunks, "close", None)
    if close is not None:
        close()
