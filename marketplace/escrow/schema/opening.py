"""Opening the ways out: to a firm's own ciphertext, to a certificate, to what was released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.escrow import services
from marketplace.escrow.selectors import (
    certificate_for,
    deposit_file_for,
    deposit_for,
    released_file_for,
)
from marketplace.files.schema import TransferType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


class OpenDepositFile(DomainMutation):
    """Get the way to the ciphertext of a file; each part opens with `age` and the firm's key."""

    class Meta:
        policy = signed_in

    class Arguments:
        file_id = graphene.ID(required=True, description="The file's id.")

    transfer = graphene.Field(TransferType, description="Where to fetch its parts.")

    @staticmethod
    def perform(context: RequestContext, *, file_id: str) -> Mapping[str, Any]:
        """Open the way out."""
        file = deposit_file_for(actor=context.actor, public_id=file_id)
        opened = services.deposit_file_open(actor=context.actor, file=file, now=context.now)
        return {"transfer": opened}


class OpenCertificate(DomainMutation):
    """Get the way to a certificate."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = graphene.ID(required=True, description="The deposit's id.")
        language = graphene.Argument(LanguageEnum, required=True, description="In which language.")

    transfer = graphene.Field(TransferType, description="Where to fetch the document.")

    @staticmethod
    def perform(context: RequestContext, *, deposit_id: str, language: Any) -> Mapping[str, Any]:
        """Open the way out."""
        certificate = certificate_for(
            actor=context.actor,
            deposit=deposit_for(actor=context.actor, public_id=deposit_id),
            language=str(getattr(language, "value", language)),
        )
        opened = services.certificate_open(
            actor=context.actor, certificate=certificate, now=context.now
        )
        return {"transfer": opened}


class OpenManifest(DomainMutation):
    """Get the way to what was committed to when a deposit was sealed.

    It is a salt of 32 bytes and the manifest as canonical JSON; SHA-256 over it is the commitment
    that the log holds.
    """

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = graphene.ID(required=True, description="The deposit's id.")

    transfer = graphene.Field(TransferType, description="Where to fetch it.")

    @staticmethod
    def perform(context: RequestContext, *, deposit_id: str) -> Mapping[str, Any]:
        """Open the way out."""
        deposit = deposit_for(actor=context.actor, public_id=deposit_id)
        opened = services.manifest_open(actor=context.actor, deposit=deposit, now=context.now)
        return {"transfer": opened}


class OpenReleasedFile(DomainMutation):
    """Get the way to a released file's ciphertext; each part opens with `age` and one's key."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = graphene.ID(required=True, description="The released file's id.")

    transfer = graphene.Field(TransferType, description="Where to fetch its parts.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Open the way out."""
        released = released_file_for(actor=context.actor, public_id=id)
        opened = services.released_file_open(
            actor=context.actor, released=released, now=context.now
        )
        return {"transfer": opened}
