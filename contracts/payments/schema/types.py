"""A payment, where its money goes, and what waits on the desk, as the API tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals.schema.terms import CurrencyEnum
from contracts.payments.release import is_there
from contracts.payments.schema.choices import (
    DeliveryAcceptanceEnum,
    MoneyKeeperEnum,
    PaymentActEnum,
    PaymentKindEnum,
    PaymentProviderEnum,
    PaymentStateEnum,
    PaymentTroubleEnum,
)
from contracts.payments.states import (
    InstallmentState,
    InstructionState,
    MoneyKeeper,
    PaymentAct,
    Provider,
)
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt
from matching.schema.matches import Counterpart, MatchSideEnum
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from contracts.payments.models import Plan
    from contracts.payments.selectors import PaymentRow


def _of(name: str) -> Callable[[PaymentRow, Any], Any]:
    """Return a resolver that reads the stored payment; empty becomes null."""

    def resolve(row: PaymentRow, _info: Any) -> Any:
        value = getattr(row.installment, name)
        return None if value == "" else value

    return resolve


def _words(name: str) -> Callable[[PaymentRow, Any], Any]:
    """Return a resolver for what only the two firms and their coordinator read."""

    def resolve(row: PaymentRow, _info: Any) -> Any:
        return (getattr(row.installment, name) or None) if row.may_read_words else None

    return resolve


class TransferAccount(graphene.ObjectType):
    """The account to which transfers of a contract go, as the seller named it."""

    keeper = graphene.Field(
        MoneyKeeperEnum, required=True, description="With whom the money lies there."
    )
    bank = graphene.String(required=True, description="The bank's name.")
    number = graphene.String(required=True, description="The account's number.")
    holder = graphene.String(required=True, description="Who the account belongs to.")
    named_at = graphene.DateTime(required=True, description="When it was named.")
    named_by = graphene.String(
        description="Who named it, for the firms and the coordinator; null for others."
    )


def account_told(plan: Plan, *, may_read_words: bool) -> dict[str, Any] | None:
    """Return the account of a plan, or None where the seller named none."""
    if plan.account_named_at is None or plan.account_named_by is None:
        return None
    return {
        "keeper": plan.account_keeper,
        "bank": plan.account_bank,
        "number": plan.account_number,
        "holder": plan.account_holder,
        "named_at": plan.account_named_at,
        "named_by": plan.account_named_by.user.name if may_read_words else None,
    }


def _account_of(row: PaymentRow) -> dict[str, Any] | None:
    """Return where a payment's transfer goes or went; an account named later is not its own."""
    account = account_told(row.installment.plan, may_read_words=row.may_read_words)
    held_at = row.installment.held_at
    return None if account and held_at and account["named_at"] > held_at else account


class PaymentType(graphene.ObjectType):
    """One payment of a contract, from the agreement to the seller or back to the buyer."""

    class Meta:
        name = "Payment"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of("public_id"))
    contract_id = graphene.ID(required=True, description="The contract it belongs to.")
    match_id = graphene.ID(required=True, description="The match it belongs to.")
    side = graphene.Field(
        MatchSideEnum, description="The reader's own side; null for whoever belongs to neither."
    )
    seller = graphene.Field(Counterpart, required=True, description="Who gets the money.")
    buyer = graphene.Field(Counterpart, required=True, description="Who pays.")
    position = graphene.Int(
        required=True, description="Its place in the plan.", resolver=_of("position")
    )
    kind = graphene.Field(
        PaymentKindEnum, required=True, description="What it is for.", resolver=_of("kind")
    )
    title = graphene.String(
        description="The milestone's name, for the firms and the coordinator.",
        resolver=_words("title"),
    )
    amount_minor = graphene.Field(
        BigInt, required=True, description="In minor units.", resolver=_of("amount_minor")
    )
    currency = graphene.Field(CurrencyEnum, required=True, description="Of the amount.")
    due_on = graphene.Date(description="Last day in Korea for it.", resolver=_of("due_on"))
    state = graphene.Field(
        PaymentStateEnum, required=True, description="How far it is.", resolver=_of("state")
    )
    state_since = graphene.DateTime(
        required=True, description="Since when it is so.", resolver=_of("state_since")
    )
    revision = graphene.Int(
        required=True, description="Counts its changes.", resolver=_of("revision")
    )
    trouble = graphene.Field(
        PaymentTroubleEnum, description="What somebody has to look at.", resolver=_of("trouble")
    )
    opens_deposit = graphene.Boolean(
        required=True,
        description="Whether the deposit opens only while this one is held or paid.",
        resolver=_of("opens_deposit"),
    )
    is_there = graphene.Boolean(
        required=True,
        description="Whether its money counts for the release of the deposit now.",
    )
    provider = graphene.Field(PaymentProviderEnum, description="How it was chosen to be paid.")
    keeper = graphene.Field(
        MoneyKeeperEnum, description="With whom its money lies until it is the seller's."
    )
    account = graphene.Field(
        TransferAccount, description="Where a transfer goes; null where the seller named none."
    )
    reference = graphene.String(description="What the payer writes on the transfer.")
    pay_url = graphene.String(
        description="Where the buyer pays; null until the page is open, and afterwards."
    )
    pay_until = graphene.DateTime(description="Until when that page can be paid on.")
    received_at = graphene.DateTime(
        description="When the seller confirmed the transfer.", resolver=_of("received_at")
    )
    confirmed_at = graphene.DateTime(
        description="When the treasurer confirmed the transfer.", resolver=_of("confirmed_at")
    )
    held_at = graphene.DateTime(description="Since when it was held.", resolver=_of("held_at"))
    delivered_at = graphene.DateTime(
        description="When the delivery was recorded.", resolver=_of("delivered_at")
    )
    delivery_words = graphene.String(
        description="What was delivered.", resolver=_words("delivery_words")
    )
    acceptance = graphene.Field(
        DeliveryAcceptanceEnum, description="Who accepted the delivery.", resolver=_of("acceptance")
    )
    accepted_at = graphene.DateTime(description="When.", resolver=_of("accepted_at"))
    order_words = graphene.String(
        description="Why the coordinator ordered it.", resolver=_words("order_words")
    )
    refund_words = graphene.String(
        description="Why the buyer asked for a refund.", resolver=_words("refund_words")
    )
    refund_answer = graphene.String(
        description="Why the refund was refused.", resolver=_words("refund_answer")
    )
    acts = graphene.List(
        graphene.NonNull(PaymentActEnum), required=True, description="What the reader may do now."
    )

    @staticmethod
    def resolve_contract_id(row: PaymentRow, _info: Any) -> str:
        """Return the contract's id."""
        return row.installment.plan.contract.public_id

    @staticmethod
    def resolve_match_id(row: PaymentRow, _info: Any) -> str:
        """Return the match's id."""
        return row.installment.plan.match.public_id

    @staticmethod
    def resolve_seller(row: PaymentRow, _info: Any) -> Any:
        """Return the seller."""
        return row.installment.plan.seller

    @staticmethod
    def resolve_buyer(row: PaymentRow, _info: Any) -> Any:
        """Return the buyer."""
        return row.installment.plan.buyer

    @staticmethod
    def resolve_currency(row: PaymentRow, _info: Any) -> str:
        """Return the plan's currency."""
        return row.installment.plan.currency

    @staticmethod
    def resolve_provider(row: PaymentRow, _info: Any) -> str | None:
        """Return how it is paid, or None before that is chosen."""
        instruction = row.installment.instruction
        return instruction.provider if instruction else None

    @staticmethod
    def resolve_is_there(row: PaymentRow, _info: Any) -> bool:
        """Return whether it counts."""
        return is_there(row.installment)

    @staticmethod
    def resolve_keeper(row: PaymentRow, _info: Any) -> str | None:
        """Return with whom the money lies, or None before it is known."""
        instruction = row.installment.instruction
        if instruction is not None and instruction.provider != Provider.BANK:
            return MoneyKeeper.PROVIDER
        account = _account_of(row)
        return account["keeper"] if account else None

    @staticmethod
    def resolve_account(row: PaymentRow, _info: Any) -> dict[str, Any] | None:
        """Return the account that the seller named."""
        return _account_of(row)

    @staticmethod
    def resolve_reference(row: PaymentRow, _info: Any) -> str | None:
        """Return the reference of what is asked for now or was paid."""
        instruction = row.installment.instruction
        is_asked = row.installment.state != InstallmentState.PLANNED
        return instruction.reference if instruction and is_asked else None

    @staticmethod
    def resolve_pay_url(row: PaymentRow, _info: Any) -> str | None:
        """Return the provider's page to the buyer alone, while it is open."""
        instruction = row.installment.instruction
        if instruction is None or row.side != MatchSide.BUYER:
            return None
        return (instruction.url or None) if instruction.state == InstructionState.OPEN else None

    @staticmethod
    def resolve_pay_until(row: PaymentRow, _info: Any) -> datetime | None:
        """Return until when the page is open."""
        instruction = row.installment.instruction
        is_open = instruction is not None and instruction.state == InstructionState.OPEN
        return instruction.expires_at if instruction and is_open else None

    @staticmethod
    def resolve_acts(row: PaymentRow, _info: Any) -> list[str]:
        """Return the acts in a fixed order."""
        return [act for act in PaymentAct.values if act in row.acts]


class PaymentDeskFigures(graphene.ObjectType):
    """How much waits on a treasurer's desk."""

    confirm = graphene.Int(required=True, description="Transfers to confirm.")
    receipt = graphene.Int(required=True, description="Transfers whose receipt the seller owes.")
    refund = graphene.Int(required=True, description="Transfers back to confirm.")
    trouble = graphene.Int(required=True, description="Payments that somebody has to look at.")
    oldest_since = graphene.DateTime(description="Since when the oldest waits for the treasurer.")


PaymentConnection = connection_type(PaymentType, "Payment")
