"""Build the actor of a request: the only place where a session becomes an Actor."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import auth
from django.db.models import Q

from marketplace.accounts.models import ApiToken, Membership, User
from marketplace.accounts.selectors import token_actor_row
from marketplace.accounts.services import token_used
from marketplace.accounts.states import Verification
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

_LONGEST_TOKEN: Final = 100


def actor_for_request(request: HttpRequest) -> Actor:
    """Return who stands behind a request, read from the database now."""
    return _actor(request.session, request)


def actor_for_session_key(session_key: str | None) -> Actor:
    """Return who stands behind a session cookie, read from the database now.

    Used by the socket consumer at connect and again before each event.
    """
    if not session_key:
        return ANONYMOUS
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return _actor(store, cast("HttpRequest", SimpleNamespace(session=store)))


def actor_for_bearer(text: str, *, now: datetime) -> Actor | None:
    """Return who stands behind the value of an Authorization header, read from the database now.

    Used by the API at each request, and by the socket consumer at connect and before each event.

    Returns:
        The person, for the organisation the token was made for; None where it is no token, or one
        that has expired, was revoked, or whose person has left. Such a request is refused, never
        taken for a visitor's.
    """
    scheme, _, token = text.strip().partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > _LONGEST_TOKEN:
        return None
    row = token_actor_row(token.strip(), now)
    if row is None:
        return None
    token_used(token_id=row.token_id, now=now)
    actor = _acting(Actor(user_id=row.user_id))
    if actor.membership_id != row.membership_id:
        return None
    return replace(actor, token_id=row.token_id, scopes=row.scopes)


def actor_for_api_request(request: HttpRequest, *, now: datetime) -> Actor | None:
    """Return who stands behind a request to the API; None where its token is wrong.

    With an Authorization header the cookie does not count.
    """
    bearer = request.headers.get("Authorization")
    return actor_for_request(request) if bearer is None else actor_for_bearer(bearer, now=now)


def actor_for_user(user: User) -> Actor:
    """Return a person without a session: for commands, which act on a person's behalf."""
    return _acting(Actor(user_id=user.pk))


def actor_confirmed(actor: Actor) -> Actor:
    """Return the actor as the database has them now, and keep them so until the transaction ends.

    The membership's row is locked, so that a removal or a change of roles either came before and
    counts, or waits. SQLite knows no row locks; there a transaction writes alone from its start.

    Raises:
        NotAllowedError: The person left the organisation, or may no longer sign in.
    """
    if actor.user_id is None:
        return actor
    if actor.membership_id is not None:
        # the lock first and the reading after it: a reading of before the wait would be stale
        list(
            Membership.objects.filter(pk=actor.membership_id, ended_at=None)
            .select_for_update(no_key=True)
            .values_list("pk")
        )
    if not User.objects.filter(pk=actor.user_id, is_active=True).exists():
        raise NotAllowedError
    # whoever revokes a token locks the membership as well
    if actor.token_id is not None and not _token_stands(actor.token_id):
        raise NotAllowedError
    confirmed = _acting(
        Actor(
            user_id=actor.user_id,
            session_key=actor.session_key,
            authenticated_at=actor.authenticated_at,
            second_factor_at=actor.second_factor_at,
        )
    )
    if confirmed.membership_id != actor.membership_id:
        raise NotAllowedError
    return replace(confirmed, token_id=actor.token_id, scopes=actor.scopes)


def session_name(session_key: str | None) -> str | None:
    """Return a name for a session that does not give the session away."""
    return hashlib.sha256(session_key.encode()).hexdigest() if session_key else None


def _actor(session: SessionBase, request: HttpRequest) -> Actor:
    user = auth.get_user(request)
    if user.pk is None or not user.is_active:
        return ANONYMOUS
    records = session.get("account_authentication_methods") or []
    second = [record for record in records if _is_second_step(record)]
    return _acting(
        Actor(
            user_id=user.pk,
            session_key=session_name(session.session_key),
            authenticated_at=_newest(records),
            second_factor_at=_newest(second),
        )
    )


def _acting(person: Actor) -> Actor:
    rows = list(
        Membership.objects.filter(Q(user_id=person.user_id), ended_at=None).values_list(
            "id",
            "organisation_id",
            "organisation__kind",
            "organisation__verification",
            "signing_authority",
            "roles__role",
        )
    )
    if not rows:
        return person
    membership_id, organisation_id, kind, verification, signs, _ = rows[0]
    return replace(
        person,
        membership_id=membership_id,
        organisation_id=organisation_id,
        organisation_kind=kind,
        organisation_verified=verification == Verification.VERIFIED,
        roles=frozenset(row[5] for row in rows if row[5]),
        signing_authority=signs,
    )


def _token_stands(token_id: int) -> bool:
    return ApiToken.objects.filter(pk=token_id, revoked_at=None).exists()


def _is_second_step(record: Mapping[str, Any]) -> bool:
    # a recovery code lies on paper, and says that the device is lost
    return record.get("method") == "mfa" and record.get("type") == Authenticator.Type.TOTP


def _newest(records: Iterable[Mapping[str, Any]]) -> datetime | None:
    # allauth notes each way a person proved who they are, with its time in epoch seconds
    times = [record["at"] for record in records if "at" in record]
    return datetime.fromtimestamp(max(times), tz=UTC) if times else None
