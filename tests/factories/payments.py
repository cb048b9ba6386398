"""Payments in every state, written by the services that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.payments import services
from contracts.payments.models import Installment, Plan
from tests.factories.deals import contract_made, milestone, room_opened, terms
from tests.factories.kept_worlds import kept
from tests.factories.people import NOW

if TYPE_CHECKING:
    import datetime as dt

    from contracts.deals.content import TermsContent
    from contracts.deals.models import Contract
    from matching.models import Match
    from tests.factories.people import People

BANK_STATES = (
    "planned",
    "instructed",
    "received",
    "confirmed",
    "held",
    "delivered",
    "released",
    "refund_requested",
    "refunding",
    "refunded",
)


def priced_terms(mark: str = "") -> TermsContent:
    """Return terms with a payment on signature and one milestone; the first opens the deposit."""
    return terms(mark, milestones=(milestone(mark),))


@kept
def plan_made(
    people: People,
    *,
    key: str = "one",
    match: Match | None = None,
    contract: Contract | None = None,
    content: TermsContent | None = None,
    mark: str = "",
    now: dt.datetime = NOW,
) -> Plan:
    """Return the plan of a signed contract; both are made where they are not given."""
    signed = contract or contract_made(
        people,
        "signed",
        match=match or room_opened(people, key=f"pay-{key}", mark=mark),
        mark=mark,
        content=content or priced_terms(mark),
    )
    services.plans_make(contract_ids=[signed.public_id], now=now)
    return Plan.objects.get(contract=signed)


@kept
def payment_made(
    people: People,
    state: str = "held",
    *,
    key: str = "one",
    plan: Plan | None = None,
    position: int = 0,
    mark: str = "",
    now: dt.datetime = NOW,
) -> Installment:
    """Return a payment by bank transfer, moved to the state along its table.

    Args:
        people: The cast.
        state: One of `BANK_STATES`.
        key: Tells its contract from another test's, where no plan is given.
        plan: The plan of a signed contract.
        position: Which of its payments; 0 is paid on signature.
        mark: Stands in every text.
        now: When all of it happens.
    """
    found = plan or plan_made(people, key=f"{state}-{key}", mark=mark, now=now)
    installment = found.installments.get(position=position)
    for act in _STEPS[state]:
        done(people, act, installment, mark=mark, now=now)
    installment.refresh_from_db()
    assert installment.state == state
    return installment


def done(
    people: People,
    act: str,
    installment: Installment,
    *,
    who: str = "",
    mark: str = "",
    now: dt.datetime = NOW,
) -> Installment:
    """Let somebody do one act to a payment as it is now: the one whose act it is, or another."""
    installment.refresh_from_db()
    service, usual, given = _ACTS[act]
    if given == "words":
        extra = {"words": f"Because of {act} {mark}".strip()}
    else:
        extra = {"provider": given} if given else {}
    changed: Installment = getattr(services, service)(
        actor=people.actor(who or usual),
        installment=installment,
        revision=installment.revision,
        now=now,
        **extra,
    )
    return changed


# act: (service, who usually does it, what it needs besides)
_ACTS: dict[str, tuple[str, str, str]] = {
    "instruct": ("payment_instruct", "buyer_deal_lead", "bank"),
    "instruct_stripe": ("payment_instruct", "buyer_deal_lead", "stripe"),
    "withdraw": ("instruction_withdraw", "buyer_deal_lead", ""),
    "refresh": ("payment_refresh", "buyer_deal_lead", ""),
    "confirm_receipt": ("receipt_confirm", "seller_owner", ""),
    "confirm_payment": ("payment_confirm", "treasurer", ""),
    "record_delivery": ("delivery_record", "seller_deal_lead", "words"),
    "accept_delivery": ("delivery_accept", "buyer_deal_lead", ""),
    "order_release": ("release_order", "case_coordinator", "words"),
    "request_refund": ("refund_request", "buyer_deal_lead", "words"),
    "withdraw_refund": ("refund_withdraw", "buyer_deal_lead", ""),
    "agree_refund": ("refund_agree", "seller_owner", ""),
    "refuse_refund": ("refund_refuse", "seller_owner", "words"),
    "order_refund": ("refund_order", "case_coordinator", "words"),
    "confirm_refund": ("refund_confirm", "treasurer", ""),
    "retry_refund": ("refund_retry", "treasurer", ""),
}
ACTS = tuple(_ACTS)
_HELD = ("instruct", "confirm_receipt", "confirm_payment")
_STEPS: dict[str, tuple[str, ...]] = {
    "planned": (),
    "instructed": ("instruct",),
    "received": ("instruct", "confirm_receipt"),
    "confirmed": ("instruct", "confirm_payment"),
    "held": _HELD,
    "delivered": (*_HELD, "record_delivery"),
    "released": (*_HELD, "record_delivery", "accept_delivery"),
    "refund_requested": (*_HELD, "record_delivery", "request_refund"),
    "refunding": (*_HELD, "agree_refund"),
    "refunded": (*_HELD, "agree_refund", "confirm_refund"),
}
