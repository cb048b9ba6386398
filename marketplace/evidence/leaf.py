"""What is committed to and what is published: body, salt, commitment and leaf, without a database.

A leaf shows the world that something was recorded, and nothing else: no kind, no time, no id.
Whoever holds body and salt can show that exactly this body stands behind the leaf.
"""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import TYPE_CHECKING, Any, TypeAlias

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

JsonValue: TypeAlias = "str | int | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

SALT_BYTES = 32


def body_text(
    *,
    kind: str,
    at: datetime,
    subjects: Iterable[tuple[str, str]],
    data: Mapping[str, JsonValue],
) -> str:
    """Return the one canonical JSON text of a fact.

    Args:
        kind: Dotted past tense, for example `technology.published`.
        at: The caller's time, aware.
        subjects: Pairs of type and public id.
        data: The caller's fields: ids, numbers and codes, never personal data.

    Source:
        RFC 8785, JSON Canonicalization Scheme.
    """
    body: dict[str, Any] = {
        "at": moment_text(at),
        "data": dict(data),
        "kind": kind,
        "subjects": [{"id": ref, "type": type_} for type_, ref in dict.fromkeys(subjects)],
    }
    return rfc8785.dumps(body).decode()


def moment_text(at: datetime) -> str:
    """Return an aware time as bodies spell it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def commitment_of(*, salt: bytes, body: str) -> bytes:
    """Return SHA-256 over the salt followed by the body's UTF-8 bytes."""
    return hashlib.sha256(salt + body.encode()).digest()


def leaf_data(commitment: bytes) -> bytes:
    """Return the bytes that the log publishes for an entry."""
    return b'{"v":1,"c":"' + commitment.hex().encode() + b'"}'
