"""All keys in one backup file under one passphrase.

First comes the log key as encrypted PKCS#8 in PEM with what it last published, then a block with
the other key files: base64 of salt (16 bytes), nonce (12) and AES-256-GCM ciphertext, under
scrypt (n = 2^15, r = 8, p = 3) of the passphrase; inside is JSON of name to base64 of the file.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.core.exceptions import ImproperlyConfigured

from marketplace.core.durable_files import file_created
from marketplace.core.pdf_seal import seal_key_load, seal_key_parsed, seal_key_path
from marketplace.evidence.key_backup import log_key_of_backup, log_key_put_back, log_key_text
from marketplace.files.keys import kek_load, kek_parsed, kek_path
from marketplace.files.services import check_kek, kek_checked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BEGIN: Final = "-----BEGIN SEALBRIDGE KEY FILES-----\n"
_END: Final = "-----END SEALBRIDGE KEY FILES-----\n"
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_LINE: Final = 64
_KEK, _SEAL = "kek", "seal_key"


class BackupError(ImproperlyConfigured):
    """The backup cannot be written or put back."""


def keys_backup(file: Path, *, passphrase: str) -> None:
    """Write every key to a new file.

    Raises:
        ImproperlyConfigured: A key cannot be read, the passphrase is short, or the file exists.
    """
    text = log_key_text(passphrase=passphrase)
    check_kek()
    kept = {_KEK: kek_load().text()}
    if seal_key_path().exists():
        kept[_SEAL] = seal_key_load().text()
    try:
        file_created(file, (text + _block(kept, passphrase)).encode())
    except FileExistsError as error:
        message = f"{file} exists already; name a new file."
        raise BackupError(message) from error
    except OSError as error:
        message = f"The backup cannot be written to {file}: {error.strerror}."
        raise BackupError(message) from error


def keys_restore(file: Path, *, passphrase: str) -> list[Path]:
    """Put the keys of a backup file back where they belong, and return where that is.

    All are looked at before the first is written: keys of another database take no place here.

    Raises:
        ImproperlyConfigured: The file or the passphrase is wrong, a key is not this database's,
            or another key lies where one belongs.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The backup {file} cannot be read."
        raise BackupError(message) from error
    log_text, _, block = text.partition(_BEGIN)
    log_key, note = log_key_of_backup(log_text, passphrase=passphrase, file=file)
    kept = _block_opened(block, passphrase, file) if block else {}
    missing = {path: content for path, content in _checked(kept, file) if not path.exists()}
    log_key_put_back(log_key, note)
    for path, content in missing.items():
        file_created(path, content)
    return list(missing)


def _checked(kept: Mapping[str, bytes], file: Path) -> list[tuple[Path, bytes]]:
    """Return where each key file belongs, if it may lie there."""
    wanted = []
    if _KEK in kept:
        keys = kek_parsed(kept[_KEK], file)
        kek_checked(keys)
        # a file that was rotated since holds more versions than the backup, and stays
        if kek_path().exists() and not keys.keys.items() <= kek_load().keys.items():
            raise _other(kek_path())
        wanted.append((kek_path(), kept[_KEK]))
    if _SEAL in kept:
        seal = seal_key_parsed(kept[_SEAL], file)
        if seal_key_path().exists() and seal_key_load().text() != seal.text():
            raise _other(seal_key_path())
        wanted.append((seal_key_path(), kept[_SEAL]))
    return wanted


def _other(path: Path) -> BackupError:
    return BackupError(f"Another key lies at {path}. Move it away first; nothing was replaced.")


def _block(kept: Mapping[str, bytes], passphrase: str) -> str:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    content = json.dumps({name: base64.b64encode(file).decode() for name, file in kept.items()})
    sealed = _cipher(passphrase, salt).encrypt(nonce, content.encode(), None)
    text = base64.b64encode(salt + nonce + sealed).decode()
    lines = [text[place : place + _LINE] for place in range(0, len(text), _LINE)]
    return _BEGIN + "\n".join(lines) + "\n" + _END


def _block_opened(block: str, passphrase: str, file: Path) -> dict[str, bytes]:
    try:
        raw = base64.b64decode("".join(block.removesuffix(_END).split()), validate=True)
        salt, sealed = raw[:_SALT_BYTES], raw[_SALT_BYTES:]
        cipher = _cipher(passphrase, salt)
        content = cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        return {name: base64.b64decode(text) for name, text in json.loads(content).items()}
    except (ValueError, binascii.Error, InvalidTag) as error:
        message = f"The key files in the backup {file} are damaged."
        raise BackupError(message) from error


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    # Source: RFC 7914; OWASP's choice for 32 MiB
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=3).derive(passphrase.encode()))
