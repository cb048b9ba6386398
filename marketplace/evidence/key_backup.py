"""The log key as a backup file: encrypted under a passphrase, with what it last published.

The file is an encrypted PKCS#8 key in PEM (`openssl pkey -in FILE` reads it), followed by the
remembered checkpoint, so that a restored key still refuses an older database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from marketplace.evidence.durable_files import file_created
from marketplace.evidence.keys import (
    LogKey,
    LogKeyError,
    log_key_checked,
    log_key_load,
    log_key_path,
    log_origin,
    private_key_text,
)
from marketplace.evidence.notes import NoteError, checkpoint_opened
from marketplace.evidence.remembered import checkpoint_remember, remembered_note
from marketplace.evidence.selectors import checkpoint_latest

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST_PASSPHRASE = 12
_KEY_END = "-----END ENCRYPTED PRIVATE KEY-----\n"


def log_key_backup(file: Path, *, passphrase: str) -> None:
    """Write the key and its last published checkpoint to a new file.

    Raises:
        LogKeyError: The key cannot be read, the passphrase is short, or the file exists.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        message = f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters."
        raise LogKeyError(message)
    key = log_key_load()
    content = key.private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    ).decode()
    content += remembered_note(log_key_path()) or ""
    try:
        file_created(file, content.encode())
    except FileExistsError as error:
        message = f"{file} exists already; name a new file."
        raise LogKeyError(message) from error
    except OSError as error:
        message = f"The backup cannot be written to {file}: {error.strerror}."
        raise LogKeyError(message) from error


def log_key_restore(file: Path, *, passphrase: str) -> LogKey:
    """Put the key and its last published checkpoint back from a backup file.

    Raises:
        LogKeyError: The file or the passphrase is wrong, the key is not this database's, or
            another key lies where it belongs.
    """
    key, note = _backup_opened(file, passphrase)
    path = log_key_path()
    # before anything is written: a key that did not sign this log must not take its place
    log_key_checked(key, checkpoint_latest())
    try:
        file_created(path, private_key_text(key.private))
    except FileExistsError as error:
        if log_key_load().verifier != key.verifier:
            message = f"Another log key lies at {path}. Move it away first; it was not replaced."
            raise LogKeyError(message) from error
    except OSError as error:
        message = f"The log key cannot be written to {path}: {error.strerror}."
        raise LogKeyError(message) from error
    if note:
        checkpoint_remember(path, note)
    return key


def _backup_opened(file: Path, passphrase: str) -> tuple[LogKey, str]:
    """Return the key and the checkpoint in a backup file."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The backup {file} cannot be read."
        raise LogKeyError(message) from error
    encrypted, end, note = text.partition(_KEY_END)
    try:
        private = load_pem_private_key((encrypted + end).encode(), passphrase.encode())
    except (ValueError, TypeError) as error:
        message = f"{file} is not a backup of a log key, or the passphrase is wrong."
        raise LogKeyError(message) from error
    if not isinstance(private, Ed25519PrivateKey):
        message = f"{file} holds another kind of key than a log key."
        raise LogKeyError(message)
    key = LogKey(log_origin(), private)
    if note:
        try:
            checkpoint_opened(note, key.verifier)
        except NoteError as error:
            message = f"{file} is of another log, or was altered ({error}) Check LOG_ORIGIN."
            raise LogKeyError(message) from error
    return key, note
