"""A stored file from its key to its end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pyrage
from django.db import transaction

from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.opaque import new_opaque_id
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.files.keys import key_provider
from marketplace.files.models import PART_BYTES, StoredFile, Transfer
from marketplace.files.services.key_versions import version_known
from marketplace.files.services.parts import part_write
from marketplace.files.states import FILE_MOVES, FileState, TransferState
from marketplace.files.storage import object_storage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LARGEST_FILE: Final = 10 * 1024 * 1024 * 1024
MOST_RECIPIENTS: Final = 64
UNFINISHED_TIMER: Final = "files.unfinished"
_UNFINISHED_AFTER: Final = timedelta(hours=25)


@transaction.atomic
def file_begin(*, recipients: Sequence[str], size: int, now: datetime) -> StoredFile:
    """Make a file whose parts may be written, with a fresh identity that the KEK wraps.

    Args:
        recipients: The owners' age recipients; the file's own comes besides.
        size: Of the plaintext, in bytes.
        now: The moment it begins.

    Raises:
        InvalidInputError: The size or a recipient cannot be.
        KekError: The key-encryption key is missing, or not the one this database knows.
    """
    if not 0 <= size <= LARGEST_FILE:
        raise InvalidInputError(
            "Choose a file of at most 10 GB.",
            field="size",
            code="too_large",
            params={"max": str(LARGEST_FILE)},
        )
    provider = key_provider()
    version_known(provider, now)
    identity = pyrage.x25519.Identity.generate()
    public_id = new_opaque_id()
    version, wrapped = provider.wrap(str(identity).encode(), context=public_id)
    timer_set(kind=UNFINISHED_TIMER, subject=public_id, due_at=now + _UNFINISHED_AFTER)
    return StoredFile.objects.create(
        public_id=public_id,
        wrapped_identity=wrapped,
        kek_version=version,
        vault_recipient=str(identity.to_public()),
        recipients=_recipients_checked(recipients),
        size=size,
        part_bytes=PART_BYTES,
        created_at=now,
    )


@transaction.atomic
def file_complete(*, stored_file: StoredFile, now: datetime) -> StoredFile:
    """Declare a file whole whose parts are all there, in the caller's transaction.

    Raises:
        StaleStateError: Parts are missing, or the file is no longer being written.
    """
    stored_file.refresh_from_db()
    sizes = dict(stored_file.parts.values_list("number", "size"))
    wanted = {number: stored_file.part_size(number) for number in range(stored_file.part_count)}
    if sizes != wanted or not stored_file.sha256:
        raise StaleStateError
    advance(stored_file, moves=FILE_MOVES, to=FileState.WHOLE)
    timer_cancel(kind=UNFINISHED_TIMER, subject=stored_file.public_id)
    names = frozenset(stored_file.parts.values_list("object_name", flat=True))
    # what a killed process had put there without a row
    transaction.on_commit(
        partial(object_storage().folder_swept, stored_file.public_id, names), robust=True
    )
    return stored_file


def file_store(*, content: bytes, now: datetime, recipients: Sequence[str] = ()) -> StoredFile:
    """Store a small document in one go, outside any transaction.

    Args:
        content: Of at most one part.
        now: The moment of storing.
        recipients: Age recipients besides the file's own.

    Raises:
        InvalidInputError: The content is too large, or a recipient cannot be.
        KekError: The key-encryption key is missing, or not the one this database knows.
        RuntimeError: The caller is inside a transaction.
    """
    stored_file = file_written(content=content, now=now, recipients=recipients)
    return file_complete(stored_file=stored_file, now=now)


def file_written(*, content: bytes, now: datetime, recipients: Sequence[str] = ()) -> StoredFile:
    """Write a small document, outside any transaction, and leave it to be completed.

    Completed in the transaction of the row that refers to it, it never stays without one: what
    is not completed is dropped after a day.

    Raises:
        InvalidInputError: The content is too large, or a recipient cannot be.
        KekError: The key-encryption key is missing, or not the one this database knows.
        RuntimeError: The caller is inside a transaction.
    """
    if len(content) > PART_BYTES:
        raise InvalidInputError("Store large files in parts.", field="content", code="too_large")
    stored_file = file_begin(recipients=recipients, size=len(content), now=now)
    part_write(stored_file=stored_file, number=0, source=BytesIO(content), now=now)
    return stored_file


@transaction.atomic
def file_destroy(*, stored_file: StoredFile) -> None:
    """Wipe the file's identity; its parts go once that is committed. Twice is once.

    Backups of the database that hold the wrapped identity still open it: they end by their age.
    """
    stored_file.refresh_from_db()
    if stored_file.state == FileState.DESTROYED:
        return
    advance(stored_file, moves=FILE_MOVES, to=FileState.DESTROYED, wrapped_identity=None)
    stored_file.parts.all().delete()
    timer_cancel(kind=UNFINISHED_TIMER, subject=stored_file.public_id)
    transaction.on_commit(
        partial(object_storage().folder_remove, stored_file.public_id), robust=True
    )


@transaction.atomic
def unfinished_file_drop(*, subject: str, now: datetime) -> None:
    """Destroy a file that never became whole, unless it is still being sent.

    Args:
        subject: The file's public id.
        now: The moment of looking.
    """
    stored_file = StoredFile.objects.filter(public_id=subject, state=FileState.WRITING).first()
    if stored_file is None:
        return
    if Transfer.objects.filter(stored_file=stored_file, state=TransferState.OPEN).exists():
        timer_set(kind=UNFINISHED_TIMER, subject=subject, due_at=now + _UNFINISHED_AFTER)
        return
    file_destroy(stored_file=stored_file)


def _recipients_checked(recipients: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(recipients))
    if len(unique) > MOST_RECIPIENTS:
        raise InvalidInputError("There are too many recipients.", field="recipients")
    for text in unique:
        try:
            pyrage.x25519.Recipient.from_str(text)
        except pyrage.RecipientError as error:
            raise InvalidInputError(
                "This is not an age recipient.", field="recipients", code="not_a_recipient"
            ) from error
    return unique
