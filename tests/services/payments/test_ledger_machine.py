"""Any order of acts, events, retries, lost answers and killed workers: the books hold.

Every sum is zero after each step, money that came once is held once, goes to the seller or back
once, and nothing is released or opened before its conditions held.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contracts.payments import services
from contracts.payments.models import (
    Installment,
    JournalEntry,
    Plan,
    ProviderEvent,
    ProviderJob,
)
from contracts.payments.providers.stripe_checkout import event_verified
from contracts.payments.services import provider_jobs_run
from contracts.payments.states import COUNTS_AS_HELD
from marketplace.config.timers import timers_once
from marketplace.core.errors import MarketplaceError
from tests.factories.payments import ACTS, done, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import balances, books_hold

if TYPE_CHECKING:
    from tests.factories.people import People
    from tests.stripe_fake import StripeFake
    from tests.stripe_fake.state import Object

EXAMPLES = 200 if os.environ.get("SEALBRIDGE_SOAK") else 10
STEPS = 40


def machine_of(  # noqa: C901  (the rules share the plan and the provider)
    people: People, plan: Plan, stripe: StripeFake
) -> type[RuleBasedStateMachine]:
    """Return the machine over one plan, whose every run begins with it as it is now."""

    class Money(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.run_ = transaction.atomic()
            self.run_.__enter__()
            stripe.state.__init__()  # type: ignore[misc]
            stripe.breaks.clear()
            self.now = NOW
            self.done: dict[int, list[str]] = {0: [], 1: []}
            self.objected = False
            self.actors = people.actor("case_coordinator"), people.actor("seller_owner")

        def teardown(self) -> None:
            try:
                self._all_is_done()
            finally:
                transaction.set_rollback(True)
                self.run_.__exit__(None, None, None)

        @rule(position=st.integers(0, 1), act=st.sampled_from(ACTS))
        def act(self, position: int, act: str) -> None:
            """Somebody does what is theirs, or finds that it is too late or too early."""
            with suppress(MarketplaceError):
                done(people, act, self._installment(position), now=self.now)
                self.done[position].append(act)

        @rule(position=st.integers(0, 1), data=st.data())
        def act_in_order(self, position: int, data: st.DataObject) -> None:
            """Somebody does what comes in order, so that runs get far."""
            act = data.draw(st.sampled_from(_NEXT[self._installment(position).state]))
            self.act(position, act)

        @rule(broken=st.sampled_from(["", "", "", "lose", "down"]))
        def work(self, broken: str) -> None:
            """The worker does some of what is wanted; the network may break."""
            if broken:
                stripe.breaks.append(broken)
            provider_jobs_run(self.now)
            stripe.breaks.clear()

        @rule()
        def worker_is_killed(self) -> None:
            """A worker takes a job and is never heard of again."""
            due = ProviderJob.objects.filter(state="waiting", not_before__lte=self.now).first()
            if due is not None:
                type(due).objects.filter(pk=due.pk).update(
                    state="working", attempts=due.attempts + 1, claimed_at=self.now
                )

        @precondition(lambda _self: bool(_pages(stripe, "open")))
        @rule(data=st.data())
        def payer_pays(self, data: st.DataObject) -> None:
            stripe.state.pay(data.draw(st.sampled_from(_pages(stripe, "open"))))

        @precondition(lambda _self: bool(_pages(stripe, "open")))
        @rule(data=st.data())
        def page_expires(self, data: st.DataObject) -> None:
            page = data.draw(st.sampled_from(_pages(stripe, "open")))
            stripe.state.answer("POST", f"/v1/checkout/sessions/{page['id']}/expire", {}, "")

        @precondition(lambda _self: bool(_pages(stripe, "expired")))
        @rule(data=st.data())
        def page_was_paid_after_all(self, data: st.DataObject) -> None:
            stripe.state.pay(data.draw(st.sampled_from(_pages(stripe, "expired"))))

        @precondition(lambda _self: bool(stripe.state.events))
        @rule(data=st.data())
        def event_comes(self, data: st.DataObject) -> None:
            """Some event comes, in whatever order, perhaps again."""
            self._tell(data.draw(st.sampled_from(stripe.state.events)))

        @rule(hours=st.sampled_from([1, 7, 25]))
        def time_passes(self, hours: int) -> None:
            self.now += dt.timedelta(hours=hours)
            timers_once(self.now)

        @rule(lift=st.booleans())
        def objection(self, lift: bool) -> None:
            plan.refresh_from_db()
            coordinator, seller = self.actors
            given: dict[str, Any] = {"plan": plan, "revision": plan.revision, "now": self.now}
            with suppress(MarketplaceError):
                if lift:
                    services.objection_lift(actor=coordinator, **given)
                else:
                    services.release_object(actor=seller, words="Wait", **given)
                self.objected = not lift

        @invariant()
        def books(self) -> None:
            books_hold()
            lives: defaultdict[str, list[str]] = defaultdict(list)
            for operation in JournalEntry.objects.values_list("operation", flat=True):
                movement, _, instruction = operation.partition(":")
                lives[instruction].append(movement)
            for movements in lives.values():
                # to the seller or back, never both
                assert sorted(movements) in _LIVES, movements

        @invariant()
        def nothing_is_early(self) -> None:
            for position, happened in self.done.items():
                installment = self._installment(position)
                if installment.state == "released":
                    delivered = happened.index("record_delivery")
                    assert {"accept_delivery", "order_release"} & set(happened[delivered:])
            plan.refresh_from_db()
            first = self._installment(0)
            if plan.access == "open":
                assert not self.objected
                assert first.held_at is not None
                assert plan.opened_at is not None
                assert plan.opened_at >= first.held_at + dt.timedelta(hours=24)
                assert first.state in {*COUNTS_AS_HELD, "refund_requested"}

        def _installment(self, position: int) -> Installment:
            return Installment.objects.get(plan=plan, position=position)

        def _tell(self, event: Object) -> None:
            payload, signature = stripe.signed(event)
            services.provider_event_keep(
                provider="stripe",
                notice=event_verified(payload, signature),
                payload=payload,
                now=self.now,
            )

        def _all_is_done(self) -> None:
            """At the end, with a network that works, the books say what Stripe says."""
            # what nobody took Stripe sends again, for days
            for event in stripe.state.events:
                self._tell(event)
            for _ in range(60):
                self.now += dt.timedelta(hours=13)
                if not provider_jobs_run(self.now) and not _waiting():
                    break
            books_hold()
            paid = sum(payment["amount_received"] for payment in stripe.state.payments.values())
            back = list(stripe.state.refunds.values())
            assert -balances(plan).get("stripe", 0) == paid - sum(each["amount"] for each in back)
            of_payment = [refund["payment_intent"] for refund in back]
            assert len(of_payment) == len(set(of_payment))
            assert not ProviderEvent.objects.filter(handled_at=None).exists()
            assert not ProviderJob.objects.filter(state="failed").exists()

    return Money


def _pages(stripe: StripeFake, status: str) -> list[Object]:
    return [page for page in stripe.state.sessions.values() if page["status"] == status]


def _waiting() -> bool:
    return ProviderJob.objects.exclude(state__in=["done", "failed"]).exists()


_NEXT = {
    "planned": ["instruct", "instruct_stripe", "instruct_stripe"],
    "instructed": ["confirm_receipt", "confirm_payment", "withdraw", "refresh"],
    "received": ["confirm_payment"],
    "confirmed": ["confirm_receipt"],
    "held": ["record_delivery", "record_delivery", "request_refund", "agree_refund"],
    "delivered": ["accept_delivery", "order_release", "request_refund", "order_refund"],
    "refund_requested": ["withdraw_refund", "refuse_refund", "agree_refund", "order_refund"],
    "refunding": ["confirm_refund"],
    "released": ["request_refund"],
    "refunded": ["instruct"],
    "reversed": ["instruct"],
}
_LIVES: tuple[list[str], ...] = (
    [],
    ["held"],
    ["held", "released"],
    ["held", "refund_due"],
    ["held", "refund_due", "refunded"],
    ["surplus"],
    ["refunded", "surplus"],
)


@pytest.mark.slow
def test_any_order_of_what_happens_leaves_the_books_right(
    people: People, stripe: StripeFake
) -> None:
    plan = plan_made(people)
    run_state_machine_as_test(
        machine_of(people, plan, stripe),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
