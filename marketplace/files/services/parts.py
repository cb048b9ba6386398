"""A part is encrypted while it arrives: whole and durable before its row, or not there at all."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

import pyrage
from django.db import transaction

from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.files.models import FilePart, StoredFile
from marketplace.files.reading import HashedReader, HashedWriter, LongerError
from marketplace.files.running_digests import RunningDigest, running_digests
from marketplace.files.states import FileState
from marketplace.files.storage import object_storage
from marketplace.files.vault import plaintext_digest

if TYPE_CHECKING:
    from datetime import datetime

_MOST_PARTS: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A part whose bytes are all read, and whose object is not kept yet."""

    row: FilePart
    running: RunningDigest | None


def part_write(
    *,
    stored_file: StoredFile,
    number: int,
    source: BinaryIO,
    now: datetime,
    sha256: str = "",
) -> FilePart:
    """Encrypt a part to the file's recipients while it is read, and keep it.

    Call it outside any transaction: it takes as long as the source does. What the source raises
    comes out again, and nothing of the part stays.

    Args:
        stored_file: A file whose parts are arriving.
        number: Which part, from 0.
        source: Exactly the part's plaintext.
        now: The caller's time.
        sha256: What the plaintext must hash to, in hex, or empty.

    Raises:
        StaleStateError: The file is no longer being written, or holds another such part.
        InvalidInputError: There is no such part, or its bytes are not those announced.
        RuntimeError: The caller is inside a transaction.
    """
    if not 0 <= number < min(stored_file.part_count, _MOST_PARTS):
        raise InvalidInputError("There is no such part.", field="number", code="no_such_part")
    _require_writing(stored_file)
    with object_storage().draft(stored_file.public_id) as draft:
        arrived = _arrived(stored_file, number, source, draft.file, sha256)
        there = stored_file.parts.filter(number=number).first()
        if there is None:
            try:
                draft.keep(arrived.row.object_name)
            except FileNotFoundError as error:
                # the file was destroyed meanwhile, with its folder
                raise StaleStateError from error
    row = _same(there, arrived.row) if there else _kept(arrived.row)
    if arrived.running is not None:
        running_digests.put(stored_file.pk, arrived.running)
    _digest_when_whole(stored_file)
    return row


def _arrived(
    stored_file: StoredFile, number: int, source: BinaryIO, target: BinaryIO, sha256: str
) -> _Arrived:
    """Encrypt the source into the target, hashing both sides as they pass."""
    size = stored_file.part_size(number)
    digest = hashlib.sha256()
    running = running_digests.before(stored_file.pk, number)
    # of the first part both are the same
    digests = [digest] if running is None or number == 0 else [digest, running]
    reader = HashedReader(source, size=size, digests=digests)
    writer = HashedWriter(target)
    recipients = [*stored_file.recipients, stored_file.vault_recipient]
    _encrypted(reader, writer, recipients)
    if reader.count != size:
        raise InvalidInputError(
            "The part ended early. Send it again.", field="number", code="part_incomplete"
        )
    found = digest.hexdigest()
    if sha256 and found != sha256.lower():
        raise InvalidInputError(
            "The part was altered on its way. Send it again.", field="number", code="digest_wrong"
        )
    if running is not None:
        running = digest.copy() if number == 0 else running
    row = FilePart(
        stored_file=stored_file,
        number=number,
        size=size,
        sha256=found,
        cipher_size=writer.count,
        cipher_sha256=writer.digest.hexdigest(),
        object_name=f"{stored_file.public_id}/{number:05}-{secrets.token_hex(8)}.age",
    )
    return _Arrived(row, RunningDigest(number + 1, running) if running is not None else None)


def _encrypted(reader: HashedReader, writer: HashedWriter, recipients: list[str]) -> None:
    keys = [pyrage.x25519.Recipient.from_str(text) for text in dict.fromkeys(recipients)]
    try:
        pyrage.encrypt_io(reader, writer, keys)
    except (pyrage.EncryptError, OSError):
        # the library tells of a failing stream in words of its own
        if isinstance(reader.error, LongerError):
            raise InvalidInputError(
                "The part is longer than announced.", field="number", code="part_too_large"
            ) from None
        if reader.error is not None:
            raise reader.error from None
        if writer.error is not None:
            raise writer.error from None
        raise


def _require_writing(stored_file: StoredFile) -> None:
    # durable: refuses to run inside a caller's transaction, which would wait for the source
    with transaction.atomic(durable=True):
        rows = StoredFile.objects.filter(pk=stored_file.pk)
        state = rows.values_list("state", flat=True).first()
    if state not in {FileState.WRITING, FileState.WHOLE}:
        raise StaleStateError


def _kept(row: FilePart) -> FilePart:
    """Write the row of a part whose object is durable; the object goes where that fails."""
    is_there = False
    try:
        with transaction.atomic(durable=True):
            rows = StoredFile.objects.select_for_update().filter(pk=row.stored_file_id)
            if rows.values_list("state", flat=True).first() != FileState.WRITING:
                raise StaleStateError
            there = FilePart.objects.filter(
                stored_file_id=row.stored_file_id, number=row.number
            ).first()
            if there is not None:
                return _same(there, row)
            row.save()
            is_there = True
    finally:
        if not is_there:
            object_storage().remove(row.object_name)
    return row


def _same(there: FilePart, row: FilePart) -> FilePart:
    if there.sha256 != row.sha256:
        raise InvalidInputError(
            "Another part of this number is stored already.", field="number", code="part_differs"
        )
    return there


def _digest_when_whole(stored_file: StoredFile) -> None:
    """Note the digest of the whole file once its last part is there."""
    fresh = StoredFile.objects.get(pk=stored_file.pk)
    parts = list(fresh.parts.order_by("number").values_list("sha256", flat=True))
    if fresh.sha256 or len(parts) != fresh.part_count or fresh.state != FileState.WRITING:
        return
    digest = running_digests.take(fresh.pk, parts=len(parts))
    if digest is None:
        digest = parts[0] if len(parts) == 1 else plaintext_digest(fresh)
    StoredFile.objects.filter(pk=fresh.pk, state=FileState.WRITING).update(sha256=digest)
