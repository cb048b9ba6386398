"""Whose token a program showed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from marketplace.accounts.models import ApiToken

if TYPE_CHECKING:
    from datetime import datetime

TOKEN_MARK = "sbt_"  # noqa: S105  (what every token begins with, no secret)
_TOKEN_LENGTH = len(TOKEN_MARK) + 40


class TokenActorRow(NamedTuple):
    """The one who acts by a token, and how far the token reaches."""

    token_id: int
    user_id: int
    membership_id: int
    scopes: frozenset[str]


def token_actor_row(text: str, now: datetime) -> TokenActorRow | None:
    """Return whose token this is, or None when it is unknown, over, revoked or its member gone."""
    if len(text) != _TOKEN_LENGTH or not text.startswith(TOKEN_MARK) or not text.isascii():
        return None
    row = (
        ApiToken.objects.filter(
            token_sha256=token_digest(text),
            revoked_at=None,
            expires_at__gt=now,
            membership__ended_at=None,
            user__is_active=True,
        )
        .values_list("id", "user_id", "membership_id", "scopes")
        .first()
    )
    if row is None:
        return None
    return TokenActorRow(row[0], row[1], row[2], frozenset(row[3]))


def token_digest(text: str) -> str:
    """Return what is kept of a token; 240 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()
