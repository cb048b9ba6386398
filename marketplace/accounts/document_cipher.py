"""Documents of the firm check at rest: AES-256-GCM under a key made from the server's secret."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE: Final = b"sealbridge firm documents v1"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def document_sealed(content: bytes, *, public_id: str) -> bytes:
    """Return nonce and ciphertext; they open only under the same row's id.

    Args:
        content: What was handed in.
        public_id: The id of the row that will hold it.

    Source: NIST SP 800-38D (GCM), RFC 5869 (HKDF).
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, content, public_id.encode())


def document_opened(sealed: bytes, *, public_id: str) -> bytes:
    """Return what was handed in.

    Raises:
        InvalidTag: Row or ciphertext is another one, or the server's secret was lost.
    """
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(nonce, ciphertext, public_id.encode())
        except InvalidTag:
            continue
    raise InvalidTag


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE)
    return AESGCM(key.derive(secret.encode()))
