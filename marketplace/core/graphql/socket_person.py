"""Who stands behind a socket: by session cookie or by API token, and read anew each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.actor import ANONYMOUS, Actor

if TYPE_CHECKING:
    from collections.abc import Callable


class SocketPerson:
    """One way of learning who opened a socket.

    Args:
        read: Reads the actor as the database has them now.
    """

    def __init__(self, read: Callable[[], Actor] = lambda: ANONYMOUS) -> None:
        self.read = read
        self.is_signed_in = False
        self.session_group: str | None = None
        self.closing_groups: frozenset[str] = frozenset()
        self.count_name: str | None = None

    @property
    def groups(self) -> frozenset[str]:
        """Return the live groups whose events end the socket."""
        return self.closing_groups | ({self.session_group} if self.session_group else set())

    @property
    def name(self) -> str:
        """Return what tells this reading of a person from another's."""
        return " ".join(sorted(self.groups))

    def recognise(self, actor: Actor) -> None:
        """Remember who the actor is, and which groups tell of their rights' end."""
        if not actor.is_signed_in:
            return
        self.is_signed_in = True
        self.count_name = f"user {actor.user_id}"
        if actor.session_key is not None:
            self.session_group = f"session.{actor.session_key}"
        groups = {f"user.{actor.user_id}"}
        if actor.token_id is not None:
            groups.add(f"token.{actor.token_id}")
        self.closing_groups = frozenset(groups)
