"""Tiles, pure: how the tree is cut into files, what they are called, and how they grow.

Source:
    C2SP tlog-tiles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from marketplace.evidence.merkle import (
    HASH_BYTES,
    Range,
    Subtree,
    complete_root,
    range_root,
    subtrees,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
LARGEST_LEVEL = 63
_LARGEST_ENTRY = 0xFFFF
# 3 x 3 digits reach 256,000 million leaves; longer paths are refused before they are parsed
_PLACE = re.compile(r"((?:x[0-9]{3}/){0,4})([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)
_LEVEL = re.compile(r"0|[1-9][0-9]?", re.ASCII)

TileKey: TypeAlias = tuple[int, int]
"""A tile's level and its index within the level."""


class TileSource(Protocol):
    """Where tiles are read from."""

    def tiles(self, keys: Iterable[TileKey]) -> Mapping[TileKey, bytes]:
        """Return the hashes of each tile asked for, as far as it has grown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which tile a path names, and how many of its hashes."""

    index: int
    width: int


def place_path(place: Place) -> str:
    """Return the path element for a tile or bundle, for example `x001/234.p/5`."""
    digits = f"{place.index % 1000:03d}"
    rest = place.index // 1000
    while rest:
        digits = f"x{rest % 1000:03d}/{digits}"
        rest //= 1000
    return digits if place.width == TILE_WIDTH else f"{digits}.p/{place.width}"


def place_parsed(path: str) -> Place | None:
    """Return the place that a path names, or None for anything but its one right spelling."""
    match = _PLACE.fullmatch(path)
    if not match:
        return None
    parents, last, width = match.groups()
    place = Place(int(parents.replace("x", "").replace("/", "") + last), int(width or TILE_WIDTH))
    is_possible = width is None or place.width < TILE_WIDTH
    return place if is_possible and place_path(place) == path else None


def level_parsed(text: str) -> int | None:
    """Return the level that a path element names, or None when it names none."""
    if not _LEVEL.fullmatch(text) or int(text) > LARGEST_LEVEL:
        return None
    return int(text)


def bundle(entries: Iterable[bytes]) -> bytes:
    """Return entries as one bundle, each behind its length in two bytes.

    Raises:
        ValueError: An entry is longer than a bundle can hold.
    """
    parts = []
    for entry in entries:
        if len(entry) > _LARGEST_ENTRY:
            message = f"An entry of {len(entry)} bytes does not fit a bundle."
            raise ValueError(message)
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def split_hashes(hashes: bytes) -> list[bytes]:
    """Return a tile's bytes as single hashes."""
    return [hashes[i : i + HASH_BYTES] for i in range(0, len(hashes), HASH_BYTES)]


def edge_keys(size: int) -> list[TileKey]:
    """Return the tiles that still grow in a tree of this size: the partial ones."""
    keys, level = [], 0
    while size:
        if size % TILE_WIDTH:
            keys.append((level, size // TILE_WIDTH))
        size, level = size // TILE_WIDTH, level + 1
    return keys


def tiles_grown(
    *, size: int, edge: Mapping[TileKey, bytes], leaves: Sequence[bytes]
) -> dict[TileKey, bytes]:
    """Return every tile that new leaves change or add, whole.

    Args:
        size: The tree's size before.
        edge: The tiles that `edge_keys(size)` names.
        leaves: The hashes of the new leaves.
    """
    changed: dict[TileKey, bytes] = {}
    level, start, arriving = 0, size, list(leaves)
    while arriving:
        index, above = start // TILE_WIDTH, []
        row = split_hashes(edge.get((level, index), b"")) + arriving
        for offset in range(0, len(row), TILE_WIDTH):
            part = row[offset : offset + TILE_WIDTH]
            changed[level, index + offset // TILE_WIDTH] = b"".join(part)
            if len(part) == TILE_WIDTH:
                above.append(complete_root(part))
        level, start, arriving = level + 1, index, above
    return changed


def _tile_of(subtree: Subtree) -> tuple[TileKey, slice]:
    """Return the tile that holds a subtree, and which of its bytes lie below the subtree."""
    height, number = subtree
    level, inside = divmod(height, TILE_HEIGHT)
    first = number << inside
    start = first % TILE_WIDTH * HASH_BYTES
    return (level, first // TILE_WIDTH), slice(start, start + (HASH_BYTES << inside))


def range_roots(ranges: Sequence[Range], source: TileSource) -> list[bytes]:
    """Return the root over each range, reading every tile needed at once.

    Raises:
        LookupError: A tile is missing or too short.
    """
    keys = {_tile_of(subtree)[0] for leaves in ranges for subtree in subtrees(leaves)}
    tiles = source.tiles(keys)

    def hash_of(subtree: Subtree) -> bytes:
        key, part = _tile_of(subtree)
        below = tiles.get(key, b"")[part]
        if len(below) != part.stop - part.start:
            message = f"Tile {key[0]}/{key[1]} is missing or too short."
            raise LookupError(message)
        return complete_root(split_hashes(below))

    return [range_root(leaves, hash_of) for leaves in ranges]
