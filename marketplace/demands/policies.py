"""Who may write and see demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.demands.states import DemandState
from marketplace.ladder.selectors import barring_owners

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.demands.rows import DemandRow

    Owned: TypeAlias = Demand | DemandRow

_FIRM_SCOPES = ("demands:read", "demands:write", "matches:read", "matches:write")
_READING_STAFF = (Role.REVIEWER, Role.CASE_COORDINATOR)


def can_write_demands(actor: Actor) -> bool:
    """Allow scout and deal lead of a large firm; drafting does not wait for the firm check."""
    return (
        actor.organisation_kind == OrganisationKind.LARGE_FIRM
        and actor.has_role(Role.SCOUT, Role.DEAL_LEAD)
        and actor.may("demands:write")
    )


def can_edit_demand(actor: Actor, demand: Owned) -> bool:
    """Allow scout and deal lead of the firm whose demand it is."""
    return owns_demand(actor, demand) and can_write_demands(actor)


def can_publish_demand(actor: Actor, demand: Owned) -> bool:
    """Allow those who may edit it, once their firm is verified."""
    return can_edit_demand(actor, demand) and actor.organisation_verified


def can_seal_demand(actor: Actor, demand: Owned) -> bool:
    """Allow the deal leads of the firm whose demand it is, who know what their firm has sealed."""
    return can_edit_demand(actor, demand) and actor.has_role(Role.DEAL_LEAD)


def owns_demand(actor: Actor, demand: Owned) -> bool:
    """Tell whether the actor stands for the firm whose demand it is."""
    return _stands_for_firm(actor) and actor.organisation_id == demand.owner_id


def _stands_for_firm(actor: Actor) -> bool:
    """Tell whether the actor is a member; a token for other things reads like any stranger."""
    return actor.is_member and any(actor.may(scope) for scope in _FIRM_SCOPES)


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


def can_answer_demand(actor: Actor, demand: Owned) -> bool:
    """Allow members of a verified small firm, while the demand is published."""
    return (
        demand.state == DemandState.PUBLISHED
        and actor.organisation_kind == OrganisationKind.SME
        and can_read_demands(actor)
    )


def published_demands(actor: Actor) -> Q:
    """Select the published demands that the actor may read.

    A demand of a firm that keeps the actor's own one out does not exist for it.
    """
    if not can_read_demands(actor):
        return Q(pk__in=[])
    return Q(state=DemandState.PUBLISHED) & ~Q(owner_id__in=barring_owners(actor))


def own_demands(actor: Actor) -> Q:
    """Select the demands of the actor's firm, whatever their state."""
    return Q(owner_id=actor.organisation_id) if _stands_for_firm(actor) else Q(pk__in=[])


def visible_demands(actor: Actor) -> Q:
    """Select every demand the actor may read."""
    return published_demands(actor) | own_demands(actor)


def demand_acts(actor: Actor, demand: DemandRow) -> frozenset[str]:
    """Return what the actor may do to the demand in the state it is in."""
    acts: set[str] = set()
    if can_edit_demand(actor, demand):
        acts |= _ACTS_OF_THE_FIRM[demand.state]
        if not can_publish_demand(actor, demand):
            acts.discard("publish")
    if owns_demand(actor, demand) and (
        demand.state == DemandState.PUBLISHED
        or (demand.state == DemandState.DRAFT and demand.has_words)
    ):
        acts.add("ask")
    if can_answer_demand(actor, demand):
        acts.add("answer")
    return frozenset(acts)


_ACTS_OF_THE_FIRM: dict[str, frozenset[str]] = {
    DemandState.DRAFT: frozenset({"edit", "publish", "close", "duplicate"}),
    DemandState.PUBLISHED: frozenset({"close", "duplicate"}),
    DemandState.CLOSED: frozenset({"duplicate"}),
}
