"""The one gate to documents of a room: asked before each opening, and again for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import GrantedFile, ItemHolder, RoomFile
from contracts.rooms.policies import can_read_file
from contracts.rooms.selectors.places import place_in
from contracts.rooms.states import ItemState, RoomFileState, RoomSide, RoomState
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.ladder.selectors import open_scopes
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

_GRANTED_WITH = (
    "deposit_file__deposit",
    "item__request__room__match",
    "item__request__room__technology",
)
_FILE_WITH = ("stored_file", "room__match", "room__technology", "membership")


def granted_file_for(actor: Actor, public_id: str, now: datetime) -> GrantedFile:
    """Return a granted document to a holder of its item, while every condition holds.

    Its `item.view_only` says whether the file itself may leave the room, and its pages are those
    from `first_page` to `last_page`.

    Raises:
        NotFoundError: There is none for this actor, or no longer.
        NotAllowedError: The actor granted it, but is no holder; or the room is paused.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    granted = GrantedFile.objects.select_related(*_GRANTED_WITH).filter(public_id=public_id).first()
    if granted is None:
        raise NotFoundError
    item, room = granted.item, granted.item.request.room
    place = place_in(actor=actor, room=room, now=now)
    if place.side == RoomSide.SELLER:
        raise NotAllowedError
    holds = ItemHolder.objects.filter(
        item=item, membership_id=actor.membership_id or 0, removed_at=None
    ).exists()
    if not holds or item.state != ItemState.GRANTED or place.stage < Stage.S4:
        raise NotFoundError
    scopes = open_scopes(actor, technology_id=room.technology_id, stage=Stage.S4, now=now)
    if item.public_id not in scopes or place.room.state == RoomState.CLOSED:
        raise NotFoundError
    if place.room.state == RoomState.PAUSED:
        raise RoomPausedError
    return granted


def room_file_for(actor: Actor, public_id: str, now: datetime) -> RoomFile:
    """Return a file that was added to a room, to whoever it is meant for.

    Its `view_only` counts for the other firm alone: what a firm added it may fetch again.

    Raises:
        NotFoundError: There is none for this actor, or no longer.
        NotAllowedError: The room is paused, and the file comes from the other firm.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    rows = RoomFile.objects.select_related(*_FILE_WITH).filter(state=RoomFileState.STORED)
    file = rows.filter(public_id=public_id).first()
    if file is None:
        raise NotFoundError
    place = place_in(actor=actor, room=file.room, now=now)
    if not can_read_file(file, side=place.side, stage=place.stage):
        raise NotFoundError
    if file.side != place.side and place.room.state == RoomState.PAUSED:
        raise RoomPausedError
    return file
