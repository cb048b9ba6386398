"""Somebody has read a room up to a number: a mark of their own, no act that others hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from contracts.rooms.models import RoomReading
from contracts.rooms.selectors.events import last_number
from contracts.rooms.selectors.places import place_in
from marketplace.core.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.rooms.models import Room
    from marketplace.core.actor import Actor


@transaction.atomic
def room_read(*, actor: Actor, room: Room, number: int, now: datetime) -> None:
    """Note how far the actor has read; a mark never goes back.

    Args:
        actor: Somebody who takes part.
        room: The room.
        number: The number of the newest event that was seen, by the reader's own numbers.
        now: The moment.

    Raises:
        NotFoundError: The actor takes no part in the room.
    """
    place = place_in(actor=actor, room=room, now=now)
    if actor.membership_id is None:
        raise NotFoundError
    # a number that was never given would hide what comes next
    seen = max(0, min(number, last_number(place)))
    mark, made = RoomReading.objects.get_or_create(
        room=room, membership_id=actor.membership_id, defaults={"number": seen}
    )
    if not made:
        RoomReading.objects.filter(pk=mark.pk, number__lt=seen).update(number=seen)
