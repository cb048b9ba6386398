"""What an organisation declared about others, for its owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.models import Affiliate, Barrier, DutyRelaxation
from marketplace.accounts.policies import is_owner
from marketplace.accounts.roles import OrganisationKind

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def barriers_own(*, actor: Actor) -> list[Barrier]:
    """Return the standing barriers of the actor's organisation, the newest first."""
    if not is_owner(actor):
        return []
    rows = Barrier.objects.filter(Q(organisation_id=actor.organisation_id), lifted_at=None)
    return list(rows.order_by("-id"))


def affiliates_own(*, actor: Actor) -> list[Affiliate]:
    """Return the standing affiliates of the actor's organisation, the newest first."""
    if not is_owner(actor):
        return []
    rows = Affiliate.objects.filter(Q(organisation_id=actor.organisation_id), removed_at=None)
    return list(rows.order_by("-id"))


def has_duties(actor: Actor) -> bool:
    """Return whether the actor's organisation is one whose duties are parted."""
    return actor.is_member and actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION


def standing_relaxation(*, actor: Actor, rule: str) -> DutyRelaxation | None:
    """Return the actor's institution's standing relaxation of a rule, or None."""
    if not has_duties(actor):
        return None
    return DutyRelaxation.objects.filter(
        Q(organisation_id=actor.organisation_id), rule=rule, restored_at=None
    ).first()
