"""Each act on a payment: who does it, when it comes in order, and what it writes."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

from contracts.deals.models import Contract
from contracts.payments import services
from contracts.payments.models import Installment, Plan
from contracts.payments.policies import (
    BUYER_ACTS,
    COORDINATOR_ACTS,
    SELLER_ACTS,
    TREASURER_ACTS,
)
from contracts.payments.states import InstallmentState
from marketplace.accounts.models import MembershipRole
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from matching.models import Case
from tests.factories.deals import contract_made, milestone, room_opened, terms
from tests.factories.payments import ACTS, BANK_STATES, done, payment_made, plan_made
from tests.factories.people import NOW
from tests.services.payments.money import balances, books_hold, everything, kinds, refused

if TYPE_CHECKING:
    from tests.factories.people import People

LATER = NOW + dt.timedelta(days=1)
# who may, where it is in order; everybody else is refused
_BUYER, _SELLER = {"buyer_owner", "buyer_deal_lead"}, {"seller_owner", "seller_deal_lead"}
_COORDINATOR, _TREASURER = {"case_coordinator"}, {"treasurer"}
MAY: dict[str, set[str]] = {
    "instruct": _BUYER,
    "withdraw": _BUYER,
    "refresh": _BUYER,
    "accept_delivery": _BUYER,
    "request_refund": _BUYER,
    "withdraw_refund": _BUYER,
    "confirm_receipt": _SELLER,
    "record_delivery": _SELLER,
    "agree_refund": _SELLER,
    "refuse_refund": _SELLER | _COORDINATOR,
    "order_release": _COORDINATOR,
    "order_refund": _COORDINATOR,
    "confirm_payment": _TREASURER,
    "confirm_refund": _TREASURER,
    "retry_refund": _TREASURER,
}
SEES = {
    "buyer_owner", "buyer_deal_lead", "seller_owner", "seller_deal_lead", "case_coordinator",
    "treasurer",
}  # fmt: skip
OTHERS = (
    "anonymous", "no_firm", "former_member", "seller_engineer", "seller_member", "buyer_scout",
    "buyer_engineer", "outsider_sme", "outsider_large", "institution_owner", "reviewer", "auditor",
    "operator",
)  # fmt: skip
IN_ORDER: dict[str, set[str]] = {
    "instruct": {"planned"},
    "withdraw": {"instructed"},
    "refresh": set(),
    "confirm_receipt": {"instructed", "confirmed"},
    "confirm_payment": {"instructed", "received"},
    "record_delivery": {"held"},
    "accept_delivery": {"delivered"},
    "order_release": {"delivered"},
    "request_refund": {"held", "delivered"},
    "withdraw_refund": {"refund_requested"},
    "agree_refund": {"held", "delivered", "refund_requested"},
    "refuse_refund": {"refund_requested"},
    "order_refund": {"held", "delivered", "refund_requested"},
    "confirm_refund": {"refunding"},
    "retry_refund": set(),
}
USUAL = {act: max(who) for act, who in MAY.items()}


@pytest.fixture
def plan(people: People) -> Plan:
    """Return a plan with a payment in every state that a transfer passes."""
    content = terms(milestones=tuple(milestone() for _ in BANK_STATES[1:]))
    found = plan_made(people, content=content)
    for position, state in enumerate(BANK_STATES):
        payment_made(people, state, plan=found, position=position)
    return found


def _in(plan: Plan, state: str) -> Installment:
    return plan.installments.get(state=state)


def test_an_act_out_of_order_is_stale_and_writes_nothing(people: People, plan: Plan) -> None:
    before = everything()
    for act in (act for act in ACTS if act != "instruct_stripe"):
        for state in BANK_STATES:
            if state in IN_ORDER[act]:
                continue
            with pytest.raises(StaleStateError):
                done(people, act, _in(plan, state), who=USUAL[act])
    assert everything() == before
    books_hold()


def test_an_act_of_somebody_else_is_refused_and_writes_nothing(people: People, plan: Plan) -> None:
    before = everything()
    for act, may in MAY.items():
        for state in IN_ORDER[act]:
            for who in sorted(SEES - may):
                with pytest.raises(NotAllowedError):
                    done(people, act, _in(plan, state), who=who)
        for who in OTHERS:
            with pytest.raises(NotFoundError):
                done(people, act, _in(plan, "held"), who=who)
    assert everything() == before


def test_the_tables_of_the_policy_are_what_is_tested_here() -> None:
    by_bank = {
        act: set(states) & set(BANK_STATES)
        for table in (BUYER_ACTS, SELLER_ACTS, COORDINATOR_ACTS, TREASURER_ACTS)
        for act, states in table.items()
    }
    assert set(by_bank) == set(IN_ORDER)
    for act, states in IN_ORDER.items():
        assert not states or by_bank[act] == states


def test_an_act_on_what_has_changed_since_is_stale(people: People, plan: Plan) -> None:
    held = _in(plan, "held")
    refused(
        StaleStateError,
        lambda: services.delivery_record(
            actor=people.actor("seller_owner"),
            installment=held,
            revision=held.revision - 1,
            words="Two sheets",
            now=LATER,
        ),
    )


@pytest.mark.parametrize(
    "order",
    [("confirm_receipt", "confirm_payment"), ("confirm_payment", "confirm_receipt")],
)
def test_a_transfer_is_held_once_both_confirmed_it(people: People, order: tuple[str, str]) -> None:
    payment = payment_made(people, "instructed")
    assert payment.instruction is not None
    assert payment.instruction.reference.startswith("SB-")
    done(people, order[0], payment, now=LATER)
    payment.refresh_from_db()
    assert balances(payment.plan) == {}
    refused(StaleStateError, lambda: done(people, order[0], payment, now=LATER))
    done(people, order[1], payment, now=LATER)
    payment.refresh_from_db()
    assert payment.state == InstallmentState.HELD
    assert balances(payment.plan) == {"bank": -60_000_000, "held": 60_000_000}
    assert kinds(payment.public_id)[-1] == "payment.held"
    assert (payment.received_by, payment.confirmed_by) == (
        people.users["seller_owner"].memberships.get(),
        people.users["treasurer"].memberships.get(),
    )
    books_hold()


def test_who_ever_coordinated_the_case_confirms_no_payment_of_it(people: People) -> None:
    payment = payment_made(people, "received")
    coordinator = people.users["case_coordinator"].memberships.get()
    MembershipRole.objects.create(membership=coordinator, role="treasurer")
    for _ in ("its coordinator", "its former one"):
        refused(
            MarketplaceError,
            lambda: done(people, "confirm_payment", payment, who="case_coordinator"),
            code="separate_duties",
        )
        Case.objects.filter(match=payment.plan.match).update(coordinator=None)
    done(people, "confirm_payment", payment)
    books_hold()


def test_who_confirmed_a_payment_orders_nothing_once_the_case_is_theirs(people: People) -> None:
    payment = payment_made(people, "delivered")
    treasurer = people.users["treasurer"].memberships.get()
    MembershipRole.objects.create(membership=treasurer, role="case_coordinator")
    Case.objects.filter(match=payment.plan.match).update(coordinator=treasurer)
    for act in ("order_release", "order_refund"):
        refused(
            MarketplaceError,
            partial(done, people, act, payment, who="treasurer"),
            code="separate_duties",
        )
    # what somebody else's case needs of them stays
    other = payment_made(people, "delivered", plan=plan_made(people, key="two"))
    Installment.objects.filter(plan=other.plan).update(confirmed_by=None)
    Case.objects.filter(match=other.plan.match).update(coordinator=treasurer)
    done(people, "order_release", other, who="treasurer")


def test_a_delivery_accepted_releases_the_money_once(people: People) -> None:
    payment = payment_made(people, "delivered", mark="ALPHA")
    assert payment.delivery_words.endswith("ALPHA")
    done(people, "accept_delivery", payment, now=LATER)
    payment.refresh_from_db()
    assert (payment.state, payment.acceptance) == ("released", "buyer")
    assert balances(payment.plan) == {"bank": -60_000_000, "seller": 60_000_000}
    assert kinds(payment.public_id)[-2:] == ["payment.delivery_accepted", "payment.released"]
    for act in ("accept_delivery", "order_release", "request_refund", "agree_refund"):
        refused(StaleStateError, partial(done, people, act, payment, now=LATER))
    books_hold()


def test_the_coordinator_orders_the_payment_of_a_delivery_or_its_refund(people: People) -> None:
    plan = plan_made(people)
    payment = payment_made(people, "delivered", plan=plan)
    done(people, "order_release", payment, now=LATER)
    payment.refresh_from_db()
    assert (payment.state, payment.acceptance) == ("released", "coordinator")
    other = payment_made(people, "refund_requested", plan=plan, position=1)
    done(people, "order_refund", other, now=LATER)
    other.refresh_from_db()
    assert other.state == InstallmentState.REFUNDING
    assert balances(plan) == {"bank": -100_000_000, "seller": 60_000_000, "refund": 40_000_000}
    done(people, "confirm_refund", other, now=LATER)
    assert balances(plan) == {"bank": -60_000_000, "seller": 60_000_000}
    books_hold()


def test_a_refund_asked_for_is_refused_or_withdrawn_and_held_on(people: People) -> None:
    plan = plan_made(people)
    payment = payment_made(people, "refund_requested", plan=plan)
    done(people, "refuse_refund", payment, now=LATER)
    payment.refresh_from_db()
    # it had been delivered before
    assert (payment.state, payment.refund_answer) == ("delivered", "Because of refuse_refund")
    other = payment_made(people, "held", plan=plan, position=1)
    done(people, "request_refund", other, now=LATER)
    done(people, "withdraw_refund", other, now=LATER)
    other.refresh_from_db()
    assert other.state == InstallmentState.HELD
    books_hold()


def test_what_was_instructed_is_taken_back_and_instructed_anew(people: People) -> None:
    payment = payment_made(people, "instructed")
    first = payment.instruction
    done(people, "withdraw", payment, now=LATER)
    done(people, "instruct", payment, now=LATER)
    payment.refresh_from_db()
    assert first is not None
    assert payment.instruction is not None
    assert payment.instruction.reference != first.reference
    assert list(payment.instructions.order_by("pk").values_list("state", flat=True)) == [
        "expired",
        "open",
    ]


def test_words_and_ways_to_pay_are_checked(people: People) -> None:
    plan = plan_made(people)
    planned = plan.installments.get(position=0)
    for way, code in (("", "required"), ("stripe", "not_a_choice"), ("cash", "not_a_choice")):
        refused(
            InvalidInputError,
            partial(
                services.payment_instruct,
                actor=people.actor("buyer_owner"),
                installment=planned,
                revision=1,
                provider=way,
                now=NOW,
            ),
            code=code,
        )
    held = payment_made(people, "held", plan=plan, position=1)
    wrong = {"  ": "required", "x" * 1001: "too_long", "a\u202eb": "hidden_characters"}
    for words, code in wrong.items():
        refused(
            InvalidInputError,
            partial(
                services.delivery_record,
                actor=people.actor("seller_owner"),
                installment=held,
                revision=held.revision,
                words=words,
                now=NOW,
            ),
            code=code,
        )


def test_a_plan_is_made_once_and_only_of_a_signed_contract(people: People) -> None:
    match = room_opened(people, key="plan")
    contract = contract_made(people, "offered", match=match)
    services.plans_make(contract_ids=[contract.public_id], now=NOW)
    assert not Plan.objects.exists()
    signed = contract_made(people, "signed", match=room_opened(people, key="signed"))
    for _ in range(2):
        services.plans_make(contract_ids=[signed.public_id, contract.public_id], now=NOW)
    plan = Plan.objects.get()
    assert list(plan.installments.order_by("position").values_list("kind", "opens_deposit")) == [
        ("upfront", True),
        ("milestone", False),
        ("milestone", True),
    ]
    assert kinds(signed.public_id, "contract").count("payment.planned") == 1
    assert plan.accounts.count() == 5
    assert Contract.objects.count() == 2


def test_a_contract_without_a_payment_on_signature_begins_with_its_first_milestone(
    people: People,
) -> None:
    plan = plan_made(people, content=terms(upfront=0, milestones=(milestone(), milestone())))
    rows = plan.installments.order_by("position").values_list("position", "kind", "opens_deposit")
    assert list(rows) == [(1, "milestone", True), (2, "milestone", False)]
