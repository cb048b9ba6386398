"""Whose token a program showed, and which tokens a person has."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Q

from marketplace.accounts.models import ApiToken

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

TOKEN_MARK: Final = "sbt_"  # noqa: S105  (what every token begins with, no secret)
_TOKEN_LENGTH: Final = len(TOKEN_MARK) + 40
_NEWEST: Final = 100


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
    columns = ("id", "user_id", "membership_id", "scopes")
    rows = _standing(now).filter(token_sha256=token_digest(text))
    row = rows.values_list(*columns).first()
    return TokenActorRow(row[0], row[1], row[2], frozenset(row[3])) if row else None


def token_standing(*, token_id: int, now: datetime) -> bool:
    """Return whether the token may still be used."""
    return _standing(now).filter(pk=token_id).exists()


def tokens_own(*, actor: Actor) -> list[ApiToken]:
    """Return the tokens of the actor's present membership, the newest first."""
    rows = ApiToken.objects.filter(Q(membership_id=actor.membership_id))
    return list(rows.order_by("-id")[:_NEWEST]) if actor.is_member else []


def token_digest(text: str) -> str:
    """Return what is kept of a token; 240 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def _standing(now: datetime) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(
        revoked_at=None,
        expires_at__gt=now,
        membership__ended_at=None,
        user__is_active=True,
    )
