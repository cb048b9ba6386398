"""Who acts for one's own organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.accounts.models import Membership
from marketplace.accounts.policies import is_owner
from marketplace.core.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True)
class MemberRead:
    """A member as a colleague sees them."""

    membership: Membership
    roles: tuple[str, ...]
    is_self: bool
    can_change: bool
    can_remove: bool


def members_for(*, actor: Actor) -> list[MemberRead]:
    """Return the active members of the actor's organisation, the longest there first."""
    if actor.organisation_id is None:
        return []
    rows = Membership.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    return list(_read(actor, rows.select_related("user").prefetch_related("roles").order_by("id")))


def member_for(*, actor: Actor, public_id: str) -> MemberRead:
    """Return one of them.

    Raises:
        NotFoundError: The organisation has no such active member.
    """
    for member in members_for(actor=actor):
        if member.membership.public_id == public_id:
            return member
    raise NotFoundError


def _read(actor: Actor, rows: Iterable[Membership]) -> Iterable[MemberRead]:
    for row in rows:
        is_self = row.pk == actor.membership_id
        yield MemberRead(
            membership=row,
            roles=tuple(sorted(role.role for role in row.roles.all())),
            is_self=is_self,
            can_change=is_owner(actor),
            can_remove=is_owner(actor) and not is_self,
        )
