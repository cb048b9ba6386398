"""Build the actor of a request: the only place where a session becomes an Actor."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import auth

from marketplace.accounts.models import Membership
from marketplace.accounts.states import Verification
from marketplace.core.actor import ANONYMOUS, Actor

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    from marketplace.accounts.models import User


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


def actor_for_user(user: User) -> Actor:
    """Return a person without a session: for commands, which act on a person's behalf."""
    return _acting(user.pk, session_key=None, authenticated_at=None)


def session_name(session_key: str | None) -> str | None:
    """Return a name for a session that does not give the session away."""
    return hashlib.sha256(session_key.encode()).hexdigest() if session_key else None


def _actor(session: SessionBase, request: HttpRequest) -> Actor:
    user = auth.get_user(request)
    if user.pk is None or not user.is_active:
        return ANONYMOUS
    return _acting(
        user.pk,
        session_key=session_name(session.session_key),
        authenticated_at=_authenticated_at(session),
    )


def _acting(user_id: int, *, session_key: str | None, authenticated_at: datetime | None) -> Actor:
    person = Actor(user_id=user_id, session_key=session_key, authenticated_at=authenticated_at)
    rows = list(
        Membership.objects.filter(user_id=user_id, ended_at=None).values_list(
            "id",
            "organisation_id",
            "organisation__kind",
            "organisation__verification",
            "roles__role",
        )
    )
    if not rows:
        return person
    membership_id, organisation_id, kind, verification, _ = rows[0]
    return replace(
        person,
        membership_id=membership_id,
        organisation_id=organisation_id,
        organisation_kind=kind,
        organisation_verified=verification == Verification.VERIFIED,
        roles=frozenset(row[4] for row in rows if row[4]),
    )


def _authenticated_at(session: SessionBase) -> datetime | None:
    # allauth notes each way a person proved who they are, with its time in epoch seconds
    records = session.get("account_authentication_methods") or []
    times = [record["at"] for record in records if "at" in record]
    return datetime.fromtimestamp(max(times), tz=UTC) if times else None
