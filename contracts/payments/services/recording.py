"""How the record of a payment or a release is written, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.models import Membership
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Installment, Plan
    from marketplace.core.actor import Actor
    from marketplace.evidence.models import Entry


def plan_subjects(plan: Plan) -> list[tuple[str, str]]:
    """Return what an entry about a plan is about."""
    return [
        ("contract", plan.contract.public_id),
        ("match", plan.match.public_id),
        ("technology", plan.match.technology.public_id),
    ]


def plan_audience(plan: Plan) -> list[int]:
    """Return who reads entries about a plan: both firms and the institution that mediates."""
    return [plan.seller_id, plan.buyer_id, plan.match.case.institution_id]


def plan_record(
    kind: str, plan: Plan, now: datetime, *, actor: Actor | None = None, **data: str
) -> Entry:
    """Record a fact about the plan or its release."""
    return entry_record(
        kind=kind,
        subjects=plan_subjects(plan),
        audience=plan_audience(plan),
        body=_by(actor) | data,
        now=now,
    )


def payment_record(
    kind: str, installment: Installment, now: datetime, *, actor: Actor | None = None, **data: str
) -> Entry:
    """Record a fact about one payment; amounts stand in the contract, whose hash is recorded."""
    plan = installment.plan
    return entry_record(
        kind=kind,
        subjects=[("payment", installment.public_id), *plan_subjects(plan)],
        audience=plan_audience(plan),
        body=_by(actor) | data,
        now=now,
    )


def _by(actor: Actor | None) -> dict[str, str]:
    """Name who acted by the id of the person; that duties are separate can be checked later."""
    if actor is None:
        return {}
    member = Membership.objects.select_related("user").get(pk=actor.membership_id or 0)
    return {"person": member.user.public_id}
