"""What a writer sends: a whole offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.taxonomy.schema import (
    IndustryEnum,
    IpStatusEnum,
    PartnerTypeEnum,
    RegionEnum,
    TransferModeEnum,
)
from marketplace.technologies.content import OfferContent, OfferText, text_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class TechnologyTextInput(graphene.InputObjectType):
    """The offer's words in one language."""

    language = graphene.InputField(
        LanguageEnum, required=True, description="Language of the words."
    )
    area = graphene.String(description="Anonymous card: the field of technology, 80 characters.")
    problem = graphene.String(description="Anonymous card: the problem solved, 400 characters.")
    title = graphene.String(description="Title, 120 characters.")
    summary = graphene.String(description="The offer in a paragraph, 600 characters.")
    description = graphene.String(description="What it does and for whom, 3,000 characters.")
    advantages = graphene.String(description="What is new and better, 2,000 characters.")
    specification = graphene.String(description="What it achieves, in ranges.")
    comparison = graphene.String(description="The usual solution beside it, in money.")
    proof_available = graphene.String(description="What was tested and by whom, without names.")
    field_of_use = graphene.String(description="Where it can be used.")
    partner_sought = graphene.String(description="Which partner is looked for, and for what.")
    keywords = graphene.List(
        graphene.NonNull(graphene.String), description="Up to 12 words of 40 characters."
    )
    withheld = graphene.String(description="What is held back on purpose until later steps.")


class TechnologyInput(graphene.InputObjectType):
    """A whole offer; what is left out is stored as empty."""

    industry = graphene.InputField(IndustryEnum, description="Field of industry.")
    trl = graphene.Int(description="Technology readiness level, 1 to 9.")
    transfer_modes = graphene.List(
        graphene.NonNull(TransferModeEnum), description="How it may change hands."
    )
    year = graphene.Int(description="Year the technology dates from.")
    ip_status = graphene.InputField(IpStatusEnum, description="How it is protected.")
    ipc_codes = graphene.List(
        graphene.NonNull(graphene.String),
        description="Up to 5 patent classes, for example H01M 10/65 or H01M.",
    )
    ksic_codes = graphene.List(
        graphene.NonNull(graphene.String),
        description="Up to 5 Korean industry classes of five digits, for example 28202.",
    )
    partner_types = graphene.List(
        graphene.NonNull(PartnerTypeEnum), description="Kinds of partner sought."
    )
    regions = graphene.List(graphene.NonNull(RegionEnum), description="Where a partner is sought.")
    texts = graphene.List(
        graphene.NonNull(TechnologyTextInput), description="The words, once per language."
    )


def offer_given(given: Mapping[str, Any]) -> OfferContent:
    """Return the offer that the input says."""
    return OfferContent(
        industry=choice_value(given.get("industry")),
        trl=given.get("trl"),
        transfer_modes=_values(given.get("transfer_modes")),
        year=given.get("year"),
        ip_status=choice_value(given.get("ip_status")),
        ipc_codes=tuple(given.get("ipc_codes") or ()),
        ksic_codes=tuple(given.get("ksic_codes") or ()),
        partner_types=_values(given.get("partner_types")),
        regions=_values(given.get("regions")),
        texts=tuple(_text(text) for text in given.get("texts") or ()),
    )


def _text(given: Mapping[str, Any]) -> OfferText:
    words = {name: given.get(name) or "" for name in text_columns() if name != "keywords"}
    return OfferText(
        language=choice_value(given["language"]),
        keywords=tuple(given.get("keywords") or ()),
        **words,
    )


def _values(choices: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple(choice_value(choice) for choice in choices or ())


def choice_value(choice: Any) -> str:
    """Return what the database keeps of an enum member; empty for none."""
    return str(getattr(choice, "value", choice) or "")
