"""Vectors that were made before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from matching.encoding.active import encoder_name
from matching.models import TextVector

if TYPE_CHECKING:
    from collections.abc import Iterable


def vector_key(encoder: str, text: str) -> bytes:
    """Return the key under which the encoder's vector of the text is kept."""
    return hashlib.sha256(f"{encoder}\0{text}".encode()).digest()


def vectors_kept(texts: Iterable[str]) -> dict[str, bytes]:
    """Return the vectors of those of the texts that the present encoder has encoded before."""
    encoder = encoder_name()
    if not encoder:
        return {}
    wanted = {vector_key(encoder, text): text for text in texts}
    rows = TextVector.objects.filter(key__in=wanted).values_list("key", "vector")
    return {wanted[bytes(key)]: bytes(vector) for key, vector in rows}
