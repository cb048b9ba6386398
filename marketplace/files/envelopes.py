"""Small contents that lie in a row of their own: under a key of their own, which the KEK wraps.

An envelope is the mark, the version of the KEK (4 bytes), the length of the wrapped key (2 bytes),
the wrapped key, nonce and ciphertext.
"""

from __future__ import annotations

import secrets
import struct
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from marketplace.files.keys import KEY_BYTES, KekError

if TYPE_CHECKING:
    from marketplace.files.keys import KeyProvider

_MARK: Final = b"SBK1"
_HEAD: Final = struct.Struct(">IH")
_NONCE_BYTES: Final = 12


def is_envelope(data: bytes) -> bool:
    """Return whether this begins as an envelope does."""
    return data.startswith(_MARK)


def enveloped(content: bytes, *, context: str, provider: KeyProvider) -> bytes:
    """Return the content under a fresh key; it opens only in the same context.

    Source: NIST SP 800-38D (GCM).
    """
    key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(_NONCE_BYTES)
    ciphertext = nonce + AESGCM(key).encrypt(nonce, content, context.encode())
    return _written(*provider.wrap(key, context=context), ciphertext)


def rewrapped(data: bytes, *, context: str, provider: KeyProvider) -> bytes:
    """Return the same envelope, its key wrapped with the current version.

    Raises:
        KekError: The version that wrapped it is not there, or it is no envelope of this context.
    """
    version, wrapped, ciphertext = _parts(data)
    if version == provider.current:
        return data
    key = provider.unwrap(wrapped, version=version, context=context)
    return _written(*provider.wrap(key, context=context), ciphertext)


def envelope_content(data: bytes, *, context: str, provider: KeyProvider) -> bytes:
    """Return what lies in an envelope.

    Raises:
        KekError: The version that wrapped it is not there, or it is no envelope of this context.
    """
    version, wrapped, ciphertext = _parts(data)
    key = provider.unwrap(wrapped, version=version, context=context)
    nonce, rest = ciphertext[:_NONCE_BYTES], ciphertext[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, context.encode())
    except InvalidTag as error:
        raise _damaged() from error


def _written(version: int, wrapped: bytes, ciphertext: bytes) -> bytes:
    return _MARK + _HEAD.pack(version, len(wrapped)) + wrapped + ciphertext


def _parts(data: bytes) -> tuple[int, bytes, bytes]:
    begin = len(_MARK) + _HEAD.size
    if not is_envelope(data) or len(data) < begin:
        raise _damaged()
    version, length = _HEAD.unpack(data[len(_MARK) : begin])
    return version, data[begin : begin + length], data[begin + length :]


def _damaged() -> KekError:
    return KekError("What was stored under the key-encryption key is damaged.")
