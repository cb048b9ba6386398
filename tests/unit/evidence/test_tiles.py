"""Tiles: their names, their growth, and the roots and proofs read back from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.evidence import merkle, tiles
from marketplace.evidence.tiles import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class TilesInMemory:
    """The tiles of a log, kept in a dictionary."""

    def __init__(self) -> None:
        self.size = 0
        self.kept: dict[tiles.TileKey, bytes] = {}

    def tiles(self, keys: Iterable[tiles.TileKey]) -> Mapping[tiles.TileKey, bytes]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def grow(self, count: int) -> None:
        leaves = [merkle.leaf_hash(str(self.size + i).encode()) for i in range(count)]
        edge = self.tiles(tiles.edge_keys(self.size))
        self.kept |= tiles.tiles_grown(size=self.size, edge=edge, leaves=leaves)
        self.size += count


def brute_root(size: int) -> bytes:
    """Return the root by hashing the whole tree, odd nodes moving up unchanged."""
    row = [merkle.leaf_hash(str(i).encode()) for i in range(size)]
    while len(row) > 1:
        above = [merkle.node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = above + row[len(above) * 2 :]
    return row[0] if row else merkle.EMPTY_ROOT


def root(log: TilesInMemory, size: int) -> bytes:
    return tiles.range_roots([(0, size)], log)[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=8))
def test_however_a_log_grew_its_tiles_are_those_of_its_size(rounds: list[int]) -> None:
    log = TilesInMemory()
    for count in rounds:
        log.grow(count)
    at_once = TilesInMemory()
    at_once.grow(sum(rounds))
    assert log.kept == at_once.kept
    assert root(log, log.size) == brute_root(log.size)


def test_a_log_of_70000_has_the_tiles_the_specification_names() -> None:
    log = TilesInMemory()
    log.grow(70_000)
    widths: dict[int, list[int]] = {}
    for (level, _), hashes in sorted(log.kept.items()):
        widths.setdefault(level, []).append(len(hashes) // merkle.HASH_BYTES)
    assert widths == {0: [256] * 273 + [112], 1: [256, 17], 2: [1]}
    assert root(log, 70_000) == brute_root(70_000)
    assert root(log, 65_537) == brute_root(65_537)
    proof = tiles.range_roots(merkle.inclusion_ranges(66_000, 70_000), log)
    assert merkle.inclusion_holds(
        leaf=merkle.leaf_hash(b"66000"),
        index=66_000,
        size=70_000,
        path=proof,
        root=brute_root(70_000),
    )


def test_a_log_of_256_has_one_full_tile_and_one_of_width_1_above() -> None:
    log = TilesInMemory()
    log.grow(256)
    assert {key: len(value) // 32 for key, value in log.kept.items()} == {(0, 0): 256, (1, 0): 1}


def test_old_roots_are_read_from_grown_tiles() -> None:
    log = TilesInMemory()
    log.grow(1_000)
    for size in (0, 1, 255, 256, 257, 511, 513, 999):
        assert root(log, size) == brute_root(size)
    path = tiles.range_roots(merkle.consistency_ranges(300, 1_000), log)
    assert merkle.consistency_holds(
        old=300, new=1_000, old_root=brute_root(300), new_root=brute_root(1_000), path=path
    )


def test_a_missing_tile_is_named() -> None:
    log = TilesInMemory()
    log.grow(300)
    log.kept[0, 1] = log.kept[0, 1][:-32]
    with pytest.raises(LookupError, match="Tile 0/1"):
        root(log, 300)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("000", Place(0, 256)),
        ("007.p/1", Place(7, 1)),
        ("x001/x234/067", Place(1_234_067, 256)),
        ("x001/x234/067.p/255", Place(1_234_067, 255)),
    ],
)
def test_paths_name_places(path: str, place: Place) -> None:
    assert tiles.place_parsed(path) == place
    assert tiles.place_path(place) == path


@given(st.integers(0, 10**14), st.integers(1, 256))
def test_every_place_has_one_path(index: int, width: int) -> None:
    assert tiles.place_parsed(tiles.place_path(Place(index, width))) == Place(index, width)


@pytest.mark.parametrize(
    "path",
    [
        "", "0", "00", "0000", "1", "001/", "/001", "x000/001", "x001", "x001/x002", "001/002",
        "X001/002", "000.p/0", "000.p/01", "000.p/256", "000.p/999", "000.p/", "000.p", "000.p/1/",
        "-01", "+01", " 01", "001\n", "\u0660\u0660\u0661", "x001//002", "..", "000.p/1000",
        "x999/" * 9 + "000",
    ],
)  # fmt: skip
def test_other_spellings_name_nothing(path: str) -> None:
    assert tiles.place_parsed(path) is None


@pytest.mark.parametrize(
    ("text", "level"), [("0", 0), ("9", 9), ("63", 63), ("64", None), ("00", None), ("", None),
                        ("-1", None), ("\u0663", None), ("1\n", None)],
)  # fmt: skip
def test_levels(text: str, level: int | None) -> None:
    assert tiles.level_parsed(text) == level


def test_a_bundle_prefixes_each_entry_with_its_length() -> None:
    assert tiles.bundle([b"ab", b"", b"c" * 258]) == b"\0\2ab\0\0\1\2" + b"c" * 258
    with pytest.raises(ValueError, match="does not fit"):
        tiles.bundle([b"x" * 65_536])
