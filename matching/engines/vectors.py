"""A shard's vectors: rows appended to a file, read through memory, compared one by one.

Every comparison is exact; a graph of neighbours would lose the few rows that pass a narrow filter.
A row is synced before the commit that names it, so a reader never meets a number without a row;
rows that no document names (replaced, or written before a crash) are simply never asked for.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.engines.base import TextSet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from matching.encoding.base import Vector

NO_ROW: Final = -1
DIMENSIONS: Final = 512
_ROW_BYTES: Final = 4 * DIMENSIONS
_BLOCK: Final = 16_384
_EMPTY_ROW: Final = bytes(_ROW_BYTES)


def _path(folder: Path, texts: TextSet) -> Path:
    return folder / f"vectors{texts}.f32"


class VectorWriter:
    """Appends rows; one row holds a document's vectors of every text set."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[TextSet, BinaryIO] = {}
        self._rows = 0

    def append(self, vectors: Mapping[TextSet, bytes]) -> int:
        """Return the number of the row that holds them from now on, or NO_ROW where all lack.

        Raises:
            ValueError: A vector has not the number of dimensions that rows have.
        """
        if not any(vectors.values()):
            return NO_ROW
        if any(len(vector) not in (0, _ROW_BYTES) for vector in vectors.values()):
            raise ValueError(f"Vectors have to have {DIMENSIONS} dimensions.")
        if not self._files:
            self._open()
        for texts, file in self._files.items():
            file.write(vectors.get(texts) or _EMPTY_ROW)
        self._rows += 1
        return self._rows - 1

    def sync(self) -> None:
        """Make the rows durable."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _open(self) -> None:
        for texts in TextSet:
            self._files[texts] = _path(self._folder, texts).open("ab")
        self._rows = min(file.tell() for file in self._files.values()) // _ROW_BYTES
        for file in self._files.values():
            file.truncate(self._rows * _ROW_BYTES)  # what a crash left of a row


class VectorRows:
    """The rows of one text set as they were on opening.

    Args:
        folder: Where they lie.
        texts: Whose they are.
        count: How many of them count; all where it is None.

    Raises:
        ValueError: There are fewer rows than are to count.
    """

    def __init__(self, folder: Path, texts: TextSet, count: int | None = None) -> None:
        try:
            rows = _path(folder, texts).stat().st_size // _ROW_BYTES
        except FileNotFoundError:
            rows = 0
        if count is not None:
            if rows < count:
                raise ValueError(f"{_path(folder, texts)} holds {rows} rows instead of {count}.")
            rows = count
        self.count = rows
        self._rows: NDArray[np.float32] = (
            np.memmap(_path(folder, texts), dtype="<f4", mode="r", shape=(rows, DIMENSIONS))
            if rows
            else np.empty((0, DIMENSIONS), dtype=np.float32)
        )

    def nearest(
        self,
        vector: Vector,
        count: int,
        *,
        above: float = 0.0,
        among: NDArray[np.int64] | None = None,
    ) -> list[tuple[int, float]]:
        """Return the nearest rows with their cosines, nearest first.

        Args:
            vector: What is compared, of length one.
            count: How many rows at most.
            above: Only rows whose cosine is larger.
            among: Only these rows, ascending; all where it is None.
        """
        cosines = self.cosines(vector, among)
        best = np.flatnonzero(cosines > above)
        if len(best) > count:
            best = best[np.argpartition(-cosines[best], count - 1)[:count]]
        best = best[np.lexsort((best, -cosines[best]))]
        rows = best if among is None else among[best]
        return [(int(row), float(cosine)) for row, cosine in zip(rows, cosines[best], strict=True)]

    def packed(self, row: int) -> bytes:
        """Return a row as it was appended; one of zeros was none."""
        stored = self._rows[row].tobytes()
        return b"" if stored == _EMPTY_ROW else stored

    def cosines(
        self, vector: Vector, among: NDArray[np.int64] | None = None
    ) -> NDArray[np.float32]:
        """Return the cosine of each row, or of each of those given."""
        total = self.count if among is None else len(among)
        cosines = np.empty(total, dtype=np.float32)
        for start in range(0, total, _BLOCK):
            end = min(start + _BLOCK, total)
            block = self._rows[start:end] if among is None else self._rows[among[start:end]]
            np.dot(block, vector, out=cosines[start:end])
        return cosines
