"""Record a delivery, accept it or order its payment, and release the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contracts.payments.services.booking import money_moved
from contracts.payments.services.conditions import installment_checked, words_checked
from contracts.payments.services.moving import installment_moved
from contracts.payments.services.recording import payment_record
from contracts.payments.states import DeliveryAcceptance, InstallmentState, Movement

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Installment
    from marketplace.core.actor import Actor


@transaction.atomic
def delivery_record(
    *, actor: Actor, installment: Installment, revision: int, words: str, now: datetime
) -> Installment:
    """Record for the seller that what the payment is for was delivered.

    Raises:
        NotAllowedError: The actor leads no deals of the seller.
        StaleStateError: The money is not held, or it changed meanwhile.
        InvalidInputError: It is not said what was delivered.
    """
    fresh = installment_checked(actor, installment, "record_delivery", revision)
    text = words_checked(words, message="Say what was delivered, and how.")
    installment_moved(fresh, InstallmentState.DELIVERED, now, delivered_at=now, delivery_words=text)
    payment_record("payment.delivered", fresh, now, actor=actor, side="seller")
    return fresh


@transaction.atomic
def delivery_accept(
    *, actor: Actor, installment: Installment, revision: int, now: datetime
) -> Installment:
    """Accept the delivery for the buyer; the money is released with it.

    Raises:
        NotAllowedError: The actor leads no deals of the buyer.
        MarketplaceError: `payment_disputed`.
        StaleStateError: No delivery is recorded, or it changed meanwhile.
    """
    fresh = installment_checked(actor, installment, "accept_delivery", revision)
    installment_moved(
        fresh,
        InstallmentState.ACCEPTED,
        now,
        acceptance=DeliveryAcceptance.BUYER,
        accepted_at=now,
    )
    payment_record("payment.delivery_accepted", fresh, now, actor=actor, side="buyer")
    _released(fresh, now)
    return fresh


@transaction.atomic
def release_order(
    *, actor: Actor, installment: Installment, revision: int, words: str, now: datetime
) -> Installment:
    """Order, as the case's coordinator, that a recorded delivery is paid.

    Raises:
        NotAllowedError: The actor does not run the case.
        MarketplaceError: `payment_disputed`.
        StaleStateError: No delivery is recorded, or it changed meanwhile.
        InvalidInputError: No reason is given.
    """
    fresh = installment_checked(actor, installment, "order_release", revision)
    text = words_checked(words, message="Say why, for both sides.")
    installment_moved(
        fresh,
        InstallmentState.ACCEPTED,
        now,
        acceptance=DeliveryAcceptance.COORDINATOR,
        accepted_at=now,
        order_words=text,
    )
    payment_record("payment.release_ordered", fresh, now, actor=actor)
    _released(fresh, now)
    return fresh


def _released(installment: Installment, now: datetime) -> None:
    """Give an accepted payment to the seller, in the transaction of the acceptance."""
    instruction = installment.instruction
    assert instruction is not None, "what is held was instructed"
    installment_moved(installment, InstallmentState.RELEASED, now)
    money_moved(
        Movement.RELEASED,
        installment=installment,
        instruction=instruction,
        amount_minor=installment.amount_minor,
        now=now,
    )
    payment_record("payment.released", installment, now)
