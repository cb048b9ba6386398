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

    Attributes:
        session_key: A name of the session that does not give it away; None without a session.
        token_id: The API token the request came with; such an actor may only what it is for.
        scopes: What the token is for; empty for a person at a page, who needs none.
        authenticated_at: When the person last proved who they are, aware UTC.
        signing_authority: Whether the person may sign for the organisation.
        second_factor_at: When the person last typed a code of their second step in this session,
            aware UTC; a recovery code is none.
    """

    user_id: int | None = None
    session_key: str | None = None
    organisation_id: int | None = None
    organisation_kind: str = ""
    organisation_verified: bool = False
    membership_id: int | None = None
    roles: frozenset[str] = frozenset()
    token_id: int | None = None
    scopes: frozenset[str] = frozenset()
    authenticated_at: datetime | None = None
    signing_authority: bool = False
    second_factor_at: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        """Return whether a person stands behind the request."""
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        """Return whether the person acts for an organisation."""
        return self.membership_id is not None

    def may(self, scope: str | None) -> bool:
        """Return whether the scope is no hindrance.

        A person at a page needs none. A token needs the scope, and what names none is never
        done by a token.
        """
        return self.token_id is None or scope in self.scopes

    def has_role(self, *roles: str) -> bool:
        """Return whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Actor()
