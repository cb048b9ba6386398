"""Bytes between the server's loop and a worker thread, with a bound on what waits in between."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from typing import Final

_MOST_BYTES: Final = 1024 * 1024


class AbandonedError(Exception):
    """The other side has left."""


class Bridge:
    """A bounded row of pieces; one side is the loop, the other one thread.

    Args:
        loop: The server's loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._is_ended = False
        self._error: BaseException | None = None
        # guards everything above; held for a few instructions only
        self._changed = threading.Condition()
        # wakes the loop's side
        self._moved = asyncio.Event()

    def end(self, error: BaseException | None = None) -> None:
        """Say that nothing more comes, or why not; either side may, the first one counts."""
        with self._changed:
            if not self._is_ended:
                self._is_ended, self._error = True, error
            self._changed.notify_all()
        self._wake()

    # --- from the loop to the thread -----------------------------------------------------------

    async def feed(self, piece: bytes) -> None:
        """Pass a piece on once there is room.

        Raises:
            AbandonedError: The thread's side has ended.
        """
        while True:
            self._moved.clear()
            with self._changed:
                if self._is_ended:
                    raise AbandonedError
                if self._size < _MOST_BYTES:
                    self._put(piece)
                    return
            await self._moved.wait()

    def read(self, count: int = -1, /) -> bytes:
        """Return some bytes, at most `count`, and nothing at the end; called in the thread.

        Raises:
            Exception: What `end` was called with; what came before is lost.
        """
        with self._changed:
            while not self._pieces and not self._is_ended:
                self._changed.wait()
            if self._error is not None:
                raise self._error
            if not self._pieces:
                return b""
            piece = self._pieces.popleft()
            if 0 <= count < len(piece):
                self._pieces.appendleft(piece[count:])
                piece = piece[:count]
            self._size -= len(piece)
        self._wake()
        return piece

    # --- from the thread to the loop -----------------------------------------------------------

    def put(self, piece: bytes) -> None:
        """Pass a piece on once there is room; called in the thread.

        Raises:
            AbandonedError: The loop's side has ended.
        """
        with self._changed:
            while self._size >= _MOST_BYTES and not self._is_ended:
                self._changed.wait()
            if self._is_ended:
                raise AbandonedError
            self._put(piece)
        self._wake()

    async def take(self) -> bytes:
        """Return the next piece, and nothing at the end.

        Raises:
            Exception: What `end` was called with, after what came before.
        """
        while True:
            self._moved.clear()
            with self._changed:
                if self._pieces:
                    piece = self._pieces.popleft()
                    self._size -= len(piece)
                    self._changed.notify_all()
                    return piece
                if self._error is not None:
                    raise self._error
                if self._is_ended:
                    return b""
            await self._moved.wait()

    def _put(self, piece: bytes) -> None:
        if piece:
            self._pieces.append(piece)
            self._size += len(piece)
            self._changed.notify_all()

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._moved.set)
        except RuntimeError:
            # the loop is closed, and nobody waits there
            return
