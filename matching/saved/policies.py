"""Who keeps searches, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def can_save_searches(actor: Actor) -> bool:
    """Allow members of an organisation, each for themselves."""
    return actor.is_member and actor.user_id is not None


def own_searches(actor: Actor) -> Q:
    """Select what the person keeps; colleagues keep their own."""
    return Q(person_id=actor.user_id) if can_save_searches(actor) else Q(pk__in=[])
