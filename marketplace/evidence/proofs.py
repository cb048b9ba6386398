"""Proofs from the stored tiles, and the file in which a party takes one away.

Source:
    C2SP tlog-proof.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from marketplace.evidence.merkle import consistency_ranges, inclusion_ranges
from marketplace.evidence.models import Checkpoint
from marketplace.evidence.storage import StoredTiles
from marketplace.evidence.tiles import range_roots

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMAT = "c2sp.org/tlog-proof@v1"


def inclusion_proof(index: int, size: int) -> list[bytes]:
    """Return the hashes that prove an entry to be in the tree of a size.

    Raises:
        ValueError: The tree does not hold that entry.
        LookupError: A stored tile is missing.
    """
    return range_roots(inclusion_ranges(index, size), StoredTiles())


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Return the hashes that prove the old tree to be the beginning of the new one.

    Raises:
        ValueError: The sizes are not 1 or more, or the old tree is the larger.
        LookupError: A stored tile is missing.
    """
    return range_roots(consistency_ranges(old, new), StoredTiles())


def proof_text(index: int | None) -> str | None:
    """Return the proof file of an entry against the newest checkpoint.

    Args:
        index: The entry's place in the log, or None when it has none yet.

    Returns:
        The text, or None until a checkpoint covers the entry.
    """
    newest = Checkpoint.objects.order_by("-size").values_list("size", "note").first()
    if index is None or newest is None or newest[0] <= index:
        return None
    size, note = newest
    return proof_formatted(index=index, path=inclusion_proof(index, size), note=note)


def proof_formatted(*, index: int, path: Sequence[bytes], note: str) -> str:
    """Return a proof as the text of a `.tlog-proof` file."""
    hashes = [base64.b64encode(node).decode() for node in path]
    return "\n".join([_FORMAT, f"index {index}", *hashes, "", note])
