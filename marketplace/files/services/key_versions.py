"""The key-encryption key from its making to its rotation; what it wrapped decides what is right."""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.durable_files import file_created, file_replaced, folder_made
from marketplace.files.envelopes import enveloped, rewrapped
from marketplace.files.keys import (
    KEY_BYTES,
    KekError,
    KeyFile,
    kek_load,
    kek_path,
    key_provider,
)
from marketplace.files.models import KeyEncryptionKey, StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.files.keys import KeyProvider

_BATCH: Final = 500


def kek_create() -> None:
    """Make the first key of a new database.

    Raises:
        KekError: There is a key already, or files that another one wrapped.
    """
    path = kek_path()
    if files_have_keys():
        message = (
            "This database holds files, and a new key-encryption key opens none of them. "
            "Restore theirs with `manage.py keys restore FILE`."
        )
        raise KekError(message)
    made = KeyFile(1, {1: secrets.token_bytes(KEY_BYTES)})
    try:
        file_created(path, made.text())
    except FileExistsError as error:
        message = f"There is a key-encryption key at {path} already; it stays as it is."
        raise KekError(message) from error
    except OSError as error:
        message = f"The key-encryption key cannot be written to {path}: {error.strerror}."
        raise KekError(message) from error


def check_kek() -> None:
    """Refuse to go on unless the key file opens every file of this database.

    Raises:
        KekError: The key is missing, wrong, or open to others.
    """
    if not kek_path().exists():
        message = f"The key-encryption key {kek_path()} is missing"
        if files_have_keys():
            message += (
                ", and this database holds files that only it opens. "
                "Restore it with `manage.py keys restore FILE`."
            )
        else:
            message += ". Make one with `manage.py keys init`."
        raise KekError(message)
    kek_checked(kek_load())


def kek_checked(keys: KeyFile) -> None:
    """Refuse keys that are not those of this database's files.

    Raises:
        KekError: A version that files need is missing, or another key bears its number.
    """
    used = StoredFile.objects.filter(wrapped_identity__isnull=False)
    needed = {*used.order_by().values_list("kek_version", flat=True).distinct()}
    for row in KeyEncryptionKey.objects.order_by("version"):
        is_there = row.version in keys.keys
        if row.version in needed and not is_there:
            message = (
                f"Version {row.version} of the key-encryption key is missing, and files of this "
                "database need it. Restore it with `manage.py keys restore FILE`."
            )
            raise KekError(message)
        if is_there and keys.check_value(row.version) != row.check_value:
            message = (
                f"The key in {kek_path()} is not the key-encryption key of this database's files. "
                "Check SEALBRIDGE_KEK_FILE, or run `manage.py keys restore FILE`."
            )
            raise KekError(message)


def kek_rotate(*, now: datetime) -> int:
    """Wrap every file's identity with a new version of the key, and return how many were.

    A rotation that was broken off is finished first, instead of adding one more version. Older
    versions stay in the key file, for backups of the database that need them.

    Args:
        now: The moment of rotation.

    Raises:
        KekError: The key is missing or wrong, or another rotation runs.
    """
    with _alone():
        check_kek()
        keys = kek_load()
        if not _waiting(keys.current).exists():
            keys = _version_added(keys)
        KeyEncryptionKey.objects.get_or_create(
            version=keys.current,
            defaults={"check_value": keys.check_value(keys.current), "created_at": now},
        )
        count = 0
        while batch := _batch_rewrapped(keys):
            count += batch
        return count


def version_known(provider: KeyProvider, now: datetime) -> None:
    """Note the version's check value at its first use, and refuse another key under its number."""
    version = provider.current
    value = provider.check_value(version)
    known, _ = KeyEncryptionKey.objects.get_or_create(
        version=version, defaults={"check_value": value, "created_at": now}
    )
    if known.check_value != value:
        message = f"Version {version} of the key-encryption key is not this database's."
        raise KekError(message)


def content_enveloped(*, content: bytes, context: str, now: datetime) -> bytes:
    """Return a small content to be kept in a row, under a key that the KEK wraps.

    Args:
        content: What is kept.
        context: Names the row; the envelope opens under no other name.
        now: The moment of keeping.

    Raises:
        KekError: The key-encryption key is missing, or not the one this database knows.
    """
    provider = key_provider()
    version_known(provider, now)
    return enveloped(content, context=context, provider=provider)


def content_rewrapped(*, data: bytes, context: str) -> bytes:
    """Return the same envelope under the current version of the key-encryption key.

    Raises:
        KekError: The version that wrapped it is not there, or it is of another context.
    """
    return rewrapped(data, context=context, provider=key_provider())


def files_have_keys() -> bool:
    """Return whether the database holds anything that a key-encryption key wrapped."""
    return KeyEncryptionKey.objects.exists() or StoredFile.objects.exists()


def _version_added(keys: KeyFile) -> KeyFile:
    version = max(keys.keys) + 1
    grown = KeyFile(version, {**keys.keys, version: secrets.token_bytes(KEY_BYTES)})
    # durable before anything is wrapped with it
    file_replaced(kek_path(), grown.text())
    return grown


@transaction.atomic
def _batch_rewrapped(keys: KeyFile) -> int:
    rows = list(_waiting(keys.current).select_for_update().order_by("id")[:_BATCH])
    for row in rows:
        assert row.wrapped_identity is not None
        identity = keys.unwrap(
            bytes(row.wrapped_identity), version=row.kek_version, context=row.public_id
        )
        row.kek_version, row.wrapped_identity = keys.wrap(identity, context=row.public_id)
    StoredFile.objects.bulk_update(rows, ["kek_version", "wrapped_identity"])
    return len(rows)


def _waiting(version: int) -> QuerySet[StoredFile]:
    """Return the files whose identity another version wrapped."""
    return StoredFile.objects.filter(wrapped_identity__isnull=False).exclude(kek_version=version)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the key file's folder: two rotations at once would each forget the other's version."""
    folder_made(kek_path().parent)
    folder = os.open(kek_path().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        message = "Another rotation of the key-encryption key runs."
        raise KekError(message) from error
    finally:
        os.close(folder)
