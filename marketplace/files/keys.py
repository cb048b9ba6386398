"""The key-encryption key: wraps the identity of each stored file, and lies outside the database.

The key file is JSON, `{"current": 2, "keys": {"1": "<base64>", "2": "<base64>"}}`, for its owner
alone. Older versions stay in it for backups of the database that still need them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_PURPOSE: Final = b"sealbridge file identity v1 "
_CHECK: Final = b"sealbridge key-encryption key check v1"


class KekError(ImproperlyConfigured):
    """The key-encryption key is missing, wrong or unsafe."""


class KeyProvider(Protocol):
    """What wraps and unwraps small secrets: a key file here, a key service elsewhere."""

    @property
    def current(self) -> int:
        """Return the version that wraps."""

    def wrap(self, secret: bytes, *, context: str) -> tuple[int, bytes]:
        """Return version and ciphertext; it opens only in the same context."""

    def unwrap(self, wrapped: bytes, *, version: int, context: str) -> bytes:
        """Return the secret.

        Raises:
            KekError: The version is not there, or ciphertext or context is another.
        """

    def check_value(self, version: int) -> str:
        """Return what tells this version's key from any other without giving it away."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The keys of a key file.

    Attributes:
        current: The version that wraps.
        keys: Every version's key, 32 bytes each.
    """

    current: int
    keys: Mapping[int, bytes] = field(repr=False)

    def wrap(self, secret: bytes, *, context: str) -> tuple[int, bytes]:
        """Return the current version, and nonce and ciphertext.

        Source: NIST SP 800-38D (GCM).
        """
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = AESGCM(self.keys[self.current])
        return self.current, nonce + cipher.encrypt(nonce, secret, _PURPOSE + context.encode())

    def unwrap(self, wrapped: bytes, *, version: int, context: str) -> bytes:
        """Return the secret.

        Raises:
            KekError: The version is not in the file, or ciphertext or context is another.
        """
        cipher = AESGCM(self._key(version))
        nonce, ciphertext = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, ciphertext, _PURPOSE + context.encode())
        except InvalidTag as error:
            message = f"Version {version} of the key-encryption key did not wrap this identity."
            raise KekError(message) from error

    def check_value(self, version: int) -> str:
        """Return the version's keyed digest."""
        return hmac.new(self._key(version), _CHECK, hashlib.sha256).hexdigest()

    def text(self) -> bytes:
        """Return the keys as the key file holds them."""
        keys = {
            str(version): base64.b64encode(key).decode()
            for version, key in sorted(self.keys.items())
        }
        return json.dumps({"current": self.current, "keys": keys}, indent=1).encode() + b"\n"

    def _key(self, version: int) -> bytes:
        try:
            return self.keys[version]
        except KeyError as error:
            message = (
                f"Version {version} of the key-encryption key is not in {kek_path()}. "
                "Restore it with `manage.py keys restore FILE`."
            )
            raise KekError(message) from error


def kek_path() -> Path:
    """Return where the key file lies."""
    return Path(settings.KEK_FILE)


def key_provider() -> KeyProvider:
    """Return the keys as they are now: a rotation in another process counts at once.

    Raises:
        KekError: The key file is missing, readable by others, or no key file.
    """
    return kek_load()


def kek_load() -> KeyFile:
    """Return the keys in the key file.

    Raises:
        KekError: The file is missing, readable by others, or no key file.
    """
    path = kek_path()
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError as error:
        message = f"The key-encryption key {path} is missing."
        raise KekError(message) from error
    except OSError as error:
        message = f"The key-encryption key {path} cannot be read: {error.strerror}."
        raise KekError(message) from error
    if mode & _OTHERS:
        message = f"The key-encryption key {path} is open to other users: run chmod 600 on it."
        raise KekError(message)
    return kek_parsed(content, path)


def kek_parsed(content: bytes, path: Path) -> KeyFile:
    """Return the keys in the content of a key file.

    Raises:
        KekError: It is none.
    """
    try:
        fields = json.loads(content)
        keys = {
            int(version): base64.b64decode(key, validate=True)
            for version, key in fields["keys"].items()
        }
        current = fields["current"]
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        keys, current = {}, 0
    if type(current) is not int or current not in keys or min(keys) < 1:
        raise _no_key_file(path)
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise _no_key_file(path)
    return KeyFile(current, keys)


def _no_key_file(path: Path) -> KekError:
    # without the parser's words, which may quote the content
    return KekError(
        f"{path} is not a key-encryption key file. Restore it with `manage.py keys restore FILE`."
    )
