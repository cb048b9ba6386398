"""The whole log checked again, in numbered steps, from the entries up.

1. The newest checkpoint is signed by the log's key, which is the one that is published.
2. The entries' indexes run from 0 without a gap, and their times in the log never go back.
3. Each body gives, with its salt, its commitment, and says what the columns beside it say.
4. The leaves give the stored tiles, and there are no others.
5. The leaves give the root of the newest checkpoint.
6. They give the root of every older checkpoint, each signed: no history was ever replaced.
7. The entries that still wait for their place give their commitments.
8. The log holds all of the last checkpoint that was kept outside the database.

Steps 2 to 6 walk the log once, in batches, so that memory does not grow with it. A log that
grows meanwhile is checked up to the checkpoint that was the newest at the start.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from marketplace.evidence.leaf import commitment_of, leaf_data, moment_text
from marketplace.evidence.merkle import HASH_BYTES, Frontier, leaf_hash
from marketplace.evidence.models import Checkpoint, Entry, Tile
from marketplace.evidence.notes import CheckpointText, NoteError, VerifierKey, checkpoint_opened
from marketplace.evidence.selectors import verifier_key_latest
from marketplace.evidence.storage import StoredTiles
from marketplace.evidence.stored_history import StoredEntry, checkpoints_up_to, entry_batches
from marketplace.evidence.tiles import TILE_WIDTH, TileKey, edge_keys, split_hashes, tiles_grown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

Report: TypeAlias = "Callable[[int, str], None]"


class EvidenceError(Exception):
    """The log is not what it should be.

    Args:
        step: The number of the step that refuses it.
        message: What is wrong.
        entry: The first entry at fault, by index and id, where one can be named.
    """

    def __init__(self, step: int, message: str, entry: str | None = None) -> None:
        super().__init__(f"{entry}: {message}" if entry else message)
        self.step = step
        self.message = message
        self.entry = entry


def verify_log(*, key: VerifierKey, remembered: str | None, report: Report) -> CheckpointText:
    """Check the whole log of the database and return what its newest checkpoint states.

    Args:
        key: The log's public key, from elsewhere than the database.
        remembered: The last checkpoint kept outside the database, if one was.
        report: Called with number and words of each step that holds.

    Raises:
        EvidenceError: A step does not hold.
    """
    newest = _newest_checkpoint(key)
    report(1, f"the checkpoint of {newest.size} entries is signed by {key.name}")
    walk = _Walk(newest, key, _opened(8, remembered, key) if remembered else None)
    for batch in entry_batches(Entry.objects.filter(index__lt=newest.size), "index"):
        walk.take(batch)
    walk.finish()
    report(2, f"{newest.size} entries follow each other without a gap")
    report(3, "every body gives its commitment")
    report(4, "the leaves give the stored tiles")
    report(5, f"the leaves give the root {newest.root.hex()}")
    report(6, f"{walk.checkpoints} checkpoints are signed and of this one history")
    waiting = 0
    for batch in entry_batches(Entry.objects.filter(index=None), "id"):
        for entry in batch:
            require_commitment(7, entry)
        waiting += len(batch)
    report(7, f"{waiting} entries wait for their place, and give their commitments")
    report(8, _remembered_words(walk.remembered))
    return newest


def require_place(entry: StoredEntry, index: int, after: datetime | None) -> None:
    """Refuse an entry that is not the next one, or older than the one before.

    Raises:
        EvidenceError: Step 2 does not hold.
    """
    if entry.index != index:
        raise EvidenceError(2, f"the entry with index {index} is missing", entry.name)
    if entry.integrated_at is None or (after is not None and entry.integrated_at < after):
        raise EvidenceError(2, "its time in the log lies before its predecessor's", entry.name)


def require_commitment(step: int, entry: StoredEntry) -> None:
    """Refuse an entry whose body and salt do not give its commitment, or whose columns differ.

    Raises:
        EvidenceError: The step does not hold.
    """
    if entry.body is None or entry.salt is None:
        raise EvidenceError(step, "its body or salt is missing", entry.name)
    if commitment_of(salt=entry.salt, body=entry.body) != entry.commitment:
        raise EvidenceError(step, "body and salt do not give the commitment", entry.name)
    try:
        said = json.loads(entry.body)
        subjects = {(subject["type"], subject["id"]) for subject in said["subjects"]}
        kind_and_time = (said["kind"], said["at"])
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceError(step, "the body is not one of this log", entry.name) from error
    if kind_and_time != (entry.kind, moment_text(entry.recorded_at)):
        raise EvidenceError(step, "kind or time are not those of the body", entry.name)
    if subjects != set(entry.subjects):
        raise EvidenceError(step, "the subjects are not those of the body", entry.name)


def require_tile(key: TileKey, *, computed: bytes, stored: bytes, names: Sequence[str]) -> None:
    """Refuse a stored tile that the leaves do not give.

    Args:
        key: Level and index of the tile.
        computed: Its hashes as the leaves give them.
        stored: Its hashes as stored, possibly grown further since.
        names: The names of the newest entries, the last of which is the tile's last at level 0.

    Raises:
        EvidenceError: Step 4 does not hold.
    """
    if stored[: len(computed)] == computed:
        return
    pairs = zip(split_hashes(computed), split_hashes(stored.ljust(len(computed))), strict=False)
    place = next(number for number, (ours, theirs) in enumerate(pairs) if ours != theirs)
    from_end = len(computed) // HASH_BYTES - place
    entry = names[-from_end] if key[0] == 0 and from_end <= len(names) else None
    raise EvidenceError(4, f"hash {place} of tile {key[0]}/{key[1]} is another", entry)


class _Walk:
    """One pass over the log: places, commitments, tiles and roots, with constant memory."""

    def __init__(
        self, newest: CheckpointText, key: VerifierKey, remembered: CheckpointText | None
    ) -> None:
        self.newest, self.key, self.remembered = newest, key, remembered
        self.checkpoints = 0
        self._tree = Frontier()
        self._edge: dict[TileKey, bytes] = {}
        self._last_time: datetime | None = None
        self._coming = checkpoints_up_to(newest.size)
        self._next = next(self._coming, None)
        self._agreed = 0
        self._meet_checkpoints()

    def take(self, batch: Sequence[StoredEntry]) -> None:
        """Check the next entries of the log."""
        start, leaves = self._tree.size, []
        for offset, entry in enumerate(batch):
            require_place(entry, start + offset, self._last_time)
            require_commitment(3, entry)
            self._last_time = entry.integrated_at
            leaves.append(leaf_hash(leaf_data(entry.commitment)))
        self._compare_tiles(start, leaves, [entry.name for entry in batch])
        for leaf in leaves:
            self._tree.append(leaf)
            self._meet_checkpoints()

    def finish(self) -> None:
        """Check that nothing is missing at the end, and nothing too much."""
        size = self._tree.size
        if size != self.newest.size:
            raise EvidenceError(2, f"the entries from index {size} on are missing")
        tiles = Tile.objects.count()
        # read after the tiles: a log that grew meanwhile has at least as many entries as tiles say
        now = Checkpoint.objects.order_by("-size").values_list("size", flat=True)[0]
        if Entry.objects.filter(index__gte=now).exists() and not _has_longer(now):
            raise EvidenceError(2, f"there are entries behind the last checkpoint, of {now}")
        if tiles > _tile_count(now):
            raise EvidenceError(4, "there are more tiles than the log fills")
        if self.remembered is not None and self.remembered.size > size:
            if _has_longer(size):
                return  # it was published while this ran; a next run meets it
            message = f"a log of {self.remembered.size} entries was published, this has {size}"
            raise EvidenceError(8, message)

    def _compare_tiles(self, start: int, leaves: list[bytes], names: list[str]) -> None:
        grown = tiles_grown(size=start, edge=self._edge, leaves=leaves)
        stored = StoredTiles().tiles(grown)
        for key in sorted(grown):
            width = len(grown[key]) // HASH_BYTES
            ends = (key[1] * TILE_WIDTH + width) - start if key[0] == 0 else 0
            require_tile(
                key, computed=grown[key], stored=stored.get(key, b""), names=names[: max(ends, 0)]
            )
        known = self._edge | grown
        self._edge = {key: known[key] for key in edge_keys(start + len(leaves))}

    def _meet_checkpoints(self) -> None:
        """Compare the root so far with every checkpoint of this size."""
        size = self._tree.size
        if self._next is not None and self._next.size == size:
            self._require_root(self._next)
            self._next = next(self._coming, None)
        kept = self.remembered
        if kept is not None and kept.size == size and kept.root != self._tree.root():
            raise EvidenceError(8, f"another log of {size} entries was published")

    def _require_root(self, row: Checkpoint) -> None:
        step = 5 if row.size == self.newest.size else 6
        stated = _stated(step, row, self.key)
        if stated.root != self._tree.root():
            message = (
                f"the root of checkpoint {row.size} is another: "
                f"one of the entries {self._agreed} to {row.size - 1} was replaced"
            )
            raise EvidenceError(step, message)
        self._agreed = row.size
        self.checkpoints += 1


def _newest_checkpoint(key: VerifierKey) -> CheckpointText:
    row = Checkpoint.objects.order_by("-size").first()
    if row is None:
        raise EvidenceError(1, "there is no checkpoint")
    # a row that claims more than its note would make a log that was cut look like one that grows
    newest = _stated(1, row, key)
    if verifier_key_latest() != key.text():
        raise EvidenceError(1, "the published key is another")
    return newest


def _stated(step: int, row: Checkpoint, key: VerifierKey) -> CheckpointText:
    """Return what a stored checkpoint states, in its note and in its columns alike."""
    stated = _opened(step, row.note, key)
    if (stated.size, stated.root) != (row.size, bytes(row.root)):
        raise EvidenceError(step, f"the columns of checkpoint {row.size} are not its note's")
    return stated


def _opened(step: int, note: str, key: VerifierKey) -> CheckpointText:
    try:
        return checkpoint_opened(note, key)
    except NoteError as error:
        raise EvidenceError(step, str(error)) from error


def _has_longer(size: int) -> bool:
    return Checkpoint.objects.filter(size__gt=size).exists()


def _tile_count(size: int) -> int:
    """Return how many tiles a log of this size fills or begins."""
    count = 0
    while size:
        count += -(-size // TILE_WIDTH)
        size //= TILE_WIDTH
    return count


def _remembered_words(remembered: CheckpointText | None) -> str:
    if remembered is None:
        return "no checkpoint was kept outside the database"
    return f"the checkpoint kept beside the key, of {remembered.size} entries, is of this history"
