"""One organisation's members change one after the other, and under its owner's eyes."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.db.models import Q

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.accounts.policies import acts_in_person, is_owner
from marketplace.accounts.roles import Role
from marketplace.core.errors import NotAllowedError, StaleStateError
from marketplace.core.live import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

_DEADLOCK = "40P01"


@contextmanager
def alone_or_stale() -> Iterator[None]:
    """Turn PostgreSQL's end of a deadlock into the refusal of a stale writer.

    Two owners who act upon each other at once each hold their own row and wait for the other's.
    """
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == _DEADLOCK:
            raise StaleStateError from error
        raise


def organisation_locked(organisation_id: int | None) -> Organisation:
    """Return the organisation, locked until the transaction ends.

    SQLite knows no row locks; there a transaction writes alone from its start.

    Raises:
        NotAllowedError: There is none to act for.
    """
    locked = Organisation.objects.select_for_update(no_key=True)
    organisation = locked.filter(Q(pk=organisation_id)).first()
    if organisation is None:
        raise NotAllowedError
    return organisation


def owners_organisation(actor: Actor) -> Organisation:
    """Return the actor's organisation, locked, once its row of owners confirms the actor.

    Raises:
        NotAllowedError: The actor does not own it, or owned it only until a moment ago.
    """
    if not is_owner(actor):
        raise NotAllowedError
    organisation = organisation_locked(actor.organisation_id)
    if not owners(organisation).filter(Q(pk=actor.membership_id)).exists():
        raise NotAllowedError
    return organisation


def owners(organisation: Organisation) -> QuerySet[Membership]:
    """Return the memberships of the active owners."""
    return Membership.objects.filter(
        organisation=organisation, ended_at=None, user__is_active=True, roles__role=Role.OWNER
    )


def person_ref(actor: Actor) -> str:
    """Return the public id of who acts, for a record."""
    return person_acting(actor).public_id


def person_acting(actor: Actor) -> User:
    """Return the person behind the actor.

    Raises:
        NotAllowedError: Nobody is signed in, or a program acts.
    """
    user = User.objects.filter(Q(pk=actor.user_id)).first()
    if user is None or not acts_in_person(actor):
        raise NotAllowedError
    return user


def sockets_close(user_id: int) -> None:
    """Close the person's sockets once the transaction is committed."""
    transaction.on_commit(partial(publish, f"user.{user_id}", {"close": True}))
