"""Where the money of a contract lies, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals.schema.terms import CurrencyEnum
from contracts.payments.schema.choices import LedgerAccountEnum, MovementEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt

if TYPE_CHECKING:
    from contracts.payments.models import Account
    from contracts.payments.selectors import StatementLine


class AccountBalance(graphene.ObjectType):
    """What lies on one account of a contract; all of them sum to zero."""

    account = graphene.Field(LedgerAccountEnum, required=True, description="Which account.")
    balance_minor = graphene.Field(
        BigInt, required=True, description="In minor units; below zero where money came from."
    )

    @staticmethod
    def resolve_account(account: Account, _info: Any) -> str:
        """Return the kind of the account."""
        return account.kind


class StatementLineType(graphene.ObjectType):
    """One movement of money from one account to another."""

    class Meta:
        name = "StatementLine"

    at = graphene.DateTime(required=True, description="When it was booked.")
    movement = graphene.Field(MovementEnum, required=True, description="Why money moved.")
    payment_id = graphene.ID(required=True, description="The payment it belongs to.")
    source = graphene.Field(LedgerAccountEnum, required=True, description="Where it came from.")
    target = graphene.Field(LedgerAccountEnum, required=True, description="Where it went.")
    amount_minor = graphene.Field(BigInt, required=True, description="In minor units.")
    operation = graphene.ID(
        required=True, description="Names the movement; no operation is booked twice."
    )

    @staticmethod
    def resolve_operation(line: StatementLine, _info: Any) -> str:
        """Return the operation."""
        return line.operation


StatementLineConnection = connection_type(StatementLineType, "StatementLine")


class AccountStatement(graphene.ObjectType):
    """Where the money of a contract lies, and how it came there."""

    currency = graphene.Field(CurrencyEnum, required=True, description="Of every amount.")
    balances = graphene.List(
        graphene.NonNull(AccountBalance), required=True, description="The accounts."
    )
    lines = graphene.Field(
        StatementLineConnection, required=True, description="The movements, the last one first."
    )
