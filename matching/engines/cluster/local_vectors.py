"""Vectors of one language in files of this machine, for a cluster that compares none itself.

Layout: `<root>/<number>/` with the rows of `matching.engines.vectors` and `names.i64`, whose
records say whose vectors a row holds; `<root>/CURRENT.json` names the folder, how many records
count and how far they reach; `<root>/writer.lock`. CURRENT is replaced after all that it counts was
synced: a crash leaves what was there before, and what lies behind that is cut off.

A row is named by the technology and a key of its vectors, so that it is right for as long as the
cluster's document has that key, whichever generation the document is of.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.core.durable_files import file_replaced, folder_made, folder_synced
from matching.constants import REBUILD_DELETED_SHARE
from matching.engines.base import TextSet
from matching.engines.vectors import VectorRows, VectorWriter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from matching.encoding.base import Vector

_RECORD: Final = np.dtype([("technology", "<i8"), ("key", "<i8"), ("row", "<i8")])
_NAMES: Final = "names.i64"
_POINTER: Final = "CURRENT.json"
_LOCK: Final = "writer.lock"


@dataclass(frozen=True, slots=True)
class Covered:
    """Up to where the rows tell what an index says.

    Args:
        build: Of the generation; "" while the files were never whole.
        commits: The last commit.
    """

    build: str = ""
    commits: int = 0


@dataclass(frozen=True, slots=True)
class _Pointer:
    folder: str
    records: int
    build: str
    commits: int


class LocalVectors:
    """The rows of one language as they were on opening.

    Raises:
        OSError: A file is away.
        ValueError: A file is shorter than the pointer says.
    """

    def __init__(self, root: Path, pointer: _Pointer) -> None:
        folder = root / pointer.folder
        self.pointer = pointer
        self.covered = Covered(pointer.build, pointer.commits)
        self.names = (
            np.fromfile(folder / _NAMES, dtype=_RECORD, count=pointer.records)
            if pointer.records
            else np.empty(0, _RECORD)
        )
        if len(self.names) < pointer.records:
            raise ValueError(f"{folder / _NAMES} holds fewer than {pointer.records} records.")
        rows = int(self.names["row"].max(initial=-1)) + 1
        # what a crash left between two records is nobody's
        self._technologies = np.zeros(rows, np.int64)
        self._technologies[self.names["row"]] = self.names["technology"]
        self._keys = np.zeros(rows, np.int64)
        self._keys[self.names["row"]] = self.names["key"]
        self._rows = {texts: VectorRows(folder, texts, rows) for texts in TextSet}

    def by_nearness(
        self, vector: Vector, *, texts: TextSet, first: int, most: int, above: float
    ) -> Iterator[list[tuple[int, int, float]]]:
        """Yield technologies with the key and the cosine of their vectors, nearest first.

        Args:
            vector: What is compared, of length one.
            texts: Whose vectors are.
            first: How many at first; each time after that four times as many.
            most: How many at once at most.
            above: Only those whose cosine is larger.
        """
        cosines = self._rows[texts].cosines(vector)
        best = np.flatnonzero((cosines > above) & (self._technologies > 0))
        size, start = min(first, most), 0
        if len(best) > size:
            parted = np.argpartition(-cosines[best], size - 1)
            yield self._told(best[parted[:size]], cosines)
            best, size = best[parted[size:]], min(4 * size, most)
        best = self._sorted(best, cosines)
        while start < len(best):
            yield self._told(best[start : start + size], cosines)
            start, size = start + size, min(4 * size, most)

    def vectors(self, row: int) -> dict[TextSet, bytes]:
        """Return a row's vectors as they were appended."""
        return {texts: rows.packed(row) for texts, rows in self._rows.items()}

    def _sorted(self, rows: NDArray[np.int64], cosines: NDArray[np.float32]) -> NDArray[np.int64]:
        return rows[np.lexsort((self._technologies[rows], -cosines[rows]))]

    def _told(
        self, rows: NDArray[np.int64], cosines: NDArray[np.float32]
    ) -> list[tuple[int, int, float]]:
        rows = self._sorted(rows, cosines)
        columns = (self._technologies[rows], self._keys[rows], cosines[rows])
        return list(zip(*(column.tolist() for column in columns), strict=True))


class LocalVectorsWriter:
    """Adds rows; the caller holds the lock. Nothing counts before `keep`."""

    def __init__(self, root: Path, known: LocalVectors | None) -> None:
        self._root = root
        self._known = known
        self._folder = known.pointer.folder if known else self._next_folder()
        self._named: list[tuple[int, int, int]] = []
        self._records = len(known.names) if known else 0
        self._vectors: VectorWriter | None = None
        self.covered = known.covered if known else Covered()

    def missing(self, wanted: Mapping[int, int]) -> list[int]:
        """Return the technologies whose vectors, by their keys, do not lie here yet."""
        there = self._there(wanted)
        return [technology for technology in wanted if technology not in there]

    def is_worn(self, living: int) -> bool:
        """Return whether too many rows are of nothing that lives.

        Args:
            living: How many documents have vectors.
        """
        return self._records - living > REBUILD_DELETED_SHARE * self._records

    def begin_anew_where_worn(self, wanted: Mapping[int, int]) -> None:
        """Leave behind the rows that nothing wants, where they are too many.

        Args:
            wanted: Every technology that has vectors, and their key.
        """
        there = self._there(wanted)
        if self._known is None or not self.is_worn(len(there)):
            return
        self._folder, self._records = self._next_folder(), 0
        for technology, row in sorted(there.items()):
            self.append(technology, wanted[technology], self._known.vectors(row))

    def append(self, technology: int, key: int, vectors: Mapping[TextSet, bytes]) -> None:
        """Add a technology's vectors, named by their key."""
        if self._vectors is None:
            folder_made(self._root / self._folder)
            self._vectors = VectorWriter(self._root / self._folder)
        self._named.append((technology, key, self._vectors.append(vectors)))

    def keep(self, covered: Covered) -> None:
        """Let what was added count, durably, and remove folders that no longer do.

        Args:
            covered: How far the rows reach with it.
        """
        folder = self._root / self._folder
        if self._vectors is not None:
            self._vectors.sync()
            self._records += self._records_appended(folder)
            folder_synced(folder)
        pointer = _Pointer(self._folder, self._records, covered.build, covered.commits)
        folder_made(folder)
        file_replaced(self._root / _POINTER, json.dumps(asdict(pointer)).encode())
        self.covered = covered
        self._known = LocalVectors(self._root, pointer)
        for other in self._root.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """Close the files; what was not kept does not count."""
        if self._vectors is not None:
            self._vectors.close()

    def _records_appended(self, folder: Path) -> int:
        # what a crash left behind the records that count goes
        with _opened_at(folder / _NAMES, self._records * _RECORD.itemsize) as file:
            file.write(np.array(self._named, dtype=_RECORD).tobytes())
            file.flush()
            os.fsync(file.fileno())
        count = len(self._named)
        self._named.clear()
        return count

    def _there(self, wanted: Mapping[int, int]) -> dict[int, int]:
        """Return the row of each technology whose vectors lie here under the wanted key."""
        if self._known is None or not wanted:
            return {}
        names = self._known.names
        asked = names[np.isin(names["technology"], _array(wanted))]
        return {
            technology: row for technology, key, row in asked.tolist() if wanted[technology] == key
        }

    def _next_folder(self) -> str:
        there = [int(each.name) for each in self._root.iterdir() if each.name.isdecimal()]
        return f"{max(there, default=0) + 1:08d}"


class LocalVectorFiles:
    """The files of one language, shared by all processes of this machine.

    Args:
        root: Their folder; it may be removed at any time while no process runs.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._opened: LocalVectors | None = None

    def read(self) -> LocalVectors | None:
        """Return the rows as of now, or None where there are none or they are damaged."""
        # a second look, where another process began anew amid the first one
        for _ in range(2):
            pointer = self._pointer()
            if pointer is None:
                return None
            opened = self._opened
            if opened is not None and opened.pointer == pointer:
                return opened
            try:
                self._opened = LocalVectors(self._root, pointer)
            except (OSError, ValueError):
                continue
            return self._opened
        return None

    @contextmanager
    def writing(self) -> Iterator[LocalVectorsWriter]:
        """Hold the right to write, which the system frees when the process dies.

        It is waited for: whoever has it does what this one would do.
        """
        folder_made(self._root)
        with (self._root / _LOCK).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            writer = LocalVectorsWriter(self._root, self.read())
            try:
                yield writer
            finally:
                writer.close()

    def _pointer(self) -> _Pointer | None:
        try:
            return _Pointer(**json.loads((self._root / _POINTER).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None


@contextmanager
def _opened_at(path: Path, place: int) -> Iterator[BinaryIO]:
    with path.open("ab") as file:
        file.truncate(place)
        yield file


def _array(numbers: Collection[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, np.int64, len(numbers))
