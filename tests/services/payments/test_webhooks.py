"""Events of Stripe: kept once when signed, looked into in any order, never believed."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from contracts.payments.models import Installment, Instruction, ProviderEvent, ProviderJob
from tests.factories.deals import milestone, terms
from tests.factories.payments import done, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import balances, books_hold, everything, kinds, worked

if TYPE_CHECKING:
    from tests.factories.people import People
    from tests.stripe_fake import StripeFake
    from tests.stripe_fake.state import Object

URL = "/webhooks/stripe"


@pytest.fixture
def payment(people: People, stripe: StripeFake) -> Installment:
    """Return a payment whose page is open."""
    installment = plan_made(people).installments.get(position=0)
    done(people, "instruct_stripe", installment)
    worked(NOW)
    installment.refresh_from_db()
    # what the clock would do later must not stand in for the events
    ProviderJob.objects.filter(kind="settle").update(not_before=NOW + dt.timedelta(days=999))
    return installment


def _posted(stripe: StripeFake, event: Object, **how: object) -> int:
    payload, signature = stripe.signed(event, **how)  # type: ignore[arg-type]
    return _sent(payload, signature)


def _sent(payload: bytes, signature: str) -> int:
    answer = Client().post(
        URL, payload, content_type="application/json", headers={"Stripe-Signature": signature}
    )
    return answer.status_code


def _page(stripe: StripeFake, payment: Installment) -> Object:
    return stripe.session_of(Instruction.objects.get(pk=payment.instruction_id or 0).public_id)


def _worked() -> None:
    worked(timezone.now() + dt.timedelta(hours=5))
    books_hold()


def test_every_order_of_a_payments_events_comes_to_the_same(
    people: People, stripe: StripeFake
) -> None:
    orders = list(itertools.permutations(range(3)))
    plan = plan_made(people, content=terms(milestones=tuple(milestone() for _ in orders[1:])))
    for installment, order in zip(plan.installments.order_by("position"), orders, strict=True):
        done(people, "instruct_stripe", installment)
        worked(NOW)
        installment.refresh_from_db()
        stripe.state.events.clear()
        stripe.state.pay(_page(stripe, installment))
        for place in order:
            # each one doubled
            for _ in range(2):
                assert _posted(stripe, stripe.state.events[place]) == 200
            worked(timezone.now())
        installment.refresh_from_db()
        assert installment.state == "held"
        assert kinds(installment.public_id) == ["payment.instructed", "payment.held"]
    books_hold()
    assert ProviderEvent.objects.count() == 3 * len(orders)
    assert not ProviderEvent.objects.filter(handled_at=None).exists()


def test_an_events_text_is_kept_until_it_was_looked_into(
    stripe: StripeFake, payment: Installment
) -> None:
    stripe.state.pay(_page(stripe, payment))
    payload, signature = stripe.signed(stripe.state.events[0])
    assert _sent(payload, signature) == 200
    event = ProviderEvent.objects.get()
    assert event.body.encode() == payload
    _worked()
    event.refresh_from_db()
    assert (event.body, event.instruction_id) == ("", payment.instruction_id)
    assert len(event.body_sha256) == 64


def test_what_is_forged_or_old_is_refused_and_not_kept(
    stripe: StripeFake, payment: Installment
) -> None:
    stripe.state.pay(_page(stripe, payment))
    event = stripe.state.events[0]
    payload, signature = stripe.signed(event)
    before = everything()
    assert _posted(stripe, event, secret="whsec_other") == 400
    assert _posted(stripe, event, age=400) == 400
    assert _sent(payload.replace(b"evt_", b"evt-"), signature) == 400
    assert _sent(payload, "") == 400
    assert Client().get(URL).status_code == 405
    assert everything() == before


def test_a_true_signature_on_a_lie_changes_nothing(
    stripe: StripeFake, payment: Installment
) -> None:
    page = _page(stripe, payment)
    lie = stripe.state.tell(
        "checkout.session.completed",
        {
            "id": page["id"],
            "object": "checkout.session",
            "payment_status": "paid",
            "payment_intent": "pi_none",
            "metadata": page["metadata"],
        },
    )
    assert _posted(stripe, lie) == 200
    _worked()
    payment.refresh_from_db()
    assert payment.state == "instructed"


def test_a_page_of_somebody_else_pays_nothing_of_ours(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    done(people, "instruct_stripe", payment.plan.installments.get(position=1))
    worked(NOW)
    other = next(page for page in stripe.state.sessions.values() if page != _page(stripe, payment))
    stripe.state.pay(other)
    mixed = stripe.state.tell(
        "checkout.session.completed",
        {
            "id": other["id"],
            "object": "checkout.session",
            "metadata": _page(stripe, payment)["metadata"],
        },
    )
    assert _posted(stripe, mixed) == 200
    _worked()
    payment.refresh_from_db()
    assert payment.state == "instructed"
    assert ProviderJob.objects.get(kind="event").error == "foreign_page"


def test_an_event_about_nothing_of_ours_is_handled_and_ignored(
    stripe: StripeFake, db: None
) -> None:
    for kind, about in (
        ("invoice.created", {"id": "in_1", "object": "invoice", "metadata": {}}),
        ("checkout.session.completed", {"id": "cs_9", "object": "checkout.session"}),
        ("payment_intent.succeeded", {"id": "pi_9", "object": "payment_intent"}),
    ):
        assert _posted(stripe, stripe.state.tell(kind, about)) == 200
    _worked()
    assert ProviderEvent.objects.filter(handled_at__isnull=False, instruction=None).count() == 3
    assert [method for method, *_ in stripe.requests] == []


def test_an_event_finds_the_page_that_we_did_not_live_to_note(
    stripe: StripeFake, payment: Installment
) -> None:
    stripe.state.pay(_page(stripe, payment))
    Instruction.objects.update(session_ref="", url="")
    # of the three only this one names the page
    by_payment, _, by_page = stripe.state.events
    assert _posted(stripe, by_payment) == 200
    worked(timezone.now())
    payment.refresh_from_db()
    assert payment.state == "instructed"
    assert _posted(stripe, by_page) == 200
    _worked()
    payment.refresh_from_db()
    assert payment.state == "held"
    assert Instruction.objects.get().session_ref == _page(stripe, payment)["id"]
    assert ProviderJob.objects.filter(kind="event", state="done").count() == 2


def test_the_truth_of_a_later_moment_counts(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    """By the time the event of the payment is looked into, it was refunded at Stripe."""
    stripe.state.pay(_page(stripe, payment))
    paid = stripe.state.events[-1]
    given = {"payment_intent": _page(stripe, payment)["payment_intent"], "amount": "60000000"}
    stripe.state.answer("POST", "/v1/refunds", given, "")
    assert _posted(stripe, paid) == 200
    _worked()
    payment.refresh_from_db()
    assert payment.state == "refunded"
    assert balances(payment.plan) == {}
    # and the event of the refund finds all of it done
    recorded = kinds(payment.public_id)
    assert _posted(stripe, stripe.state.events[-1]) == 200
    _worked()
    assert kinds(payment.public_id) == recorded


def test_without_keys_there_is_no_such_address(db: None) -> None:
    assert Client().post(URL, b"{}", content_type="application/json").status_code == 404
    assert not ProviderEvent.objects.exists()
