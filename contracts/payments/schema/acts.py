"""Every act on one payment: each calls its service with the revision the reader saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.payments import services
from contracts.payments.schema.choices import PaymentProviderEnum
from contracts.payments.schema.types import PaymentType
from contracts.payments.selectors import payment_for, payment_model_for
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt
from marketplace.core.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


def _payment_field() -> graphene.Field:
    return graphene.Field(PaymentType, description="The payment as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The payment's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the reader saw.")


def _done(service: Any, context: RequestContext, public_id: str, **given: Any) -> Mapping[str, Any]:
    installment = payment_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, installment=installment, now=context.now, **given)
    return {"payment": payment_for(actor=context.actor, public_id=public_id)}


class InstructPayment(DomainMutation):
    """Choose how to pay: by transfer with a reference, or on a provider's page."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        provider = graphene.Argument(
            PaymentProviderEnum, required=True, description="How the buyer pays."
        )

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, provider: Any
    ) -> Mapping[str, Any]:
        """Instruct it."""
        return _done(
            services.payment_instruct,
            context,
            id,
            revision=revision,
            provider=str(getattr(provider, "value", provider)),
        )


class WithdrawInstruction(DomainMutation):
    """Take the chosen way to pay back before money came."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return _done(services.instruction_withdraw, context, id, revision=revision)


class RefreshPayment(DomainMutation):
    """Have the provider asked whether its page was paid on."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Have it asked."""
        return _done(services.payment_refresh, context, id, revision=revision)


class ConfirmReceipt(DomainMutation):
    """Confirm for the seller that the transfer arrived."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Confirm it."""
        return _done(services.receipt_confirm, context, id, revision=revision)


class ConfirmPayment(DomainMutation):
    """Confirm for the treasury that the transfer was made; never the case's coordinator."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        reference = graphene.String(
            description="What the bank's statement shows as the reference, to be compared."
        )
        amount_minor = graphene.Argument(
            BigInt, description="What the bank's statement shows in minor units, to be compared."
        )

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        reference: str | None = None,
        amount_minor: int | None = None,
    ) -> Mapping[str, Any]:
        """Confirm it."""
        return _done(
            services.payment_confirm,
            context,
            id,
            revision=revision,
            reference=reference,
            amount_minor=amount_minor,
        )


class RecordDelivery(DomainMutation):
    """Record for the seller what was delivered for the payment."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(required=True, description="What was delivered, and how.")

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Record it."""
        return _done(services.delivery_record, context, id, revision=revision, words=words)


class AcceptDelivery(DomainMutation):
    """Accept the delivery for the buyer; the money is released with it."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Accept it."""
        return _done(services.delivery_accept, context, id, revision=revision)


class OrderRelease(DomainMutation):
    """Order, as the case's coordinator, that a recorded delivery is paid."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(required=True, description="Why, for both sides.")

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Order it."""
        return _done(services.release_order, context, id, revision=revision, words=words)


class RequestRefund(DomainMutation):
    """Ask for the money back, for the buyer, before it is released."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(
            required=True, description="Why, for the seller and the coordinator."
        )

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Ask for it."""
        return _done(services.refund_request, context, id, revision=revision, words=words)


class WithdrawRefund(DomainMutation):
    """Take the own request for a refund back."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return _done(services.refund_withdraw, context, id, revision=revision)


class AgreeRefund(DomainMutation):
    """Give the money back, for the seller."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Agree to it."""
        return _done(services.refund_agree, context, id, revision=revision)


class RefuseRefund(DomainMutation):
    """Refuse a refund, for the seller or as the case's coordinator."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(required=True, description="Why, for the buyer.")

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Refuse it."""
        return _done(services.refund_refuse, context, id, revision=revision, words=words)


class OrderRefund(DomainMutation):
    """Order, as the case's coordinator, that the money goes back."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        words = graphene.String(required=True, description="Why, for both sides.")

    payment = _payment_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Order it."""
        return _done(services.refund_order, context, id, revision=revision, words=words)


class ConfirmRefund(DomainMutation):
    """Confirm for the treasury that a transfer went back."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Confirm it."""
        return _done(services.refund_confirm, context, id, revision=revision)


class RetryRefund(DomainMutation):
    """Have the provider asked again to send back what it could not."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    payment = _payment_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Have it asked."""
        return _done(services.refund_retry, context, id, revision=revision)


class PaymentActs:
    """What people do to one payment."""

    instruct_payment = InstructPayment.Field()
    withdraw_instruction = WithdrawInstruction.Field()
    refresh_payment = RefreshPayment.Field()
    confirm_receipt = ConfirmReceipt.Field()
    confirm_payment = ConfirmPayment.Field()
    record_delivery = RecordDelivery.Field()
    accept_delivery = AcceptDelivery.Field()
    order_release = OrderRelease.Field()
    request_refund = RequestRefund.Field()
    withdraw_refund = WithdrawRefund.Field()
    agree_refund = AgreeRefund.Field()
    refuse_refund = RefuseRefund.Field()
    order_refund = OrderRefund.Field()
    confirm_refund = ConfirmRefund.Field()
    retry_refund = RetryRefund.Field()
