"""Term sheets in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals.schema.contracts import ContractLineType
from contracts.deals.states import Exclusivity, SheetState, TermsBarrier
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.core.money import Currency
from marketplace.taxonomy.schema import TransferModeEnum
from matching.schema.matches import MatchSideEnum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.deals.models import Contract, TermVersion
    from contracts.deals.selectors.conditions import DeclaredFile
    from contracts.deals.selectors.sheets import SheetRow
    from contracts.deals.selectors.standing import DealTermsRow

SheetStateEnum = choices_enum(SheetState, description="How far two firms are with their terms.")
ExclusivityEnum = choices_enum(Exclusivity, description="Who else may use a technology.")
TermsBarrierEnum = choices_enum(
    TermsBarrier, description="What stands in the way of offering the first terms of a match."
)
CurrencyEnum = choices_enum(Currency, description="A currency in which deals are made.")


class MilestoneType(graphene.ObjectType):
    """A payment that becomes due when something named is delivered."""

    class Meta:
        name = "Milestone"

    id = graphene.ID(required=True, description="Its opaque id.")
    position = graphene.Int(required=True, description="Its place, from 1.")
    title = graphene.String(required=True, description="Its name.")
    amount_minor = graphene.Field(
        BigInt, required=True, description="Minor units of the terms' currency."
    )
    due_on = graphene.Date(required=True, description="Last day in Korea for the delivery.")
    delivery = graphene.String(required=True, description="What is delivered, in words.")
    documents = graphene.List(
        graphene.NonNull(graphene.ID),
        required=True,
        description="Files of the NDA's annex that are delivered, by their ids.",
    )
    deposit_release = graphene.Boolean(
        required=True, description="Whether the sealed deposit as a whole is delivered."
    )

    @staticmethod
    def resolve_id(milestone: Any, _info: Any) -> str:
        """Return the public id."""
        return str(milestone.public_id)


class TermVersionType(graphene.ObjectType):
    """One offer within a term sheet; nobody changes it, the next one follows it."""

    class Meta:
        name = "TermVersion"

    id = graphene.ID(required=True, description="Its opaque id.")
    number = graphene.Int(required=True, description="Its number within the sheet, from 1.")
    side = graphene.Field(MatchSideEnum, required=True, description="The side that offered it.")
    by = graphene.String(required=True, description="Name of whoever offered it.")
    mode = graphene.Field(TransferModeEnum, required=True, description="The way of transfer.")
    field = graphene.String(required=True, description="Where the technology may be used.")
    territory = graphene.String(required=True, description="In which part of the world.")
    exclusivity = graphene.Field(
        ExclusivityEnum, required=True, description="Who else may use the technology."
    )
    months = graphene.Int(description="For how many months; null for good.")
    currency = graphene.Field(CurrencyEnum, required=True, description="Of every amount.")
    upfront_minor = graphene.Field(
        BigInt, required=True, description="Payment on signature, in minor units."
    )
    royalty_basis_points = graphene.Int(
        required=True, description="Share of net sales, in hundredths of a per cent."
    )
    note = graphene.String(required=True, description="What else the offer says; may be empty.")
    milestones = graphene.List(
        graphene.NonNull(MilestoneType), required=True, description="Its payments, in order."
    )
    salt = graphene.String(
        required=True, description="Hexadecimal; hashed before the canonical terms."
    )
    content_sha256 = graphene.String(
        required=True, description="SHA-256 of salt and canonical terms, as it stands in the log."
    )
    created_at = graphene.DateTime(required=True, description="When it was offered.")

    @staticmethod
    def resolve_id(version: TermVersion, _info: Any) -> str:
        """Return the public id."""
        return version.public_id

    @staticmethod
    def resolve_by(version: TermVersion, _info: Any) -> str:
        """Return the author's name."""
        return version.author.user.name

    @staticmethod
    def resolve_milestones(version: TermVersion, _info: Any) -> list[Any]:
        """Return the milestones that came with the version."""
        return list(version.milestones.all())

    @staticmethod
    def resolve_salt(version: TermVersion, _info: Any) -> str:
        """Return the salt as digits."""
        return bytes(version.salt).hex()


def _of_sheet(name: str) -> Any:
    def resolve(row: SheetRow, _info: Any) -> Any:
        return getattr(row.sheet, name)

    return resolve


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: SheetRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class TermSheetType(graphene.ObjectType):
    """What two matched firms offer each other, version after version."""

    class Meta:
        name = "TermSheet"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_sheet("public_id"))
    state = graphene.Field(
        SheetStateEnum, required=True, description="How far it is.", resolver=_of_sheet("state")
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_sheet("revision")
    )
    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for coordinators."
    )
    turn = graphene.Field(MatchSideEnum, description="Who has to answer; null when nobody.")
    opened_at = graphene.DateTime(
        required=True, description="When it began.", resolver=_of_sheet("opened_at")
    )
    state_since = graphene.DateTime(
        required=True, description="Since when it is so.", resolver=_of_sheet("state_since")
    )
    versions = graphene.List(
        graphene.NonNull(TermVersionType),
        required=True,
        description="Every offer, the first first; the last one counts.",
    )
    can_counter = _can("counter", "Whether the reader may offer other terms.")
    can_accept = _can("accept", "Whether the reader may accept the last terms.")
    can_withdraw = _can("withdraw", "Whether the reader may take the terms back.")
    can_draft = _can("draft", "Whether the reader may begin the contract.")


class DeclaredFileType(graphene.ObjectType):
    """A sealed file that the NDA's annex lists, and that a milestone may therefore name."""

    class Meta:
        name = "DeclaredFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    position = graphene.Int(required=True, description="Its number in the annex.")
    commitment = graphene.String(
        required=True, description="SHA-256 of a salt and the file's own SHA-256, in hex."
    )
    name = graphene.String(description="Its name; for the small firm alone.")

    @staticmethod
    def resolve_id(file: DeclaredFile, _info: Any) -> str:
        """Return the public id."""
        return file.public_id

    @staticmethod
    def resolve_name(file: DeclaredFile, _info: Any) -> str | None:
        """Return the name, where the reader may know it."""
        return file.name or None


class DealTermsType(graphene.ObjectType):
    """What stands about the terms of a match, before the first offer too."""

    class Meta:
        name = "DealTerms"

    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for coordinators."
    )
    can_offer = graphene.Boolean(
        required=True, description="Whether the reader may offer the first terms now."
    )
    barrier = graphene.Field(
        TermsBarrierEnum, description="Why the reader may not offer them; null where nothing is."
    )
    sheet = graphene.Field(TermSheetType, description="The newest terms, or null.")
    earlier = graphene.List(
        graphene.NonNull(TermSheetType),
        required=True,
        description="Terms that were taken back before those, the newest first, at most 10.",
        first=graphene.Int(default_value=5, description="How many of them."),
    )
    contracts = graphene.List(
        graphene.NonNull(ContractLineType),
        required=True,
        description="The contracts of the match, the newest first.",
    )
    files = graphene.List(
        graphene.NonNull(DeclaredFileType),
        required=True,
        description="What the signed NDA's annex lists.",
    )

    @staticmethod
    def resolve_can_offer(row: DealTermsRow, _info: Any) -> bool:
        """Return whether nothing stands in the way."""
        return row.barrier is None

    @staticmethod
    def resolve_sheet(row: DealTermsRow, _info: Any) -> SheetRow | None:
        """Return the newest."""
        return row.sheets[0] if row.sheets else None

    @staticmethod
    def resolve_earlier(row: DealTermsRow, _info: Any, *, first: int) -> Sequence[SheetRow]:
        """Return all but the newest."""
        return row.sheets[1 : 1 + max(0, first)]

    @staticmethod
    def resolve_contracts(row: DealTermsRow, _info: Any) -> Sequence[Contract]:
        """Return them."""
        return row.contracts
