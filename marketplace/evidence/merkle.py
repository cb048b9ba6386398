"""The Merkle tree of the log, pure: hashes, which ranges a proof needs, and how one is checked.

Making a proof and checking it share no code beyond the two hash functions, so that an error in
one shows in the other.

Source:
    RFC 6962 section 2.1 (tree, paths), RFC 9162 section 2.1.3 and 2.1.4 (checking).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Range: TypeAlias = tuple[int, int]
"""Leaves from the first number up to, not including, the second."""

Subtree: TypeAlias = tuple[int, int]
"""A complete subtree: its height, and its number among those of that height."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf's bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of neighbouring hashes."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def subtrees(leaves: Range) -> list[Subtree]:
    """Return the complete subtrees that a range of a tree consists of, from left to right."""
    start, end = leaves
    found = []
    while start < end:
        height = (end - start).bit_length() - 1
        found.append((height, start >> height))
        start += 1 << height
    return found


def range_root(leaves: Range, hash_of: Callable[[Subtree], bytes]) -> bytes:
    """Return the root over a range that occurs in a tree, from its complete subtrees.

    Args:
        leaves: A range as `inclusion_ranges` and `consistency_ranges` give it, or a whole tree.
        hash_of: The hash of a complete subtree.
    """
    return _folded([hash_of(subtree) for subtree in subtrees(leaves)])


class Frontier:
    """A tree that grows leaf by leaf and keeps only its complete subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        node, place = leaf, self.size
        while place & 1:
            node, place = node_hash(self._roots.pop(), node), place >> 1
        self._roots.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        return _folded(self._roots)


def _folded(roots: Sequence[bytes]) -> bytes:
    """Return the root over the roots of complete subtrees, given from left to right."""
    if not roots:
        return EMPTY_ROOT
    *rest, root = roots
    while rest:
        root = node_hash(rest.pop(), root)
    return root


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose roots prove a leaf, from its sibling upwards.

    Raises:
        ValueError: The tree does not hold that leaf.
    """
    if not 0 <= index < size:
        message = f"A tree of {size} leaves has no leaf {index}."
        raise ValueError(message)
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the ranges whose roots prove that the old tree is the beginning of the new one.

    Raises:
        ValueError: The sizes are not 1 or more, or the old tree is the larger.
    """
    if not 1 <= old <= new:
        message = f"There is no consistency proof from {old} to {new}."
        raise ValueError(message)
    low, high, path = 0, new, []
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    if low:  # the checker knows the old root itself, so it is left out when it is a subtree
        path.append((low, high))
    return path[::-1]


def _split(size: int) -> int:
    """Return the largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_holds(
    *, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Return whether a path leads from a leaf's hash to the root.

    Source:
        RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def consistency_holds(
    *, old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Return whether a path shows the old tree to be the beginning of the new one.

    Source:
        RFC 9162, section 2.1.4.2.
    """
    if not 1 <= old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    rest = list(path)
    if old & (old - 1) == 0:
        rest.insert(0, old_root)
    if not rest:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    from_old = from_new = rest[0]
    for sibling in rest[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            from_old, from_new = node_hash(sibling, from_old), node_hash(sibling, from_new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            from_new = node_hash(from_new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and from_old == old_root and from_new == new_root
