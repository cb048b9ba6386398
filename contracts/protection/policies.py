"""Who may take evidence away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.nda.policies import leads_deals
from matching.policies import side_of

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from matching.models import Match


def can_use_packs(actor: Actor) -> bool:
    """Allow owner and deal lead of a firm, in person; of which match, each pack tells."""
    return leads_deals(actor)


def can_request_pack(actor: Actor, match: Match) -> bool:
    """Allow them where their firm is one of the two."""
    return can_use_packs(actor) and side_of(actor, match) is not None


def visible_packs(actor: Actor) -> Q:
    """Select the packs of the actor's own firm."""
    return Q(organisation_id=actor.organisation_id) if can_use_packs(actor) else Q(pk__in=[])
