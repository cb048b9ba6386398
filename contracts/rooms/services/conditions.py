"""When an act in a room comes in order; every act takes the room's row first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.nda.models import Nda
from contracts.nda.selectors import nda_stands
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import Room
from contracts.rooms.selectors.places import place_in
from contracts.rooms.states import RoomState
from marketplace.accounts.barriers import is_barred
from marketplace.core.errors import NotAllowedError, StaleStateError

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor


def entered(*, actor: Actor, room: Room, now: datetime) -> Place:
    """Lock a room until the transaction ends, and return where the actor stands in it now.

    Everything that happens in one room happens one after the other, so that of two writers the
    later one sees what the earlier one did.

    Raises:
        NotFoundError: The actor takes no part in it, or no longer.
    """
    locked(room)
    return place_in(actor=actor, room=room, now=now)


def locked(room: Room) -> None:
    """Lock a room until the transaction ends; SQLite's writers stand in line anyway.

    The NDA it rests on is locked before it: whoever is taken off the list of holders, or an NDA
    that ends, either came before the act or waits for its end.
    """
    list(Nda.objects.select_for_update(no_key=True).filter(pk=room.nda_id).values_list("pk"))
    list(Room.objects.select_for_update(no_key=True).filter(pk=room.pk).values_list("pk"))


def goes_on(place: Place, *, actor: Actor, now: datetime) -> None:
    """Refuse to go on in a room that is not open, or under an NDA that no longer stands.

    Raises:
        RoomPausedError: The coordinator paused it.
        StaleStateError: It is closed, or what it rests on ended a moment ago.
        NotAllowedError: The actor's firm lost its verification.
    """
    room = place.room
    if room.state == RoomState.PAUSED:
        raise RoomPausedError
    if room.state == RoomState.CLOSED or not nda_stands(room.nda, now):
        raise StaleStateError
    if is_barred(organisation_id=room.seller_id, other_id=room.buyer_id):
        raise StaleStateError
    if not actor.organisation_verified:
        raise NotAllowedError


def not_over(place: Place) -> None:
    """Refuse what protects somebody only where nothing is left to protect: in a closed room.

    Raises:
        StaleStateError: The room is closed.
    """
    if place.room.state == RoomState.CLOSED:
        raise StaleStateError
