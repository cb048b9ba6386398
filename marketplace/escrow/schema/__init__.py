"""Deposits in the API."""

from __future__ import annotations

from marketplace.escrow.schema.mutations import EscrowMutation
from marketplace.escrow.schema.queries import EscrowQuery
from marketplace.escrow.schema.types import DepositKindEnum

__all__ = ["DepositKindEnum", "EscrowMutation", "EscrowQuery"]
