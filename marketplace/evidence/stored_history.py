"""The stored log, read in order and in batches for whoever checks it as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marketplace.evidence.models import Checkpoint, Entry, EntrySubject
from marketplace.evidence.tiles import TILE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

_BATCH = 8 * TILE_WIDTH  # whole tiles, so that a batch leaves no partial one at level 0


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry's columns and subjects, as they are stored."""

    pk: int
    uid: str
    kind: str
    body: str | None
    salt: bytes | None
    commitment: bytes
    recorded_at: datetime
    index: int | None
    integrated_at: datetime | None
    subjects: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """Return what the entry is called in an error."""
        return f"entry {'without index' if self.index is None else self.index} (id {self.uid})"


def checkpoints_up_to(largest: int) -> Iterator[Checkpoint]:
    """Yield the checkpoints up to a size, the smallest first."""
    after = -1
    while True:
        rows = list(
            Checkpoint.objects.filter(size__gt=after, size__lte=largest).order_by("size")[:_BATCH]
        )
        if not rows:
            return
        yield from rows
        after = rows[-1].size


def entry_batches(rows: QuerySet[Entry], order: str) -> Iterator[list[StoredEntry]]:
    """Yield the entries by index or id, a few thousand at a time."""
    after = -1
    columns = ("pk", "uid", "kind", "body", "salt", "commitment", "recorded_at", "index")
    while True:
        page = rows.filter(**{f"{order}__gt": after}).order_by(order)
        found = list(page.values_list(*columns, "integrated_at")[:_BATCH])
        if not found:
            return
        subjects: dict[int, list[tuple[str, str]]] = {row[0]: [] for row in found}
        about = EntrySubject.objects.filter(entry_id__in=list(subjects))
        for pk, type_, ref in about.values_list("entry_id", "type", "ref"):
            subjects[pk].append((type_, ref))
        yield [_stored_entry(row, subjects[row[0]]) for row in found]
        after = found[-1][7] if order == "index" else found[-1][0]


def _stored_entry(row: tuple[Any, ...], subjects: Sequence[tuple[str, str]]) -> StoredEntry:
    pk, uid, kind, body, salt, commitment, recorded_at, index, integrated_at = row
    return StoredEntry(
        pk=pk,
        uid=uid,
        kind=kind,
        body=body,
        salt=None if salt is None else bytes(salt),
        commitment=bytes(commitment),
        recorded_at=recorded_at,
        index=index,
        integrated_at=integrated_at,
        subjects=subjects,
    )
