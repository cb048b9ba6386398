"""The log's signing key: never invented, never used for a log that it did not sign.

Beside the key file lies the last checkpoint that was published (`<key file>.checkpoint`). A
database restored from an old backup is shorter than it, and is refused: signing it again would
give the world two histories.
"""

from __future__ import annotations

import base64
import binascii
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from marketplace.core.durable_files import file_created
from marketplace.evidence.models import Checkpoint, Entry
from marketplace.evidence.notes import (
    CheckpointText,
    NoteError,
    VerifierKey,
    checkpoint_opened,
    key_name_valid,
    note_signed,
)
from marketplace.evidence.remembered import remembered_note
from marketplace.evidence.selectors import checkpoint_latest
from marketplace.evidence.storage import StoredTiles
from marketplace.evidence.tiles import range_roots

_SEED_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class LogKeyError(ImproperlyConfigured):
    """The log key is missing, wrong or unsafe, or the log is not the one it signed."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """The key that signs checkpoints, and the name of the log."""

    origin: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half."""
        return VerifierKey(self.origin, self.private.public_key().public_bytes_raw())

    def checkpoint_signed(self, size: int, root: bytes) -> str:
        """Return the signed checkpoint of a tree."""
        text = CheckpointText(self.origin, size, root).text()
        return note_signed(text, name=self.origin, private=self.private)


def log_key_path() -> Path:
    """Return where the key file lies."""
    return Path(settings.LOG_KEY_FILE)


def log_key_load() -> LogKey:
    """Return the key in the key file.

    Raises:
        LogKeyError: The file is missing, readable by others, or not an Ed25519 key.
    """
    path, origin = log_key_path(), log_origin()
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise LogKeyError(_missing(path)) from error
    except OSError as error:
        message = f"The log key {path} cannot be read: {error.strerror}."
        raise LogKeyError(message) from error
    if mode & _OTHERS:
        message = f"The log key {path} is open to other users: run chmod 600 on it."
        raise LogKeyError(message)
    return LogKey(origin, private_key_parsed(content, path))


def private_key_parsed(content: bytes, path: Path) -> Ed25519PrivateKey:
    """Return the key in a key file: PEM, or a 32-byte seed in base64.

    Raises:
        LogKeyError: It is neither.
    """
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            key = load_pem_private_key(content, password=None)
            if isinstance(key, Ed25519PrivateKey):
                return key
        else:
            seed = base64.b64decode(content.strip(), validate=True)
            if len(seed) == _SEED_BYTES:
                return Ed25519PrivateKey.from_private_bytes(seed)
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm):
        pass  # told below, without the library's words, which may quote the content
    message = (
        f"{path} is not a log key. It must hold an unencrypted Ed25519 key in PEM, or 32 bytes "
        "in base64. Restore it with `manage.py keys restore FILE`."
    )
    raise LogKeyError(message)


def private_key_text(private: Ed25519PrivateKey) -> bytes:
    """Return a key as the key file holds it."""
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def log_key_create() -> LogKey:
    """Make the key of a new log and return it.

    Raises:
        LogKeyError: There is a log or a key already.
    """
    path = log_key_path()
    if log_has_data():
        message = (
            "This database holds a log, and a new key cannot continue it. "
            "Restore its key with `manage.py keys restore FILE`."
        )
        raise LogKeyError(message)
    if remembered_note(path) is not None:
        message = (
            f"{path}.checkpoint is of an earlier log. Restore that log's database, or move the "
            "file away if that log is given up."
        )
        raise LogKeyError(message)
    key = LogKey(log_origin(), Ed25519PrivateKey.generate())
    try:
        file_created(path, private_key_text(key.private))
    except FileExistsError as error:
        message = f"There is a log key at {path} already; it stays as it is."
        raise LogKeyError(message) from error
    except OSError as error:
        message = f"The log key cannot be written to {path}: {error.strerror}."
        raise LogKeyError(message) from error
    return key


def check_log_key() -> None:
    """Refuse to go on unless the key file holds the key of this database's log, and all of it.

    Raises:
        LogKeyError: The key is missing or wrong, or the log is shorter than what was published,
            or has another history.
    """
    key, newest = log_key_load(), checkpoint_latest()
    log_key_checked(key, newest)
    note = remembered_note(log_key_path())
    if note is None or newest is None:
        return
    published = _remembered_opened(note, key)
    try:
        root = range_roots([(0, published.size)], StoredTiles())[0]
    except LookupError as error:
        message = f"The stored log is damaged: {error} Restore the database from a newer backup."
        raise LogKeyError(message) from error
    if root != published.root:
        raise LogKeyError(_other_history(published.size))


def log_key_checked(key: LogKey, newest: Checkpoint | None) -> None:
    """Refuse a key that did not sign the newest checkpoint, and a log shorter than was published.

    Raises:
        LogKeyError: The key is wrong, or the log is not the one that was published.
    """
    if newest is not None:
        try:
            checkpoint_opened(newest.note, key.verifier)
        except NoteError as error:
            message = (
                f"The key in {log_key_path()} did not sign this database's log ({error}) Check "
                "LOG_KEY_FILE and LOG_ORIGIN, or run `manage.py keys restore FILE`."
            )
            raise LogKeyError(message) from error
    note = remembered_note(log_key_path())
    if note is None:
        return
    published = _remembered_opened(note, key)
    size = newest.size if newest else 0
    if size < published.size:
        message = (
            f"This database's log has {size} entries, but one with {published.size} was published. "
            "Restore a newer backup of the database."
        )
        raise LogKeyError(message)
    if newest is not None and size == published.size and bytes(newest.root) != published.root:
        raise LogKeyError(_other_history(size))


def log_has_data() -> bool:
    """Return whether the database holds a log, or entries that wait for one."""
    return Checkpoint.objects.exists() or Entry.objects.exists()


def log_origin() -> str:
    """Return the log's name.

    Raises:
        LogKeyError: A key cannot bear that name.
    """
    origin = str(settings.LOG_ORIGIN)
    if not key_name_valid(origin):
        message = f"SEALBRIDGE_LOG_ORIGIN {origin!r} may hold neither spaces nor plus signs."
        raise LogKeyError(message)
    return origin


def _remembered_opened(note: str, key: LogKey) -> CheckpointText:
    try:
        return checkpoint_opened(note, key.verifier)
    except NoteError as error:
        message = (
            f"{log_key_path()}.checkpoint is not of this key and log ({error}) "
            "Restore key and checkpoint with `manage.py keys restore FILE`."
        )
        raise LogKeyError(message) from error


def _missing(path: Path) -> str:
    if log_has_data():
        return (
            f"The log key {path} is missing, and this database holds a log that only it can "
            "continue. Restore it with `manage.py keys restore FILE`."
        )
    return f"The log key {path} is missing. Make one with `manage.py keys init`."


def _other_history(size: int) -> str:
    return (
        f"The first {size} entries of this database's log are not those that were published. "
        "Restore the right database."
    )
