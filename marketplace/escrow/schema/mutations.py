"""Writing deposits and filling them: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt
from marketplace.core.policies import signed_in
from marketplace.demands.schema.types import DemandType
from marketplace.demands.selectors import demand_for, demand_model_for
from marketplace.escrow import services
from marketplace.escrow.schema.inputs import DepositInput, words_given
from marketplace.escrow.schema.opening import (
    OpenCertificate,
    OpenDepositFile,
    OpenManifest,
    OpenReleasedFile,
)
from marketplace.escrow.schema.types import DepositType
from marketplace.escrow.selectors import (
    deposit_file_for,
    deposit_for,
)
from marketplace.files.schema import TransferType
from marketplace.technologies.selectors import technology_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from marketplace.escrow.models import Deposit


def _deposit_field() -> graphene.Field:
    return graphene.Field(DepositType, description="The deposit as it is now, or null.")


def _deposit_id() -> graphene.ID:
    return graphene.ID(required=True, description="The deposit's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the writer saw.")


def _payload(context: RequestContext, deposit: Deposit) -> Mapping[str, Any]:
    return {"deposit": deposit_for(actor=context.actor, public_id=deposit.public_id)}


class CreateDeposit(DomainMutation):
    """Start a deposit; sending the same request id again gives the same one."""

    class Meta:
        policy = signed_in

    class Arguments:
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        input = DepositInput(required=True, description="What is known of it yet.")

    deposit = _deposit_field()

    @staticmethod
    def perform(
        context: RequestContext, *, request_id: str, input: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Store it."""
        deposit = services.deposit_create(
            actor=context.actor, request_id=request_id, words=words_given(input), now=context.now
        )
        return _payload(context, deposit)


class SaveDeposit(DomainMutation):
    """Replace the words of a deposit that is not sealed."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        revision = _revision()
        input = DepositInput(required=True, description="All of its words.")

    deposit = _deposit_field()

    @staticmethod
    def perform(
        context: RequestContext, *, deposit_id: str, revision: int, input: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Store the words where nobody else changed it meanwhile."""
        deposit = services.deposit_save(
            actor=context.actor,
            deposit=deposit_for(actor=context.actor, public_id=deposit_id),
            revision=revision,
            words=words_given(input),
            now=context.now,
        )
        return _payload(context, deposit)


class AddDepositFile(DomainMutation):
    """Make room for a file and get the way in; it is encrypted while its parts arrive."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        revision = _revision()
        name = graphene.String(required=True, description="Its name, once in a deposit.")
        media_type = graphene.String(description="Its media type, such as application/pdf.")
        size = BigInt(required=True, description="Its bytes.")

    deposit = _deposit_field()
    file_id = graphene.ID(description="The file's id.")
    transfer = graphene.Field(TransferType, description="Where to send its parts.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        deposit_id: str,
        revision: int,
        name: str,
        size: int,
        media_type: str | None = None,
    ) -> Mapping[str, Any]:
        """Open the way in."""
        file, opened = services.deposit_file_add(
            actor=context.actor,
            deposit=deposit_for(actor=context.actor, public_id=deposit_id),
            revision=revision,
            name=name,
            media_type=media_type or "",
            size=size,
            now=context.now,
        )
        told = {"file_id": file.public_id, "transfer": opened}
        return {**_payload(context, file.deposit), **told}


class RemoveDepositFile(DomainMutation):
    """Take a file out of a deposit that is not sealed; its bytes are destroyed."""

    class Meta:
        policy = signed_in

    class Arguments:
        file_id = graphene.ID(required=True, description="The file's id.")
        revision = _revision()

    deposit = _deposit_field()

    @staticmethod
    def perform(context: RequestContext, *, file_id: str, revision: int) -> Mapping[str, Any]:
        """Remove it."""
        deposit = services.deposit_file_remove(
            actor=context.actor,
            file=deposit_file_for(actor=context.actor, public_id=file_id),
            revision=revision,
            now=context.now,
        )
        return _payload(context, deposit)


class SealDeposit(DomainMutation):
    """Seal a deposit: from then on nobody changes a word or a byte of it."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        revision = _revision()

    deposit = _deposit_field()

    @staticmethod
    def perform(context: RequestContext, *, deposit_id: str, revision: int) -> Mapping[str, Any]:
        """Seal it."""
        return _moved(services.deposit_seal, context, deposit_id, revision=revision)


class DiscardDeposit(DomainMutation):
    """Give a deposit up that is not sealed; its files are destroyed."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        revision = _revision()

    deposit = _deposit_field()

    @staticmethod
    def perform(context: RequestContext, *, deposit_id: str, revision: int) -> Mapping[str, Any]:
        """Discard it."""
        return _moved(services.deposit_discard, context, deposit_id, revision=revision)


class AttachDeposit(DomainMutation):
    """Tie a sealed deposit to the technology that it holds, once and for good."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        technology_id = graphene.ID(required=True, description="The technology's id.")

    deposit = _deposit_field()

    @staticmethod
    def perform(
        context: RequestContext, *, deposit_id: str, technology_id: str
    ) -> Mapping[str, Any]:
        """Tie it."""
        technology = technology_model_for(actor=context.actor, public_id=technology_id)
        return _moved(services.deposit_attach, context, deposit_id, technology=technology)


class SealDemand(DomainMutation):
    """Seal a draft of a demand with a deposit that shows what the firm knew before it asked."""

    class Meta:
        policy = signed_in

    class Arguments:
        deposit_id = _deposit_id()
        demand_id = graphene.ID(required=True, description="The demand's id.")

    demand = graphene.Field(DemandType, description="The demand as it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, deposit_id: str, demand_id: str) -> Mapping[str, Any]:
        """Seal it."""
        demand = services.demand_seal(
            actor=context.actor,
            deposit=deposit_for(actor=context.actor, public_id=deposit_id),
            demand=demand_model_for(actor=context.actor, public_id=demand_id),
            now=context.now,
        )
        return {"demand": demand_for(actor=context.actor, public_id=demand.public_id)}


def _moved(
    service: Any, context: RequestContext, deposit_id: str, **given: Any
) -> Mapping[str, Any]:
    deposit = deposit_for(actor=context.actor, public_id=deposit_id)
    return _payload(
        context, service(actor=context.actor, deposit=deposit, now=context.now, **given)
    )


class EscrowMutation:
    """What people do to deposits and releases."""

    create_deposit = CreateDeposit.Field()
    save_deposit = SaveDeposit.Field()
    add_deposit_file = AddDepositFile.Field()
    remove_deposit_file = RemoveDepositFile.Field()
    seal_deposit = SealDeposit.Field()
    discard_deposit = DiscardDeposit.Field()
    attach_deposit = AttachDeposit.Field()
    seal_demand = SealDemand.Field()
    open_deposit_file = OpenDepositFile.Field()
    open_certificate = OpenCertificate.Field()
    open_manifest = OpenManifest.Field()
    open_released_file = OpenReleasedFile.Field()
