"""Where transfers go, what a statement is compared with, and what the desk and the plans tell."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.payments import services
from contracts.payments.models import Plan
from contracts.payments.release import release_stops
from contracts.payments.schema.types import PaymentType
from contracts.payments.selectors import (
    desk_figures,
    desk_for,
    payment_for,
    plan_of_match,
    plans_for,
    statement_lines,
)
from contracts.payments.states import AccessState, DeskWait, ReleaseStop
from marketplace.accounts.models import Membership
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.payments import done, payment_made, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import kinds, refused

if TYPE_CHECKING:
    from contracts.payments.selectors import PlanRow
    from tests.factories.people import People

GIVEN = {"keeper": "seller", "bank": "한빛은행", "number": "110-234-567890", "holder": "누리결"}


def named(people: People, plan: Plan, who: str = "seller_deal_lead", **other: Any) -> Plan:
    plan.refresh_from_db()
    given: dict[str, Any] = {"revision": plan.revision, "now": NOW, **GIVEN, **other}
    return services.account_name(actor=people.actor(who), plan=plan, **given)


def seen(people: People, plan: Plan, who: str) -> PlanRow:
    found = plan_of_match(actor=people.actor(who), match_id=plan.match.public_id)
    assert found is not None
    return found


def test_the_seller_names_the_account_and_both_firms_read_it_in_the_log(people: People) -> None:
    plan = plan_made(people)
    assert seen(people, plan, "seller_owner").can_name_account
    assert not seen(people, plan, "buyer_owner").can_name_account
    changed = named(people, plan, number="  110-234-567890 ")
    assert (changed.account_keeper, changed.account_number) == ("seller", "110-234-567890")
    assert changed.revision == plan.revision + 1
    assert kinds(plan.contract.public_id, "contract")[-1] == "payment.account_named"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("buyer_deal_lead", NotAllowedError),
        ("case_coordinator", NotAllowedError),
        ("treasurer", NotAllowedError),
        ("seller_engineer", NotFoundError),
        ("outsider_sme", NotFoundError),
        ("anonymous", NotFoundError),
    ],
)
def test_nobody_else_says_where_transfers_go(
    people: People, who: str, error: type[Exception]
) -> None:
    plan = plan_made(people)
    refused(error, partial(named, people, plan, who))


def test_an_account_is_not_exchanged_while_a_transfer_to_it_is_awaited(people: People) -> None:
    plan = plan_made(people)
    payment = payment_made(people, "instructed", plan=plan)
    # the first may still be named: nobody was told another
    named(people, plan)
    assert not seen(people, plan, "seller_owner").can_name_account
    refused(
        MarketplaceError, partial(named, people, plan, number="999-999-9999"), "payment_awaited"
    )
    done(people, "withdraw", payment)
    assert named(people, plan, number="999-999-9999").account_number == "999-999-9999"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"keeper": ""}, "required"),
        ({"keeper": "provider"}, "not_a_choice"),
        ({"bank": " "}, "required"),
        ({"number": "12"}, "invalid"),
        ({"number": "110-234-56789O\u200b1"}, "hidden_characters"),
        ({"number": "one account please!"}, "invalid"),
        ({"holder": "x" * 101}, "too_long"),
    ],
)
def test_half_an_account_is_none(people: People, given: dict[str, str], code: str) -> None:
    plan = plan_made(people)
    refused(InvalidInputError, partial(named, people, plan, **given), code)


def test_an_account_of_an_older_page_is_stale(people: People) -> None:
    plan = plan_made(people)
    revision = plan.revision
    named(people, plan)
    refused(StaleStateError, partial(named, people, plan, revision=revision))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reference": "SB-2222-22223"}, "reference_misread"),
        ({"reference": "SB-2222-22222"}, "reference_other"),
        ({"reference": "  "}, "required"),
        ({"amount_minor": 1}, "amount_other"),
    ],
)
def test_another_transfer_than_the_statement_shows_is_not_confirmed(
    people: People, change: dict[str, Any], code: str
) -> None:
    payment = payment_made(people, "instructed")
    act = partial(
        services.payment_confirm,
        actor=people.actor("treasurer"),
        installment=payment,
        revision=payment.revision,
        now=NOW,
        **change,
    )
    refused(InvalidInputError, act, code)


def test_a_statement_is_compared_however_the_bank_prints_it(people: People) -> None:
    payment = payment_made(people, "instructed")
    assert payment.instruction is not None
    printed = payment.instruction.reference.replace("-", " ").lower()
    changed = services.payment_confirm(
        actor=people.actor("treasurer"),
        installment=payment,
        revision=payment.revision,
        now=NOW,
        reference=printed,
        amount_minor=payment.amount_minor,
    )
    assert changed.state == "confirmed"


def test_the_movements_of_one_payment_are_told_apart(people: People) -> None:
    plan = plan_made(people)
    first = payment_made(people, "released", plan=plan)
    second = payment_made(people, "held", plan=plan, position=1)
    every = statement_lines(plan, after=None, limit=50)
    for payment in (first, second):
        own = statement_lines(plan, payment_id=payment.public_id, after=None, limit=50)
        assert own == [line for line in every if line.payment_id == payment.public_id]
        assert own
    for stranger in ("x" * 22, "x", "\u0000"):
        assert statement_lines(plan, payment_id=stranger, after=None, limit=50) == []
    last = own[-1]
    key = (last.at, last.operation)
    assert statement_lines(plan, payment_id=second.public_id, after=key, limit=50) == []


def test_the_desk_tells_apart_what_waits(people: People) -> None:
    plan = plan_made(people)
    payment_made(people, "confirmed", plan=plan)
    payment_made(people, "refunding", plan=plan, position=1)
    actor = people.actor("treasurer")
    figures = desk_figures(actor)
    assert (figures.confirm, figures.receipt, figures.refund, figures.trouble) == (0, 1, 1, 0)
    assert figures.oldest_since == NOW
    found = {
        wait: [
            row.installment.state for row in desk_for(actor=actor, waits=wait, after=None, limit=9)
        ]
        for wait in DeskWait.values
    }
    assert found == {
        "confirm": [],
        "receipt": ["confirmed"],
        "refund": ["refunding"],
        "trouble": [],
    }
    assert desk_figures(people.actor("case_coordinator")).receipt == 0


def test_plans_are_read_in_as_many_queries_however_many_there_are(people: People) -> None:
    def count(who: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            plans_for(actor=people.actor(who), after=None, limit=9)
        return len(caught)

    plan_made(people, key="first")
    before = {who: count(who) for who in ("buyer_owner", "case_coordinator", "treasurer")}
    plan_made(people, key="second")
    assert before == {who: count(who) for who in before}
    rows = plans_for(actor=people.actor("treasurer"), after=None, limit=9)
    assert len(rows) == 2
    last = rows[0]
    after = (last.plan.created_at, last.plan.public_id)
    assert len(plans_for(actor=people.actor("treasurer"), after=after, limit=9)) == 1
    assert plans_for(actor=people.actor("outsider_sme"), after=None, limit=9) == []


def test_the_parts_of_a_plan_make_up_what_was_agreed(people: People) -> None:
    plan = plan_made(people)
    payment_made(people, "held", plan=plan)
    totals = seen(people, plan, "buyer_owner").totals
    assert totals.held == plan.installments.get(position=0).amount_minor
    assert totals.agreed == totals.awaited + totals.held + totals.paid + totals.returned


def test_the_page_hears_what_keeps_the_deposit_closed(people: People) -> None:
    plan = plan_made(people)

    def stops() -> list[ReleaseStop]:
        found = Plan.objects.select_related("contract", "match").get(pk=plan.pk)
        return release_stops(found, plan.installments.all(), NOW)

    assert stops() == [ReleaseStop.PAYMENT_MISSING]
    payment_made(people, "held", plan=plan)
    opening = plan.installments.filter(opens_deposit=True).count()
    assert (stops() == [ReleaseStop.TIME_RUNNING]) == (opening == 1)
    Plan.objects.filter(pk=plan.pk).update(access=AccessState.OPEN, objection_until=NOW)
    assert stops() == []
    Plan.objects.filter(pk=plan.pk).update(access=AccessState.REVOKED)
    assert stops() == [ReleaseStop.RETURNED]


def test_money_that_came_before_an_account_was_named_lay_elsewhere(people: People) -> None:
    plan = plan_made(people)
    payment = payment_made(people, "held", plan=plan)
    named(people, plan, now=NOW + dt.timedelta(hours=1))
    row = payment_for(actor=people.actor("buyer_owner"), public_id=payment.public_id)
    assert PaymentType.resolve_keeper(row, None) is None
    assert PaymentType.resolve_account(row, None) is None
    later = plan.installments.get(position=1)
    row = payment_for(actor=people.actor("buyer_owner"), public_id=later.public_id)
    account = PaymentType.resolve_account(row, None)
    assert account is not None
    assert (account["number"], account["named_by"]) == (GIVEN["number"], _name(people))
    # the treasurer compares the account, and is not told who in the firm named it
    row = payment_for(actor=people.actor("treasurer"), public_id=later.public_id)
    told = PaymentType.resolve_account(row, None)
    assert told is not None
    assert told["named_by"] is None


def _name(people: People) -> str:
    member = people.actor("seller_deal_lead").membership_id or 0
    return Membership.objects.select_related("user").get(pk=member).user.name
