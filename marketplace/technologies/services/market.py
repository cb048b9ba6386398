"""A published technology pauses, resumes and leaves the market."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.core.errors import NotAllowedError, StaleStateError
from marketplace.core.transitions import advance
from marketplace.technologies.policies import can_edit_technology
from marketplace.technologies.services.storing import firm_record
from marketplace.technologies.states import TECHNOLOGY_MOVES, RevisionState, TechnologyState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology


def technology_pause(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Take a published technology off the market until it is resumed.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is not on the market.
    """
    return _move(actor, technology, TechnologyState.PAUSED, "technology.paused", now)


def technology_resume(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Put a paused technology back on the market, with the words approved last.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is not paused.
    """
    if technology.state != TechnologyState.PAUSED and can_edit_technology(actor, technology):
        raise StaleStateError  # from review only an approval leads to the market
    return _move(actor, technology, TechnologyState.PUBLISHED, "technology.resumed", now)


def technology_withdraw(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Take a technology off the market for good; a new wording on its way goes with it.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It was withdrawn already.
    """
    return _move(
        actor,
        technology,
        TechnologyState.WITHDRAWN,
        "technology.withdrawn",
        now,
        revision_state=RevisionState.NONE,
        next_version_id=None,
        submitted_at=None,
    )


@transaction.atomic
def _move(
    actor: Actor,
    technology: Technology,
    to: TechnologyState,
    kind: str,
    now: datetime,
    **updates: Any,
) -> Technology:
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    advance(technology, moves=TECHNOLOGY_MOVES, to=to, **updates)
    firm_record(kind, actor, technology, now)
    return technology
