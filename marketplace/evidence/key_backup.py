"""The log key as the text of a backup: encrypted under a passphrase, with what it last published.

The text is an encrypted PKCS#8 key in PEM (`openssl pkey -in FILE` reads it), followed by the
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

from marketplace.core.durable_files import file_created
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


def log_key_text(*, passphrase: str) -> str:
    """Return the key, encrypted, and its last published checkpoint.

    Raises:
        LogKeyError: The key cannot be read, or the passphrase is short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        message = f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters."
        raise LogKeyError(message)
    key = log_key_load()
    content = key.private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    ).decode()
    return content + (remembered_note(log_key_path()) or "")


def log_key_of_backup(text: str, *, passphrase: str, file: Path) -> tuple[LogKey, str]:
    """Return the key and the checkpoint in a backup's text, if they may take their place here.

    Args:
        text: What `log_key_text` returned.
        passphrase: The backup's.
        file: Where the text comes from, for the words of an error.

    Raises:
        LogKeyError: The text or the passphrase is wrong, the key is not this database's, or
            another key lies where it belongs.
    """
    key, note = _backup_opened(text, passphrase, file)
    log_key_checked(key, checkpoint_latest())
    path = log_key_path()
    if path.exists() and log_key_load().verifier != key.verifier:
        message = f"Another log key lies at {path}. Move it away first; it was not replaced."
        raise LogKeyError(message)
    return key, note


def log_key_put_back(key: LogKey, note: str) -> None:
    """Put a key and its last published checkpoint back where they belong.

    Raises:
        LogKeyError: The key cannot be written.
    """
    path = log_key_path()
    try:
        file_created(path, private_key_text(key.private))
    except FileExistsError:
        # the same key, as was found before
        pass
    except OSError as error:
        message = f"The log key cannot be written to {path}: {error.strerror}."
        raise LogKeyError(message) from error
    if note:
        checkpoint_remember(path, note)


def _backup_opened(text: str, passphrase: str, file: Path) -> tuple[LogKey, str]:
    """Return the key and the checkpoint in a backup's text."""
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
