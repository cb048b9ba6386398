"""Writing, offering, signing and ending agreements: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.nda import services
from contracts.nda.schema.acting import done, id_argument, nda_field, payload, revision_argument
from contracts.nda.schema.signing import (
    PasskeyAssertion,
    PreparedSignatureType,
    assertion_argument,
    signed_by,
    title_argument,
)
from contracts.nda.schema.types import NdaRefusalEnum
from contracts.nda.selectors import nda_model_for
from contracts.nda.services import NdaContent
from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.files.schema import TransferType
from matching.selectors.matches import match_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


def _content(given: Mapping[str, Any]) -> NdaContent:
    """Return what was written; what is null or left out is taken from the template."""
    written = {name: value for name, value in given.items() if value is not None}
    files = written.pop("annex_file_ids", ())
    return NdaContent(**written, annex_file_ids=tuple(files))


class _Written:
    """What the small firm writes."""

    purpose = graphene.String(
        required=True, description="What the technical data may be used for; 1,000 characters."
    )
    months = graphene.Int(required=True, description="For how many months it holds, 1 to 120.")
    scope = graphene.String(description="Name and scope of the technical data.")
    ownership = graphene.String(description="Who owns them.")
    consideration = graphene.String(description="Consideration and payment.")
    provision = graphene.String(description="Manner and date of provision.")
    return_method = graphene.String(description="How they are returned or destroyed.")
    return_days = graphene.Int(description="Within how many days of its end, 1 to 365.")
    annex_file_ids = graphene.List(
        graphene.NonNull(graphene.ID), description="Sealed files of the technology, in order."
    )


class DraftNda(DomainMutation):
    """Begin an agreement for a match, as the small firm."""

    class Meta:
        policy = signed_in

    class Arguments(_Written):
        match_id = graphene.ID(required=True, description="The match.")
        template_code = graphene.String(required=True, description="The template.")
        language = graphene.Argument(
            LanguageEnum, required=True, description="The language of the text."
        )

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, match_id: str, template_code: str, language: Any, **given: Any
    ) -> Mapping[str, Any]:
        """Begin it."""
        nda = services.nda_draft(
            actor=context.actor,
            match=match_model_for(actor=context.actor, public_id=match_id),
            template_code=template_code,
            language=str(getattr(language, "value", language)),
            content=_content(given),
            now=context.now,
        )
        return payload(context, nda.public_id)


class SaveNda(DomainMutation):
    """Write a draft anew, as the small firm; the holders named stay."""

    class Meta:
        policy = signed_in

    class Arguments(_Written):
        id = id_argument()
        revision = revision_argument()

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, **given: Any
    ) -> Mapping[str, Any]:
        """Write it."""
        return done(services.nda_save, context, id, revision=revision, content=_content(given))


class OfferNda(DomainMutation):
    """Fix the text for both sides to sign within fourteen days."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()

    nda = nda_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Offer it."""
        return done(services.nda_offer, context, id, revision=revision)


class PrepareNdaSignature(DomainMutation):
    """Write the statement that a passkey of the signer is to sign within five minutes."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()
        title = title_argument()

    prepared = graphene.Field(PreparedSignatureType, description="What to sign, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, title: str
    ) -> Mapping[str, Any]:
        """Prepare it."""
        nda = nda_model_for(actor=context.actor, public_id=id)
        prepared = services.nda_signature_prepare(
            actor=context.actor, nda=nda, revision=revision, title=title, now=context.now
        )
        return {"prepared": prepared}


class SignNda(DomainMutation):
    """Sign for the own side by a passkey, or within ten minutes of a fresh code."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()
        title = title_argument()
        assertion = assertion_argument()

    nda = nda_field()

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
        return done(
            services.nda_sign,
            context,
            id,
            revision=revision,
            title=title,
            signed=signed_by(assertion),
        )


class RefuseNda(DomainMutation):
    """Refuse to sign, with a reason for the other side."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()
        reason = graphene.Argument(NdaRefusalEnum, required=True, description="Why.")
        words = graphene.String(description="In own words; 1,000 characters.")

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, reason: Any, words: str | None = None
    ) -> Mapping[str, Any]:
        """Refuse it."""
        code = str(getattr(reason, "value", reason))
        return done(
            services.nda_refuse, context, id, revision=revision, reason=code, words=words or ""
        )


class WithdrawNda(DomainMutation):
    """Take an agreement back, as the small firm, while the large one has not signed."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()

    nda = nda_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return done(services.nda_withdraw, context, id, revision=revision)


class EndNda(DomainMutation):
    """End a signed agreement by notice; what it opened closes at once."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()
        revision = revision_argument()
        words = graphene.String(required=True, description="Why, for the other side.")

    nda = nda_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """End it."""
        return done(services.nda_end, context, id, revision=revision, words=words)


class OpenNdaDocument(DomainMutation):
    """Begin to fetch the signed document of an agreement."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = id_argument()

    transfer = graphene.Field(TransferType, description="Where to fetch it, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Begin it."""
        nda = nda_model_for(actor=context.actor, public_id=id)
        transfer = services.nda_document_open(actor=context.actor, nda=nda, now=context.now)
        return {"transfer": transfer}


class AgreeingMutation:
    """What people do to agreements."""

    draft_nda = DraftNda.Field()
    save_nda = SaveNda.Field()
    offer_nda = OfferNda.Field()
    prepare_nda_signature = PrepareNdaSignature.Field()
    sign_nda = SignNda.Field()
    refuse_nda = RefuseNda.Field()
    withdraw_nda = WithdrawNda.Field()
    end_nda = EndNda.Field()
    open_nda_document = OpenNdaDocument.Field()
