"""The only opener of stored files; the import rules say who may use it.

Plaintext goes from here to whoever asked, in memory, and is never written anywhere.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO, Final

import pyrage

from marketplace.files.ciphertext import DamagedFileError
from marketplace.files.envelopes import envelope_content
from marketplace.files.keys import key_provider
from marketplace.files.pump import pumped
from marketplace.files.states import FileState
from marketplace.files.storage import object_storage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.files.models import FilePart, StoredFile

_DECRYPT_ERRORS: Final = (pyrage.DecryptError, OSError)


class DestroyedFileError(Exception):
    """The file's key was destroyed."""


class TooLargeError(Exception):
    """The file is larger than its reader takes."""


def opened(stored_file: StoredFile) -> Iterator[bytes]:
    """Return the plaintext in chunks; each part's last chunk comes only if all of it is right.

    Raises:
        DestroyedFileError: The file's key was destroyed.
        DamagedFileError: A part is missing or is not what was stored.
        KekError: The key-encryption key does not open the file's identity.
    """
    identity = _identity(stored_file)
    parts = list(stored_file.parts.order_by("number"))
    if [part.number for part in parts] != list(range(stored_file.part_count)):
        message = "Parts of a stored file are missing."
        raise DamagedFileError(message)
    return _chunks(parts, identity)


def opened_part(stored_file: StoredFile, number: int) -> Iterator[bytes]:
    """Return the plaintext of one part in chunks; its last chunk comes only if all is right.

    Raises:
        DestroyedFileError: The file's key was destroyed.
        DamagedFileError: The part is missing or is not what was stored.
        KekError: The key-encryption key does not open the file's identity.
    """
    part = stored_file.parts.filter(number=number).first()
    if part is None:
        message = "A part of a stored file is missing."
        raise DamagedFileError(message)
    return _part_opened(part, _identity(stored_file))


def opened_whole(stored_file: StoredFile, *, largest: int) -> bytes:
    """Return the plaintext of a small file.

    Args:
        stored_file: The file.
        largest: The most bytes the reader takes.

    Raises:
        TooLargeError: The file is larger.
        DestroyedFileError: The file's key was destroyed.
        DamagedFileError: A part is missing or is not what was stored.
        KekError: The key-encryption key does not open the file's identity.
    """
    if stored_file.size > largest:
        message = f"The file has {stored_file.size} bytes; at most {largest} are taken."
        raise TooLargeError(message)
    return b"".join(opened(stored_file))


def envelope_opened(data: bytes, *, context: str) -> bytes:
    """Return what lies in an envelope of `files.services.content_enveloped`.

    Raises:
        KekError: The key-encryption key does not open it, or it is of another context.
    """
    return envelope_content(data, context=context, provider=key_provider())


def plaintext_digest(stored_file: StoredFile) -> str:
    """Return the SHA-256 of the plaintext, in hex, read through all stored parts."""
    digest = hashlib.sha256()
    for chunk in opened(stored_file):
        digest.update(chunk)
    return digest.hexdigest()


def _identity(stored_file: StoredFile) -> pyrage.x25519.Identity:
    if stored_file.state == FileState.DESTROYED or stored_file.wrapped_identity is None:
        message = "The file was destroyed."
        raise DestroyedFileError(message)
    text = key_provider().unwrap(
        bytes(stored_file.wrapped_identity),
        version=stored_file.kek_version,
        context=stored_file.public_id,
    )
    return pyrage.x25519.Identity.from_str(text.decode())


def _chunks(parts: list[FilePart], identity: pyrage.x25519.Identity) -> Iterator[bytes]:
    for part in parts:
        yield from _part_opened(part, identity)


def _part_opened(part: FilePart, identity: pyrage.x25519.Identity) -> Iterator[bytes]:
    damaged = DamagedFileError(f"Part {part.number} of a stored file is not what was stored.")
    digest, size, held = hashlib.sha256(), 0, b""

    def decrypt(sink: BinaryIO) -> None:
        with object_storage().open(part.object_name) as stored:
            pyrage.decrypt_io(stored, sink, [identity])

    try:
        for chunk in pumped(decrypt):
            if held:
                yield held
            digest.update(chunk)
            size += len(chunk)
            held = chunk
    except _DECRYPT_ERRORS as error:
        raise damaged from error
    # what age calls damaged only at its end was held back as well
    if size != part.size or digest.hexdigest() != part.sha256:
        raise damaged
    yield held
