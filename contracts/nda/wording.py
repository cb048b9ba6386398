"""The text of one agreement, word for word as both sides sign it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contracts.nda.templates import NdaTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A firm as the text names it."""

    name: str
    registration_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaTerms:
    """What the parties write into a template.

    Attributes:
        number: The agreement's public id.
        technology: The technology's public id.
        commitments: Salted commitments of the files in the annex, in order.
        holders: Name and mail address of each holder, in order.
    """

    number: str
    technology: str
    seller: Party
    buyer: Party
    scope: str
    purpose: str
    months: int
    return_days: int
    return_method: str
    ownership: str
    consideration: str
    provision: str
    commitments: Sequence[str]
    holders: Sequence[tuple[str, str]]


def nda_text(template: NdaTemplate, terms: NdaTerms) -> str:
    """Return the whole text: a title, headings marked by `##`, and one paragraph a line."""
    return "\n\n".join(_lines(template, terms)) + "\n"


def text_sha256(text: str) -> str:
    """Return what is signed: the SHA-256 of the text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(template: NdaTemplate, terms: NdaTerms) -> Iterator[str]:
    values: dict[str, object] = {
        "seller": terms.seller.name,
        "seller_number": terms.seller.registration_number,
        "buyer": terms.buyer.name,
        "buyer_number": terms.buyer.registration_number,
        "number": terms.number,
        "technology": terms.technology,
        "code": template.code,
        "version": template.version,
        "months": terms.months,
        "return_days": terms.return_days,
    }
    yield f"# {template.title}"
    for party in template.parties:
        yield party.format_map(values)
    for article in template.articles:
        yield f"## {article.heading}"
        for paragraph in article.paragraphs:
            yield paragraph.format_map(values)
    yield from _annexes(template, terms, values)
    yield template.attribution


def _annexes(template: NdaTemplate, terms: NdaTerms, values: dict[str, object]) -> Iterator[str]:
    annex = template.annex
    written = values | {
        "scope": terms.scope,
        "purpose": terms.purpose,
        "return_method": terms.return_method,
        "ownership": terms.ownership,
        "consideration": terms.consideration,
        "provision": terms.provision,
    }
    yield f"## {annex['terms']}"
    lines = ("scope", "purpose", "period", "return_on", "ownership", "consideration", "provision")
    for name in lines:
        yield annex[name].format_map(written)
    yield f"## {annex['files']}"
    if not terms.commitments:
        yield annex["no_files"]
    for position, commitment in enumerate(terms.commitments, start=1):
        yield annex["file"].format(position=position, commitment=commitment)
    yield f"## {annex['holders']}"
    for position, (name, email) in enumerate(terms.holders, start=1):
        yield annex["holder"].format(position=position, name=name, email=email)
