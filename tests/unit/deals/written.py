"""A contract's parts without a database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.deals.clauses import STANDARD, clause_set
from contracts.deals.wording import ContractParts, Party, SealedDeposit
from tests.factories.deals import terms

if TYPE_CHECKING:
    from contracts.deals.content import TermsContent


def contract_parts(
    *, language: str = "en", content: TermsContent | None = None, **changes: object
) -> ContractParts:
    """Return the parts of a contract with every clause in it."""
    found, given = clause_set(STANDARD, 1), content or terms()
    parts = ContractParts(
        language=language,
        code="a" * 22,
        clause_set=found,
        seller=Party(name="Small Firm", registration_number="1018100003"),
        buyer=Party(name="Large Firm", registration_number="1018100018"),
        technology="Thin barrier sheet",
        terms=given,
        clauses=tuple(each for each in found.clauses if each.belongs(given.exclusivity)),
        deposits=(SealedDeposit(number="SB-2026-000001", commitment="c" * 64),),
    )
    return replace(parts, **changes)  # type: ignore[arg-type]
