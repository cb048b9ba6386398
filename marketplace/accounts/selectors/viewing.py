"""Read people and organisations, each only as far as the actor may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.accounts.models import Organisation, User

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person and the organisation acted for."""

    user: User
    organisation: Organisation | None
    roles: tuple[str, ...]


def viewer_for(*, actor: Actor) -> Viewer | None:
    """Return who is signed in, or None."""
    if actor.user_id is None:
        return None
    organisation = (
        Organisation.objects.get(pk=actor.organisation_id)
        if actor.organisation_id is not None
        else None
    )
    user = User.objects.get(pk=actor.user_id)
    return Viewer(user=user, organisation=organisation, roles=tuple(sorted(actor.roles)))
