"""When an act on a payment comes in order; the plan's row is locked while it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.payments.models import Installment, Plan
from contracts.payments.policies import (
    access_acts,
    access_roles_acts,
    is_treasurer_of,
    may_read_words,
    mediates,
    names_account,
    other_duties,
    payment_acts,
    roles_acts,
)
from contracts.payments.states import AWAITED_STATES, Provider, Trouble
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.texts import text_cleaned

if TYPE_CHECKING:
    from contracts.payments.policies import OtherDuties
    from marketplace.core.actor import Actor

WORDS_MAX = 1000
WITH = ("plan__match__case", "plan__match__technology", "plan__contract", "instruction")
_PLAN_WITH = ("match__case", "match__technology", "contract")


def plan_locked(plan_id: int) -> Plan:
    """Return the plan, locked until the caller's transaction ends.

    Acts on payments of one contract happen one after the other: each sees what the one before
    made of the others, and what of it opens or closes the release.
    """
    Plan.objects.select_for_update(no_key=True).get(pk=plan_id)
    return Plan.objects.select_related(*_PLAN_WITH).get(pk=plan_id)


def installment_checked(
    actor: Actor, installment: Installment, act: str, revision: int
) -> Installment:
    """Return the payment as it is now, once the actor may do this to it as it was seen.

    Raises:
        NotFoundError: The actor may not know of it.
        NotAllowedError: The actor's role does not allow it.
        MarketplaceError: `separate_duties`: a treasurer coordinated the case, or its coordinator
            confirmed a payment; `payment_disputed`: the payer disputes it at the provider.
        StaleStateError: It is too late for it or too early, or it changed since it was seen.
    """
    plan_locked(installment.plan_id)
    fresh = Installment.objects.select_related(*WITH).get(pk=installment.pk)
    duties = other_duties(actor)
    allowed = roles_acts(actor, fresh.plan, duties)
    if act not in allowed:
        raise _refusal(actor, fresh.plan, duties)
    if fresh.revision != revision or fresh.state not in allowed[act]:
        raise StaleStateError
    if act not in payment_acts(actor, fresh, duties):
        if fresh.trouble == Trouble.DISPUTED:
            raise MarketplaceError(
                "payment_disputed", "The payer disputes this payment; wait for the outcome."
            )
        raise StaleStateError
    return fresh


def plan_checked(actor: Actor, plan: Plan, act: str, revision: int) -> Plan:
    """Return the plan as it is now, once the actor may do this about its release.

    Raises:
        NotFoundError: The actor may not know of it.
        NotAllowedError: The actor's role does not allow it.
        StaleStateError: It is too late for it or too early, or it changed since it was seen.
    """
    fresh = plan_locked(plan.pk)
    duties = other_duties(actor)
    if act not in access_roles_acts(actor, fresh, duties):
        raise _refusal(actor, fresh, duties)
    if fresh.revision != revision or act not in access_acts(actor, fresh, duties):
        raise StaleStateError
    return fresh


def account_checked(actor: Actor, plan: Plan, revision: int) -> Plan:
    """Return the plan as it is now, once the actor may say where its transfers go.

    Raises:
        NotFoundError: The actor may not know of it.
        NotAllowedError: The actor leads no deals of the seller.
        MarketplaceError: `payment_awaited`: a transfer to the account named before is on its way.
        StaleStateError: It changed since it was seen.
    """
    fresh = plan_locked(plan.pk)
    if not names_account(actor, fresh):
        raise _refusal(actor, fresh, other_duties(actor))
    if fresh.revision != revision:
        raise StaleStateError
    on_its_way = Installment.objects.filter(
        plan=fresh, state__in=AWAITED_STATES, instruction__provider=Provider.BANK
    )
    if fresh.account_named_at is not None and on_its_way.exists():
        raise MarketplaceError(
            "payment_awaited",
            "A transfer to this account is awaited; ask the buyer to take the instruction back.",
        )
    return fresh


def words_checked(words: str, *, message: str) -> str:
    """Return the words that somebody has to give.

    Raises:
        InvalidInputError: There are none, or too many.
    """
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if not text:
        raise InvalidInputError(message, field="words", code="required")
    return text


def _refusal(actor: Actor, plan: Plan, duties: OtherDuties) -> MarketplaceError:
    case = plan.match.case.pk
    if mediates(actor, plan) and case in duties.confirmed:
        return MarketplaceError(
            "separate_duties",
            "Whoever confirmed a payment of this case decides nothing about its money; ask for "
            "another coordinator.",
        )
    if is_treasurer_of(actor, plan) and case in duties.coordinated:
        return MarketplaceError(
            "separate_duties",
            "Whoever coordinated this case cannot confirm its payments; ask another treasurer.",
        )
    if may_read_words(actor, plan) or is_treasurer_of(actor, plan):
        return NotAllowedError()
    return NotFoundError()
