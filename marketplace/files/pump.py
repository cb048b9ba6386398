"""Turn a function that writes into an iterator that is read, with little in between."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, BinaryIO, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WAITING_CHUNKS: Final = 8
_CHUNK_BYTES: Final = 256 * 1024


class _AbandonedError(Exception):
    """The reader left."""


class _Sink:
    """Collects what is written into chunks, and waits while the reader is behind."""

    def __init__(self) -> None:
        self.chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(_WAITING_CHUNKS)
        self.abandoned = threading.Event()
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        self._held += piece
        if len(self._held) >= _CHUNK_BYTES:
            self.push()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: a chunk goes when it is large enough, or when all is written."""

    def push(self) -> None:
        if self._held:
            self.put(bytes(self._held))
            self._held.clear()

    def put(self, item: bytes | BaseException | None) -> None:
        while not self.abandoned.is_set():
            try:
                self.chunks.put(item, timeout=0.2)
            except queue.Full:
                continue
            return
        raise _AbandonedError


def pumped(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """Return what a function writes, running it in a thread of its own.

    Args:
        write: Called with a file to write to; it must not touch the database.

    Raises:
        Exception: What the function raised, after what it wrote before.
    """
    sink = _Sink()

    def run() -> None:
        try:
            try:
                write(cast("BinaryIO", sink))
                sink.push()
            except _AbandonedError:
                raise
            except BaseException as error:  # noqa: BLE001  (handed to the reader)
                sink.put(error)
            else:
                sink.put(None)
        except _AbandonedError:
            return

    thread = threading.Thread(target=run, name="pump", daemon=True)
    thread.start()
    try:
        while (item := sink.chunks.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        sink.abandoned.set()
        thread.join()
