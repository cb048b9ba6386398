"""What we ask of Stripe has the shape that Stripe's own description of its API gives it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import stripe

from contracts.payments.providers.base import (
    CheckoutWanted,
    Paid,
    ProviderUnavailableError,
)
from contracts.payments.providers.stripe_checkout import StripeCheckout
from tests.external.stripe_mock import stripe_mock_running

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.external
WANTED = CheckoutWanted(
    operation="open:AAAAAAAAAAAAAAAAAAAAAA",
    instruction="AAAAAAAAAAAAAAAAAAAAAA",
    group="contract:BBBBBBBBBBBBBBBBBBBBBB",
    amount_minor=60_000_000,
    currency="KRW",
    title="Sealbridge SB-2345-6789A",
    return_url="https://sealbridge.example/deals/CCCCCCCCCCCCCCCCCCCCCC",
    expires_at=dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC),
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Yield the address of Stripe's mock."""
    with stripe_mock_running() as found:
        yield found


@pytest.fixture
def provider(address: str) -> StripeCheckout:
    """Return our provider, talking to the mock."""
    return StripeCheckout("sk_test_123", address)


def test_a_page_is_opened(provider: StripeCheckout) -> None:
    assert provider.checkout_open(WANTED).session_ref.startswith("cs_")


def test_a_page_is_closed(provider: StripeCheckout) -> None:
    provider.checkout_expire("cs_test_1")


def test_the_truth_is_read(provider: StripeCheckout) -> None:
    # the mock's pages are all the same, and nobody has paid on them
    assert provider.truth("cs_test_1").paid in Paid
    assert isinstance(provider._refunds("pi_1"), list)
    assert isinstance(provider._disputes("pi_1"), list)


def test_money_is_sent_back(provider: StripeCheckout) -> None:
    provider.refund(
        operation="refund:AAAAAAAAAAAAAAAAAAAAAA",
        instruction="AAAAAAAAAAAAAAAAAAAAAA",
        payment_ref="pi_1",
        amount_minor=60_000_000,
    )


@pytest.mark.parametrize("wrong", [{"no_such_parameter": "1"}, {"amount": "much"}])
def test_the_mock_refuses_what_stripe_does_not_know(
    provider: StripeCheckout, wrong: dict[str, str]
) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        provider._client.v1.refunds.create({"payment_intent": "pi_1", **wrong})  # type: ignore[arg-type]


def test_nobody_there_is_no_refusal() -> None:
    with pytest.raises(ProviderUnavailableError):
        StripeCheckout("sk_test_123", "http://127.0.0.1:9").truth("cs_test_1")
