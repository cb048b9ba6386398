"""Who may write and see demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.demands.states import DemandState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.demands.rows import DemandRow

    Owned: TypeAlias = Demand | DemandRow

_READING_STAFF = (Role.REVIEWER, Role.CASE_COORDINATOR)


def can_write_demands(actor: Actor) -> bool:
    """Allow scout and deal lead of a large firm; drafting does not wait for the firm check."""
    return actor.organisation_kind == OrganisationKind.LARGE_FIRM and actor.has_role(
        Role.SCOUT, Role.DEAL_LEAD
    )


def can_edit_demand(actor: Actor, demand: Owned) -> bool:
    """Allow scout and deal lead of the firm whose demand it is."""
    return owns_demand(actor, demand) and can_write_demands(actor)


def can_publish_demand(actor: Actor, demand: Owned) -> bool:
    """Allow those who may edit it, once their firm is verified."""
    return can_edit_demand(actor, demand) and actor.organisation_verified


def owns_demand(actor: Actor, demand: Owned) -> bool:
    """Tell whether the actor is a member of the firm whose demand it is."""
    return actor.is_member and actor.organisation_id == demand.owner_id


def can_read_demands(actor: Actor) -> bool:
    """Allow verified small firms, and reviewers and case coordinators, to read published ones.

    Other large firms are rivals of the one that asks; they see their own demands only.
    """
    if not actor.organisation_verified:
        return False
    if actor.organisation_kind == OrganisationKind.SME:
        return actor.is_member
    return actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION and actor.has_role(
        *_READING_STAFF
    )


def published_demands(actor: Actor) -> Q:
    """Select the published demands that the actor may read."""
    return Q(state=DemandState.PUBLISHED) if can_read_demands(actor) else Q(pk__in=[])


def own_demands(actor: Actor) -> Q:
    """Select the demands of the actor's firm, whatever their state."""
    return Q(owner_id=actor.organisation_id) if actor.is_member else Q(pk__in=[])


def visible_demands(actor: Actor) -> Q:
    """Select every demand the actor may read."""
    return published_demands(actor) | own_demands(actor)


def demand_acts(actor: Actor, demand: Owned) -> frozenset[str]:
    """Return what the actor may do to the demand in the state it is in."""
    if not can_edit_demand(actor, demand):
        return frozenset()
    if demand.state == DemandState.DRAFT:
        publish = {"publish"} if can_publish_demand(actor, demand) else set()
        return frozenset({"edit", "close"} | publish)
    return frozenset({"close"}) if demand.state == DemandState.PUBLISHED else frozenset()
