"""The deposit opens after the first payment and time to object, and closes with a refund."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from contracts.payments import services
from contracts.payments.models import Installment, Plan
from marketplace.config.timers import timers_once
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.escrow.models import Release
from marketplace.ladder.models import StageFact
from matching.services import match_end
from tests.factories.payments import done, payment_made, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import kinds, refused

if TYPE_CHECKING:
    from tests.factories.people import People

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


def _object(people: People, plan: Plan, who: str = "seller_owner", now: dt.datetime = NOW) -> Plan:
    plan.refresh_from_db()
    return services.release_object(
        actor=people.actor(who), plan=plan, revision=plan.revision, words="Wait", now=now
    )


def _lift(
    people: People, plan: Plan, who: str = "case_coordinator", now: dt.datetime = NOW
) -> Plan:
    plan.refresh_from_db()
    return services.objection_lift(
        actor=people.actor(who), plan=plan, revision=plan.revision, now=now
    )


def _access(plan: Plan, at: dt.datetime) -> str:
    """Return how far the release is once the deadlines that are due by then were kept."""
    timers_once(at)
    plan.refresh_from_db()
    is_open = StageFact.objects.filter(stage=5, source=plan.source, revoked_at=None).exists()
    assert is_open == (plan.access == "open")
    assert Timer.objects.filter(state="failed").count() == 0
    return plan.access


def _held(people: People) -> Installment:
    return payment_made(people, "held")


def test_it_opens_a_day_after_the_first_payment_is_held_and_not_before(people: People) -> None:
    plan = plan_made(people)
    payment_made(people, "confirmed", plan=plan)
    assert _access(plan, NOW + 10 * DAY) == "closed"
    held_at = NOW + 2 * DAY
    done(people, "confirm_receipt", plan.installments.get(position=0), now=held_at)
    assert _access(plan, held_at + DAY - dt.timedelta(seconds=1)) == "waiting"
    assert _access(plan, held_at + DAY) == "open"
    fact = StageFact.objects.get(stage=5)
    assert (fact.organisation, fact.member, fact.technology) == (
        people.organisations["buyer"],
        None,
        plan.match.technology,
    )
    assert kinds(plan.contract.public_id, "contract")[-2:] == [
        "release.scheduled",
        "release.opened",
    ]
    # asked twice it opens once
    services.release_due(subject=plan.public_id, now=held_at + 2 * DAY)
    assert StageFact.objects.filter(stage=5).count() == 1


def test_a_later_payment_alone_opens_nothing(people: People) -> None:
    plan = plan_made(people)
    payment_made(people, "held", plan=plan, position=1)
    assert _access(plan, NOW + 10 * DAY) == "closed"


def test_an_objection_of_either_side_or_the_coordinator_stops_it_until_lifted(
    people: People,
) -> None:
    plan = _held(people).plan
    for who in ("seller_deal_lead", "buyer_owner", "case_coordinator"):
        _object(people, plan, who, NOW + HOUR)
        assert _access(plan, NOW + 10 * HOUR) == "objected"
        for other in ("seller_owner", "buyer_deal_lead", "treasurer"):
            refused(NotAllowedError, partial(_lift, people, plan, other))
        _lift(people, plan, now=NOW + 2 * HOUR)
        # what is left of the day still passes
        assert _access(plan, NOW + DAY - HOUR) == "waiting"
    _object(people, plan, "seller_owner", NOW + 20 * HOUR)
    assert _access(plan, NOW + 3 * DAY) == "objected"
    _lift(people, plan, now=NOW + 4 * DAY)
    assert _access(plan, NOW + 4 * DAY) == "open"
    refused(StaleStateError, lambda: _object(people, plan))
    refused(StaleStateError, lambda: _lift(people, plan))


def test_nobody_else_objects_and_nobody_without_words(people: People) -> None:
    plan = _held(people).plan
    for who in ("anonymous", "seller_engineer", "buyer_scout", "outsider_large", "auditor"):
        refused(NotFoundError, partial(_object, people, plan, who))
    refused(NotAllowedError, lambda: _object(people, plan, "treasurer"))
    refused(
        InvalidInputError,
        lambda: services.release_object(
            actor=people.actor("seller_owner"), plan=plan, revision=plan.revision, words="", now=NOW
        ),
        code="required",
    )
    refused(
        StaleStateError,
        lambda: services.release_object(
            actor=people.actor("seller_owner"), plan=plan, revision=99, words="Wait", now=NOW
        ),
    )


def test_while_a_refund_is_asked_for_it_does_not_open(people: People) -> None:
    payment = _held(people)
    done(people, "request_refund", payment, now=NOW + HOUR)
    assert _access(payment.plan, NOW + 2 * DAY) == "waiting"
    done(people, "refuse_refund", payment, now=NOW + 3 * DAY)
    assert _access(payment.plan, NOW + 3 * DAY) == "open"


def test_a_refund_revokes_it_for_good(people: People) -> None:
    payment = _held(people)
    plan = payment.plan
    assert _access(plan, NOW + DAY) == "open"
    done(people, "agree_refund", payment, now=NOW + 2 * DAY)
    assert _access(plan, NOW + 2 * DAY) == "revoked"
    assert not Release.objects.filter(source=plan.source).exclude(state="withdrawn").exists()
    done(people, "confirm_refund", payment, now=NOW + 3 * DAY)
    assert _access(plan, NOW + 9 * DAY) == "revoked"
    assert kinds(plan.contract.public_id, "contract")[-3:] == [
        "release.revoked",
        "payment.refund_agreed",
        "payment.refunded",
    ]


def test_a_refund_of_a_later_payment_leaves_it_open(people: People) -> None:
    payment = _held(people)
    other = payment_made(people, "held", plan=payment.plan, position=1)
    assert _access(payment.plan, NOW + DAY) == "open"
    done(people, "agree_refund", other, now=NOW + 2 * DAY)
    assert _access(payment.plan, NOW + 2 * DAY) == "open"


def test_after_the_match_ended_it_does_not_open(people: People) -> None:
    plan = _held(people).plan
    match = plan.match
    match.refresh_from_db()
    match_end(
        actor=people.actor("seller_owner"),
        match=match,
        revision=match.revision,
        words="Enough",
        now=NOW + HOUR,
    )
    assert _access(plan, NOW + 2 * DAY) == "waiting"
