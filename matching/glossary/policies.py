"""Who keeps the glossary, who proposes words, and what each may read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from matching.glossary.states import ConceptState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

KEEPERS = (Role.OWNER, Role.REVIEWER, Role.CASE_COORDINATOR)
_NOBODY = Q(pk__in=[])


def keeps_glossary(actor: Actor) -> bool:
    """Allow owner, reviewers and case coordinators of a verified coordinator institution.

    They stand between both sides and read the words of both all day.
    """
    return (
        actor.is_member
        and actor.organisation_kind == OrganisationKind.COORDINATOR_INSTITUTION
        and actor.organisation_verified
        and actor.has_role(*KEEPERS)
    )


def can_propose_words(actor: Actor) -> bool:
    """Allow members of verified organisations, whatever their role."""
    return actor.is_member and actor.user_id is not None and actor.organisation_verified


def reads_proposals(actor: Actor) -> bool:
    """Allow every member: those who keep the glossary read all, others their own."""
    return actor.is_member and actor.user_id is not None


def visible_concepts(actor: Actor) -> Q:
    """Select what stands in the glossary, and for its keepers also what stood there."""
    return Q() if keeps_glossary(actor) else Q(state=ConceptState.IN_USE)


def visible_proposals(actor: Actor) -> Q:
    """Select one's own proposals, and for the glossary's keepers everybody's."""
    if keeps_glossary(actor):
        return Q()
    return Q(proposer_id=actor.user_id) if reads_proposals(actor) else _NOBODY
