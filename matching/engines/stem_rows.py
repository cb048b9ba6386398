"""A shard's stem counts and pairs: records appended to a file, with statistics beside it.

A record is synced before the commit that names its place, so a reader never meets a place without
a record. Records that no document names (replaced, or written before a crash) are never asked for.
The statistics cover the file up to a place that they name; they are replaced whole, and catch up
when the rest has grown enough to matter.
"""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.constants import STATISTICS_LAG_SHARE
from matching.engines.base import TextSet
from matching.stem_counts import (
    HEADER_BYTES,
    StemStatistics,
    packed,
    packed_size,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from matching.engines.base import AnalysedText

_HEADER: Final = struct.Struct("<QQQQ")
_COUNTED_AT_ONCE: Final = 20_000


def _rows_path(folder: Path, texts: TextSet) -> Path:
    return folder / f"stems{texts}.rows"


def _table_path(folder: Path, texts: TextSet) -> Path:
    return folder / f"stems{texts}.table"


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Statistics and how much of the rows' file they cover."""

    statistics: StemStatistics
    covered: int


class StemRowsWriter:
    """Appends the stem counts of documents, each text set to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[TextSet, BinaryIO] = {}

    def append(self, analysed: Mapping[TextSet, AnalysedText]) -> dict[TextSet, int]:
        """Return the places of the records that hold them from now on."""
        if not self._files:
            self._open()
        places = {}
        for texts, file in self._files.items():
            places[texts] = file.tell()
            file.write(packed(analysed[texts].stems, analysed[texts].pairs))
        return places

    def sync(self) -> None:
        """Make the records durable and let the statistics catch up."""
        for texts, file in self._files.items():
            file.flush()
            os.fsync(file.fileno())
            self._count(texts, file.tell())

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _open(self) -> None:
        for texts in TextSet:
            path = _rows_path(self._folder, texts)
            end = 0
            if path.exists():
                # what a crash left of a record goes; what a commit named lies before it
                with _Rows(path) as rows:
                    start = min(_table_read(self._folder, texts).covered, rows.size)
                    end = max((end for _, end in rows.records(start)), default=start)
            file = path.open("ab")
            file.truncate(end)
            file.seek(end)
            self._files[texts] = file

    def _count(self, texts: TextSet, end: int) -> None:
        table = _table_read(self._folder, texts)
        if end - table.covered <= STATISTICS_LAG_SHARE * table.covered:
            return
        statistics = table.statistics
        with _Rows(_rows_path(self._folder, texts)) as rows:
            records = (unpacked(rows.read(start)) for start, _ in rows.records(table.covered))
            while some := list(islice(records, _COUNTED_AT_ONCE)):
                statistics = statistics.extended(some)
        _table_write(self._folder, texts, _Table(statistics, end))


class _Rows:
    """The rows of one text set as they were on opening, read through memory."""

    def __init__(self, path: Path) -> None:
        self.size = 0
        self._map: mmap.mmap | None = None
        try:
            with path.open("rb") as file:
                self.size = os.fstat(file.fileno()).st_size
                if self.size:
                    self._map = mmap.mmap(file.fileno(), self.size, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            pass

    def __enter__(self) -> _Rows:
        return self

    def __exit__(self, *_: object) -> None:
        if self._map is not None:
            self._map.close()

    def read(self, place: int) -> bytes:
        """Return the record at a place, or nothing where there is none."""
        if self._map is None or not 0 <= place <= self.size - HEADER_BYTES:
            return b""
        return self._map[place : place + packed_size(self._map, place)]

    def records(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of the whole records from a place onwards."""
        while self._map is not None and start <= self.size - HEADER_BYTES:
            end = start + packed_size(self._map, start)
            if end > self.size:
                return
            yield start, end
            start = end


class StemRows:
    """The stem counts of one text set and their statistics, as they were on opening."""

    def __init__(self, folder: Path, texts: TextSet) -> None:
        self._rows = _Rows(_rows_path(folder, texts))
        self.statistics = _table_read(folder, texts).statistics

    def read(self, place: int) -> bytes:
        """Return the packed stem counts that lie at a place."""
        return self._rows.read(place)


def _table_read(folder: Path, texts: TextSet) -> _Table:
    """Return the statistics as they were written last; they lie in memory only as far as read."""
    path = _table_path(folder, texts)
    try:
        with path.open("rb") as file:
            covered, documents, total, count = _HEADER.unpack(file.read(_HEADER.size))
    except FileNotFoundError:
        return _Table(StemStatistics.empty(), 0)
    columns = (
        np.memmap(path, "<u4", "r", offset=_HEADER.size, shape=(2, count))
        if count
        else np.empty((2, 0), np.uint32)
    )
    return _Table(StemStatistics(columns[0], columns[1], documents, total), covered)


def _table_write(folder: Path, texts: TextSet, table: _Table) -> None:
    known = table.statistics
    path = _table_path(folder, texts)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(
            _HEADER.pack(table.covered, known.document_count, known.total_length, len(known.hashes))
        )
        file.write(known.hashes.astype("<u4").tobytes())
        file.write(known.frequencies.astype("<u4").tobytes())
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
