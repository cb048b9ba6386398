"""Where somebody stands in a room at one moment; nobody keeps the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from contracts.rooms.models import Room
from contracts.rooms.policies import leads, side_in, visible_rooms
from contracts.rooms.states import RoomSide
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.ladder.selectors import stages_for
from marketplace.ladder.stages import Stage
from matching.selectors.matches import matches_to_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import Q

    from marketplace.core.actor import Actor

_WITH_ROOM = ("nda", "technology", "seller", "buyer", "institution")
_WITH = ("match", *_WITH_ROOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A room for one reader.

    Attributes:
        side: From where the reader looks at it.
        stage: How far the reader may look at the technology.
    """

    room: Room
    side: RoomSide
    stage: Stage


def place_for(*, actor: Actor, room_id: str, now: datetime) -> Place:
    """Return a room for somebody who takes part in it.

    Raises:
        NotFoundError: There is none, or the actor takes no part in it, or no longer.
    """
    if not is_opaque_id(room_id):
        raise NotFoundError
    return _only(_found(visible_rooms(actor, now), actor, now, public_id=room_id))


def place_in(*, actor: Actor, room: Room, now: datetime) -> Place:
    """Return where the actor stands in a room that was read before.

    Raises:
        NotFoundError: The actor takes no part in it, or no longer.
    """
    return _only(_found(visible_rooms(actor, now), actor, now, pk=room.pk))


def place_of_match(*, actor: Actor, match_id: str, now: datetime) -> Place | None:
    """Return the newest room of a match for somebody who takes part in it, or None."""
    if not is_opaque_id(match_id):
        return None
    found = _found(visible_rooms(actor, now), actor, now, match__public_id=match_id)
    return found[0] if found else None


def _only(places: Sequence[Place]) -> Place:
    if not places:
        raise NotFoundError
    return places[0]


def places_for(
    *, actor: Actor, before: int | None, limit: int, now: datetime, **wanted: object
) -> list[Place]:
    """Return the rooms the actor takes part in, the newest first.

    Args:
        actor: Who reads.
        before: Only rooms with a smaller row key, or None.
        limit: Largest number of rooms.
        now: The moment of reading.
        wanted: What else a room has to be.
    """
    found: list[Place] = []
    while len(found) < limit:
        bound = {} if before is None else {"pk__lt": before}
        rows = Room.objects.filter(visible_rooms(actor, now), **wanted, **bound)
        rows = rows.select_related(*_WITH_ROOM).prefetch_related(
            Prefetch("match", matches_to_tell())
        )
        chunk = list(rows.order_by("-pk")[:limit])
        found += _placed(actor, chunk, now)
        if len(chunk) < limit:
            break
        before = chunk[-1].pk
    return found[:limit]


def _found(where: Q, actor: Actor, now: datetime, **wanted: object) -> list[Place]:
    rows = Room.objects.filter(where, **wanted).select_related(*_WITH)
    return _placed(actor, list(rows.order_by("-id")[:1]), now)


def _placed(actor: Actor, rooms: Sequence[Room], now: datetime) -> list[Place]:
    stages = stages_for(actor, [room.technology for room in rooms], now)
    placed = []
    for room in rooms:
        side, stage = side_in(actor, room), stages[room.technology.public_id]
        # of the large firm a lead keeps the words of a room; whoever came as a holder leaves as one
        is_gone = side == RoomSide.BUYER and not leads(actor) and stage < Stage.S3
        if side is not None and not is_gone:
            placed.append(Place(room=room, side=side, stage=stage))
    return placed
