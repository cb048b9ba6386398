"""Evidence packs in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.protection import services
from contracts.protection.policies import can_use_packs
from contracts.protection.selectors import pack_for, packs_of
from contracts.protection.states import PackFailure, PackState
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.files.schema import TransferType
from matching.selectors.matches import match_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from contracts.protection.models import EvidencePack
    from marketplace.core.graphql.context import RequestContext

PackStateEnum = choices_enum(PackState, description="What became of a request for a pack.")
PackFailureEnum = choices_enum(PackFailure, description="Why a pack could not be made.")


class EvidencePackType(graphene.ObjectType):
    """A zip with what one firm may read of the log about a match, with proofs and documents."""

    class Meta:
        name = "EvidencePack"

    id = graphene.ID(required=True, description="Its opaque id.")
    match_id = graphene.ID(required=True, description="The match it is about.")
    state = graphene.Field(PackStateEnum, required=True, description="How far it is.")
    failure = graphene.Field(PackFailureEnum, description="Why it failed, or null.")
    requested_at = graphene.DateTime(required=True, description="When it was asked for.")
    requested_by = graphene.String(required=True, description="Who of the firm asked for it.")
    made_at = graphene.DateTime(description="When it was made, or null.")
    entry_count = graphene.Int(required=True, description="How many entries it holds.")
    size = graphene.Field(BigInt, description="Of the zip, in bytes, or null.")
    sha256 = graphene.String(description="Of the zip, in hexadecimal, or null.")

    @staticmethod
    def resolve_id(pack: EvidencePack, _info: Any) -> str:
        """Return the opaque id."""
        return pack.public_id

    @staticmethod
    def resolve_match_id(pack: EvidencePack, _info: Any) -> str:
        """Return the match's opaque id."""
        return pack.match.public_id

    @staticmethod
    def resolve_failure(pack: EvidencePack, _info: Any) -> str | None:
        """Return why it failed."""
        return pack.failure or None

    @staticmethod
    def resolve_requested_by(pack: EvidencePack, _info: Any) -> str:
        """Return the name."""
        return pack.requested_by.user.name

    @staticmethod
    def resolve_made_at(pack: EvidencePack, _info: Any) -> datetime | None:
        """Return when it was made."""
        return pack.made_at

    @staticmethod
    def resolve_entry_count(pack: EvidencePack, _info: Any) -> int:
        """Return the number of entries."""
        return pack.entries

    @staticmethod
    def resolve_size(pack: EvidencePack, _info: Any) -> int | None:
        """Return the size."""
        return pack.stored_file.size if pack.stored_file else None

    @staticmethod
    def resolve_sha256(pack: EvidencePack, _info: Any) -> str | None:
        """Return the hash."""
        return pack.stored_file.sha256 if pack.stored_file else None


def _packs(_root: Any, info: Any, *, match_id: str) -> list[EvidencePack]:
    return packs_of(actor=info.context.actor, match_id=match_id)


class ProtectionQuery:
    """What can be asked about proof."""

    evidence_packs = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(EvidencePackType))),
        policy=can_use_packs,
        description="The packs that one's own firm asked for about a match, the newest 50.",
        resolver=_packs,
        match_id=graphene.Argument(graphene.ID, required=True, description="The match's id."),
    )


class RequestEvidencePack(DomainMutation):
    """Ask for a pack of what one's firm may read of the log about a match, up to now."""

    class Meta:
        policy = can_use_packs

    class Arguments:
        match_id = graphene.ID(required=True, description="The match's id.")

    evidence_pack = graphene.Field(EvidencePackType, description="The pack to be made, or null.")

    @staticmethod
    def perform(context: RequestContext, *, match_id: str) -> Mapping[str, Any]:
        """Ask for it."""
        match = match_model_for(actor=context.actor, public_id=match_id)
        asked = services.pack_request(actor=context.actor, match=match, now=context.now)
        return {"evidence_pack": pack_for(actor=context.actor, public_id=asked.public_id)}


class OpenEvidencePack(DomainMutation):
    """Get the way to a pack that was made."""

    class Meta:
        policy = can_use_packs

    class Arguments:
        id = graphene.ID(required=True, description="The pack's id.")

    transfer = graphene.Field(TransferType, description="Where to fetch the zip, or null.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Open the way out."""
        pack = pack_for(actor=context.actor, public_id=id)
        return {"transfer": services.pack_open(actor=context.actor, pack=pack, now=context.now)}


class ProtectionMutation:
    """What is done about proof."""

    request_evidence_pack = RequestEvidencePack.Field()
    open_evidence_pack = OpenEvidencePack.Field()


__all__ = ["ProtectionMutation", "ProtectionQuery"]
