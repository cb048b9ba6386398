"""The payments of a contract together, and the release of the deposit that they bring."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals.schema.terms import CurrencyEnum
from contracts.payments.release import release_stops
from contracts.payments.schema.choices import (
    DepositAccessEnum,
    PaymentProviderEnum,
    ReleaseStopEnum,
)
from contracts.payments.schema.types import PaymentType, TransferAccount, account_told
from contracts.payments.services import providers_offered
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt
from matching.schema.matches import Counterpart

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.selectors import PlanRow


class PaymentTotals(graphene.ObjectType):
    """How much of a plan is where; the parts make up what was agreed."""

    agreed_minor = graphene.Field(BigInt, required=True, description="All that was agreed.")
    awaited_minor = graphene.Field(BigInt, required=True, description="What has not come yet.")
    held_minor = graphene.Field(
        BigInt, required=True, description="What came and waits for the delivery."
    )
    paid_minor = graphene.Field(BigInt, required=True, description="What is the seller's.")
    returned_minor = graphene.Field(
        BigInt, required=True, description="What went back, or is on its way back."
    )


class PaymentPlanType(graphene.ObjectType):
    """The payments of a signed contract, and the release that the first of them brings."""

    class Meta:
        name = "PaymentPlan"

    contract_id = graphene.ID(required=True, description="The contract.")
    match_id = graphene.ID(required=True, description="The match.")
    seller = graphene.Field(Counterpart, required=True, description="Who gets the money.")
    buyer = graphene.Field(Counterpart, required=True, description="Who pays.")
    created_at = graphene.DateTime(required=True, description="When the plan was made.")
    totals = graphene.Field(
        PaymentTotals, required=True, description="How much of it is where, in minor units."
    )
    account = graphene.Field(
        TransferAccount, description="Where transfers go; null where the seller named none."
    )
    can_name_account = graphene.Boolean(
        required=True, description="Whether the reader may say where transfers go."
    )
    release_stops = graphene.List(
        graphene.NonNull(ReleaseStopEnum),
        required=True,
        description="What keeps the deposit closed; empty where it is open or about to be.",
    )
    currency = graphene.Field(CurrencyEnum, required=True, description="Of every amount.")
    revision = graphene.Int(required=True, description="Counts the changes of the release.")
    payments = graphene.List(
        graphene.NonNull(PaymentType), required=True, description="The payments, in order."
    )
    providers = graphene.List(
        graphene.NonNull(PaymentProviderEnum),
        required=True,
        description="The ways to pay there are here.",
    )
    access = graphene.Field(
        DepositAccessEnum, required=True, description="How far the release of the deposit is."
    )
    objection_until = graphene.DateTime(
        description="When the deposit opens, unless somebody objects before."
    )
    objected_at = graphene.DateTime(description="When somebody objected last.")
    objection_by = graphene.String(description="Who did, for the firms and the coordinator.")
    objection_words = graphene.String(description="Why, for the firms and the coordinator.")
    opened_at = graphene.DateTime(description="When the deposit was released.")
    can_object = graphene.Boolean(required=True, description="Whether the reader may object.")
    can_lift = graphene.Boolean(
        required=True, description="Whether the reader may lift the objection."
    )

    @staticmethod
    def resolve_contract_id(row: PlanRow, _info: Any) -> str:
        """Return the contract's id."""
        return row.plan.contract.public_id

    @staticmethod
    def resolve_match_id(row: PlanRow, _info: Any) -> str:
        """Return the match's id."""
        return row.plan.match.public_id

    @staticmethod
    def resolve_seller(row: PlanRow, _info: Any) -> Any:
        """Return the seller."""
        return row.plan.seller

    @staticmethod
    def resolve_buyer(row: PlanRow, _info: Any) -> Any:
        """Return the buyer."""
        return row.plan.buyer

    @staticmethod
    def resolve_created_at(row: PlanRow, _info: Any) -> datetime:
        """Return when it was made."""
        return row.plan.created_at

    @staticmethod
    def resolve_totals(row: PlanRow, _info: Any) -> dict[str, int]:
        """Return the sums."""
        return {f"{name}_minor": value for name, value in asdict(row.totals).items()}

    @staticmethod
    def resolve_account(row: PlanRow, _info: Any) -> dict[str, Any] | None:
        """Return the account that the seller named."""
        return account_told(row.plan, may_read_words=row.may_read_words)

    @staticmethod
    def resolve_release_stops(row: PlanRow, info: Any) -> list[str]:
        """Return what keeps the deposit closed."""
        payments = [payment.installment for payment in row.payments]
        return list(release_stops(row.plan, payments, info.context.now))

    @staticmethod
    def resolve_currency(row: PlanRow, _info: Any) -> str:
        """Return the currency."""
        return row.plan.currency

    @staticmethod
    def resolve_revision(row: PlanRow, _info: Any) -> int:
        """Return the revision."""
        return row.plan.revision

    @staticmethod
    def resolve_providers(_row: PlanRow, _info: Any) -> list[str]:
        """Return the ways to pay."""
        return providers_offered()

    @staticmethod
    def resolve_access(row: PlanRow, _info: Any) -> str:
        """Return the release's state."""
        return row.plan.access

    @staticmethod
    def resolve_objection_until(row: PlanRow, _info: Any) -> datetime | None:
        """Return when it opens."""
        return row.plan.objection_until

    @staticmethod
    def resolve_objected_at(row: PlanRow, _info: Any) -> datetime | None:
        """Return when somebody objected."""
        return row.plan.objected_at

    @staticmethod
    def resolve_objection_by(row: PlanRow, _info: Any) -> str | None:
        """Return the name of who objected."""
        member = row.plan.objected_by
        return member.user.name if member and row.may_read_words else None

    @staticmethod
    def resolve_objection_words(row: PlanRow, _info: Any) -> str | None:
        """Return the words of the objection."""
        return (row.plan.objection_words or None) if row.may_read_words else None

    @staticmethod
    def resolve_opened_at(row: PlanRow, _info: Any) -> datetime | None:
        """Return when the deposit was released."""
        return row.plan.opened_at

    @staticmethod
    def resolve_can_object(row: PlanRow, _info: Any) -> bool:
        """Return whether the reader may object."""
        return "object" in row.acts

    @staticmethod
    def resolve_can_lift(row: PlanRow, _info: Any) -> bool:
        """Return whether the reader may lift the objection."""
        return "lift" in row.acts


PaymentPlanConnection = connection_type(PaymentPlanType, "PaymentPlan")
