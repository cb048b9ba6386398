"""Who knows of payments, and who may do what to them while they are in which state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from contracts.nda.policies import leads_deals
from contracts.payments.models import Installment
from contracts.payments.states import (
    AccessState,
    InstallmentState,
    InstructionState,
    Provider,
    Trouble,
)
from marketplace.accounts.roles import OrganisationKind, Role
from matching.models import CaseAssignment
from matching.policies import runs_cases
from matching.states import MatchSide

if TYPE_CHECKING:
    from contracts.payments.models import Plan
    from marketplace.core.actor import Actor

_NOBODY = Q(pk__in=[])
_S = InstallmentState

# in which states each act comes in order
BUYER_ACTS: Final[dict[str, frozenset[str]]] = {
    "instruct": frozenset({_S.PLANNED}),
    "withdraw": frozenset({_S.INSTRUCTED}),
    "refresh": frozenset({_S.INSTRUCTED}),
    "accept_delivery": frozenset({_S.DELIVERED}),
    "request_refund": frozenset({_S.HELD, _S.DELIVERED}),
    "withdraw_refund": frozenset({_S.REFUND_REQUESTED}),
}
SELLER_ACTS: Final[dict[str, frozenset[str]]] = {
    "confirm_receipt": frozenset({_S.INSTRUCTED, _S.CONFIRMED}),
    "record_delivery": frozenset({_S.HELD}),
    "agree_refund": frozenset({_S.HELD, _S.DELIVERED, _S.REFUND_REQUESTED}),
    "refuse_refund": frozenset({_S.REFUND_REQUESTED}),
}
COORDINATOR_ACTS: Final[dict[str, frozenset[str]]] = {
    "order_release": frozenset({_S.DELIVERED}),
    "order_refund": frozenset({_S.HELD, _S.DELIVERED, _S.REFUND_REQUESTED}),
    "refuse_refund": frozenset({_S.REFUND_REQUESTED}),
}
TREASURER_ACTS: Final[dict[str, frozenset[str]]] = {
    "confirm_payment": frozenset({_S.INSTRUCTED, _S.RECEIVED}),
    "confirm_refund": frozenset({_S.REFUNDING}),
    "retry_refund": frozenset(_S.values),
}
_BY_HAND: Final = frozenset({"confirm_receipt", "confirm_payment", "confirm_refund"})
_RELEASING: Final = frozenset({"accept_delivery", "order_release"})
_OBJECTING: Final[dict[str, frozenset[str]]] = {
    "object": frozenset({AccessState.WAITING}),
    "lift": frozenset({AccessState.OBJECTED}),
}


def keeps_treasury(actor: Actor) -> bool:
    """Tell whether the actor is a treasurer of a verified institution."""
    return (
        actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
        and actor.has_role(Role.TREASURER)
    )


def can_read_payments(actor: Actor) -> bool:
    """Allow those who lead deals, mediate them or keep the treasury."""
    return actor.is_member and (leads_deals(actor) or runs_cases(actor) or keeps_treasury(actor))


def visible_plans(actor: Actor) -> Q:
    """Select the plans the actor may know of."""
    if not can_read_payments(actor):
        return _NOBODY
    if leads_deals(actor):
        return Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id)
    plans = _NOBODY
    if runs_cases(actor):
        plans |= Q(match__case__coordinator_id=actor.membership_id)
    if keeps_treasury(actor):
        plans |= Q(match__case__institution_id=actor.organisation_id)
    return plans


def side_of(actor: Actor, plan: Plan) -> MatchSide | None:
    """Return the side of the contract that the actor leads, or None for everyone else."""
    if not leads_deals(actor):
        return None
    if actor.organisation_id == plan.seller_id:
        return MatchSide.SELLER
    return MatchSide.BUYER if actor.organisation_id == plan.buyer_id else None


def mediates(actor: Actor, plan: Plan) -> bool:
    """Tell whether the actor is the coordinator of the contract's case."""
    return runs_cases(actor) and plan.match.case.coordinator_id == actor.membership_id


def is_treasurer_of(actor: Actor, plan: Plan) -> bool:
    """Tell whether the actor keeps the treasury of the institution that mediates."""
    return keeps_treasury(actor) and plan.match.case.institution_id == actor.organisation_id


@dataclass(frozen=True, slots=True)
class OtherDuties:
    """Cases in which a person ever had the duty that their present one is kept apart from.

    Attributes:
        coordinated: Keys of the cases that a treasurer has ever coordinated.
        confirmed: Keys of the cases in which a coordinator has ever confirmed a payment.
    """

    coordinated: frozenset[int] = frozenset()
    confirmed: frozenset[int] = frozenset()


def other_duties(actor: Actor) -> OtherDuties:
    """Return what the person did before, whichever membership it was under."""
    coordinated, confirmed = frozenset[int](), frozenset[int]()
    person = actor.user_id or 0
    if keeps_treasury(actor):
        rows = CaseAssignment.objects.filter(coordinator__user_id=person)
        coordinated = frozenset(rows.values_list("case_id", flat=True))
    if runs_cases(actor):
        payments = Installment.objects.filter(confirmed_by__user_id=person)
        confirmed = frozenset(payments.values_list("plan__match__case__pk", flat=True))
    return OtherDuties(coordinated, confirmed)


def may_read_words(actor: Actor, plan: Plan) -> bool:
    """Tell whether the actor reads what was agreed and written, not only the amounts."""
    return side_of(actor, plan) is not None or mediates(actor, plan)


def roles_acts(actor: Actor, plan: Plan, duties: OtherDuties) -> dict[str, frozenset[str]]:
    """Return what the actor's role allows here, with the states in which it comes in order.

    Whoever has ever coordinated the case confirms no payment of it, and whoever has confirmed
    one orders nothing about the money of that case.
    """
    side = side_of(actor, plan)
    if side is not None:
        if not actor.organisation_verified:
            return {}
        return SELLER_ACTS if side == MatchSide.SELLER else BUYER_ACTS
    case = plan.match.case.pk
    if mediates(actor, plan):
        return {} if case in duties.confirmed else COORDINATOR_ACTS
    if is_treasurer_of(actor, plan) and case not in duties.coordinated:
        return TREASURER_ACTS
    return {}


def payment_acts(actor: Actor, installment: Installment, duties: OtherDuties) -> frozenset[str]:
    """Return what the actor may do to the payment in the state it is in."""
    allowed = roles_acts(actor, installment.plan, duties)
    return frozenset(act for act, states in allowed.items() if _in_order(installment, act, states))


def names_account(actor: Actor, plan: Plan) -> bool:
    """Tell whether the actor says for the seller where transfers go."""
    return actor.organisation_verified and side_of(actor, plan) == MatchSide.SELLER


def access_roles_acts(actor: Actor, plan: Plan, duties: OtherDuties) -> frozenset[str]:
    """Return what the actor's role allows about the release."""
    if mediates(actor, plan):
        is_apart = plan.match.case.pk not in duties.confirmed
        return frozenset({"object", "lift"} if is_apart else {"object"})
    return frozenset({"object"}) if side_of(actor, plan) is not None else frozenset()


def access_acts(actor: Actor, plan: Plan, duties: OtherDuties) -> frozenset[str]:
    """Return what the actor may do about the release in the state it is in."""
    allowed = access_roles_acts(actor, plan, duties)
    return frozenset(act for act in allowed if plan.access in _OBJECTING[act])


def _in_order(installment: Installment, act: str, states: frozenset[str]) -> bool:
    if installment.state not in states:
        return False
    instruction = installment.instruction
    if act == "retry_refund":
        return installment.trouble == Trouble.REFUND_FAILED
    if act in _RELEASING:
        return installment.trouble != Trouble.DISPUTED
    if instruction is None:
        return True
    is_bank = instruction.provider == Provider.BANK
    if act in _BY_HAND:
        return is_bank
    if act == "refresh":
        return not is_bank
    return act != "withdraw" or instruction.state == InstructionState.OPEN
