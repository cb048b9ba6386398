"""Stripe: its hosted page, refunds, and its signed events. The only file that knows Stripe.

Source: docs.stripe.com, API version pinned by the library. Won are counted whole, cents as cents,
which is what our minor units are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
import stripe
from django.conf import settings

from contracts.payments.providers.base import (
    Checkout,
    CheckoutWanted,
    EventNotice,
    ForgedEventError,
    Paid,
    ProviderRefusedError,
    ProviderUnavailableError,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS: Final = 15
_OLDEST_SIGNATURE: Final = 300
_MOST_REFUNDS: Final = 100
_LONGEST_TITLE: Final = 120
# a text or nothing stands where an object belongs
_NO_EVENT: Final = (ValueError, LookupError, TypeError, AttributeError)
_LONGEST_REF: Final = 255
_LONGEST_KIND: Final = 100
_REFUND_FAILED: Final = frozenset({"failed", "canceled"})
_DISPUTE_OPEN: Final = frozenset(
    {"needs_response", "under_review", "warning_needs_response", "warning_under_review"}
)
# too many at once, or another one with the same key is still at it
_COME_BACK: Final = frozenset({0, 409, 429})


def is_offered() -> bool:
    """Return whether this platform has an account with Stripe."""
    return bool(settings.STRIPE_KEY and settings.STRIPE_WEBHOOK_SECRET)


def event_verified(payload: bytes, signature: str) -> EventNotice:
    """Return what an event says it is about, once its signature holds.

    Raises:
        ForgedEventError: Somebody else sent it, it was changed, or it was signed long ago.
    """
    try:
        stripe.WebhookSignature.verify_header(
            payload, signature, settings.STRIPE_WEBHOOK_SECRET, _OLDEST_SIGNATURE
        )
        event = orjson.loads(payload)
        about = event["data"]["object"]
        metadata = about.get("metadata") or {}
        notice = EventNotice(
            event_ref=_ref(event["id"]),
            kind=_ref(event["type"])[:_LONGEST_KIND],
            instruction=_ref(metadata.get("instruction")),
            session_ref=_ref(about.get("id")) if _is(about, "checkout.session") else "",
            payment_ref=_ref(about.get("id" if _is(about, "payment_intent") else "payment_intent")),
        )
    except (stripe.SignatureVerificationError, *_NO_EVENT) as error:
        raise ForgedEventError from error
    if not notice.event_ref:
        raise ForgedEventError
    return notice


def _is(about: Any, kind: str) -> bool:
    return bool(about.get("object") == kind)


def _ref(value: Any) -> str:
    """Return a name of the provider's; an expanded object stands where a name may."""
    return value[:_LONGEST_REF] if isinstance(value, str) else ""


class StripeCheckout:
    """Stripe's hosted page, as a provider."""

    def __init__(self, key: str, base: str = "") -> None:
        # we try again ourselves, later and with the same operation
        self._client = stripe.StripeClient(
            key,
            base_addresses={"api": base} if base else None,
            http_client=stripe.RequestsClient(timeout=_SECONDS),
            max_network_retries=0,
        )

    def checkout_open(self, wanted: CheckoutWanted) -> Checkout:
        """Open a page; asked again with the same operation, return the same one."""
        metadata = {"instruction": wanted.instruction}
        session = _asked(
            lambda: self._client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "client_reference_id": wanted.instruction,
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": wanted.currency.lower(),
                                "unit_amount": wanted.amount_minor,
                                "product_data": {"name": wanted.title[:_LONGEST_TITLE]},
                            },
                        }
                    ],
                    "metadata": metadata,
                    "payment_intent_data": {"transfer_group": wanted.group, "metadata": metadata},
                    "expires_at": int(wanted.expires_at.timestamp()),
                    "success_url": wanted.return_url,
                    "cancel_url": wanted.return_url,
                },
                {"idempotency_key": wanted.operation},
            )
        )
        return Checkout(session_ref=session.id, url=session.url or "")

    def checkout_expire(self, session_ref: str) -> None:
        """Close a page; bear that it is closed, or was paid on."""
        try:
            _asked(lambda: self._client.v1.checkout.sessions.expire(session_ref))
        except ProviderRefusedError:
            # only an open page can be closed; which it is now, the truth tells
            if self.truth(session_ref).paid is Paid.WAITING:
                raise

    def truth(self, session_ref: str) -> Truth:
        """Return what became of a page."""
        session = _asked(
            lambda: self._client.v1.checkout.sessions.retrieve(
                session_ref, {"expand": ["payment_intent.latest_charge"]}
            )
        )
        payment: Any = session.payment_intent
        instruction = session.client_reference_id or ""
        if session.payment_status != "paid" or payment is None:
            is_over = session.status == "expired"
            return Truth(instruction=instruction, paid=Paid.EXPIRED if is_over else Paid.WAITING)
        charge: Any = payment.latest_charge
        refunds = self._refunds(payment.id)
        disputes = self._disputes(payment.id) if getattr(charge, "disputed", False) else []
        return Truth(
            instruction=instruction,
            paid=Paid.PAID,
            payment_ref=payment.id,
            amount_minor=payment.amount_received,
            currency=payment.currency.upper(),
            refunded_minor=sum(each.amount for each in refunds if each.status == "succeeded"),
            is_refund_failed=any(each.status in _REFUND_FAILED for each in refunds),
            is_disputed=any(each.status in _DISPUTE_OPEN for each in disputes),
            is_lost=any(each.status == "lost" for each in disputes),
        )

    def refund(
        self, *, operation: str, instruction: str, payment_ref: str, amount_minor: int
    ) -> None:
        """Send money back once, however often it is asked with the same operation.

        Stripe forgets an idempotency key after a day, so the refunds there are looked at first.
        """
        known = self._refunds(payment_ref)
        if any(
            _operation_of(each) == operation and each.status not in _REFUND_FAILED for each in known
        ):
            return
        # after one that failed, the same key would only bring the same failure
        failed = sum(_operation_of(each) == operation for each in known)
        _asked(
            lambda: self._client.v1.refunds.create(
                {
                    "payment_intent": payment_ref,
                    "amount": amount_minor,
                    "metadata": {"operation": operation, "instruction": instruction},
                },
                {"idempotency_key": f"{operation}:{failed}" if failed else operation},
            )
        )

    def _refunds(self, payment_ref: str) -> list[Any]:
        found = _asked(
            lambda: self._client.v1.refunds.list(
                {"payment_intent": payment_ref, "limit": _MOST_REFUNDS}
            )
        )
        return list(found.data)

    def _disputes(self, payment_ref: str) -> list[Any]:
        found = _asked(
            lambda: self._client.v1.disputes.list(
                {"payment_intent": payment_ref, "limit": _MOST_REFUNDS}
            )
        )
        return list(found.data)


def _operation_of(refund: Any) -> str:
    """Return which wish of ours a refund came from, or an empty text."""
    return str(getattr(refund.metadata, "operation", ""))


def _asked(question: Callable[[], Any]) -> Any:
    """Return Stripe's answer, or say in our words what went wrong."""
    try:
        return question()
    except stripe.StripeError as error:
        status = error.http_status or 0
        if isinstance(error, stripe.APIConnectionError) or status >= 500 or status in _COME_BACK:
            raise ProviderUnavailableError(type(error).__name__) from error
        raise ProviderRefusedError(str(error.code or type(error).__name__)) from error


def stripe_checkout() -> StripeCheckout:
    """Return the provider as the settings have it."""
    return StripeCheckout(settings.STRIPE_KEY, settings.STRIPE_BASE)
