"""Who may write, review and see technologies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.ladder.stages import Stage
from marketplace.technologies.states import TechnologyState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology
    from marketplace.technologies.rows import TechnologyRow

    Owned: TypeAlias = Technology | TechnologyRow


def can_write_technologies(actor: Actor) -> bool:
    """Allow owner and deal lead of a small firm; drafting does not wait for the firm check."""
    return actor.organisation_kind == OrganisationKind.SME and actor.has_role(
        Role.OWNER, Role.DEAL_LEAD
    )


def can_review_technologies(actor: Actor) -> bool:
    """Allow reviewers of a verified coordinator institution."""
    return (
        actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
        and actor.has_role(Role.REVIEWER)
    )


def can_edit_technology(actor: Actor, technology: Owned) -> bool:
    """Allow owner and deal lead of the firm that offers it."""
    return owns_technology(actor, technology) and can_write_technologies(actor)


def can_submit_technology(actor: Actor, technology: Owned) -> bool:
    """Allow those who may edit it, once their firm is verified."""
    return can_edit_technology(actor, technology) and actor.organisation_verified


def owns_technology(actor: Actor, technology: Owned) -> bool:
    """Tell whether the actor is a member of the firm that offers it."""
    return actor.is_member and actor.organisation_id == technology.owner_id


def reviews_technology(actor: Actor, technology: Owned) -> bool:
    """Tell whether the actor is to decide on the technology, which waits for that."""
    return technology.state == TechnologyState.IN_REVIEW and can_review_technologies(actor)


def can_read_summary(actor: Actor, technology: Owned, stage: Stage) -> bool:
    """Allow whoever reached S1, the firm itself, and the reviewer who has to decide."""
    return (
        stage >= Stage.S1
        or owns_technology(actor, technology)
        or reviews_technology(actor, technology)
    )


def market_technologies() -> Q:
    """Select what every visitor may see as an anonymous card."""
    return Q(state=TechnologyState.PUBLISHED)


def own_technologies(actor: Actor) -> Q:
    """Select what the actor's firm offers, whatever its state."""
    return Q(owner_id=actor.organisation_id) if actor.is_member else Q(pk__in=[])


def reviewable_technologies(actor: Actor) -> Q:
    """Select what waits for a reviewer."""
    if not can_review_technologies(actor):
        return Q(pk__in=[])
    return Q(state=TechnologyState.IN_REVIEW)


def visible_technologies(actor: Actor) -> Q:
    """Select every technology of which the actor may see at least the card."""
    return market_technologies() | own_technologies(actor) | reviewable_technologies(actor)


def technology_acts(actor: Actor, technology: Owned) -> frozenset[str]:
    """Return what the actor may do to the technology in the state it is in."""
    acts: set[str] = set()
    if can_edit_technology(actor, technology):
        acts |= _ACTS_OF_THE_FIRM.get(technology.state, frozenset())
        if not can_submit_technology(actor, technology):
            acts.discard("submit")
    if reviews_technology(actor, technology):
        acts.add("review")
    return frozenset(acts)


_ACTS_OF_THE_FIRM: dict[str, frozenset[str]] = {
    TechnologyState.DRAFT: frozenset({"edit", "submit", "withdraw"}),
    TechnologyState.IN_REVIEW: frozenset({"withdraw"}),
    TechnologyState.PUBLISHED: frozenset({"pause", "withdraw"}),
    TechnologyState.PAUSED: frozenset({"resume", "withdraw"}),
}
