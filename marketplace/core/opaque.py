"""Public identifiers that tell nothing: neither order, nor time, nor how many there are."""

from __future__ import annotations

import secrets
from typing import Final

_LENGTH: Final = 22


def new_opaque_id() -> str:
    """Return 22 random URL-safe characters (128 bits)."""
    return secrets.token_urlsafe(16)


def is_opaque_id(text: str) -> bool:
    """Return whether a text can be such an id; what cannot be one is not looked up at all."""
    return len(text) == _LENGTH and text.isascii() and text.isprintable()
