"""A member makes tokens for programs, and takes them back."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.choices import ApiScope
from marketplace.accounts.models import ApiToken, Membership
from marketplace.accounts.policies import acts_in_person
from marketplace.accounts.selectors.token_rows import TOKEN_MARK, token_digest
from marketplace.accounts.services.locking import person_ref
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.live import publish
from marketplace.core.texts import choices_checked, number_checked, text_cleaned
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue

_MOST_ACTIVE: Final = 10
_LONGEST_LIFE: Final = 365
_PREFIX: Final = 8
_RANDOM_BYTES: Final = 30
"""They make 40 characters."""

_USE_NOTED_EVERY: Final = timedelta(minutes=1)


@transaction.atomic
def token_create(
    *, actor: Actor, name: str, scopes: Iterable[str], expires_in_days: int, now: datetime
) -> tuple[ApiToken, str]:
    """Return a new token and its text, which is told this once and not kept.

    Args:
        actor: For whom a program will act.
        name: What the program is called.
        scopes: Values of `ApiScope`, at least one.
        expires_in_days: 1 to 365.
        now: The moment of making.

    Raises:
        NotAllowedError: The actor is no member, or is a program itself.
        InvalidInputError: Name, scopes or time are wrong.
        MarketplaceError: The person has ten tokens already.
    """
    membership = _own_membership(actor)
    cleaned = text_cleaned(name, field="name", max_length=60, multiline=False)
    if not cleaned:
        raise InvalidInputError("Give the token a name.", field="name", code="required")
    checked = choices_checked(scopes, allowed=ApiScope.values, field="scopes")
    if not checked:
        raise InvalidInputError("Choose at least one scope.", field="scopes", code="required")
    number_checked(expires_in_days, field="expiresInDays", smallest=1, largest=_LONGEST_LIFE)
    active = ApiToken.objects.filter(membership=membership, revoked_at=None, expires_at__gt=now)
    if active.count() >= _MOST_ACTIVE:
        raise MarketplaceError(
            "too_many",
            f"Revoke a token first; {_MOST_ACTIVE} may be active.",
            params={"max": str(_MOST_ACTIVE)},
        )
    text = TOKEN_MARK + secrets.token_urlsafe(_RANDOM_BYTES)
    token = ApiToken.objects.create(
        user_id=membership.user_id,
        membership=membership,
        name=cleaned,
        prefix=text[:_PREFIX],
        token_sha256=token_digest(text),
        scopes=list(checked),
        created_at=now,
        expires_at=now + timedelta(days=expires_in_days),
    )
    _record("token.created", token, actor, now, scopes=list(checked), days=expires_in_days)
    return token, text


@transaction.atomic
def token_revoke(*, actor: Actor, public_id: str, now: datetime) -> ApiToken:
    """End one's own token at once.

    Raises:
        NotAllowedError: The actor is no member, or is a program itself.
        NotFoundError: The actor has no such token.
        StaleStateError: It was revoked already.
    """
    membership = _own_membership(actor)
    rows = ApiToken.objects.filter(membership=membership, public_id=public_id)
    token = rows.first()
    if token is None:
        raise NotFoundError
    if rows.filter(revoked_at=None).update(revoked_at=now) != 1:
        raise StaleStateError
    token.revoked_at = now
    transaction.on_commit(partial(publish, f"token.{token.pk}", {"close": True}))
    _record("token.revoked", token, actor, now)
    return token


def token_used(*, token_id: int, now: datetime) -> None:
    """Note that a token was used, at most once a minute."""
    lately = Q(last_used_at=None) | Q(last_used_at__lte=now - _USE_NOTED_EVERY)
    ApiToken.objects.filter(lately, pk=token_id).update(last_used_at=now)


def _own_membership(actor: Actor) -> Membership:
    if not acts_in_person(actor):
        raise NotAllowedError
    # locked, so that two requests at once do not make the eleventh token
    rows = Membership.objects.select_for_update(no_key=True)
    membership = rows.filter(Q(pk=actor.membership_id), ended_at=None).first()
    if membership is None:
        raise NotAllowedError
    return membership


def _record(kind: str, token: ApiToken, actor: Actor, now: datetime, **data: JsonValue) -> None:
    organisation = token.membership.organisation
    entry_record(
        kind=kind,
        subjects=[("organisation", organisation.public_id), ("token", token.public_id)],
        audience=[organisation.pk],
        body={"person": person_ref(actor), **data},
        now=now,
    )
