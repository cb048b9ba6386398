"""A new wording is begun beside the public one, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from marketplace.core.errors import NotAllowedError, StaleStateError
from marketplace.core.transitions import advance
from marketplace.technologies.models import TechnologyVersion
from marketplace.technologies.policies import can_edit_technology
from marketplace.technologies.services.storing import firm_record, version_add
from marketplace.technologies.states import REVISION_MOVES, RevisionState, TechnologyState
from marketplace.technologies.wording import version_content

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.models import Technology

_REVISABLE = frozenset({TechnologyState.PUBLISHED, TechnologyState.PAUSED})


@transaction.atomic
def technology_revise(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Begin a new wording, with the public words in it; those stay until the new are approved.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is neither published nor paused, or a new wording was begun already.
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    public = technology.version
    if technology.state not in _REVISABLE or public is None:
        raise StaleStateError
    advance(
        technology,
        moves=REVISION_MOVES,
        to=RevisionState.DRAFT,
        column="revision_state",
        unchanged=("state", "version_id"),
        return_reason="",
        # an old page of an earlier wording must not save into this one
        revision=F("revision") + 1,
    )
    technology.next_version = version_add(technology, version_content(public), now)
    technology.save(update_fields=["next_version"])
    return technology


@transaction.atomic
def revision_discard(*, actor: Actor, technology: Technology, now: datetime) -> Technology:
    """Give a new wording up; the public one stays, and submitted words stay in the history.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: There is no new wording, or it was decided on meanwhile.
    """
    if not can_edit_technology(actor, technology):
        raise NotAllowedError
    # without one there is no such move, and advance says so
    was_submitted = technology.revision_state == RevisionState.IN_REVIEW
    given_up = technology.next_version_id
    advance(
        technology,
        moves={state: moves & {RevisionState.NONE} for state, moves in REVISION_MOVES.items()},
        to=RevisionState.NONE,
        column="revision_state",
        unchanged=("next_version_id", "revision"),
        next_version_id=None,
        submitted_at=None,
        return_reason="",
        revision=F("revision") + 1,
    )
    if was_submitted:
        firm_record("technology.discarded", actor, technology, now)
    else:
        TechnologyVersion.objects.filter(pk=given_up or 0, frozen_at=None).delete()
    return technology
