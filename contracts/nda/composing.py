"""From the rows of an agreement to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.nda.templates import template_of
from contracts.nda.wording import NdaTerms, Party, nda_text
from marketplace.core.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contracts.nda.models import Nda, NdaAnnexItem, NdaHolder
    from marketplace.accounts.models import Organisation


def nda_composed(nda: Nda, *, files: Iterable[NdaAnnexItem], holders: Iterable[NdaHolder]) -> str:
    """Return the text that the rows make now; once offered, only the stored text counts."""
    terms = NdaTerms(
        number=nda.public_id,
        technology=nda.technology.public_id,
        seller=_party(nda.seller, nda.language),
        buyer=_party(nda.buyer, nda.language),
        scope=nda.scope,
        purpose=nda.purpose,
        months=nda.months,
        return_days=nda.return_days,
        return_method=nda.return_method,
        ownership=nda.ownership,
        consideration=nda.consideration,
        provision=nda.provision,
        commitments=[item.commitment for item in files],
        holders=[(holder.name, holder.email) for holder in holders],
    )
    template = template_of(nda.template_code, nda.template_version, nda.language)
    return nda_text(template, terms)


def firm_name(firm: Organisation, language: str) -> str:
    """Return the firm's name in a language, or the one it has."""
    names = [firm.name_ko, firm.name_en]
    wanted = names if language == Language.KO else names[::-1]
    return wanted[0] or wanted[1]


def _party(firm: Organisation, language: str) -> Party:
    return Party(name=firm_name(firm, language), registration_number=firm.registration_number or "")
