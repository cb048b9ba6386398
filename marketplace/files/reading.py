"""Streams that hash what passes through them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from hashlib import _Hash

_BLOCK_BYTES: Final = 256 * 1024


class LongerError(Exception):
    """The source holds more than was announced."""


class HashedReader:
    """Hands out what a source holds, up to a size, and hashes it in large blocks.

    Args:
        source: What is read.
        size: How many bytes it must hold.
        digests: Updated with everything that is read.
    """

    def __init__(self, source: BinaryIO, *, size: int, digests: Sequence[_Hash]) -> None:
        self._source, self._left = source, size
        self._digests = digests
        self._block, self._place = memoryview(b""), 0
        self.count = 0
        self.error: BaseException | None = None

    def read(self, count: int = -1) -> bytes:
        """Return at most `count` bytes, and nothing at the end.

        What the source raises stays in `error`, for callers that lose it on the way.

        Raises:
            LongerError: The source holds more than `size` bytes.
        """
        if self._place >= len(self._block):
            try:
                self._refill()
            except BaseException as error:
                self.error = error
                raise
        end = len(self._block) if count < 0 else min(len(self._block), self._place + count)
        piece = bytes(self._block[self._place : end])
        self._place = end
        return piece

    def _refill(self) -> None:
        # one byte more than is left, to notice what is too long
        block = self._source.read(min(_BLOCK_BYTES, self._left + 1)) or b""
        if len(block) > self._left:
            raise LongerError
        self._left -= len(block)
        self.count += len(block)
        for digest in self._digests:
            digest.update(block)
        self._block, self._place = memoryview(block), 0


class HashedWriter:
    """Writes on to a file and hashes what it writes.

    Args:
        target: What is written to.
    """

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.digest = hashlib.sha256()
        self.count = 0
        self.error: OSError | None = None

    def write(self, piece: bytes) -> int:
        """Write all of it."""
        try:
            self._target.write(piece)
        except OSError as error:
            self.error = error
            raise
        self.digest.update(piece)
        self.count += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Hand nothing on: whoever keeps the target makes it durable."""
