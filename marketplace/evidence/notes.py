"""Signed notes and checkpoints, pure: the texts that carry a signature, written and read.

Source:
    C2SP signed-note and tlog-checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from marketplace.evidence.merkle import HASH_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_PUBLIC_KEY_BYTES = 32
_SIGNATURE_LINE = "\u2014 "
_LARGEST_NOTE = 1_000_000
_LARGEST_SIZE_DIGITS = 19
_CHECKPOINT_LINES = 3


class NoteError(ValueError):
    """A note, checkpoint or key text is not what it should be."""


@dataclass(frozen=True, slots=True)
class CheckpointText:
    """What a checkpoint states: whose log, how long, and which root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{_encoded(self.root)}\n"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name it signs under."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that name the key in a signature line."""
        material = self.name.encode() + b"\n" + _ED25519 + self.public
        return hashlib.sha256(material).digest()[:_KEY_ID_BYTES]

    def text(self) -> str:
        """Return the key as verifiers take it: name, key id, key."""
        return f"{self.name}+{self.key_id.hex()}+{_encoded(_ED25519 + self.public)}"


def key_name_valid(name: str) -> bool:
    """Return whether a key may bear this name."""
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def verifier_key_parsed(text: str) -> VerifierKey:
    """Return the key that a text form names.

    Raises:
        NoteError: The text is not an Ed25519 verifier key, or its key id is wrong.
    """
    parts = text.strip().split("+", 2)
    if len(parts) == 3 and key_name_valid(parts[0]):
        material = _decoded(parts[2])
        if material[:1] == _ED25519 and len(material) == 1 + _PUBLIC_KEY_BYTES:
            key = VerifierKey(parts[0], material[1:])
            if key.key_id.hex() == parts[1]:
                return key
    message = "This is not an Ed25519 verifier key of the form name+id+key."
    raise NoteError(message)


def note_signed(text: str, *, name: str, private: Ed25519PrivateKey) -> str:
    """Return a text with its signature below it."""
    key = VerifierKey(name, private.public_key().public_bytes_raw())
    signature = _encoded(key.key_id + private.sign(text.encode()))
    return f"{text}\n{_SIGNATURE_LINE}{name} {signature}\n"


def note_opened(note: str, key: VerifierKey) -> str:
    """Return the text of a note that the key has signed.

    Raises:
        NoteError: The note is malformed, or the key's signature is missing or wrong.
    """
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or len(note) > _LARGEST_NOTE:
        message = "This is not a signed note."
        raise NoteError(message)
    text = head + "\n"
    if any(c < " " and c != "\n" for c in note):
        message = "The note holds control characters."
        raise NoteError(message)
    for name, signature in [_signature_parsed(line) for line in tail[:-1].split("\n")]:
        if name == key.name and signature[:_KEY_ID_BYTES] == key.key_id:
            return _text_verified(text, signature[_KEY_ID_BYTES:], key)
    message = f"The note carries no signature by {key.name}."
    raise NoteError(message)


def _signature_parsed(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(_SIGNATURE_LINE).partition(" ")
    if not line.startswith(_SIGNATURE_LINE) or not key_name_valid(name):
        message = "The note has a malformed signature line."
        raise NoteError(message)
    return name, _decoded(encoded)


def _text_verified(text: str, signature: bytes, key: VerifierKey) -> str:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError) as error:
        message = f"The signature by {key.name} is wrong."
        raise NoteError(message) from error
    return text


def checkpoint_parsed(text: str) -> CheckpointText:
    """Return what a checkpoint's text states.

    Raises:
        NoteError: The text is not a checkpoint.
    """
    lines = text.split("\n")
    if len(lines) > _CHECKPOINT_LINES and lines[-1] == "" and all(lines[:-1]):
        origin, size, root = lines[0], lines[1], _decoded(lines[2])
        is_number = size.isascii() and size.isdigit() and len(size) <= _LARGEST_SIZE_DIGITS
        if is_number and str(int(size)) == size and len(root) == HASH_BYTES:
            return CheckpointText(origin, int(size), root)
    message = "This is not a checkpoint."
    raise NoteError(message)


def checkpoint_opened(note: str, key: VerifierKey) -> CheckpointText:
    """Return what a checkpoint states, once the log's own key has signed it.

    Raises:
        NoteError: The signature is missing or wrong, or it is another log's checkpoint.
    """
    checkpoint = checkpoint_parsed(note_opened(note, key))
    if checkpoint.origin != key.name:
        message = f"The checkpoint is of {checkpoint.origin}, not of {key.name}."
        raise NoteError(message)
    return checkpoint


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decoded(text: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "Not base64."
        raise NoteError(message) from error
    if _encoded(value) != text:
        message = "Not base64 in its one right spelling."
        raise NoteError(message)
    return value
