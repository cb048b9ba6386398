"""Chunks of bytes, read as the file that a part is made of."""

from __future__ import annotations

from io import RawIOBase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer


class Pieces:
    """A stream of chunks, given out in parts of known sizes, one after the other."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def part(self, size: int) -> PartOfPieces:
        """Return the next bytes as a file; read it to its end before the next part."""
        return PartOfPieces(self, size)

    def take(self, most: int) -> memoryview:
        """Return the next bytes, at least one of them, or nothing after the last."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return self._rest
            self._rest = memoryview(chunk)
        taken, self._rest = self._rest[:most], self._rest[most:]
        return taken


class PartOfPieces(RawIOBase):
    """So many bytes of the stream, as a file that is read once."""

    def __init__(self, pieces: Pieces, size: int) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = size

    def readable(self) -> bool:
        """Return that it is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as one chunk goes; 0 after the last byte."""
        view = memoryview(buffer).cast("B")
        if not self._left or not len(view):
            return 0
        taken = self._pieces.take(min(self._left, len(view)))
        view[: len(taken)] = taken
        self._left -= len(taken)
        return len(taken)
