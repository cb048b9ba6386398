"""Who may write, review and see technologies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.ladder.stages import Stage
from marketplace.technologies.states import RevisionState, TechnologyState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology
    from marketplace.technologies.rows import TechnologyRow

    Owned: TypeAlias = Technology | TechnologyRow

_FIRM_SCOPES = ("technologies:read", "technologies:write", "matches:read", "matches:write")
# what a matched firm goes on seeing after the market lost sight of it
_KNOWN_STATES = (TechnologyState.PUBLISHED, TechnologyState.PAUSED, TechnologyState.WITHDRAWN)


def can_write_technologies(actor: Actor) -> bool:
    """Allow owner and deal lead of a small firm; drafting does not wait for the firm check."""
    return (
        actor.organisation_kind == OrganisationKind.SME
        and actor.has_role(Role.OWNER, Role.DEAL_LEAD)
        and actor.may("technologies:write")
    )


def can_review_technologies(actor: Actor) -> bool:
    """Allow reviewers of a verified coordinator institution, at a page."""
    return (
        actor.token_id is None
        and actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
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
    """Tell whether the actor stands for the firm that offers it."""
    return _stands_for_firm(actor) and actor.organisation_id == technology.owner_id


def _stands_for_firm(actor: Actor) -> bool:
    """Tell whether the actor is a member; a token for other things reads like any stranger."""
    return actor.is_member and any(actor.may(scope) for scope in _FIRM_SCOPES)


def waits_for_review(technology: Owned) -> bool:
    """Tell whether its first wording, or a new one, waits for a reviewer."""
    return technology.state == TechnologyState.IN_REVIEW or (
        technology.revision_state == RevisionState.IN_REVIEW
    )


def reviews_technology(actor: Actor, technology: Owned) -> bool:
    """Tell whether the technology waits for reviewers, of whom the actor is one."""
    return waits_for_review(technology) and can_review_technologies(actor)


def can_comment_on_review(actor: Actor, technology: Owned) -> bool:
    """Allow the firm's writers and the reviewers, while it waits."""
    return waits_for_review(technology) and (
        can_edit_technology(actor, technology) or can_review_technologies(actor)
    )


def can_read_working_version(actor: Actor, technology: Owned) -> bool:
    """Allow the firm, and reviewers while it waits for them."""
    return owns_technology(actor, technology) or reviews_technology(actor, technology)


def can_read_summary(actor: Actor, technology: Owned, stage: Stage) -> bool:
    """Allow whoever reached S1, the firm itself, and the reviewer who has to decide."""
    return (
        stage >= Stage.S1
        or owns_technology(actor, technology)
        or reviews_technology(actor, technology)
    )


def can_read_owner(actor: Actor, technology: Owned, stage: Stage) -> bool:
    """Allow whoever knows the counterpart (S2), and the firm itself."""
    return stage >= Stage.S2 or owns_technology(actor, technology)


def market_technologies() -> Q:
    """Select what every visitor may see as an anonymous card."""
    return Q(state=TechnologyState.PUBLISHED)


def own_technologies(actor: Actor) -> Q:
    """Select what the actor's firm offers, whatever its state."""
    return Q(owner_id=actor.organisation_id) if _stands_for_firm(actor) else Q(pk__in=[])


def reviewable_technologies(actor: Actor) -> Q:
    """Select what waits for a reviewer."""
    if not can_review_technologies(actor):
        return Q(pk__in=[])
    return Q(state=TechnologyState.IN_REVIEW) | Q(revision_state=RevisionState.IN_REVIEW)


def known_to_a_match() -> Q:
    """Select the states in which a matched firm goes on seeing a technology."""
    return Q(state__in=_KNOWN_STATES)


def shared_technologies() -> Q:
    """Select what the parties of a match, and their coordinator, may see."""
    return ~Q(state=TechnologyState.DRAFT)


def visible_technologies(actor: Actor) -> Q:
    """Select every technology the actor may see without a match."""
    return market_technologies() | own_technologies(actor) | reviewable_technologies(actor)


def technology_acts(actor: Actor, technology: TechnologyRow) -> frozenset[str]:
    """Return what the actor may do to the technology in the state it is in."""
    acts: set[str] = set()
    if can_edit_technology(actor, technology):
        acts |= _ACTS_OF_THE_FIRM.get(technology.state, frozenset())
        if technology.state in {TechnologyState.PUBLISHED, TechnologyState.PAUSED}:
            acts |= _ACTS_OF_A_REVISION[technology.revision_state]
        acts.add("duplicate")
        if not can_submit_technology(actor, technology):
            acts.discard("submit")
    if reviews_technology(actor, technology) and not technology.review_barred:
        acts.add("review")
    if can_comment_on_review(actor, technology):
        acts.add("comment")
    return frozenset(acts)


_ACTS_OF_THE_FIRM: dict[str, frozenset[str]] = {
    TechnologyState.DRAFT: frozenset({"edit", "submit", "withdraw"}),
    TechnologyState.IN_REVIEW: frozenset({"withdraw"}),
    TechnologyState.PUBLISHED: frozenset({"pause", "withdraw"}),
    TechnologyState.PAUSED: frozenset({"resume", "withdraw"}),
}
_ACTS_OF_A_REVISION: dict[str, frozenset[str]] = {
    RevisionState.NONE: frozenset({"revise"}),
    RevisionState.DRAFT: frozenset({"edit", "submit", "discard"}),
    RevisionState.IN_REVIEW: frozenset({"discard"}),
}
