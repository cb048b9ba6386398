"""What the API says of a technology; the row it reads holds only what the reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import in_language
from marketplace.ladder.schema import StageEnum
from marketplace.taxonomy.schema import (
    IndustryEnum,
    IpStatusEnum,
    OriginEnum,
    PartnerTypeEnum,
    RegionEnum,
    TransferModeEnum,
)
from marketplace.technologies.policies import technology_acts
from marketplace.technologies.states import RevisionState, TechnologyState

if TYPE_CHECKING:
    from marketplace.technologies.rows import TechnologyRow

TechnologyStateEnum = choices_enum(
    TechnologyState, description="Where a technology is on its way to the market."
)

RevisionStateEnum = choices_enum(
    RevisionState, description="Where a new wording is of a technology that the market knows."
)


def _words(description: str) -> graphene.String:
    return graphene.String(required=True, description=description)


class TechnologyCardType(graphene.ObjectType):
    """S0: what everybody sees, without names and without method."""

    class Meta:
        name = "TechnologyCard"

    language = graphene.Field(LanguageEnum, required=True, description="Language of the words.")
    languages = graphene.List(
        graphene.NonNull(LanguageEnum), required=True, description="Languages there are."
    )
    industry = graphene.Field(IndustryEnum, description="Field of industry, where it is known.")
    area = _words("The field of technology in a few words.")
    problem = _words("The problem it solves; empty for listings from public records.")
    trl = graphene.Int(description="Technology readiness level, 1 to 9, where it is known.")
    transfer_modes = graphene.List(
        graphene.NonNull(TransferModeEnum),
        required=True,
        description="How it may change hands; empty where it is not known.",
    )
    year = graphene.Int(description="Year the technology dates from, where it is known.")
    published_month = graphene.String(description="Month of publication, for example 2026-11.")
    sealed = graphene.Boolean(
        required=True, description="Whether a sealed deposit stands behind the offer."
    )
    sealed_month = graphene.String(
        description="Month in which that was sealed, for example 2026-11; nobody is told the day "
        "before the counterpart is known."
    )


class TechnologySummaryType(graphene.ObjectType):
    """S1: the non-confidential summary, for verified firms."""

    class Meta:
        name = "TechnologySummary"

    language = graphene.Field(LanguageEnum, required=True, description="Language of the words.")
    title = _words("Title of the offer.")
    summary = _words("The offer in a paragraph.")
    description = _words("What it does and for whom.")
    advantages = _words("What is new and better.")
    specification = _words("What it achieves, in ranges.")
    comparison = _words("The usual solution beside it, in money.")
    proof_available = _words("What has been tested and by whom, without names.")
    ip_status = graphene.Field(IpStatusEnum, description="How it is protected.")
    field_of_use = _words("Where it can be used.")
    partner_sought = _words("Which partner is looked for, and for what.")
    keywords = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Words to find it by."
    )
    withheld = _words("What is held back on purpose until later steps.")
    ipc_codes = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Classes of the International Patent Classification, for example H01M 10/65.",
    )
    ksic_codes = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Korean Standard Industrial Classification, five digits each.",
    )
    partner_types = graphene.List(
        graphene.NonNull(PartnerTypeEnum), required=True, description="Kinds of partner sought."
    )
    regions = graphene.List(
        graphene.NonNull(RegionEnum), required=True, description="Where a partner is sought."
    )


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: TechnologyRow, info: Any) -> bool:
        return act in technology_acts(info.context.actor, row)

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class TechnologyType(graphene.ObjectType):
    """A technology, cut to what its reader may see now."""

    class Meta:
        name = "Technology"

    id = graphene.ID(required=True, description="Its opaque id.")
    origin = graphene.Field(OriginEnum, required=True, description="Where the listing comes from.")
    state = graphene.Field(
        TechnologyStateEnum, required=True, description="Where it is on its way to the market."
    )
    stage = graphene.Field(
        StageEnum, required=True, description="The access stage the reader has reached."
    )
    is_own = graphene.Boolean(required=True, description="Whether the reader's firm offers it.")
    revision = graphene.Int(
        description="Counts its changes, for its own firm and, while it waits, for reviewers."
    )
    card = graphene.Field(
        TechnologyCardType,
        required=True,
        description="The anonymous card.",
        language=graphene.Argument(LanguageEnum, description="The language wanted."),
    )
    summary = graphene.Field(
        TechnologySummaryType,
        description="The non-confidential summary, or null for whoever may not read it yet.",
        language=graphene.Argument(LanguageEnum, description="The language wanted."),
    )
    published_entry_id = graphene.ID(description="The record of its publication, for its own firm.")
    return_reason = graphene.String(
        description="Why the reviewer returned it, for its own firm and reviewers."
    )
    revision_state = graphene.Field(
        RevisionStateEnum,
        required=True,
        description=(
            "A new wording of a published technology on its way, for its own firm and reviewers; "
            "NONE before the first publication too."
        ),
    )
    version_number = graphene.Int(
        description="Number of the version shown, for its own firm and reviewers."
    )
    owner_name_ko = graphene.String(
        description="The firm's Korean name; null until the counterpart is known."
    )
    owner_name_en = graphene.String(
        description="The firm's English name; null until the counterpart is known."
    )
    can_revise = _can("revise", "Whether the reader may begin a new wording of it.")
    can_duplicate = _can("duplicate", "Whether the reader may start a draft with its words.")
    can_comment = _can("comment", "Whether the reader may write into the thread of its review.")
    can_edit = _can("edit", "Whether the reader may edit the draft, or the new wording.")
    can_submit = _can("submit", "Whether the reader may submit the draft, or the new wording.")
    can_review = _can("review", "Whether the reader may approve or return it.")
    can_pause = _can("pause", "Whether the reader may take it off the market for a while.")
    can_resume = _can("resume", "Whether the reader may put it back on the market.")
    can_withdraw = _can("withdraw", "Whether the reader may withdraw it for good.")

    @staticmethod
    def resolve_id(row: TechnologyRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.public_id

    @staticmethod
    def resolve_stage(row: TechnologyRow, _info: Any) -> str:
        """Return the stage's name."""
        return row.stage.name

    @staticmethod
    def resolve_published_entry_id(row: TechnologyRow, _info: Any) -> str | None:
        """Return the entry's opaque id."""
        return row.publication_entry_id

    @staticmethod
    def resolve_card(row: TechnologyRow, info: Any, language: Any = None) -> dict[str, Any]:
        """Return the card in the language wanted, or in one there is."""
        wanted = _code(language, info)
        code, text = in_language(row.cards, wanted) or (wanted, {})
        return {
            "language": code,
            "languages": sorted(row.cards),
            "industry": row.industry or None,
            "area": text.get("area", ""),
            "problem": text.get("problem", ""),
            "trl": row.trl,
            "transfer_modes": row.transfer_modes,
            "year": row.year,
            "published_month": row.published_month,
            "sealed": row.is_sealed,
            "sealed_month": row.sealed_month or None,
        }

    @staticmethod
    def resolve_summary(
        row: TechnologyRow, info: Any, language: Any = None
    ) -> dict[str, Any] | None:
        """Return the summary in the language wanted, or None below S1."""
        found = in_language(row.summaries, _code(language, info))
        if found is None:
            return None
        code, text = found
        return {
            **text,
            "language": code,
            "ip_status": row.ip_status or None,
            "ipc_codes": row.ipc_codes,
            "ksic_codes": row.ksic_codes,
            "partner_types": row.partner_types,
            "regions": row.regions,
        }


def _code(language: Any, info: Any) -> str:
    return str(getattr(language, "value", language) or info.context.language)


TechnologyConnection = connection_type(TechnologyType, "Technology")
