"""A signed contract is drawn: its words, its signatures, and inside it what was signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from contracts.deals.phrases import SIGNATURE_WORDS
from marketplace.core.pdf import Attachment, pdf_made
from marketplace.notifications.korea import KOREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.deals.models import Contract
    from contracts.nda.models import Signature

_TEMPLATE: Final = Path(__file__).parent / "contract.typ"


def contract_pdf(contract: Contract, signatures: Sequence[Signature]) -> bytes:
    """Return the signed contract as a PDF; the signed text and statements lie inside it."""
    attachments = [
        Attachment("contract.txt", contract.text.encode(), "text/plain", "The text that was signed")
    ]
    attachments += [
        Attachment(
            f"signature-{each.side}.json",
            each.statement.encode(),
            "application/json",
            "The statement that was signed",
        )
        for each in signatures
    ]
    attachments += [
        Attachment(
            f"assertion-{each.side}.json",
            each.assertion.encode(),
            "application/json",
            "What the signer's passkey answered over the statement's hash",
        )
        for each in signatures
        if each.assertion
    ]
    return pdf_made(
        _TEMPLATE,
        _data(contract, signatures),
        attachments=attachments,
        made_at=contract.signed_at,
    )


def _data(contract: Contract, signatures: Sequence[Signature]) -> dict[str, object]:
    words = SIGNATURE_WORDS[contract.language]
    title, head, *sections = contract.text.rstrip("\n").split("\n\n")
    return {
        "title": title,
        "language": contract.language,
        "words": words,
        "heading": title,
        "head": head.split("\n"),
        "sections": [_section(block) for block in sections],
        "signatures": [
            {
                "side": words[each.side],
                "firm": _firm(contract, each),
                "name": each.name,
                "title": each.title,
                "method": words["methods"][each.method],
                "signed_at": f"{each.signed_at.astimezone(KOREA):%Y-%m-%d %H:%M:%S} (UTC+9)",
                "statement_sha256": each.statement_sha256,
            }
            for each in signatures
        ],
        "text_sha256": contract.document_sha256,
    }


def _section(block: str) -> dict[str, object]:
    heading, *lines = block.split("\n")
    return {"heading": heading, "lines": lines}


def _firm(contract: Contract, signature: Signature) -> str:
    firm = contract.seller if signature.side == "seller" else contract.buyer
    names = (
        (firm.name_ko, firm.name_en)
        if contract.language == "ko"
        else (
            firm.name_en,
            firm.name_ko,
        )
    )
    return names[0] or names[1]
