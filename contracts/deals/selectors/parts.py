"""What a contract's text is made of, as the database has it now; whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals.clauses import clause_set
from contracts.deals.content import MilestoneContent, TermsContent
from contracts.deals.models import ContractClause, Milestone
from contracts.deals.selectors.conditions import declared_documents
from contracts.deals.wording import ContractParts, LeftOut, Party, SealedDeposit
from contracts.nda.selectors import standing_nda
from marketplace.core.languages import Language, in_language
from marketplace.escrow.selectors.deposits import deposits_of
from marketplace.technologies.models import TechnologyText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.deals.clauses import Clause
    from contracts.deals.models import Contract, TermVersion
    from marketplace.accounts.models import Organisation
    from matching.models import Match


def content_of(version: TermVersion, milestones: Sequence[Milestone]) -> TermsContent:
    """Return a stored version as it was checked when it was offered."""
    return TermsContent(
        mode=version.mode,
        field=version.field,
        territory=version.territory,
        exclusivity=version.exclusivity,
        months=version.months,
        currency=version.currency,
        upfront=version.upfront_minor,
        royalty_basis_points=version.royalty_basis_points,
        note=version.note,
        milestones=tuple(
            MilestoneContent(
                title=each.title,
                amount=each.amount_minor,
                due_on=each.due_on,
                delivery=each.delivery,
                documents=tuple(each.documents),
                deposit_release=each.deposit_release,
            )
            for each in milestones
        ),
    )


def contract_parts(contract: Contract, now: datetime) -> ContractParts:
    """Return everything that the contract's text is made of at this moment."""
    chosen = clause_set(contract.clause_set, contract.clause_set_version)
    version, match = contract.version, contract.match
    milestones = list(Milestone.objects.filter(version=version).order_by("position"))
    belonging = [each for each in chosen.clauses if each.belongs(version.exclusivity)]
    taken_out = clauses_taken_out(contract)
    listed = {public_id for each in milestones for public_id in each.documents}
    nda = standing_nda(match.pk, now)
    return ContractParts(
        language=contract.language,
        code=contract.text_code,
        clause_set=chosen,
        seller=_party(contract.seller, contract.language),
        buyer=_party(contract.buyer, contract.language),
        technology=_technology_name(match, contract.language),
        terms=content_of(version, milestones),
        clauses=tuple(each for each in belonging if each.code not in taken_out),
        left_out=tuple(
            LeftOut(clause=each, reason=taken_out[each.code].reason)
            for each in belonging
            if each.code in taken_out
        ),
        deposits=tuple(
            SealedDeposit(number=each.number or "", commitment=each.commitment)
            for each in deposits_of(match.technology_id)
        ),
        documents=tuple(
            (public_id, commitment)
            for public_id, commitment in declared_documents(match).items()
            if public_id in listed
        ),
        nda="" if nda is None else f"{nda.public_id}, SHA-256 {nda.document_sha256}",
    )


def clauses_taken_out(contract: Contract) -> dict[str, ContractClause]:
    """Return what was taken out of a contract, by the clause's code."""
    rows = ContractClause.objects.filter(contract=contract, is_included=False)
    return {row.code: row for row in rows}


def clause_of(contract: Contract, code: str) -> Clause | None:
    """Return a clause that belongs into the contract, in it or taken out, or None."""
    found = clause_set(contract.clause_set, contract.clause_set_version).clause(code)
    return found if found and found.belongs(contract.version.exclusivity) else None


def _party(organisation: Organisation, language: str) -> Party:
    names = (organisation.name_ko, organisation.name_en)
    first, second = names if language == Language.KO else reversed(names)
    return Party(name=first or second, registration_number=organisation.registration_number or "-")


def _technology_name(match: Match, language: str) -> str:
    technology = match.technology
    rows = TechnologyText.objects.filter(version_id=technology.version_id)
    found = in_language(dict(rows.values_list("language", "title")), language)
    title = found[1] if found else ""
    return f"{title} ({technology.public_id})" if title else technology.public_id
