"""What is committed to: the deposit as one text, and the salted hashes over it and its files.

Source:
    RFC 8785 for the one spelling of a JSON value.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any, Final

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.escrow.models import Contributor, Deposit, DepositFile

SALT_BYTES: Final = 32
_VERSION: Final = 1


def new_salt() -> str:
    """Return fresh random bytes as hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


def commitment_of(*, salt: str, sha256: str) -> str:
    """Return SHA-256 over the salt and a hash, all three as hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(salt) + bytes.fromhex(sha256)).hexdigest()


def manifest_text(
    deposit: Deposit, *, files: Sequence[DepositFile], contributors: Sequence[Contributor]
) -> bytes:
    """Return the whole deposit as canonical JSON; the files are named by their hashes."""
    return rfc8785.dumps(_manifest(deposit, files, contributors))


def manifest_commitment(*, salt: str, manifest: bytes) -> str:
    """Return SHA-256 over the salt and a manifest, as hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(salt) + manifest).hexdigest()


def _manifest(
    deposit: Deposit, files: Sequence[DepositFile], contributors: Sequence[Contributor]
) -> dict[str, Any]:
    return {
        "v": _VERSION,
        "number": deposit.number,
        "title": deposit.title,
        "kind": deposit.kind,
        "made_on": deposit.made_on.isoformat() if deposit.made_on else None,
        "outline": deposit.outline,
        "depositor": {"name": deposit.depositor_name, "address": deposit.depositor_address},
        "contributors": [{"name": one.name, "part": one.part} for one in contributors],
        "files": [_file(one) for one in files],
    }


def _file(one: DepositFile) -> dict[str, Any]:
    stored = one.stored_file
    assert stored is not None, "a file of a sealed deposit is stored"
    return {
        "name": one.name,
        "media_type": one.media_type,
        # a number beyond 2^53 has no one spelling in JSON
        "size": str(stored.size),
        "sha256": stored.sha256,
        "salt": one.salt,
        "commitment": one.commitment,
    }
