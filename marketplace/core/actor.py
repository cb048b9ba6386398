"""Who acts: the first argument of every policy, selector and service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, signed in for one organisation, as the rules see them at one moment.

    Only edges (GraphQL view, socket consumer, file path, command) build one, and they build it
    anew for every request and every event, so that a removed member or a lost verification
    counts at once.
    """

    user_id: int | None = None
    session_key: str | None = None
    organisation_id: int | None = None
    organisation_kind: str = ""
    organisation_verified: bool = False
    membership_id: int | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    authenticated_at: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        """Return whether a person stands behind the request."""
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        """Return whether the person acts for an organisation."""
        return self.membership_id is not None

    def has_role(self, *roles: str) -> bool:
        """Return whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Actor()
