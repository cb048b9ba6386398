"""Add, change, retire and restore concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import NotAllowedError, StaleStateError
from matching.glossary.content import content_checked
from matching.glossary.policies import keeps_glossary
from matching.glossary.selectors import concept_content, concept_for
from matching.glossary.services.writing import concept_moved, concept_written, glossary_locked
from matching.glossary.states import ConceptState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.glossary.content import ConceptContent
    from matching.glossary.models import GlossaryConcept


@transaction.atomic
def concept_add(*, actor: Actor, content: ConceptContent, now: datetime) -> GlossaryConcept:
    """Put a concept into the glossary; search uses it within seconds.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        InvalidInputError: A word is wrong, or stands in another concept.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    checked = content_checked(content)
    glossary_locked()
    return concept_written(content=checked, now=now, user_id=actor.user_id)


@transaction.atomic
def concept_change(
    *, actor: Actor, public_id: str, content: ConceptContent, revision: int, now: datetime
) -> GlossaryConcept:
    """Give a concept other words or another note.

    Args:
        actor: One of the glossary's keepers.
        public_id: The concept.
        content: All of its words and its note, as they shall be.
        revision: That of the concept as the person saw it.
        now: The moment of changing.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        NotFoundError: There is no such concept.
        InvalidInputError: A word is wrong, or stands in another concept.
        StaleStateError: It changed meanwhile, or is retired.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    checked = content_checked(content)
    glossary_locked()
    concept = concept_for(actor=actor, public_id=public_id)
    if concept.revision != revision:
        raise StaleStateError
    if concept.state == ConceptState.IN_USE and concept_content(concept) == checked:
        return concept
    return concept_written(content=checked, now=now, user_id=actor.user_id, concept=concept)


@transaction.atomic
def concept_retire(*, actor: Actor, public_id: str, now: datetime) -> GlossaryConcept:
    """Take a concept out of use; search stops using it within seconds, its history stays.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        NotFoundError: There is no such concept.
        StaleStateError: It is retired already.
    """
    return _moved(actor, public_id, ConceptState.RETIRED, now)


@transaction.atomic
def concept_restore(*, actor: Actor, public_id: str, now: datetime) -> GlossaryConcept:
    """Take a retired concept into use again.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        NotFoundError: There is no such concept.
        InvalidInputError: Another concept has one of its words by now.
        StaleStateError: It is in use.
    """
    return _moved(actor, public_id, ConceptState.IN_USE, now)


def _moved(actor: Actor, public_id: str, to: ConceptState, now: datetime) -> GlossaryConcept:
    if not keeps_glossary(actor):
        raise NotAllowedError
    glossary_locked()
    concept = concept_for(actor=actor, public_id=public_id)
    return concept_moved(concept, to, now=now, user_id=actor.user_id)
