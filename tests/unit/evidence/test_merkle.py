"""The tree against the definition of RFC 6962, written out again here the slow way."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.evidence import merkle

LARGEST = 80


def leaf(number: int) -> bytes:
    return merkle.leaf_hash(str(number).encode())


@cache
def defined_root(start: int, end: int) -> bytes:
    """MTH(D[start:end]) word for word from RFC 6962 section 2.1."""
    count = end - start
    if count == 0:
        return hashlib.sha256(b"").digest()
    if count == 1:
        return hashlib.sha256(b"\x00" + str(start).encode()).digest()
    split = 1
    while split * 2 < count:
        split *= 2
    left, right = defined_root(start, start + split), defined_root(start + split, end)
    return hashlib.sha256(b"\x01" + left + right).digest()


def hash_of(subtree: merkle.Subtree) -> bytes:
    height, number = subtree
    return defined_root(number << height, (number + 1) << height)


def roots(ranges: list[merkle.Range]) -> list[bytes]:
    return [merkle.range_root(leaves, hash_of) for leaves in ranges]


@pytest.mark.parametrize("size", range(LARGEST))
def test_root_is_the_defined_one(size: int) -> None:
    assert merkle.range_root((0, size), hash_of) == defined_root(0, size)


def test_every_leaf_of_every_small_tree_is_proven() -> None:
    for size in range(1, LARGEST):
        for index in range(size):
            path = roots(merkle.inclusion_ranges(index, size))
            assert merkle.inclusion_holds(
                leaf=leaf(index), index=index, size=size, path=path, root=defined_root(0, size)
            ), (index, size)


def test_every_small_tree_is_proven_to_begin_every_longer_one() -> None:
    for new in range(1, LARGEST):
        for old in range(1, new + 1):
            path = roots(merkle.consistency_ranges(old, new))
            assert merkle.consistency_holds(
                old=old,
                new=new,
                old_root=defined_root(0, old),
                new_root=defined_root(0, new),
                path=path,
            ), (old, new)


def test_no_inclusion_proof_fits_another_leaf_place_or_tree() -> None:
    for size in range(1, 34):
        for index in range(size):
            path = roots(merkle.inclusion_ranges(index, size))
            for other in range(size + 2):
                holds = merkle.inclusion_holds(
                    leaf=leaf(index), index=other, size=size, path=path, root=defined_root(0, size)
                )
                assert holds == (other == index)
                assert other == index or not merkle.inclusion_holds(
                    leaf=leaf(other), index=index, size=size, path=path, root=defined_root(0, size)
                )


@settings(deadline=None)
@given(st.data())
def test_an_altered_proof_never_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    path = roots(merkle.inclusion_ranges(index, size))
    place = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    changed = (int.from_bytes(path[place], "big") ^ (1 << bit)).to_bytes(32, "big")
    for wrong in (
        [*path[:place], changed, *path[place + 1 :]],
        [*path[:place], *path[place + 1 :]],
        [*path, changed],
    ):
        assert not merkle.inclusion_holds(
            leaf=leaf(index), index=index, size=size, path=wrong, root=defined_root(0, size)
        )


@settings(deadline=None)
@given(st.data())
def test_an_altered_consistency_proof_never_holds(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, LARGEST))
    old = data.draw(st.integers(1, new - 1))
    path = roots(merkle.consistency_ranges(old, new))
    place = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    changed = (int.from_bytes(path[place], "big") ^ (1 << bit)).to_bytes(32, "big")

    def holds(path: list[bytes], old_root: bytes) -> bool:
        new_root = defined_root(0, new)
        return merkle.consistency_holds(
            old=old, new=new, old_root=old_root, new_root=new_root, path=path
        )

    assert not holds([*path[:place], changed, *path[place + 1 :]], defined_root(0, old))
    assert not holds([*path[:place], *path[place + 1 :]], defined_root(0, old))
    assert not holds([*path, changed], defined_root(0, old))
    assert not holds(path, leaf(99))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 5), (5, 5)])
def test_no_proof_of_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="has no leaf"):
        merkle.inclusion_ranges(index, size)
    assert not merkle.inclusion_holds(leaf=leaf(0), index=index, size=size, path=[], root=leaf(0))


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 3), (4, 3), (-1, 3)])
def test_no_consistency_proof_from_an_impossible_tree(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no consistency proof"):
        merkle.consistency_ranges(old, new)
    assert not merkle.consistency_holds(
        old=old, new=new, old_root=leaf(0), new_root=leaf(0), path=[]
    )


def test_equal_trees_are_consistent_only_with_equal_roots_and_no_path() -> None:
    root = defined_root(0, 3)

    def holds(new_root: bytes, path: list[bytes]) -> bool:
        return merkle.consistency_holds(old=3, new=3, old_root=root, new_root=new_root, path=path)

    assert holds(root, [])
    assert not holds(leaf(1), [])
    assert not holds(root, [leaf(1)])
