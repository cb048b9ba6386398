"""What the files of a shard tell without a question to the engine: are they whole, and how many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from matching.engines.base import TextSet
from matching.engines.shard import shard_opened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SEGMENT_PARTS: Final = ("fast", "fieldnorm", "idx", "pos", "store", "term")


def shard_is_whole(path: Path) -> bool:
    """Return whether all that the last commit names lies there and can be opened.

    A folder without a commit is whole: no document was ever written there.
    """
    if not path.exists():
        return True
    try:
        if not (path / "meta.json").exists():
            return not any(path.glob("*.store"))
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        files = [name for segment in meta["segments"] for name in _segment_files(segment)]
        if meta["segments"]:
            files += [f"stems{texts}.rows" for texts in TextSet]
        # an emptied file would still open
        return all((path / name).stat().st_size for name in files) and bool(shard_opened(path))
    except (OSError, ValueError, LookupError):
        return False


def _segment_files(segment: Mapping[str, Any]) -> list[str]:
    """Return the files of a segment, as tantivy names them."""
    name = segment["segment_id"].replace("-", "")
    names = [f"{name}.{part}" for part in _SEGMENT_PARTS]
    if segment["deletes"]:
        names.append(f"{name}.{segment['deletes']['opstamp']}.del")
    return names


def shard_counts(path: Path) -> tuple[int, int, int]:
    """Return live documents, deleted ones still on disk, and the number of the last commit.

    Source: tantivy's own `meta.json`, which it replaces atomically with each commit.
    """
    try:
        meta = json.loads((path / "meta.json").read_text("utf-8"))
    except FileNotFoundError:
        return 0, 0, 0
    held = sum(segment["max_doc"] for segment in meta["segments"])
    deleted = sum(
        (segment["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"]
        for segment in meta["segments"]
    )
    return held - deleted, deleted, int(meta["opstamp"])
