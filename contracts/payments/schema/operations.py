"""Reading payments and acting on them: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.payments import services
from contracts.payments.policies import can_read_payments, keeps_treasury
from contracts.payments.schema.acts import PaymentActs
from contracts.payments.schema.choices import DeskWaitEnum, MoneyKeeperEnum
from contracts.payments.schema.plans import PaymentPlanConnection, PaymentPlanType
from contracts.payments.schema.statements import AccountStatement
from contracts.payments.schema.types import PaymentConnection, PaymentDeskFigures, PaymentType
from contracts.payments.selectors import (
    balances_of,
    desk_figures,
    desk_for,
    payment_for,
    plan_for,
    plan_model_for,
    plan_of_match,
    plans_for,
    statement_lines,
)
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_arguments,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from matching.schema.match_operations import moment_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contracts.payments.selectors import DeskFigures, PaymentRow, PlanRow
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext


def _payment(_root: Any, info: Any, *, id: str) -> PaymentRow | None:
    context: RequestContext = info.context
    try:
        return payment_for(actor=context.actor, public_id=id)
    except NotFoundError:
        return None


def _payments_of(_root: Any, info: Any, *, match_id: str) -> PlanRow | None:
    context: RequestContext = info.context
    return plan_of_match(actor=context.actor, match_id=match_id)


def _payment_plans(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
    size = page_size(first)
    key = moment_key(decode_cursor(after, kinds=(str, str)))
    rows = plans_for(actor=info.context.actor, after=key, limit=size + 1)
    return page_of(rows, size=size, key=lambda row: row.order_key)


def _payment_desk_figures(_root: Any, info: Any) -> DeskFigures:
    return desk_figures(info.context.actor)


def _payment_desk(
    _root: Any, info: Any, *, first: int, after: str | None = None, waits: Any = None
) -> Page:
    context, size = info.context, page_size(first)
    rows = desk_for(
        actor=context.actor,
        waits=getattr(waits, "value", waits),
        after=moment_key(decode_cursor(after, kinds=(str, str))),
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


def _account_statement(
    _root: Any,
    info: Any,
    *,
    contract_id: str,
    first: int,
    after: str | None = None,
    payment_id: str = "",
) -> Mapping[str, Any] | None:
    context, size = info.context, page_size(first)
    key = moment_key(decode_cursor(after, kinds=(str, str)))
    try:
        plan = plan_model_for(actor=context.actor, contract_id=contract_id)
    except NotFoundError:
        return None
    lines = statement_lines(plan, payment_id=payment_id, after=key, limit=size + 1)
    return {
        "currency": plan.currency,
        "balances": balances_of(plan),
        "lines": page_of(lines, size=size, key=lambda line: line.order_key),
    }


class PaymentsQuery:
    """What people ask of payments."""

    payment = guarded_field(
        PaymentType,
        policy=can_read_payments,
        description="One payment, or null where the reader may not know of it.",
        resolver=_payment,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    payments_of = guarded_field(
        PaymentPlanType,
        policy=can_read_payments,
        description="The payments of a match's contract, or null where there are none.",
        resolver=_payments_of,
        match_id=graphene.ID(required=True, description="The match."),
    )
    payment_desk = connection_field(
        PaymentConnection,
        policy=keeps_treasury,
        description="What waits for the reader's treasury, the longest waiting first.",
        resolver=_payment_desk,
        waits=graphene.Argument(
            DeskWaitEnum, description="Only what waits for this; otherwise all that is to be done."
        ),
    )
    payment_desk_figures = guarded_field(
        graphene.NonNull(PaymentDeskFigures),
        policy=keeps_treasury,
        description="How much waits for the reader's treasury.",
        resolver=_payment_desk_figures,
    )
    payment_plans = connection_field(
        PaymentPlanConnection,
        policy=can_read_payments,
        description="The payments of every contract that the reader may know of, newest first.",
        resolver=_payment_plans,
    )
    account_statement = guarded_field(
        AccountStatement,
        policy=can_read_payments,
        description="Where the money of a contract lies, or null where the reader may not know.",
        resolver=_account_statement,
        contract_id=graphene.ID(required=True, description="The contract."),
        payment_id=graphene.ID(description="Only the movements of this payment of the contract."),
        **page_arguments(),
    )


class ObjectRelease(DomainMutation):
    """Object to the release of the deposit before the time for it is over."""

    class Meta:
        policy = signed_in

    class Arguments:
        contract_id = graphene.ID(required=True, description="The contract's id.")
        revision = graphene.Int(required=True, description="The plan's revision the reader saw.")
        words = graphene.String(
            required=True, description="Why, for the other side and the coordinator."
        )

    plan = graphene.Field(PaymentPlanType, description="The plan as it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, contract_id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Object."""
        plan = plan_model_for(actor=context.actor, contract_id=contract_id)
        services.release_object(
            actor=context.actor, plan=plan, revision=revision, words=words, now=context.now
        )
        return {"plan": plan_for(actor=context.actor, contract_id=contract_id)}


class LiftObjection(DomainMutation):
    """Lift an objection to the release, as the case's coordinator."""

    class Meta:
        policy = signed_in

    class Arguments:
        contract_id = graphene.ID(required=True, description="The contract's id.")
        revision = graphene.Int(required=True, description="The plan's revision the reader saw.")

    plan = graphene.Field(PaymentPlanType, description="The plan as it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, contract_id: str, revision: int) -> Mapping[str, Any]:
        """Lift it."""
        plan = plan_model_for(actor=context.actor, contract_id=contract_id)
        services.objection_lift(actor=context.actor, plan=plan, revision=revision, now=context.now)
        return {"plan": plan_for(actor=context.actor, contract_id=contract_id)}


class NameTransferAccount(DomainMutation):
    """Say for the seller to which account the buyer transfers, before a transfer is awaited."""

    class Meta:
        policy = signed_in

    class Arguments:
        contract_id = graphene.ID(required=True, description="The contract's id.")
        revision = graphene.Int(required=True, description="The plan's revision the reader saw.")
        keeper = graphene.Argument(
            MoneyKeeperEnum, required=True, description="With whom the money lies there."
        )
        bank = graphene.String(required=True, description="The bank's name.")
        number = graphene.String(required=True, description="The account's number.")
        holder = graphene.String(required=True, description="Who the account belongs to.")

    plan = graphene.Field(PaymentPlanType, description="The plan as it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        contract_id: str,
        revision: int,
        keeper: Any,
        bank: str,
        number: str,
        holder: str,
    ) -> Mapping[str, Any]:
        """Name it."""
        services.account_name(
            actor=context.actor,
            plan=plan_model_for(actor=context.actor, contract_id=contract_id),
            revision=revision,
            keeper=str(getattr(keeper, "value", keeper)),
            bank=bank,
            number=number,
            holder=holder,
            now=context.now,
        )
        return {"plan": plan_for(actor=context.actor, contract_id=contract_id)}


class PaymentsMutation(PaymentActs):
    """What people do to payments and to the release of the deposit."""

    object_release = ObjectRelease.Field()
    lift_objection = LiftObjection.Field()
    name_transfer_account = NameTransferAccount.Field()
