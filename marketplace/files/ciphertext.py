"""Stored parts as they lie: age ciphertext and its manifest, which open nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from marketplace.files.storage import object_storage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.files.models import FilePart, StoredFile

CHUNK_BYTES: Final = 256 * 1024


class DamagedFileError(Exception):
    """A stored part is missing, or is not what was stored."""


def part_chunks(part: FilePart) -> Iterator[bytes]:
    """Return the ciphertext of a part; the last chunk comes only if all of it is right.

    Raises:
        DamagedFileError: The part is missing or is not what was stored.
    """
    digest, held = hashlib.sha256(), b""
    try:
        stored = object_storage().open(part.object_name)
    except FileNotFoundError as error:
        raise _damaged(part) from error
    with stored:
        while chunk := stored.read(CHUNK_BYTES):
            if held:
                yield held
            digest.update(chunk)
            held = chunk
    if digest.hexdigest() != part.cipher_sha256:
        raise _damaged(part)
    yield held


def manifest(stored_file: StoredFile) -> dict[str, object]:
    """Return sizes and SHA-256 of the file and its parts, in the order of the parts.

    Concatenating what `age -d` makes of the parts gives the file.
    """
    return {
        "size": stored_file.size,
        "sha256": stored_file.sha256,
        "parts": [
            {
                "number": part.number,
                "size": part.size,
                "sha256": part.sha256,
                "cipherSize": part.cipher_size,
                "cipherSha256": part.cipher_sha256,
            }
            for part in stored_file.parts.order_by("number")
        ],
    }


def _damaged(part: FilePart) -> DamagedFileError:
    return DamagedFileError(f"Part {part.number} of a stored file is not what was stored.")
