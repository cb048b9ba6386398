"""Every movement of money there is, as what it adds to which account; each sums to zero.

An amount above zero lies on the account. The accounts of a provider stand for the world outside:
what came through it is below zero there, so that the sum of all accounts is always zero.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from contracts.payments.states import AccountKind, Movement


class Place(Enum):
    """Where a movement begins or ends."""

    PROVIDER = "provider"
    HELD = AccountKind.HELD.value
    SELLER = AccountKind.SELLER.value
    REFUND = AccountKind.REFUND.value


_FROM_TO: Final[dict[Movement, tuple[Place, Place]]] = {
    Movement.HELD: (Place.PROVIDER, Place.HELD),
    Movement.RELEASED: (Place.HELD, Place.SELLER),
    Movement.REFUND_DUE: (Place.HELD, Place.REFUND),
    Movement.REFUNDED: (Place.REFUND, Place.PROVIDER),
    # what came twice was never held
    Movement.SURPLUS: (Place.PROVIDER, Place.REFUND),
    Movement.REVERSED: (Place.SELLER, Place.PROVIDER),
}


def ends_of(movement: Movement, *, provider: str) -> tuple[str, str]:
    """Return the kinds of the accounts that a movement leaves and reaches."""
    source, target = (
        provider if place is Place.PROVIDER else place.value for place in _FROM_TO[movement]
    )
    return source, target


def postings_of(movement: Movement, *, provider: str, amount_minor: int) -> dict[str, int]:
    """Return what a movement adds to each account, by the account's kind.

    Args:
        movement: Why it moves.
        provider: Through whom it came or goes, which is the kind of an account as well.
        amount_minor: How much, above zero.

    Raises:
        ValueError: The amount is none.
    """
    if amount_minor <= 0:
        message = f"Nothing to move: {amount_minor}."
        raise ValueError(message)
    source, target = ends_of(movement, provider=provider)
    return {source: -amount_minor, target: amount_minor}
