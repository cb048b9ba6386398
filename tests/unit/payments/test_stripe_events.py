"""Only what Stripe signed a moment ago is an event, and it is read for nothing but its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from contracts.payments.providers.base import EventNotice, ForgedEventError
from contracts.payments.providers.stripe_checkout import event_verified
from tests.stripe_fake.server import SECRET, StripeFake
from tests.stripe_fake.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings


@pytest.fixture
def fake(settings: Settings) -> Iterator[StripeFake]:
    """Return a fake that is asked for signatures only."""
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    with StripeFake() as found:
        yield found


def _event(about: dict[str, Any], kind: str = "checkout.session.completed") -> dict[str, Any]:
    return State().tell(kind, about)


def test_a_pages_event_names_page_payment_and_instruction(fake: StripeFake) -> None:
    event = _event(
        {
            "id": "cs_1",
            "object": "checkout.session",
            "payment_intent": "pi_1",
            "metadata": {"instruction": "ours"},
        }
    )
    assert event_verified(*fake.signed(event)) == EventNotice(
        event_ref=event["id"],
        kind="checkout.session.completed",
        instruction="ours",
        session_ref="cs_1",
        payment_ref="pi_1",
    )


def test_other_events_name_their_payment(fake: StripeFake) -> None:
    payment = _event({"id": "pi_2", "object": "payment_intent"}, "payment_intent.succeeded")
    assert event_verified(*fake.signed(payment)).payment_ref == "pi_2"
    refund = _event({"id": "re_1", "object": "refund", "payment_intent": "pi_3"}, "refund.failed")
    assert event_verified(*fake.signed(refund)).payment_ref == "pi_3"
    expanded = _event({"id": "re_1", "object": "refund", "payment_intent": {"id": "pi_3"}})
    assert event_verified(*fake.signed(expanded)).payment_ref == ""


def test_what_somebody_else_signed_is_refused(fake: StripeFake) -> None:
    event = _event({"id": "cs_1", "object": "checkout.session"})
    payload, signature = fake.signed(event)
    for forged in (
        fake.signed(event, secret="whsec_other"),
        (payload + b" ", signature),
        (payload, ""),
        (payload, "t=1"),
        (payload, signature.replace("v1=", "v0=")),
        (payload, "nonsense"),
    ):
        with pytest.raises(ForgedEventError):
            event_verified(*forged)


def test_what_was_signed_long_ago_is_refused(fake: StripeFake) -> None:
    event = _event({"id": "cs_1", "object": "checkout.session"})
    assert event_verified(*fake.signed(event, age=250)).session_ref == "cs_1"
    with pytest.raises(ForgedEventError):
        event_verified(*fake.signed(event, age=400))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "evt_1"},
        {"id": "", "type": "x", "data": {"object": {}}},
        {"id": "evt_1", "type": "x", "data": []},
        [],
        "text",
        {"id": "evt_1", "type": "x", "data": {"object": "cs_1"}},
        {"id": "evt_1", "type": "x", "data": {"object": {"metadata": "no"}}},
    ],
)
def test_what_is_signed_but_no_event_is_refused(fake: StripeFake, body: Any) -> None:
    with pytest.raises(ForgedEventError):
        event_verified(*fake.signed(body))


def test_bytes_that_are_no_text_are_refused(fake: StripeFake) -> None:
    _, signature = fake.signed({})
    with pytest.raises(ForgedEventError):
        event_verified(b"\xff\xfe", signature)
