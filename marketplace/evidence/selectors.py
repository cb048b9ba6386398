"""Scoped reads of the log."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.merkle import HASH_BYTES
from marketplace.evidence.models import Checkpoint, Entry, EntrySubject, PublicKey
from marketplace.evidence.policies import readable_entries, visible_entries
from marketplace.evidence.storage import StoredTiles
from marketplace.evidence.tiles import TILE_WIDTH, Place, bundle

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

CHECKPOINT_GROUP = "log.checkpoint"
"""The live group that hears of each new checkpoint."""

MOST_COUNTED = 10_000
"""Of more entries than these only the latest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRead:
    """An entry as one actor may read it; body and salt are None where the content is closed."""

    uid: str
    kind: str
    subjects: tuple[tuple[str, str], ...]
    recorded_at: datetime
    integrated_at: datetime | None
    index: int | None
    commitment: bytes
    body: str | None
    salt: bytes | None

    @property
    def leaf(self) -> str:
        """Return the public leaf's text."""
        return leaf_data(self.commitment).decode()


def entry_for(*, actor: Actor, uid: str) -> EntryRead:
    """Return the entry with that public id.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    rows = visible_entries(actor).filter(uid=uid) if is_opaque_id(uid) else Entry.objects.none()
    found = _read_as(actor, rows)
    if not found:
        raise NotFoundError
    return found[0]


def entries_without_content(ids: Collection[int]) -> dict[int, EntryRead]:
    """Return entries by row key for somebody who may know of them, but reads none of them.

    The caller has established that the actor may know of each. They name no subjects: the id of a
    deposit stays with its firm.

    Args:
        ids: Row keys.
    """
    return {
        entry.pk: _entry_read(entry, is_open=False, is_named=False)
        for entry in Entry.objects.filter(pk__in=ids)
    }


def entries_for(
    *,
    actor: Actor,
    subject_type: str | None = None,
    subject_ref: str | None = None,
    families: Collection[str] = (),
    recorded: tuple[datetime | None, datetime | None] = (None, None),
    before_index: int | None = None,
    limit: int,
) -> list[EntryRead]:
    """Return entries that are in the log, the newest first.

    Args:
        actor: Who asks.
        subject_type: Only entries about this type of thing.
        subject_ref: Only entries about the thing with this public id.
        families: Only entries whose kind begins with one of these words, for example `nda`.
        recorded: Only entries recorded at or after the first moment, and before the second.
        before_index: Only entries older than the one at this index.
        limit: Largest number of entries.
    """
    rows = _entries(actor, subject_type, subject_ref, families, recorded)
    if before_index is not None:
        rows = rows.filter(index__lt=before_index)
    return _read_as(actor, rows.order_by("-index")[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCounts:
    """How many entries there are in each of some neighbouring spans of time.

    Attributes:
        counts: One number for each span.
        is_whole: Whether all of them were looked at; otherwise only the latest were.
    """

    counts: Sequence[int]
    is_whole: bool


def entry_counts(
    *,
    actor: Actor,
    bounds: Sequence[datetime],
    subject_type: str | None = None,
    subject_ref: str | None = None,
    families: Collection[str] = (),
) -> EntryCounts:
    """Return how many entries of the log lie between each bound and the next, in one query.

    Args:
        actor: Who asks.
        bounds: Moments in order; each span begins with one and ends before the next.
        subject_type: Only entries about this type of thing.
        subject_ref: Only entries about the thing with this public id.
        families: Only entries whose kind begins with one of these words, for example `nda`.
    """
    spans = list(pairwise(bounds))
    if not spans:
        return EntryCounts(counts=(), is_whole=True)
    rows = _entries(actor, subject_type, subject_ref, families, (bounds[0], bounds[-1]))
    moments = rows.order_by("-index").values_list("recorded_at", flat=True)[: MOST_COUNTED + 1]
    counts = [0] * len(spans)
    for moment in moments[:MOST_COUNTED]:
        counts[bisect_right(bounds, moment) - 1] += 1
    return EntryCounts(counts=counts, is_whole=len(moments) <= MOST_COUNTED)


def bodies_about(
    *,
    actor: Actor,
    subject_type: str,
    refs: Collection[str],
    kinds: Collection[str],
    limit: int,
) -> list[str]:
    """Return the bodies, which the actor may read, of the latest entries about some things.

    Args:
        actor: Who asks.
        subject_type: What type of things they are.
        refs: Their public ids.
        kinds: Only entries of these kinds.
        limit: Largest number of entries.
    """
    if not refs:
        return []
    about = EntrySubject.objects.filter(type=subject_type, ref__in=refs)
    rows = readable_entries(actor).filter(
        kind__in=kinds, pk__in=about.values("entry_id"), body__isnull=False
    )
    return [body or "" for body in rows.order_by("-pk").values_list("body", flat=True)[:limit]]


def entries_sequenced_after(
    index: int, limit: int, *, kinds: Collection[str] | None = None
) -> list[Entry]:
    """Return entries in the order of the log, with their subjects, for the runner.

    Args:
        index: The last index already handled; -1 from the beginning.
        limit: Largest number of entries.
        kinds: Only entries of these kinds.
    """
    rows = Entry.objects.filter(index__gt=index)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("index").prefetch_related("subjects")[:limit])


def checkpoint_latest() -> Checkpoint | None:
    """Return the newest signed checkpoint, or None before the first round."""
    return Checkpoint.objects.order_by("-size").first()


def verifier_key_latest() -> str | None:
    """Return the public key the newest checkpoint was signed with, as verifiers take it."""
    return PublicKey.objects.order_by("-id").values_list("vkey", flat=True).first()


def tile_at(*, level: int, place: Place) -> bytes | None:
    """Return the first hashes of a tile, or None while it is not that wide."""
    stored = StoredTiles().tiles([(level, place.index)]).get((level, place.index), b"")
    wanted = place.width * HASH_BYTES
    return stored[:wanted] if len(stored) >= wanted else None


def bundle_at(*, place: Place) -> bytes | None:
    """Return the first leaves of a bundle, or None while there are not that many."""
    start = place.index * TILE_WIDTH
    commitments = (
        Entry.objects.filter(index__gte=start, index__lt=start + place.width)
        .order_by("index")
        .values_list("commitment", flat=True)
    )
    leaves = [leaf_data(bytes(commitment)) for commitment in commitments]
    return bundle(leaves) if len(leaves) == place.width else None


def _entries(
    actor: Actor,
    subject_type: str | None,
    subject_ref: str | None,
    families: Collection[str],
    recorded: tuple[datetime | None, datetime | None],
) -> QuerySet[Entry]:
    """Return the entries in the log that the actor may know of and that fit."""
    rows = visible_entries(actor).filter(index__isnull=False)
    about = {"type": subject_type, "ref": subject_ref}
    about = {column: value for column, value in about.items() if value is not None}
    words = [subject_type or "", subject_ref or "", *families]
    if not all(word.isprintable() for word in words):
        return rows.none()  # PostgreSQL would refuse to look for it
    if about:
        rows = rows.filter(pk__in=EntrySubject.objects.filter(**about).values("entry_id"))
    if families:
        rows = rows.filter(_of_families(families))
    since, until = recorded
    if since is not None:
        rows = rows.filter(recorded_at__gte=since)
    if until is not None:
        rows = rows.filter(recorded_at__lt=until)
    return rows


def _of_families(families: Collection[str]) -> Q:
    found = Q()
    for family in families:
        found |= Q(kind__startswith=f"{family}.")
    return found


def _read_as(actor: Actor, rows: QuerySet[Entry]) -> list[EntryRead]:
    """Return the rows with what this actor may read of each."""
    entries = list(rows.prefetch_related("subjects"))
    numbers = [entry.pk for entry in entries]
    open_to_actor = set(readable_entries(actor).filter(pk__in=numbers).values_list("pk", flat=True))
    return [_entry_read(entry, is_open=entry.pk in open_to_actor) for entry in entries]


def _entry_read(entry: Entry, *, is_open: bool, is_named: bool = True) -> EntryRead:
    subjects: Sequence[EntrySubject] = (
        sorted(entry.subjects.all(), key=lambda row: row.pk) if is_named else ()
    )
    return EntryRead(
        uid=entry.uid,
        kind=entry.kind,
        subjects=tuple((subject.type, subject.ref) for subject in subjects),
        recorded_at=entry.recorded_at,
        integrated_at=entry.integrated_at,
        index=entry.index,
        commitment=bytes(entry.commitment),
        body=entry.body if is_open else None,
        salt=bytes(entry.salt) if is_open and entry.salt is not None else None,
    )
