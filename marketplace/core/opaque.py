"""Public identifiers that tell nothing: neither order, nor time, nor how many there are."""

from __future__ import annotations

import secrets


def new_opaque_id() -> str:
    """Return 22 random URL-safe characters (128 bits)."""
    return secrets.token_urlsafe(16)
