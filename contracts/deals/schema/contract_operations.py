"""Reading, drafting and signing contracts: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals import services
from contracts.deals.policies import can_read_deals
from contracts.deals.schema.contracts import ContractRefusalEnum, ContractType
from contracts.deals.selectors.contracts import contract_for, contract_model_for, contract_of
from contracts.deals.selectors.sheets import sheet_model_for
from contracts.nda.schema.signing import (
    PasskeyAssertion,
    PreparedSignatureType,
    assertion_argument,
    signed_by,
    title_argument,
)
from marketplace.accounts.schema import LanguageEnum
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.files.schema import TransferType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contracts.deals.models import Contract
    from contracts.deals.selectors.contracts import ContractRow
    from marketplace.core.graphql.context import RequestContext


def _contract(_root: Any, info: Any, *, id: str) -> ContractRow | None:
    context: RequestContext = info.context
    try:
        return contract_for(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _contract_of(_root: Any, info: Any, *, match_id: str) -> ContractRow | None:
    context: RequestContext = info.context
    return contract_of(actor=context.actor, match_id=match_id, now=context.now)


class ContractQuery:
    """What people ask of contracts."""

    contract = guarded_field(
        ContractType,
        policy=can_read_deals,
        description="One contract, or null where the reader may not read it.",
        resolver=_contract,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    contract_of = guarded_field(
        ContractType,
        policy=can_read_deals,
        description="The newest contract of a match, or null where there is none for the reader.",
        resolver=_contract_of,
        match_id=graphene.ID(required=True, description="The match."),
    )


def _contract_field() -> graphene.Field:
    return graphene.Field(ContractType, description="The contract as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The contract's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the reader saw.")


def _payload(context: RequestContext, contract: Contract) -> Mapping[str, Any]:
    row = contract_for(actor=context.actor, public_id=contract.public_id, now=context.now)
    return {"contract": row}


def _done(service: Any, context: RequestContext, public_id: str, **given: Any) -> Mapping[str, Any]:
    contract = contract_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, contract=contract, now=context.now, **given)
    return _payload(context, contract)


def _value(member: Any) -> str:
    return str(getattr(member, "value", member))


class DraftContract(DomainMutation):
    """Begin the contract of agreed terms, with every clause that counts today."""

    class Meta:
        policy = signed_in

    class Arguments:
        term_sheet_id = graphene.ID(required=True, description="The agreed terms.")
        revision = graphene.Int(required=True, description="Their revision the reader saw.")
        language = graphene.Argument(
            LanguageEnum, required=True, description="Language of the contract."
        )

    contract = _contract_field()

    @staticmethod
    def perform(
        context: RequestContext, *, term_sheet_id: str, revision: int, language: Any
    ) -> Mapping[str, Any]:
        """Draft it."""
        contract = services.contract_draft(
            actor=context.actor,
            sheet=sheet_model_for(actor=context.actor, public_id=term_sheet_id),
            revision=revision,
            language=_value(language),
            now=context.now,
        )
        return _payload(context, contract)


class SetClause(DomainMutation):
    """Take a clause out of a draft, or put it back; a protective one goes only with a reason."""

    class Meta:
        policy = signed_in

    class Arguments:
        contract_id = _id()
        revision = _revision()
        code = graphene.String(required=True, description="The clause.")
        included = graphene.Boolean(required=True, description="Whether it is in the contract.")
        reason = graphene.String(
            description="Why it is left out; both sides and the coordinator read it."
        )

    contract = _contract_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        contract_id: str,
        revision: int,
        code: str,
        included: bool,
        reason: str | None = None,
    ) -> Mapping[str, Any]:
        """Set it."""
        return _done(
            services.contract_clause_set,
            context,
            contract_id,
            revision=revision,
            code=code,
            included=included,
            reason=reason or "",
        )


class OfferContract(DomainMutation):
    """Fix the words of a draft, so that both sides can sign them."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    contract = _contract_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Offer it."""
        return _done(services.contract_offer, context, id, revision=revision)


class PrepareContractSignature(DomainMutation):
    """Write the statement that a passkey of the signer is to sign within five minutes."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        title = title_argument()

    prepared = graphene.Field(PreparedSignatureType, description="What to sign, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, title: str
    ) -> Mapping[str, Any]:
        """Prepare it."""
        contract = contract_model_for(actor=context.actor, public_id=id)
        prepared = services.contract_signature_prepare(
            actor=context.actor, contract=contract, revision=revision, title=title, now=context.now
        )
        return {"prepared": prepared}


class SignContract(DomainMutation):
    """Sign for the own side by a passkey or a fresh code; the second signature makes it."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        title = title_argument()
        assertion = assertion_argument()

    contract = _contract_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        title: str,
        assertion: PasskeyAssertion | None = None,
    ) -> Mapping[str, Any]:
        """Sign it."""
        return _done(
            services.contract_sign,
            context,
            id,
            revision=revision,
            title=title,
            signed=signed_by(assertion),
        )


class RefuseContract(DomainMutation):
    """Refuse to sign, with a reason that the other side reads."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        reason = graphene.Argument(ContractRefusalEnum, required=True, description="Why.")
        words = graphene.String(description="In own words; needed for another reason.")

    contract = _contract_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, reason: Any, words: str | None = None
    ) -> Mapping[str, Any]:
        """Refuse it."""
        return _done(
            services.contract_refuse,
            context,
            id,
            revision=revision,
            reason=_value(reason),
            words=words or "",
        )


class WithdrawContract(DomainMutation):
    """Take back a draft, or an offer that nobody has signed."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    contract = _contract_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return _done(services.contract_withdraw, context, id, revision=revision)


class OpenContract(DomainMutation):
    """Give leave to fetch the signed contract as a document."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()

    transfer = graphene.Field(TransferType, description="Where to fetch it, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Open it."""
        contract = contract_model_for(actor=context.actor, public_id=id)
        opened = services.contract_document_open(
            actor=context.actor, contract=contract, now=context.now
        )
        return {"transfer": opened}


class ContractMutation:
    """What people do to contracts."""

    draft_contract = DraftContract.Field()
    set_clause = SetClause.Field()
    offer_contract = OfferContract.Field()
    prepare_contract_signature = PrepareContractSignature.Field()
    sign_contract = SignContract.Field()
    refuse_contract = RefuseContract.Field()
    open_contract = OpenContract.Field()
    withdraw_contract = WithdrawContract.Field()
