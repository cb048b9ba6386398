"""Payments through Stripe: pages, crashes, refunds, disputes, and what the truth is by then."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from contracts.payments.models import Installment, Instruction, ProviderJob
from contracts.payments.policies import other_duties, payment_acts
from contracts.payments.services import working
from contracts.payments.states import JobKind
from marketplace.core.errors import MarketplaceError, StaleStateError
from tests.factories.payments import done, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import balances, books_hold, kinds, refused, worked

if TYPE_CHECKING:
    from tests.factories.people import People
    from tests.stripe_fake import StripeFake
    from tests.stripe_fake.state import Object

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PRICE = 60_000_000


@pytest.fixture
def payment(people: People, stripe: StripeFake) -> Installment:
    """Return a payment whose page the buyer asked for, but nobody opened yet."""
    installment = plan_made(people).installments.get(position=0)
    done(people, "instruct_stripe", installment)
    return _now(installment)


def _now(payment: Installment) -> Installment:
    payment.refresh_from_db()
    return payment


def _instruction(payment: Installment) -> Instruction:
    return Instruction.objects.get(pk=payment.instruction_id or 0)


def _page(stripe: StripeFake, payment: Installment) -> Object:
    return stripe.session_of(_instruction(payment).public_id)


def _settle(people: People, payment: Installment, now: dt.datetime) -> Installment:
    """Have Stripe asked again what became of the page."""
    ProviderJob.objects.filter(kind="settle", instruction__installment=payment).update(
        state="waiting", not_before=now, attempts=0
    )
    worked(now)
    books_hold()
    return _now(payment)


def _paid(people: People, stripe: StripeFake, payment: Installment) -> Installment:
    worked(NOW)
    stripe.state.pay(_page(stripe, payment))
    found = _settle(people, payment, NOW + HOUR)
    assert found.state == "held"
    return found


def test_the_page_asks_for_the_amount_and_tells_stripe_nothing_of_the_deal(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    assert _instruction(payment).url == ""
    assert worked(NOW) == 1
    page, instruction = _page(stripe, payment), _instruction(payment)
    assert (page["amount_total"], page["currency"]) == (PRICE, "krw")
    assert instruction.url == page["url"]
    assert page["intent"]["transfer_group"] == f"contract:{payment.plan.contract.public_id}"
    assert page["intent"]["metadata"] == {"instruction": instruction.public_id}
    opened = [request for request in stripe.requests if request[0] == "POST"]
    assert opened == [("POST", "/v1/checkout/sessions", f"open:{instruction.public_id}")]


def test_an_answer_that_was_lost_opens_no_second_page(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    stripe.breaks += ["lose", "down"]
    assert worked(NOW) == 1
    assert worked(NOW + HOUR) == 1
    assert worked(NOW + 2 * HOUR) == 1
    assert len(stripe.state.sessions) == 1
    assert _instruction(payment).session_ref in stripe.state.sessions


def test_a_worker_that_was_killed_leaves_nothing_undone(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    ProviderJob.objects.filter(kind="open").update(state="working", attempts=1, claimed_at=NOW)
    assert worked(NOW + dt.timedelta(minutes=4)) == 0
    assert worked(NOW + dt.timedelta(minutes=6)) == 1
    assert _instruction(payment).url


def test_a_payment_on_the_page_is_held_once_however_often_it_is_read(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    for hour in range(2, 5):
        assert _settle(people, payment, NOW + hour * HOUR).state == "held"
    assert balances(payment.plan) == {"stripe": -PRICE, "held": PRICE}
    assert kinds(payment.public_id) == ["payment.instructed", "payment.held"]


def test_a_page_that_nobody_paid_on_is_over_after_a_day_and_a_new_one_may_follow(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    worked(NOW)
    _expired_there(stripe, _page(stripe, payment))
    assert worked(NOW + DAY) == 1
    assert _now(payment).state == "planned"
    done(people, "instruct_stripe", payment, now=NOW + DAY)
    worked(NOW + DAY)
    assert len(stripe.state.sessions) == 2


def test_taking_back_closes_the_page_before_another_way_is_chosen(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    worked(NOW)
    done(people, "withdraw", payment)
    assert _now(payment).state == "instructed"
    worked(NOW)
    assert _page(stripe, payment)["status"] == "expired"
    assert _now(payment).state == "planned"
    done(people, "instruct", payment)
    assert _instruction(_now(payment)).provider == "bank"


def test_who_pays_before_the_page_is_closed_has_paid(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    worked(NOW)
    stripe.state.pay(_page(stripe, payment))
    done(people, "withdraw", payment)
    worked(NOW)
    assert _now(payment).state == "held"
    books_hold()


def test_money_that_comes_although_nobody_waits_goes_back_by_itself(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    worked(NOW)
    page = _page(stripe, payment)
    _expired_there(stripe, page)
    late = _instruction(payment)
    assert _settle(people, payment, NOW).state == "planned"
    done(people, "instruct", payment)
    # as Stripe may find out later
    stripe.state.pay(page)
    ProviderJob.objects.filter(kind="settle", instruction=late).update(
        state="waiting", not_before=NOW + HOUR
    )
    worked(NOW + HOUR)
    books_hold()
    late.refresh_from_db()
    assert (late.state, late.is_surplus) == ("returned", True)
    assert _now(payment).state == "instructed"
    assert balances(payment.plan) == {}
    assert [each["amount"] for each in stripe.state.refunds.values()] == [PRICE]


def test_another_amount_than_asked_goes_back(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    worked(NOW)
    stripe.state.pay(_page(stripe, payment), amount=PRICE - 1)
    assert _settle(people, payment, NOW + HOUR).state == "planned"
    assert balances(payment.plan) == {}
    assert [each["amount"] for each in stripe.state.refunds.values()] == [PRICE - 1]


def test_a_refund_is_sent_once_although_answers_are_lost(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    done(people, "agree_refund", payment, now=NOW + 2 * HOUR)
    # the list of refunds first; then the refund is made, and its answer lost
    stripe.breaks += ["", "lose"]
    worked(NOW + 2 * HOUR)
    assert _now(payment).state == "refunding"
    # by then Stripe has forgotten the key
    stripe.state.remembered.clear()
    worked(NOW + 2 * DAY)
    assert _now(payment).state == "refunded"
    assert len(stripe.state.refunds) == 1
    assert balances(payment.plan) == {}
    books_hold()


def test_a_refund_that_fails_waits_for_the_treasurer_who_has_it_tried_again(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    done(people, "order_refund", payment, now=NOW + 2 * HOUR)
    stripe.state.refunds_fail = True
    worked(NOW + 2 * HOUR)
    assert (_now(payment).state, payment.trouble) == ("refunding", "refund_failed")
    assert "payment.troubled" in kinds(payment.public_id)
    stripe.state.refunds_fail = False
    treasurer = people.actor("treasurer")
    assert payment_acts(treasurer, payment, other_duties(treasurer)) == {"retry_refund"}
    done(people, "retry_refund", payment, now=NOW + 3 * HOUR)
    worked(NOW + 3 * HOUR)
    assert (_now(payment).state, payment.trouble) == ("refunded", "")
    books_hold()


def test_the_treasurer_confirms_nothing_that_stripe_knows(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    for act in ("confirm_payment", "confirm_receipt"):
        refused(StaleStateError, partial(done, people, act, payment))
    _paid(people, stripe, payment)
    done(people, "agree_refund", payment)
    refused(StaleStateError, lambda: done(people, "confirm_refund", payment))


@pytest.mark.parametrize("before", ["held", "delivered", "refund_requested"])
def test_what_somebody_refunds_at_stripe_is_booked_as_refunded(
    people: People, stripe: StripeFake, payment: Installment, before: str
) -> None:
    _paid(people, stripe, payment)
    steps = {"held": (), "delivered": ("record_delivery",), "refund_requested": ("request_refund",)}
    for act in steps[before]:
        done(people, act, payment, now=NOW + HOUR)
    _refunded_there(stripe, payment, PRICE)
    assert _settle(people, payment, NOW + 2 * HOUR).state == "refunded"
    assert balances(payment.plan) == {}


def test_part_of_it_refunded_at_stripe_is_shown_and_changes_nothing(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    _refunded_there(stripe, payment, 5)
    found = _settle(people, payment, NOW + 2 * HOUR)
    assert (found.state, found.trouble) == ("held", "partly_refunded")


def test_what_stripe_takes_back_after_the_release_the_seller_owes(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    done(people, "record_delivery", payment, now=NOW + HOUR)
    done(people, "accept_delivery", payment, now=NOW + HOUR)
    assert balances(payment.plan) == {"stripe": -PRICE, "seller": PRICE}
    dispute = stripe.state.dispute(_page(stripe, payment))
    stripe.state.dispute_decide(dispute, "lost")
    assert _settle(people, payment, NOW + 2 * HOUR).state == "reversed"
    assert balances(payment.plan) == {}
    assert _instruction(payment).state == "lost"
    payment.plan.refresh_from_db()
    assert payment.plan.access == "revoked"


def test_while_it_is_disputed_nothing_is_released(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    _paid(people, stripe, payment)
    done(people, "record_delivery", payment, now=NOW + HOUR)
    dispute = stripe.state.dispute(_page(stripe, payment))
    assert _settle(people, payment, NOW + 2 * HOUR).trouble == "disputed"
    for act in ("accept_delivery", "order_release"):
        refused(MarketplaceError, partial(done, people, act, payment), code="payment_disputed")
    stripe.state.dispute_decide(dispute, "won")
    assert _settle(people, payment, NOW + 3 * HOUR).trouble == ""
    done(people, "accept_delivery", payment, now=NOW + 3 * HOUR)
    assert _now(payment).state == "released"


def test_a_page_that_stripe_refuses_to_open_leaves_the_payment_to_be_paid_otherwise(
    people: People, stripe: StripeFake, payment: Installment, settings: Any
) -> None:
    settings.STRIPE_KEY = "sk_test_wrong"
    worked(NOW)
    assert (_now(payment).state, payment.trouble) == ("planned", "provider_failed")
    assert ProviderJob.objects.get(kind="open").state == "failed"
    done(people, "instruct", payment)


def test_while_stripe_does_not_answer_everything_waits(
    people: People, stripe: StripeFake, payment: Installment
) -> None:
    stripe.breaks += ["down"] * 3
    for hour in range(3):
        assert worked(NOW + hour * HOUR) == 1
    job = ProviderJob.objects.get(kind="open")
    assert (job.state, job.attempts, job.error) == ("waiting", 3, "APIConnectionError")
    worked(NOW + 3 * HOUR)
    assert _instruction(payment).url


def test_a_wish_during_the_work_is_done_once_more(
    people: People, stripe: StripeFake, payment: Installment, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(NOW)
    first = working._WORK[JobKind.SETTLE]

    def paid_meanwhile(job: ProviderJob, provider: Any, now: dt.datetime) -> None:
        first(job, provider, now)
        if job.wishes == 1:
            stripe.state.pay(_page(stripe, payment))
            done(people, "refresh", payment, now=now)

    monkeypatch.setitem(working._WORK, JobKind.SETTLE, paid_meanwhile)
    done(people, "refresh", payment, now=NOW)
    worked(NOW)
    assert _now(payment).state == "held"


def _expired_there(stripe: StripeFake, page: Object) -> None:
    stripe.state.answer("POST", f"/v1/checkout/sessions/{page['id']}/expire", {}, "")


def _refunded_there(stripe: StripeFake, payment: Installment, amount: int) -> None:
    given = {"payment_intent": _page(stripe, payment)["payment_intent"], "amount": str(amount)}
    stripe.state.answer("POST", "/v1/refunds", given, "")
