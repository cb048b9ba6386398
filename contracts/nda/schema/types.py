"""Agreements of secrecy in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.nda.composing import nda_composed
from contracts.nda.states import (
    HolderCause,
    NdaEndCause,
    NdaRefusal,
    NdaState,
    SignatureMethod,
)
from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.types import choices_enum
from matching.schema.matches import MatchSideEnum
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.nda.models import NdaAnnexItem, NdaHolder, Signature
    from contracts.nda.selectors import NdaRow
    from contracts.nda.templates import NdaTemplate

NdaStateEnum = choices_enum(NdaState, description="How far an agreement is.")
NdaRefusalEnum = choices_enum(NdaRefusal, description="Why a side does not sign.")
NdaEndCauseEnum = choices_enum(NdaEndCause, description="What ended an agreement.")
HolderCauseEnum = choices_enum(HolderCause, description="Why somebody is no longer a holder.")
SignatureMethodEnum = choices_enum(SignatureMethod, description="How a signer proved who signs.")


def _of(attribute: str, *inner: str) -> Any:
    """Return a resolver that reads a path of attributes; empty becomes null."""

    def resolve(root: Any, _info: Any) -> Any:
        value = getattr(root, attribute)
        for name in inner:
            value = getattr(value, name)
        return None if value == "" else value

    return resolve


class NdaArticle(graphene.ObjectType):
    """One clause of a template."""

    heading = graphene.String(required=True, description="Its number and title.")
    paragraphs = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Its text, with places in braces for what the parties write.",
    )


class NdaTermsType(graphene.ObjectType):
    """The statutory terms that the parties may word themselves."""

    class Meta:
        name = "NdaTerms"

    scope = graphene.String(required=True, description="Name and scope of the technical data.")
    ownership = graphene.String(required=True, description="Who owns them.")
    consideration = graphene.String(required=True, description="Consideration and payment.")
    provision = graphene.String(required=True, description="Manner and date of provision.")
    return_method = graphene.String(required=True, description="How they are returned.")


class NdaTemplateType(graphene.ObjectType):
    """The newest text of an agreement in one language."""

    class Meta:
        name = "NdaTemplate"

    code = graphene.String(required=True, description="Names the text over all its versions.")
    version = graphene.Int(required=True, description="Its version.")
    language = graphene.Field(LanguageEnum, required=True, description="Its language.")
    effective_from = graphene.Date(required=True, description="The day from which it holds.")
    title = graphene.String(required=True, description="Its title.")
    attribution = graphene.String(
        required=True, description="Whose text it was made of, and under which licence."
    )
    articles = graphene.List(
        graphene.NonNull(NdaArticle), required=True, description="Its clauses."
    )
    defaults = graphene.Field(
        NdaTermsType, required=True, description="What it says where the parties write nothing."
    )

    @staticmethod
    def resolve_defaults(template: NdaTemplate, _info: Any) -> dict[str, str]:
        """Return the words by name."""
        return dict(template.defaults)


class NdaHolderType(graphene.ObjectType):
    """A person of the large firm who may hold what the agreement covers."""

    class Meta:
        name = "NdaHolder"

    id = graphene.ID(required=True, description="The place on the list.", resolver=_of("public_id"))
    membership_id = graphene.ID(
        required=True, description="The member.", resolver=_of("membership", "public_id")
    )
    name = graphene.String(required=True, description="Name as it stands on the list.")
    email = graphene.String(required=True, description="Mail address as it stands on the list.")
    added_at = graphene.DateTime(required=True, description="Since when.")
    removed_at = graphene.DateTime(description="Until when; null while on the list.")
    removal_cause = graphene.Field(
        HolderCauseEnum, description="Why no longer.", resolver=_of("removal_cause")
    )


class NdaFile(graphene.ObjectType):
    """A sealed file that the agreement names by its salted commitment."""

    position = graphene.Int(required=True, description="Its number in the annex.")
    commitment = graphene.String(
        required=True, description="SHA-256 of a salt and the file's own SHA-256, in hex."
    )
    deposit_file_id = graphene.ID(description="The sealed file; for the small firm alone.")
    name = graphene.String(description="Its name; for the small firm alone.")


class DocumentSignature(graphene.ObjectType):
    """What one person signed for one side of a document."""

    side = graphene.Field(MatchSideEnum, required=True, description="The side signed for.")
    name = graphene.String(required=True, description="Who signed.")
    title = graphene.String(required=True, description="In which position.")
    method = graphene.Field(
        SignatureMethodEnum, required=True, description="How the signer proved who signs."
    )
    signed_at = graphene.DateTime(required=True, description="When.")
    entry_id = graphene.ID(
        required=True, description="The record of it in the log.", resolver=_of("entry", "uid")
    )
    assertion = graphene.String(
        description="What a passkey answered over the statement's hash, as canonical JSON.",
        resolver=_of("assertion"),
    )
    statement = graphene.String(
        required=True, description="Exactly what was signed, as canonical JSON of RFC 8785."
    )
    statement_sha256 = graphene.String(
        required=True, name="statementSha256", description="SHA-256 of the statement, in hex."
    )


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: NdaRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


def _text(name: str, description: str) -> graphene.String:
    return graphene.String(required=True, description=description, resolver=_of("nda", name))


def _moment(name: str, description: str) -> graphene.DateTime:
    return graphene.DateTime(description=description, resolver=_of("nda", name))


class NdaType(graphene.ObjectType):
    """An agreement of secrecy between the two firms of a match."""

    class Meta:
        name = "Nda"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of("nda", "public_id"))
    match_id = graphene.ID(
        required=True, description="The match.", resolver=_of("nda", "match", "public_id")
    )
    state = graphene.Field(
        NdaStateEnum, required=True, description="How far it is.", resolver=_of("nda", "state")
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of("nda", "revision")
    )
    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for coordinators."
    )
    template_code = _text("template_code", "The template it was made of.")
    template_version = graphene.Int(
        required=True, description="Its version.", resolver=_of("nda", "template_version")
    )
    language = graphene.Field(
        LanguageEnum,
        required=True,
        description="The language of its text.",
        resolver=_of("nda", "language"),
    )
    purpose = _text("purpose", "What the technical data may be used for.")
    months = graphene.Int(
        required=True,
        description="For how many months from the last signature.",
        resolver=_of("nda", "months"),
    )
    scope = _text("scope", "Name and scope of the technical data.")
    ownership = _text("ownership", "Who owns them.")
    consideration = _text("consideration", "Consideration and payment.")
    provision = _text("provision", "Manner and date of provision.")
    return_method = _text("return_method", "How they are returned or destroyed.")
    return_days = graphene.Int(
        required=True,
        description="Within how many days of its end.",
        resolver=_of("nda", "return_days"),
    )
    text = graphene.String(
        required=True, description="The whole text; of a draft, as it would be offered now."
    )
    document_sha256 = graphene.String(
        name="documentSha256",
        description="SHA-256 of the text in UTF-8, in hex; null before it is offered.",
        resolver=_of("nda", "document_sha256"),
    )
    has_document = graphene.Boolean(
        required=True, description="Whether the signed document can be opened."
    )
    created_at = graphene.DateTime(
        required=True, description="When it was begun.", resolver=_of("nda", "created_at")
    )
    offered_at = _moment("offered_at", "When its text was fixed.")
    lapses_at = _moment("lapses_at", "Until when both sides have to sign.")
    signed_at = _moment("signed_at", "When the second side signed.")
    expires_at = _moment("expires_at", "Until when it holds.")
    ended_at = _moment("ended_at", "When it was refused, taken back, lapsed, ended or expired.")
    refusal_reason = graphene.Field(
        NdaRefusalEnum, description="Why it was refused.", resolver=_of("nda", "refusal_reason")
    )
    end_cause = graphene.Field(
        NdaEndCauseEnum, description="What ended it.", resolver=_of("nda", "end_cause")
    )
    closed_by_side = graphene.Field(
        MatchSideEnum,
        description="The side that refused, took it back or gave notice.",
        resolver=_of("nda", "closed_by_side"),
    )
    closing_words = graphene.String(
        description="What that side wrote.", resolver=_of("nda", "closing_words")
    )
    holders = graphene.List(
        graphene.NonNull(NdaHolderType),
        required=True,
        description="Who holds what it covers, and who once did.",
    )
    files = graphene.List(
        graphene.NonNull(NdaFile), required=True, description="The sealed files it names."
    )
    signatures = graphene.List(
        graphene.NonNull(DocumentSignature), required=True, description="Who signed."
    )
    can_save = _can("save", "Whether the reader may write the draft.")
    can_set_holders = _can("set_holders", "Whether the reader may name the draft's holders.")
    can_offer = _can("offer", "Whether the reader may offer it for signature.")
    can_sign = _can("sign", "Whether the reader may sign it, after a fresh second step.")
    can_refuse = _can("refuse", "Whether the reader may refuse it.")
    can_withdraw = _can("withdraw", "Whether the reader may take it back.")
    can_add_holder = _can("add_holder", "Whether the reader may put somebody on the list.")
    can_remove_holder = _can("remove_holder", "Whether the reader may take somebody off the list.")
    can_end = _can("end", "Whether the reader may end it by notice.")

    @staticmethod
    def resolve_text(row: NdaRow, _info: Any) -> str:
        """Return the stored text, or that of the draft as it stands."""
        if row.nda.text:
            return row.nda.text
        return nda_composed(row.nda, files=row.files, holders=_standing(row))

    @staticmethod
    def resolve_has_document(row: NdaRow, _info: Any) -> bool:
        """Return whether it is made."""
        return row.nda.document_id is not None

    @staticmethod
    def resolve_holders(row: NdaRow, _info: Any) -> Sequence[NdaHolder]:
        """Return the whole list."""
        return row.holders

    @staticmethod
    def resolve_files(row: NdaRow, _info: Any) -> list[dict[str, object]]:
        """Return the annex; what the files are called, only to the small firm."""
        return [_file(item, is_own=row.side == MatchSide.SELLER) for item in row.files]

    @staticmethod
    def resolve_signatures(row: NdaRow, _info: Any) -> Sequence[Signature]:
        """Return the signatures, the earliest first."""
        return row.signatures


def _standing(row: NdaRow) -> list[NdaHolder]:
    return [holder for holder in row.holders if holder.removed_at is None]


def _file(item: NdaAnnexItem, *, is_own: bool) -> dict[str, object]:
    return {
        "position": item.position,
        "commitment": item.commitment,
        "deposit_file_id": item.deposit_file.public_id if is_own else None,
        "name": item.deposit_file.name if is_own else None,
    }
