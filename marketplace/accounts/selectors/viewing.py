"""Who is signed in, and for whom they act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.models import Membership, User
from marketplace.accounts.policies import viewer_acts

if TYPE_CHECKING:
    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person, the organisation acted for, and what is open to them there."""

    user: User
    organisation: Organisation | None
    roles: tuple[str, ...]
    signing_authority: bool
    acts: frozenset[str]
    by_token: bool


def viewer_for(*, actor: Actor) -> Viewer | None:
    """Return who is signed in, or None."""
    if actor.user_id is None:
        return None
    membership = (
        Membership.objects.select_related("organisation").filter(Q(pk=actor.membership_id)).first()
    )
    return Viewer(
        user=User.objects.get(pk=actor.user_id),
        organisation=membership.organisation if membership else None,
        roles=tuple(sorted(actor.roles)),
        signing_authority=membership is not None and membership.signing_authority,
        acts=viewer_acts(actor),
        by_token=actor.token_id is not None,
    )
