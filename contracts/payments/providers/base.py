"""The port: what a provider with a page of its own is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class ProviderUnavailableError(Exception):
    """Nobody answered, or not with an answer; asking again later may help."""


class ProviderRefusedError(Exception):
    """The provider understood and said no.

    Args:
        code: The provider's own word for it, without anything about the payer.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ForgedEventError(Exception):
    """A message was not signed by the provider, or long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutWanted:
    """A page on which somebody can pay.

    Attributes:
        operation: Our own id of this wish; asked again with it, the provider opens no second page.
        instruction: Public id of what is paid; the provider gives it back with all it tells.
        group: What the payments of one contract have in common.
        amount_minor: How much, in minor units.
        currency: ISO 4217.
        title: What stands on the page.
        return_url: Where the payer comes back to.
        expires_at: Until when the page can be paid on.
    """

    operation: str
    instruction: str
    group: str
    amount_minor: int
    currency: str
    title: str
    return_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A page that was opened."""

    session_ref: str
    url: str


class Paid(Enum):
    """What became of a page."""

    WAITING = "waiting"
    EXPIRED = "expired"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What the provider says now of one page and of the money that came through it.

    Attributes:
        instruction: Public id of what the page was opened for.
        paid: What became of the page.
        payment_ref: The provider's name for the payment; empty before there is one.
        amount_minor: How much came.
        currency: ISO 4217, upper case.
        refunded_minor: How much went back for good.
        is_refund_failed: Whether sending it back was tried in vain.
        is_disputed: Whether the payer disputes the payment.
        is_lost: Whether a dispute was decided against us, so that the money is gone.
    """

    instruction: str
    paid: Paid
    payment_ref: str = ""
    amount_minor: int = 0
    currency: str = ""
    refunded_minor: int = 0
    is_refund_failed: bool = False
    is_disputed: bool = False
    is_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNotice:
    """What an event says it is about; only good for looking there.

    Attributes:
        event_ref: The provider's name for the event, the same each time it is sent.
        kind: The provider's word for what happened.
        instruction: Public id of what was paid, where the event names one, or empty.
        session_ref: The page it names, or empty.
        payment_ref: The payment it names, or empty.
    """

    event_ref: str
    kind: str
    instruction: str = ""
    session_ref: str = ""
    payment_ref: str = ""


class PageProvider(Protocol):
    """A provider on whose page the buyer pays.

    Each method calls the network, so never inside a transaction. Each raises
    ProviderUnavailableError or ProviderRefusedError.
    """

    def checkout_open(self, wanted: CheckoutWanted) -> Checkout:
        """Open a page; asked again with the same operation, return the same one."""

    def checkout_expire(self, session_ref: str) -> None:
        """Close a page; bear that it is closed, or was paid on."""

    def truth(self, session_ref: str) -> Truth:
        """Return what became of a page."""

    def refund(
        self, *, operation: str, instruction: str, payment_ref: str, amount_minor: int
    ) -> None:
        """Send money back once, however often it is asked with the same operation."""
