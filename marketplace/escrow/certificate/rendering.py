"""A certificate is drawn: every figure of the deposit, and inside it what proves them."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from marketplace.core.pdf import Attachment, pdf_made
from marketplace.escrow.certificate.words import KIND_WORDS, LEVEL_WORDS, SEAL_WORDS, WORDS
from marketplace.escrow.manifest import manifest_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.escrow.models import Contributor, Deposit, DepositFile
    from marketplace.evidence.models import Entry

_TEMPLATE: Final = Path(__file__).parent / "certificate.typ"
_KOREA: Final = dt.timezone(dt.timedelta(hours=9))


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedDeposit:
    """A sealed deposit with everything that its certificate states.

    Attributes:
        deposit: The deposit.
        files: Its files, in the order of the manifest.
        contributors: Its contributors, in the order of the manifest.
        entry: The record of the sealing, with its place in the log.
        checkpoint: The signed checkpoint whose tree holds it.
        proof: The proof of that, as a `.tlog-proof` file.
        vkey: The log's public key, as verifiers take it.
    """

    deposit: Deposit
    files: Sequence[DepositFile]
    contributors: Sequence[Contributor]
    entry: Entry
    checkpoint: str
    proof: str
    vkey: str


def certificate_made(certified: CertifiedDeposit, *, language: str, now: dt.datetime) -> bytes:
    """Return the certificate as a PDF in a language."""
    attachments = _attachments(certified)
    return pdf_made(_TEMPLATE, _data(certified, language), attachments=attachments, made_at=now)


def _data(certified: CertifiedDeposit, language: str) -> dict[str, object]:
    deposit, words = certified.deposit, WORDS[language]
    assert deposit.sealed_at is not None
    return {
        "title": f"{words['heading']} {deposit.number}",
        "language": language,
        "words": words | {"seal_label": SEAL_WORDS[language][deposit.provider]},
        "number": deposit.number,
        "deposit_title": deposit.title,
        "kind": KIND_WORDS[language][deposit.kind],
        "made_on": str(deposit.made_on),
        "depositor_name": deposit.depositor_name,
        "depositor_address": deposit.depositor_address,
        "sealed_at": f"{deposit.sealed_at.astimezone(_KOREA):%Y-%m-%d %H:%M:%S} (UTC+9)",
        "term_until": str(deposit.term_until),
        "level": LEVEL_WORDS[language][deposit.level],
        "outline": deposit.outline,
        "contributors": [{"name": one.name, "part": one.part} for one in certified.contributors],
        "files": [_file(file) for file in certified.files],
        "commitment": deposit.commitment,
        "index": str(certified.entry.index),
        "leaf": base64.b64encode(bytes(certified.entry.commitment)).decode(),
        "vkey": certified.vkey,
        "checkpoint": certified.checkpoint.strip(),
    }


def _file(file: DepositFile) -> dict[str, str]:
    stored = file.stored_file
    assert stored is not None, "a file of a sealed deposit is stored"
    return {
        "name": file.name,
        "size": f"{stored.size:,}",
        "sha256": stored.sha256,
        "commitment": file.commitment,
    }


def _attachments(certified: CertifiedDeposit) -> list[Attachment]:
    deposit, entry = certified.deposit, certified.entry
    assert entry.body is not None
    assert entry.salt is not None
    manifest = manifest_text(deposit, files=certified.files, contributors=certified.contributors)
    return [
        Attachment("manifest.json", manifest, "application/json", "The deposit"),
        Attachment(
            "manifest.salt", bytes.fromhex(deposit.salt), "application/octet-stream", "Its salt"
        ),
        Attachment("entry.json", entry.body.encode(), "application/json", "The record"),
        Attachment("entry.salt", bytes(entry.salt), "application/octet-stream", "Its salt"),
        Attachment("entry.tlog-proof", certified.proof.encode(), "text/plain", "The proof"),
    ]
