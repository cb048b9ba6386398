"""Documents of a firm check lie encrypted in their rows, under a key that the KEK wraps.

Rows of before lie under a key derived from the server's secret; they open as well, until
`manage.py keys rotate` has moved them or they are forgotten.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from marketplace.files.envelopes import is_envelope
from marketplace.files.services import content_enveloped, content_rewrapped
from marketplace.files.vault import envelope_opened

if TYPE_CHECKING:
    from datetime import datetime

_PURPOSE: Final = b"sealbridge firm documents v1"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def document_sealed(content: bytes, *, public_id: str, now: datetime) -> bytes:
    """Return what the row keeps; it opens only under the same row's id.

    Args:
        content: What was handed in.
        public_id: The id of the row that will hold it.
        now: The moment of keeping.

    Raises:
        KekError: The key-encryption key is missing or wrong.
    """
    return content_enveloped(content=content, context=_context(public_id), now=now)


def document_opened(sealed: bytes, *, public_id: str) -> bytes:
    """Return what was handed in.

    Raises:
        KekError: Row or ciphertext is another one, or the key-encryption key is.
        InvalidTag: The same, of a row of before.
    """
    if is_envelope(sealed):
        return envelope_opened(sealed, context=_context(public_id))
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(nonce, ciphertext, public_id.encode())
        except InvalidTag:
            continue
    raise InvalidTag


def document_resealed(sealed: bytes, *, public_id: str, now: datetime) -> bytes:
    """Return the same document under the current version of the key-encryption key.

    Raises:
        KekError: Row or ciphertext is another one, or the key-encryption key is.
        InvalidTag: The same, of a row of before.
    """
    if is_envelope(sealed):
        return content_rewrapped(data=sealed, context=_context(public_id))
    opened = document_opened(sealed, public_id=public_id)
    return document_sealed(opened, public_id=public_id, now=now)


def _context(public_id: str) -> str:
    return f"firm document {public_id}"


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    # Source: RFC 5869 (HKDF)
    key = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE)
    return AESGCM(key.derive(secret.encode()))
