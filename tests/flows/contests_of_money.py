"""A delivered payment is released and sent back at the same moment."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.payments.models import Installment, Instruction, JournalEntry, Plan
from contracts.payments.services import release_due
from contracts.payments.services.booking import money_moved
from contracts.payments.states import AccessState, Movement
from marketplace.escrow.models import Release
from marketplace.ladder.models import StageFact
from tests.factories.deposits import deposit_made
from tests.factories.payments import payment_made, plan_made
from tests.factories.people import NOW
from tests.flows.contests import Contest, again, on
from tests.flows.racing import Act, asked
from tests.services.payments.money import books_hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.factories.people import People

LATER = NOW + dt.timedelta(days=2)
ORDER_REFUND = """mutation ($id: ID!, $revision: Int!) {
  orderRefund(id: $id, revision: $revision, words: "The sheets failed.") { errors { code } } }"""


class PaymentOrRefund(Contest):
    """The buyer accepts a delivery that opened the deposit; the money is ordered or agreed back."""

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.plan = plan_made(people)
        deposit_made(people, technology=self.plan.match.technology)
        self.model = payment_made(people, "delivered", plan=self.plan)
        release_due(subject=self.plan.public_id, now=LATER)
        Plan.objects.filter(pk=self.plan.pk).update(access=AccessState.OPEN)
        self.delivered = self.model

    def prepared(self) -> tuple[Act, Act]:
        self.delivered = self._delivered_again()
        given = {"id": self.delivered.public_id, "revision": self.delivered.revision}
        accept = partial(
            asked, self.people.actor("buyer_deal_lead"), on("acceptDelivery"), LATER, **given
        )
        refund = (
            partial(asked, self.people.actor("seller_owner"), on("agreeRefund"), LATER, **given)
            if self.round % 2
            else partial(asked, self.people.actor("case_coordinator"), ORDER_REFUND, LATER, **given)
        )
        return accept, refund

    def finished(self, winner: int, kinds: Sequence[str]) -> None:
        payment, is_paid = self.delivered, winner == 0
        payment.refresh_from_db()
        self.plan.refresh_from_db()
        if is_paid:
            assert (payment.state, payment.acceptance) == ("released", "buyer")
            assert list(kinds) == ["payment.delivery_accepted", "payment.released"]
        else:
            assert (payment.state, payment.acceptance) == ("refunding", "")
            assert list(kinds) == [
                "deposit.release_withdrawn",
                "release.revoked",
                f"payment.refund_{'agreed' if self.round % 2 else 'ordered'}",
            ]
        booked = JournalEntry.objects.filter(installment=payment).order_by("pk")
        last = Movement.RELEASED if is_paid else Movement.REFUND_DUE
        assert list(booked.values_list("movement", flat=True)) == [Movement.HELD, last]
        books_hold()
        # the deposit stays open as long as its price is not on its way back
        assert self.plan.access == ("open" if is_paid else "revoked")
        facts = StageFact.objects.filter(source=self.plan.source)
        assert [fact.revoked_at is None for fact in facts] == [is_paid]
        assert [row.state == "requested" for row in Release.objects.all()] == [is_paid]

    def _delivered_again(self) -> Installment:
        """Return another delivered payment that opened the deposit, which is open again."""
        with transaction.atomic():
            Plan.objects.filter(pk=self.plan.pk).update(access=AccessState.OPEN)
            StageFact.objects.filter(source=self.plan.source).update(revoked_at=None)
            Release.objects.update(state="requested", withdrawn_at=None)
            Installment.objects.filter(plan=self.plan).update(opens_deposit=False)
            payment = again(
                self.model,
                position=100 + self.round,
                state="planned",
                instruction=None,
                opens_deposit=True,
            )
            assert self.model.instruction is not None
            paid = again(
                self.model.instruction, installment=payment, reference=f"SB-RACE-{self.round}"
            )
            assert isinstance(paid, Instruction)
            payment.instruction, payment.state = paid, "delivered"
            payment.save()
            money_moved(
                Movement.HELD,
                installment=payment,
                instruction=paid,
                amount_minor=payment.amount_minor,
                now=NOW,
            )
        return payment
