"""Packs are made once the record of their request stands in a signed checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction

from contracts.protection.documents import documents_opened, requests_drawn
from contracts.protection.models import EvidencePack
from contracts.protection.packing import PackContent, PackedEntry, pack_zipped
from contracts.protection.selectors import MOST_ENTRIES, documents_of, entries_of, requests_issued
from contracts.protection.services.recording import pack_record
from contracts.protection.states import PACK_MOVES, PackFailure, PackState
from marketplace.core.errors import StaleStateError
from marketplace.core.transitions import advance
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.proofs import inclusion_proof, proof_formatted
from marketplace.evidence.selectors import checkpoint_latest, verifier_key_latest
from marketplace.files.models import PART_BYTES
from marketplace.files.services import file_complete, file_destroy, file_written

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.evidence.models import Entry
    from marketplace.files.models import StoredFile

_KEPT: Final = 3
"""How many packs of a match a firm can fetch; the older ones go."""


def packs_make(*, pack_ids: Collection[str], now: datetime) -> int:
    """Make the packs that were asked for, and return how many it were.

    Called outside a transaction; again after a crash it makes only what is not there.

    Args:
        pack_ids: Public ids of packs.
        now: The moment of making.

    Raises:
        LookupError: The newest checkpoint does not hold the record of a request yet.
        KekError: The key-encryption key is missing or wrong.
    """
    rows = EvidencePack.objects.filter(public_id__in=list(pack_ids), state=PackState.REQUESTED)
    wanted = rows.select_related(
        "match__technology", "match__demand", "organisation", "entry"
    ).order_by("pk")
    return sum(_made(pack, now) for pack in wanted)


def _made(pack: EvidencePack, now: datetime) -> int:
    content = _content(pack, now)
    zipped = pack_zipped(content) if content is not None else b""
    if content is None or len(zipped) > PART_BYTES:
        return _failed(pack, now)
    return _kept(pack, file_written(content=zipped, now=now), len(content.entries), now)


def _content(pack: EvidencePack, now: datetime) -> PackContent | None:
    """Return what goes into the pack, or None where it is more than a pack holds."""
    checkpoint, vkey = checkpoint_latest(), verifier_key_latest()
    until = pack.entry.index if pack.entry is not None else None
    if checkpoint is None or vkey is None or until is None or checkpoint.size <= until:
        message = "No checkpoint holds the record of this request yet."
        raise LookupError(message)
    rows, left_out = entries_of(pack, until=until, most=MOST_ENTRIES)
    held = documents_of(pack)
    if len(rows) > MOST_ENTRIES or sum(row.stored_file.size for row in held) > PART_BYTES:
        return None
    documents, missing = documents_opened(held, largest=PART_BYTES)
    return PackContent(
        about={
            "pack": pack.public_id,
            "match": pack.match.public_id,
            "organisation": pack.organisation.public_id,
            "side": pack.side,
        },
        made_at=now,
        note=checkpoint.note,
        vkey=vkey,
        log_url=f"{settings.PUBLIC_URL}/log",
        entries=[_packed(row, checkpoint.size, checkpoint.note) for row in rows],
        documents=documents | requests_drawn(requests_issued(pack)),
        missing=missing,
        left_out=left_out,
    )


def _packed(entry: Entry, size: int, note: str) -> PackedEntry:
    assert entry.index is not None
    path = inclusion_proof(entry.index, size)
    return PackedEntry(
        uid=entry.uid,
        kind=entry.kind,
        index=entry.index,
        recorded_at=entry.recorded_at,
        subjects=[(row.type, row.ref) for row in sorted(entry.subjects.all(), key=lambda s: s.pk)],
        leaf=leaf_data(bytes(entry.commitment)).decode(),
        body=entry.body,
        salt=bytes(entry.salt) if entry.salt is not None else None,
        proof=proof_formatted(index=entry.index, path=path, note=note),
    )


@transaction.atomic
def _kept(pack: EvidencePack, stored: StoredFile, entries: int, now: datetime) -> int:
    """Keep the pack; who came second destroys its own again."""
    try:
        advance(
            pack,
            moves=PACK_MOVES,
            to=PackState.READY,
            stored_file=stored,
            entries=entries,
            made_at=now,
        )
    except StaleStateError:
        file_destroy(stored_file=stored)
        return 0
    file_complete(stored_file=stored, now=now)
    pack_record("pack.made", pack, now, sha256=stored.sha256, entries=entries)
    _older_dropped(pack)
    return 1


@transaction.atomic
def _failed(pack: EvidencePack, now: datetime) -> int:
    try:
        advance(
            pack, moves=PACK_MOVES, to=PackState.FAILED, failure=PackFailure.TOO_LARGE, made_at=now
        )
    except StaleStateError:
        return 0
    pack_record("pack.failed", pack, now, failure=PackFailure.TOO_LARGE.value)
    return 0


def _older_dropped(pack: EvidencePack) -> None:
    ready = EvidencePack.objects.filter(
        match_id=pack.match_id, organisation_id=pack.organisation_id, state=PackState.READY
    )
    for old in ready.select_related("stored_file").order_by("-pk")[_KEPT:]:
        stored = old.stored_file
        assert stored is not None
        advance(old, moves=PACK_MOVES, to=PackState.DROPPED, stored_file=None)
        file_destroy(stored_file=stored)
