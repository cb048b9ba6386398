"""A document's stems with their counts, and its pairs, in packed form; statistics over many; pure.

Whatever is ranked anew beside an engine's own score reads these, so that every engine ranks alike.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    import mmap
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

_HEADER: Final = struct.Struct("<IIII")
_HASH_BYTES: Final = 4
_COUNT_BYTES: Final = 2
_LARGEST_COUNT: Final = 65_535
_HASH_BITS: Final = 32
_MOST_BUCKET_BITS: Final = 22
_NO_HASH: Final = 2**32 - 1
HEADER_BYTES: Final = _HEADER.size


@lru_cache(maxsize=100_000)
def stem_hash(stem: str) -> int:
    """Return the number that stands for a stem, the same in every process."""
    return zlib.crc32(stem.encode())


def pair_hashes(pairs: Collection[str]) -> NDArray[np.uint32]:
    """Return the numbers that stand for pairs of adjacent stems, in their order.

    There are many times more pairs than stems, so none is remembered.
    """
    return np.fromiter((zlib.crc32(pair.encode()) for pair in pairs), np.uint32, len(pairs))


@dataclass(frozen=True, slots=True, eq=False)
class StemCounts:
    """How often each stem stands in one text.

    Args:
        hashes: Of the different stems, ascending.
        counts: How often each of them stands there.
        length: How many stems the text holds.
        written: The stems themselves in the same order, parted by line ends.
    """

    hashes: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    length: int
    written: bytes

    @property
    def stems(self) -> list[str]:
        """Return the different stems, in the order of their hashes."""
        return self.written.decode().split("\n") if self.written else []


def packed(stems: Sequence[str], pairs: Collection[str] = ()) -> bytes:
    """Return the stems of a text with their counts, and which pairs it holds, as bytes."""
    # two stems of one hash are one: once in some ten thousand documents
    counted: dict[int, tuple[str, int]] = {}
    for stem, count in Counter(stems).items():
        number = stem_hash(stem)
        known = counted.get(number, (stem, 0))
        counted[number] = (known[0], min(known[1] + count, _LARGEST_COUNT))
    hashes = sorted(counted)
    written = "\n".join(counted[number][0] for number in hashes).encode()
    adjacent = np.unique(pair_hashes(pairs))
    return b"".join(
        (
            _HEADER.pack(len(hashes), len(stems), len(written), len(adjacent)),
            np.array(hashes, "<u4").tobytes(),
            np.array([counted[number][1] for number in hashes], "<u2").tobytes(),
            written,
            adjacent.astype("<u4").tobytes(),
        )
    )


def packed_size(held: bytes | mmap.mmap, place: int = 0) -> int:
    """Return how many bytes the record has that begins at the place."""
    count, _, written, adjacent = _HEADER.unpack_from(held, place)
    size = _HEADER.size + count * (_HASH_BYTES + _COUNT_BYTES) + written
    return int(size + adjacent * _HASH_BYTES)


def unpacked(record: bytes) -> StemCounts:
    """Return the stems that `packed` was given, without the order; nothing for no bytes."""
    if not record:
        return StemCounts(np.empty(0, np.uint32), np.empty(0, np.uint16), 0, b"")
    count, length, size, _ = _HEADER.unpack_from(record)
    counts_at = _HEADER.size + count * _HASH_BYTES
    written_at = counts_at + count * _COUNT_BYTES
    return StemCounts(
        hashes=np.frombuffer(record, "<u4", count, _HEADER.size),
        counts=np.frombuffer(record, "<u2", count, counts_at),
        length=length,
        written=record[written_at : written_at + size],
    )


@dataclass(frozen=True, slots=True, eq=False)
class JoinedCounts:
    """The stem counts of several texts, one after another.

    Args:
        hashes: Of each text's different stems, text after text.
        counts: How often each of them stands in its text.
        sizes: How many different stems each text holds.
        lengths: How many stems each text holds.
        pairs: Of each text's different pairs of adjacent stems, text after text.
        pair_sizes: How many of them each text holds.
    """

    hashes: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    sizes: NDArray[np.int64]
    lengths: NDArray[np.float32]
    pairs: NDArray[np.uint32]
    pair_sizes: NDArray[np.int64]


def joined(records: Sequence[bytes]) -> JoinedCounts:
    """Return what `packed` was given for each text; two hundred are read as one."""
    hashes, counts, sizes, lengths, pairs, pair_sizes = [], [], [], [], [], []
    for record in records:
        size, length, _, adjacent = _HEADER.unpack_from(record) if record else (0, 0, 0, 0)
        counts_at = _HEADER.size + size * _HASH_BYTES
        hashes.append(record[_HEADER.size : counts_at])
        counts.append(record[counts_at : counts_at + size * _COUNT_BYTES])
        sizes.append(size)
        lengths.append(length)
        pairs.append(record[len(record) - adjacent * _HASH_BYTES :])
        pair_sizes.append(adjacent)
    return JoinedCounts(
        hashes=np.frombuffer(b"".join(hashes), "<u4"),
        counts=np.frombuffer(b"".join(counts), "<u2"),
        sizes=np.array(sizes, np.int64),
        lengths=np.array(lengths, np.float32),
        pairs=np.frombuffer(b"".join(pairs), "<u4"),
        pair_sizes=np.array(pair_sizes, np.int64),
    )


@dataclass(frozen=True, eq=False)
class StemStatistics:
    """In how many documents of one language and text set each stem stands.

    They may lag a little behind the latest commits.

    Args:
        hashes: Of all stems, ascending.
        frequencies: How many documents hold each.
        document_count: How many documents were counted.
        total_length: How many stems they hold together.
    """

    hashes: NDArray[np.uint32]
    frequencies: NDArray[np.uint32]
    document_count: int = 0
    total_length: int = 0

    @classmethod
    def empty(cls) -> Self:
        """Return the statistics of no documents."""
        return cls(np.empty(0, np.uint32), np.empty(0, np.uint32))

    @property
    def average_length(self) -> float:
        """Return how many stems a document holds on average, at least one."""
        return max(self.total_length / max(self.document_count, 1), 1.0)

    @cached_property
    def rarity_of_places(self) -> NDArray[np.float32]:
        """Return each stem's rarity, in the order of `hashes`, and last that of an unknown one."""
        return self.rarities(self._frequencies_padded)

    def places_of(self, hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return where each of the stems stands in `hashes`; their number for an unknown one."""
        shift, starts, known = self._buckets
        places: NDArray[np.int64] = starts[hashes >> shift]
        # hashes are spread evenly, so a bucket holds hardly more than one
        behind = np.flatnonzero(known[places] < hashes)
        while len(behind):
            places[behind] += 1
            behind = behind[known[places[behind]] < hashes[behind]]
        places[(known[places] != hashes) | (places == len(self.hashes))] = len(self.hashes)
        return places

    @cached_property
    def _buckets(self) -> tuple[np.uint32, NDArray[np.int64], NDArray[np.uint32]]:
        """Return by how much a hash is shifted to its bucket, where each begins, and all hashes."""
        count = len(self.hashes)
        bits = min(count.bit_length() + 1, _MOST_BUCKET_BITS)
        shift = np.uint32(_HASH_BITS - bits)
        ends = np.cumsum(np.bincount(self.hashes >> shift, minlength=2**bits))
        starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
        return shift, starts, np.append(self.hashes, np.uint32(_NO_HASH))

    def frequencies_of(self, hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return how many documents hold each of the stems."""
        return self._frequencies_padded[self.places_of(hashes)]

    @cached_property
    def _frequencies_padded(self) -> NDArray[np.uint32]:
        """Return `frequencies` and, last, that of an unknown stem."""
        return np.append(self.frequencies, np.uint32(0)).astype(np.uint32)

    def rarities(self, frequencies: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return BM25's inverse document frequency for each of the document frequencies."""
        known = frequencies.astype(np.float32)
        rest = np.maximum(self.document_count - known + 0.5, 0.5)
        rarities: NDArray[np.float32] = np.log1p(rest / (known + 0.5), dtype=np.float32)
        return rarities

    def extended(self, documents: Iterable[StemCounts]) -> StemStatistics:
        """Return the statistics with these documents counted as well."""
        found = list(documents)
        fresh = [document.hashes for document in found]
        joined = np.concatenate([self.hashes, *fresh])
        hashes, places = np.unique(joined, return_inverse=True)
        weights = np.ones(len(joined), np.float64)
        weights[: len(self.hashes)] = self.frequencies
        return StemStatistics(
            hashes=hashes,
            frequencies=np.bincount(places, weights, len(hashes)).astype(np.uint32),
            document_count=self.document_count + len(found),
            total_length=self.total_length + sum(document.length for document in found),
        )
