"""What the API says of a seal to the firm itself and to whoever knows the counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.evidence.schema import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.escrow.selectors import SealRead


class TechnologySealType(graphene.ObjectType):
    """A sealed deposit behind a technology: when, and under which fingerprint."""

    class Meta:
        name = "TechnologySeal"

    sealed_at = graphene.DateTime(required=True, description="When it was sealed.")
    commitment = graphene.String(
        required=True,
        description="SHA-256 over a secret salt and the list of its files, in hexadecimal.",
    )
    record = graphene.Field(
        Entry,
        required=True,
        description="The record of the sealing with its proof; its content is never told here.",
    )
    deposit_id = graphene.ID(description="The deposit, for whoever may open its page.")
    deposit_number = graphene.String(description="Its number, for the same.")

    @staticmethod
    def resolve_sealed_at(seal: SealRead, _info: Any) -> datetime | None:
        """Return when it was sealed."""
        return seal.deposit.sealed_at

    @staticmethod
    def resolve_commitment(seal: SealRead, _info: Any) -> str:
        """Return the commitment."""
        return seal.deposit.commitment

    @staticmethod
    def resolve_deposit_id(seal: SealRead, _info: Any) -> str | None:
        """Return the deposit's opaque id to its own firm."""
        return seal.deposit.public_id if seal.is_open else None

    @staticmethod
    def resolve_deposit_number(seal: SealRead, _info: Any) -> str | None:
        """Return the number to its own firm."""
        return seal.deposit.number if seal.is_open else None
