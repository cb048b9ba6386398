"""The seal shows a change of any byte, to a program that others wrote."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from marketplace.core.pdf import Attachment, pdf_made
from marketplace.core.pdf_seal import (
    SealKeyError,
    seal_key_load,
    seal_key_made,
    seal_key_path,
    sealed,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> bytes:
    template = tmp_path / "one.typ"
    template.write_text("= #data.title", encoding="utf-8")
    proof = Attachment("proof.txt", b"a proof\n", "text/plain", "Proof")
    return pdf_made(template, {"title": "비밀유지계약"}, attachments=[proof], made_at=NOW)


def told(document: bytes, folder: Path) -> str:
    """Return what pdfsig tells of a document."""
    path = folder / "sealed.pdf"
    path.write_bytes(document)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    )
    return done.stdout


def test_the_seal_is_valid_and_covers_all(document: bytes, tmp_path: Path) -> None:
    done = sealed(document, now=NOW, reason="Signed by both sides")
    assert done.startswith(document)
    text = told(done, tmp_path)
    assert "Signature Validation: Signature is Valid." in text
    assert "Total document signed" in text
    assert "ETSI.CAdES.detached" in text
    assert "Signing Time: Nov 22 2026 09:00:00" in text
    taken = subprocess.run(
        ["pdfdetach", "-save", "1", "-o", str(tmp_path / "out"), str(tmp_path / "sealed.pdf")],
        check=False,
    )
    assert taken.returncode == 0
    assert (tmp_path / "out").read_bytes() == b"a proof\n"


def test_a_changed_byte_breaks_it(document: bytes, tmp_path: Path) -> None:
    done = bytearray(sealed(document, now=NOW))
    at = done.index(b"/Title")
    done[at + 10] ^= 1
    text = told(bytes(done), tmp_path)
    assert "Digest Mismatch" in text
    assert "Signature is Valid" not in text


def test_a_missing_open_or_wrong_key_seals_nothing(
    document: bytes, tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "seal_key"
    settings.SEAL_KEY_FILE = path
    with pytest.raises(SealKeyError, match="keys init"):
        sealed(document, now=NOW)
    good = seal_key_made(name="market.example", now=NOW)
    path.write_bytes(good.text())
    path.chmod(0o640)
    with pytest.raises(SealKeyError, match="chmod 600"):
        sealed(document, now=NOW)
    path.chmod(0o600)
    assert seal_key_load().text() == good.text()
    private, certificate = good.text().split(b"-----BEGIN CERTIFICATE-----")
    another = seal_key_made(name="market.example", now=NOW).text().split(b"-----BEGIN CERT")[1]
    edwards = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for content in (
        b"",
        b"\xff\x00",
        private,
        b"-----BEGIN CERTIFICATE-----" + certificate,
        private + b"-----BEGIN CERT" + another,
        edwards + b"-----BEGIN CERTIFICATE-----" + certificate,
    ):
        path.write_bytes(content)
        with pytest.raises(SealKeyError, match="does not hold a seal key"):
            seal_key_load()


def test_the_key_does_not_show_itself() -> None:
    assert "private" not in repr(seal_key_load())
    assert seal_key_path().stat().st_mode & 0o077 == 0
