"""The release of the sealed deposit: after the first payment, and time for anybody to object."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.payments.models import Installment, Plan
from contracts.payments.release import is_there, release_stops
from contracts.payments.services.conditions import plan_checked, plan_locked, words_checked
from contracts.payments.services.recording import plan_audience, plan_record, plan_subjects
from contracts.payments.states import ACCESS_MOVES, AccessState
from marketplace.accounts.selectors import active_age_recipients
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.escrow.services import deposit_release, release_withdraw
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

OBJECTION_TIMER = "payments.objection"
OBJECTION_TIME = dt.timedelta(hours=24)


def access_schedule(plan_id: int, *, now: dt.datetime) -> None:
    """Begin the time to object once every payment that opens the deposit is held."""
    plan = plan_locked(plan_id)
    if plan.access != AccessState.CLOSED or not _is_paid(plan):
        return
    until = now + OBJECTION_TIME
    advance(
        plan,
        moves=ACCESS_MOVES,
        to=AccessState.WAITING,
        column="access",
        unchanged=("revision",),
        revision=F("revision") + 1,
        objection_until=until,
    )
    timer_set(kind=OBJECTION_TIMER, subject=plan.public_id, due_at=until)
    plan_record("release.scheduled", plan, now)


def access_recheck(plan_id: int, *, now: dt.datetime) -> None:
    """Look again, in time, at a release that something held up."""
    plan = plan_locked(plan_id)
    if plan.access == AccessState.WAITING and plan.objection_until is not None:
        due_at = max(now, plan.objection_until)
        timer_set(kind=OBJECTION_TIMER, subject=plan.public_id, due_at=due_at)
        return
    access_schedule(plan_id, now=now)


@transaction.atomic
def release_object(
    *, actor: Actor, plan: Plan, revision: int, words: str, now: dt.datetime
) -> Plan:
    """Object to the release of the deposit; it waits until the coordinator lifts the objection.

    Raises:
        NotAllowedError: The actor neither leads deals of a side nor runs the case.
        StaleStateError: The deposit is released or not scheduled, or it changed meanwhile.
        InvalidInputError: No words are given.
    """
    fresh = plan_checked(actor, plan, "object", revision)
    text = words_checked(words, message="Say why, for the other side and the coordinator.")
    advance(
        fresh,
        moves=ACCESS_MOVES,
        to=AccessState.OBJECTED,
        column="access",
        unchanged=("revision",),
        revision=F("revision") + 1,
        objected_at=now,
        objected_by_id=actor.membership_id,
        objection_words=text,
    )
    timer_cancel(kind=OBJECTION_TIMER, subject=fresh.public_id)
    plan_record("release.objected", fresh, now, actor=actor)
    return fresh


@transaction.atomic
def objection_lift(*, actor: Actor, plan: Plan, revision: int, now: dt.datetime) -> Plan:
    """Lift an objection; what is left of the time to object still has to pass.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: Nobody objects, or it changed meanwhile.
    """
    fresh = plan_checked(actor, plan, "lift", revision)
    advance(
        fresh,
        moves=ACCESS_MOVES,
        to=AccessState.WAITING,
        column="access",
        unchanged=("revision",),
        revision=F("revision") + 1,
    )
    plan_record("release.objection_lifted", fresh, now, actor=actor)
    access_recheck(fresh.pk, now=now)
    return fresh


@transaction.atomic
def release_due(*, subject: str, now: dt.datetime) -> None:
    """Open the deposit to the buyer, once the time to object is over and every condition holds.

    Args:
        subject: Public id of the plan whose time is over.
        now: The runner's clock.
    """
    found = Plan.objects.filter(public_id=subject).values_list("pk", flat=True).first()
    if found is None:
        return
    plan = plan_locked(found)
    if plan.access != AccessState.WAITING or not _may_open(plan, now):
        return
    advance(
        plan,
        moves=ACCESS_MOVES,
        to=AccessState.OPEN,
        column="access",
        unchanged=("revision",),
        revision=F("revision") + 1,
        opened_at=now,
    )
    entry = plan_record("release.opened", plan, now)
    stage_fact_write(
        technology_id=plan.match.technology_id,
        organisation_id=plan.buyer_id,
        stage=Stage.S5,
        source=plan.source,
        entry=entry,
        now=now,
    )
    deposit_release(
        technology_id=plan.match.technology_id,
        organisation_id=plan.buyer_id,
        recipients=active_age_recipients(plan.buyer_id),
        source=plan.source,
        subjects=plan_subjects(plan),
        audience=plan_audience(plan),
        now=now,
    )


def access_revoke(installment: Installment, *, now: dt.datetime) -> None:
    """Close what a payment opened, now that it goes back; in the caller's transaction."""
    plan = plan_locked(installment.plan_id)
    over = {AccessState.CLOSED, AccessState.REVOKED}
    if not installment.opens_deposit or plan.access in over:
        return
    advance(
        plan,
        moves=ACCESS_MOVES,
        to=AccessState.REVOKED,
        column="access",
        unchanged=("revision",),
        revision=F("revision") + 1,
    )
    timer_cancel(kind=OBJECTION_TIMER, subject=plan.public_id)
    stage_facts_revoke(source=plan.source, now=now)
    release_withdraw(source=plan.source, now=now)
    plan_record("release.revoked", plan, now)


def _may_open(plan: Plan, now: dt.datetime) -> bool:
    return not release_stops(plan, Installment.objects.filter(plan=plan), now)


def _is_paid(plan: Plan) -> bool:
    """Return whether every payment that opens the deposit is there, and nobody disputes one."""
    opening = list(Installment.objects.filter(plan=plan, opens_deposit=True))
    return bool(opening) and all(is_there(each) for each in opening)
