"""Signed notes: the specification's own example, and everything that must be refused."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from marketplace.evidence import notes
from marketplace.evidence.notes import CheckpointText, NoteError, VerifierKey

# The example of golang.org/x/mod/sumdb/note, signed by a program that is not ours.
PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"  # noqa: E501
)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("log.example/vault", PRIVATE.public_key().public_bytes_raw())
STATED = CheckpointText("log.example/vault", 12, bytes(32))


def signed(text: str = STATED.text(), name: str = KEY.name) -> str:
    return notes.note_signed(text, name=name, private=PRIVATE)


def test_a_note_of_another_program_opens() -> None:
    text = notes.note_opened(PETER_NOTE, notes.verifier_key_parsed(PETER_KEY))
    assert text.endswith("what your problem is.\n")


def test_a_key_text_reads_back() -> None:
    assert notes.verifier_key_parsed(KEY.text()) == KEY
    assert notes.verifier_key_parsed(PETER_KEY).text() == PETER_KEY


def test_a_checkpoint_reads_back() -> None:
    assert notes.checkpoint_opened(signed(), KEY) == STATED
    assert signed().startswith("log.example/vault\n12\n" + "A" * 43 + "=\n\n— log.example/vault ")


def test_signatures_of_others_beside_ours_are_passed_over() -> None:
    witness = "— witness.example " + PETER_NOTE.split()[-1] + "\n"
    assert notes.checkpoint_opened(signed() + witness, KEY) == STATED


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_note_with_one_byte_changed_never_opens(place: int, change: int) -> None:
    raw = bytearray(signed().encode())
    raw[place % len(raw)] ^= change
    with pytest.raises((NoteError, UnicodeDecodeError)):
        notes.checkpoint_opened(raw.decode(), KEY)


@pytest.mark.parametrize(
    "note",
    [
        "", "\n", "text\n", "text\n\n", signed()[:-1], signed().replace("\n\n", "\n"),
        signed() + "no signature line\n", signed() + "\n", "\0" + signed(),
        signed(name="other.example"), "x" * 1_000_001,
    ],
)  # fmt: skip
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(NoteError):
        notes.note_opened(note, KEY)


@pytest.mark.parametrize(
    "text",
    [
        "origin\n1\n", "origin\n01\n" + "A" * 43 + "=\n", "origin\n-1\n" + "A" * 43 + "=\n",
        "origin\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n", "origin\n\u0661\n" + "A" * 43 + "=\n",
        "origin\n1\n" + "A" * 43 + "=", "origin\n1\n" + "A" * 43 + "\n",
        "origin\n" + "1" * 20 + "\n" + "A" * 43 + "=\n", "origin\n1\n" + "A" * 42 + "B=\n",
    ],
)  # fmt: skip
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        notes.checkpoint_parsed(text)


def test_a_checkpoint_of_another_origin_is_refused() -> None:
    other = CheckpointText("log.example/other", 12, bytes(32)).text()
    with pytest.raises(NoteError, match=r"log\.example/other"):
        notes.checkpoint_opened(signed(other), KEY)


@pytest.mark.parametrize(
    "text",
    [
        "", "name", "name+00000000+AAAA", PETER_KEY.replace("c74f20a3", "c74f20a4"),
        PETER_KEY.replace("Peter", "Pet er"), PETER_KEY[:-1], PETER_KEY + "+x",
    ],
)  # fmt: skip
def test_malformed_keys_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        notes.verifier_key_parsed(text)
