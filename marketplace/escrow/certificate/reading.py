"""A stored certificate, as its owner reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.files.vault import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.escrow.models import Certificate


def certificate_chunks(certificate: Certificate) -> Iterator[bytes]:
    """Return the document piece by piece; a damaged one fails before its end."""
    return opened(certificate.stored_file)
