"""What the API says of a demand; the row it reads holds only what the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.core.languages import in_language
from marketplace.demands.policies import demand_acts
from marketplace.demands.selectors import TEXT_COLUMNS
from marketplace.demands.states import DemandState
from marketplace.evidence.schema import Entry
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, TransferModeEnum

if TYPE_CHECKING:
    from marketplace.demands.rows import DemandRow

DemandStateEnum = choices_enum(DemandState, description="Where a demand is.")


class DemandTextType(graphene.ObjectType):
    """The demand's words in one language."""

    class Meta:
        name = "DemandText"

    language = graphene.Field(LanguageEnum, required=True, description="Language of the words.")
    title = graphene.String(required=True, description="Title.")
    need = graphene.String(required=True, description="What is looked for, and why.")
    outcomes = graphene.String(required=True, description="What it has to achieve.")
    constraints = graphene.String(required=True, description="What it has to respect.")


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: DemandRow, info: Any) -> bool:
        return act in demand_acts(info.context.actor, row)

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class DemandSealType(graphene.ObjectType):
    """What a firm knew before it asked: when it was sealed, and under which fingerprint."""

    class Meta:
        name = "DemandSeal"

    sealed_at = graphene.DateTime(required=True, description="When it was sealed.")
    commitment = graphene.String(
        required=True,
        description="SHA-256 over a secret salt and the list of its files, in hexadecimal.",
    )
    record = graphene.Field(
        Entry,
        required=True,
        description="The record of the sealing with its proof; its content is never told here.",
    )
    deposit_id = graphene.ID(description="The deposit, for its own firm.")
    deposit_number = graphene.String(description="Its number, for the same.")


class DemandType(graphene.ObjectType):
    """A technology that a large firm looks for; the firm stays hidden until a match."""

    class Meta:
        name = "Demand"

    id = graphene.ID(required=True, description="Its opaque id.")
    origin = graphene.Field(OriginEnum, required=True, description="Where the demand comes from.")
    state = graphene.Field(DemandStateEnum, required=True, description="Where it is.")
    is_own = graphene.Boolean(required=True, description="Whether the reader's firm asks.")
    revision = graphene.Int(description="Revision of the draft, for its own firm.")
    languages = graphene.List(
        graphene.NonNull(LanguageEnum), required=True, description="Languages there are."
    )
    text = graphene.Field(
        DemandTextType,
        required=True,
        description="The words.",
        language=graphene.Argument(LanguageEnum, description="The language wanted."),
    )
    industries = graphene.List(
        graphene.NonNull(IndustryEnum), required=True, description="Fields of industry."
    )
    trl_min = graphene.Int(description="Lowest technology readiness level wanted.")
    trl_max = graphene.Int(description="Highest technology readiness level wanted.")
    transfer_modes = graphene.List(
        graphene.NonNull(TransferModeEnum), required=True, description="Ways of transfer wanted."
    )
    budget_min = graphene.Field(BigInt, description="Lower end, in minor units of the currency.")
    budget_max = graphene.Field(BigInt, description="Upper end, in minor units of the currency.")
    currency = graphene.String(description="ISO 4217 code, for example KRW, or null.")
    deadline = graphene.Date(description="Last day in Korea on which it stays published.")
    exclusions = graphene.String(description="What is not wanted, for its own firm.")
    published_month = graphene.String(description="Month of publication, for example 2026-11.")
    published_entry_id = graphene.ID(description="The record of its publication, for its own firm.")
    sealed_month = graphene.String(
        description="When the firm sealed what it knew already, for example 2026-11, or null."
    )
    seal = graphene.Field(DemandSealType, description="That seal with its proof, for its own firm.")
    all_texts = graphene.List(
        graphene.NonNull(DemandTextType),
        description="The words in all languages, for its own firm's editor; null for others.",
    )
    missing = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What its firm still has to fill in before publishing, for example ko.title.",
    )
    is_matchable = _can("answer", "Whether the reader's firm may propose a technology for it.")
    can_duplicate = _can("duplicate", "Whether the reader may start a draft with its words.")
    can_ask_suggestions = _can("ask", "Whether the reader may ask the market for answers to it.")
    can_edit = _can("edit", "Whether the reader may edit the draft.")
    can_publish = _can("publish", "Whether the reader may publish the draft.")
    can_close = _can("close", "Whether the reader may close it.")

    @staticmethod
    def resolve_id(row: DemandRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.public_id

    @staticmethod
    def resolve_published_entry_id(row: DemandRow, _info: Any) -> str | None:
        """Return the entry's opaque id."""
        return row.publication_entry_id

    @staticmethod
    def resolve_currency(row: DemandRow, _info: Any) -> str | None:
        """Return the code, or None where no budget is told."""
        return row.currency or None

    @staticmethod
    def resolve_languages(row: DemandRow, _info: Any) -> list[str]:
        """Return the languages there are words in."""
        return sorted(row.texts)

    @staticmethod
    def resolve_all_texts(row: DemandRow, _info: Any) -> list[dict[str, Any]] | None:
        """Return the words of every language, to the firm alone."""
        if not row.is_own:
            return None
        return [{**text, "language": code} for code, text in sorted(row.texts.items())]

    @staticmethod
    def resolve_text(row: DemandRow, info: Any, language: Any = None) -> dict[str, Any]:
        """Return the words in the language wanted, or in one there is."""
        wanted = str(getattr(language, "value", language) or info.context.language)
        code, text = in_language(row.texts, wanted) or (wanted, dict.fromkeys(TEXT_COLUMNS, ""))
        return {**text, "language": code}


DemandConnection = connection_type(DemandType, "Demand")
