"""The words of a contract: articles of its clauses and schedules of its terms, one plain text.

The same parties, terms, clauses and code always give the same bytes, whose hash is signed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.deals.phrases import EXCLUSIVITIES, MODES, WORDS
from marketplace.core.money import MINOR_DIGITS, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.deals.clauses import Clause, ClauseSet
    from contracts.deals.content import MilestoneContent, TermsContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A firm as a contract names it."""

    name: str
    registration_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDeposit:
    """A deposit as a contract names it: what it holds stays sealed."""

    number: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A clause that is not in the contract, and why."""

    clause: Clause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractParts:
    """Everything that a contract's text is made of.

    Attributes:
        code: Random; it keeps what the text says from being guessed by its hash.
        documents: For each listed document the salted commitment of the NDA's annex.
        nda: Public id of the NDA that goes on beside the contract, or empty.
    """

    language: str
    code: str
    clause_set: ClauseSet
    seller: Party
    buyer: Party
    technology: str
    terms: TermsContent
    clauses: tuple[Clause, ...]
    left_out: tuple[LeftOut, ...] = ()
    deposits: tuple[SealedDeposit, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    nda: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the lines below it."""

    heading: str
    lines: tuple[str, ...]


def contract_sections(parts: ContractParts) -> list[Section]:
    """Return the articles and the schedules, in their order."""
    return [*_articles(parts), *_schedules(parts)]


def contract_head(parts: ContractParts) -> list[str]:
    """Return the lines above the articles: what it is and between whom."""
    words = WORDS[parts.language]
    chosen = parts.clause_set
    return [
        words["code"].format(code=parts.code),
        words["set"].format(
            set=chosen.code, version=chosen.version, day=chosen.effective_from.isoformat()
        ),
        words["seller"].format(name=parts.seller.name, number=parts.seller.registration_number),
        words["buyer"].format(name=parts.buyer.name, number=parts.buyer.registration_number),
    ]


def contract_text(parts: ContractParts) -> str:
    """Return the whole contract as one text."""
    blocks = [parts.clause_set.title[parts.language], "\n".join(contract_head(parts))]
    blocks += ["\n".join([section.heading, *section.lines]) for section in contract_sections(parts)]
    return "\n\n".join(blocks) + "\n"


def text_sha256(text: str) -> str:
    """Return the hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def money_text(amount: Money) -> str:
    """Return an amount as people write it, for example `KRW 120,000,000` or `USD 1,000.50`."""
    digits = MINOR_DIGITS[amount.currency]
    whole, rest = divmod(amount.minor, 10**digits)
    fraction = f".{rest:0{digits}}" if digits else ""
    return f"{amount.currency} {whole:,}{fraction}"


def clause_words(parts: ContractParts, clause: Clause) -> str:
    """Return a clause with what this contract fills in."""
    terms, language = parts.terms, parts.language
    return clause.text[language].format(
        seller=parts.seller.name,
        buyer=parts.buyer.name,
        mode=MODES[language][terms.mode],
        exclusivity=EXCLUSIVITIES[language][terms.exclusivity],
        term=_term(parts),
    )


def _articles(parts: ContractParts) -> list[Section]:
    words = WORDS[parts.language]
    return [
        Section(
            heading=words["article"].format(number=number, title=clause.title[parts.language]),
            lines=tuple(clause_words(parts, clause).split("\n")),
        )
        for number, clause in enumerate(parts.clauses, start=1)
    ]


def _schedules(parts: ContractParts) -> list[Section]:
    words = WORDS[parts.language]
    deposits = [
        words["deposit"].format(number=each.number, commitment=each.commitment)
        for each in parts.deposits
    ]
    left = [
        words["left"].format(title=each.clause.title[parts.language], reason=each.reason)
        for each in parts.left_out
    ]
    contents = (
        ("terms", _terms(parts)),
        ("milestones", _milestones(parts) or [words["no_milestones"]]),
        ("deposits", deposits or [words["no_deposits"]]),
        ("left_out", left or [words["none_left"]]),
    )
    return [
        Section(
            heading=words["schedule"].format(number=number, title=words[name]), lines=tuple(lines)
        )
        for number, (name, lines) in enumerate(contents, start=1)
    ]


def _terms(parts: ContractParts) -> list[str]:
    words, terms, language = WORDS[parts.language], parts.terms, parts.language
    royalty = f"{terms.royalty_basis_points / 100:.2f} %"
    values = [
        ("technology", parts.technology),
        ("mode", MODES[language][terms.mode]),
        ("field", terms.field),
        ("territory", terms.territory),
        ("exclusivity", EXCLUSIVITIES[language][terms.exclusivity]),
        ("months", _term(parts)),
        ("upfront", money_text(Money(terms.upfront, terms.currency))),
        ("royalty" if terms.royalty_basis_points else "no_royalty", royalty),
    ]
    values += [("note", terms.note)] if terms.note else []
    values += [("nda", parts.nda)] if parts.nda else []
    return [words[name].format(value=_indented(value)) for name, value in values]


def _milestones(parts: ContractParts) -> list[str]:
    lines: list[str] = []
    for number, milestone in enumerate(parts.terms.milestones, start=1):
        lines += _milestone(parts, number, milestone)
    return lines


def _milestone(parts: ContractParts, number: int, milestone: MilestoneContent) -> Sequence[str]:
    words, commitments = WORDS[parts.language], dict(parts.documents)
    day = milestone.due_on.isoformat() if milestone.due_on else ""
    amount = money_text(Money(milestone.amount, parts.terms.currency))
    lines = [
        words["milestone"].format(number=number, title=milestone.title, amount=amount, day=day),
        words["delivery"].format(value=_indented(milestone.delivery)),
    ]
    lines += [
        words["document"].format(id=public_id, commitment=commitments.get(public_id, ""))
        for public_id in milestone.documents
    ]
    return [*lines, words["release"]] if milestone.deposit_release else lines


def _term(parts: ContractParts) -> str:
    words, months = WORDS[parts.language], parts.terms.months
    return words["for_months"].format(months=months) if months else words["for_good"]


def _indented(text: str) -> str:
    """Return what a person typed so that no line of it looks like a heading of the contract."""
    return text.replace("\n", "\n    ")
