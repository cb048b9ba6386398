"""The signed agreement as a document that anyone can keep: text, signatures, statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from contracts.nda.composing import firm_name
from marketplace.core.languages import Language
from marketplace.core.pdf import Attachment, pdf_made
from marketplace.evidence.leaf import moment_text
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.nda.models import Nda, Signature

TEMPLATE: Final = Path(__file__).parent / "document.typ"
_WORDS: Final[dict[str, dict[str, str]]] = {
    Language.EN: {
        "signatures": "Signatures",
        "signer": "Signed by",
        "signed_at": "Signed at (UTC)",
        "method": "Proof of the signer",
        "passkey": "Passkey, over the hash of the statement",
        "totp": "Code of an authenticator app (lower level than a passkey)",
        "statement": "SHA-256 of the statement",
        "hash": "SHA-256 of the text",
        "note": (
            "Attached are the exact text that was signed (agreement.txt) and the statement of "
            "each signature, and what a passkey answered over it. Hash them with sha256sum and "
            "compare. The clause on electronic "
            "signatures gives these signatures the effect that the parties agreed on."
        ),
        MatchSide.SELLER: "Party 1",
        MatchSide.BUYER: "Party 2",
    },
    Language.KO: {
        "signatures": "서명",
        "signer": "서명자",
        "signed_at": "서명 시각 (UTC)",
        "method": "서명자 확인",
        "passkey": "패스키(서명 진술의 해시에 대한 서명)",
        "totp": "인증 앱 코드(패스키보다 낮은 수준)",
        "statement": "서명 진술의 SHA-256",
        "hash": "본문의 SHA-256",
        "note": (
            "서명한 본문 그대로의 파일(agreement.txt)과 각 서명 진술, 패스키의 응답이 첨부되어 "
            "있습니다. "
            "sha256sum으로 해시를 계산하여 대조할 수 있습니다. 서명의 효력은 전자서명 조항에 "
            "따른 당사자의 합의에 근거합니다."
        ),
        MatchSide.SELLER: "갑",
        MatchSide.BUYER: "을",
    },
}


def document_drawn(nda: Nda, signatures: Sequence[Signature]) -> bytes:
    """Return the PDF/A-3u of a signed agreement; the same rows give the same bytes."""
    words = _WORDS[nda.language]
    title, sections = _sections(nda.text)
    data = {
        "title": title,
        "language": nda.language,
        "words": words,
        "sections": sections,
        "signatures": [_signature(nda, one, words) for one in signatures],
        "document_sha256": nda.document_sha256,
    }
    attachments = [
        Attachment("agreement.txt", nda.text.encode(), "text/plain", "The text that was signed")
    ]
    attachments += [
        Attachment(
            f"statement-{one.side}.json",
            one.statement.encode(),
            "application/json",
            f"What the {one.side} signed",
        )
        for one in signatures
    ]
    attachments += [
        Attachment(
            f"assertion-{one.side}.json",
            one.assertion.encode(),
            "application/json",
            f"What the passkey of the {one.side} answered",
        )
        for one in signatures
        if one.assertion
    ]
    return pdf_made(TEMPLATE, data, attachments=attachments, made_at=nda.signed_at)


def _sections(text: str) -> tuple[str, list[dict[str, object]]]:
    """Return the title of a text and its parts, each with its heading and its paragraphs."""
    title, *paragraphs = text.rstrip("\n").split("\n\n")
    heading, lines = "", list[str]()
    sections: list[dict[str, object]] = []
    for paragraph in paragraphs:
        if paragraph.startswith("## "):
            sections.append({"heading": heading, "paragraphs": lines})
            heading, lines = paragraph.removeprefix("## "), []
        else:
            lines.append(paragraph)
    sections.append({"heading": heading, "paragraphs": lines})
    return title.removeprefix("# "), sections


def _signature(nda: Nda, signature: Signature, words: dict[str, str]) -> dict[str, str]:
    firm = nda.seller if signature.side == MatchSide.SELLER else nda.buyer
    return {
        "side": words[signature.side],
        "firm": firm_name(firm, nda.language),
        "signer": f"{signature.name}, {signature.title}",
        "signed_at": moment_text(signature.signed_at),
        "method": words[signature.method],
        "statement_sha256": signature.statement_sha256,
    }
