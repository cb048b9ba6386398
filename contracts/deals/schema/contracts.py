"""Contracts in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals.states import ContractState, RefusalReason
from contracts.nda.schema import DocumentSignature
from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.types import choices_enum
from matching.schema.matches import MatchSideEnum

if TYPE_CHECKING:
    from contracts.deals.models import Contract
    from contracts.deals.selectors.contracts import ContractRow

ContractStateEnum = choices_enum(
    ContractState, description="How far a contract is on its way to two signatures."
)
ContractRefusalEnum = choices_enum(
    RefusalReason, name="ContractRefusal", description="Why a side does not sign a contract."
)


class ContractClauseType(graphene.ObjectType):
    """One clause of a contract, in it or left out."""

    class Meta:
        name = "ContractClause"

    code = graphene.String(required=True, description="Its name within the set.")
    title = graphene.String(required=True, description="Its heading, in the contract's language.")
    text = graphene.String(required=True, description="Its words.")
    protective = graphene.Boolean(
        required=True,
        description="Whether it protects the small firm: leaving it out needs a reason, and the "
        "coordinator hears of it.",
    )
    removable = graphene.Boolean(required=True, description="Whether it may be left out.")
    included = graphene.Boolean(required=True, description="Whether it is in the contract.")
    reason = graphene.String(required=True, description="Why it was left out; may be empty.")


class ContractLineType(graphene.ObjectType):
    """One contract in the list of those of a match."""

    class Meta:
        name = "ContractLine"

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(ContractStateEnum, required=True, description="How far it is.")
    language = graphene.Field(LanguageEnum, required=True, description="Language of its words.")
    state_since = graphene.DateTime(required=True, description="Since when it is so.")

    @staticmethod
    def resolve_id(contract: Contract, _info: Any) -> str:
        """Return the public id."""
        return contract.public_id


def _of_contract(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored contract; empty becomes null."""

    def resolve(row: ContractRow, _info: Any) -> Any:
        value = getattr(row.contract, name)
        return None if value == "" else value

    return resolve


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: ContractRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class ContractType(graphene.ObjectType):
    """The contract of agreed terms; its words are fixed once it is offered for signature."""

    class Meta:
        name = "Contract"

    id = graphene.ID(
        required=True, description="Its opaque id.", resolver=_of_contract("public_id")
    )
    state = graphene.Field(
        ContractStateEnum,
        required=True,
        description="How far it is.",
        resolver=_of_contract("state"),
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of_contract("revision")
    )
    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for coordinators."
    )
    language = graphene.Field(
        LanguageEnum,
        required=True,
        description="Language of its words.",
        resolver=_of_contract("language"),
    )
    clause_set = graphene.String(
        required=True,
        description="Its set of clauses and the set's version, for example technology_transfer/1.",
    )
    text = graphene.String(
        required=True, description="The whole contract; of a draft, as it would be offered now."
    )
    document_sha256 = graphene.String(
        description="SHA-256 of the fixed text in UTF-8.", resolver=_of_contract("document_sha256")
    )
    clauses = graphene.List(
        graphene.NonNull(ContractClauseType),
        required=True,
        description="Every clause that belongs into it, those left out included.",
    )
    signatures = graphene.List(
        graphene.NonNull(DocumentSignature),
        required=True,
        description="Who signed, the earliest first.",
    )
    drafted_by = graphene.Field(
        MatchSideEnum,
        required=True,
        description="The side that began it.",
        resolver=_of_contract("drafted_by"),
    )
    offered_by = graphene.Field(
        MatchSideEnum,
        description="The side that offered it for signature.",
        resolver=_of_contract("offered_by"),
    )
    state_since = graphene.DateTime(
        required=True, description="Since when it is so.", resolver=_of_contract("state_since")
    )
    expires_at = graphene.DateTime(
        description="Until when both sides have to sign.", resolver=_of_contract("expires_at")
    )
    signed_at = graphene.DateTime(
        description="When the second side signed.", resolver=_of_contract("signed_at")
    )
    refused_by = graphene.Field(
        MatchSideEnum, description="The side that refused.", resolver=_of_contract("refused_by")
    )
    refusal_reason = graphene.Field(
        ContractRefusalEnum,
        description="Why it was refused.",
        resolver=_of_contract("refusal_reason"),
    )
    refusal_words = graphene.String(
        description="What was written on refusing.", resolver=_of_contract("refusal_words")
    )
    has_document = graphene.Boolean(
        required=True, description="Whether the signed document is made."
    )
    can_set_clause = _can("clause", "Whether the reader may take clauses out and put them back.")
    can_offer = _can("offer", "Whether the reader may offer it for signature.")
    can_sign = _can("sign", "Whether the reader may sign it for the own side.")
    can_refuse = _can("refuse", "Whether the reader may refuse to sign it.")
    can_withdraw = _can("withdraw", "Whether the reader may take it back.")

    @staticmethod
    def resolve_clause_set(row: ContractRow, _info: Any) -> str:
        """Return the set's name and version."""
        return f"{row.contract.clause_set}/{row.contract.clause_set_version}"

    @staticmethod
    def resolve_has_document(row: ContractRow, _info: Any) -> bool:
        """Return whether there is a document to open."""
        return row.contract.document_id is not None
