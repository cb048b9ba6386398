"""Read rooms as their participants see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.nda.selectors import holders_of, nda_stands
from contracts.rooms.models import RoomFile
from contracts.rooms.policies import reads_documents, room_acts
from contracts.rooms.selectors.events import last_number
from contracts.rooms.selectors.lists import readings_of
from contracts.rooms.selectors.people import participants_of
from contracts.rooms.selectors.places import place_for, place_of_match
from contracts.rooms.states import RoomFileState, RoomSide, Visibility
from marketplace.accounts.barriers import is_barred

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.nda.models import NdaHolder
    from contracts.rooms.models import Room
    from contracts.rooms.selectors.people import Participant
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor
    from marketplace.ladder.stages import Stage

MOST_FILES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    """One room for one reader.

    Attributes:
        last_number: Of the newest event that the reader's side reads.
        read_number: How far the reader has read.
        people: Who takes part now.
        holders: Whom the NDA names; for the two firms.
    """

    room: Room
    side: RoomSide
    stage: Stage
    last_number: int
    read_number: int
    people: Sequence[Participant]
    holders: Sequence[NdaHolder]
    acts: frozenset[str]


def room_for(*, actor: Actor, room_id: str, now: datetime) -> RoomRow:
    """Return one room as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor takes no part in it.
    """
    return _row(actor, place_for(actor=actor, room_id=room_id, now=now), now)


def room_of_match(*, actor: Actor, match_id: str, now: datetime) -> RoomRow | None:
    """Return the newest room of a match as the actor may see it, or None."""
    place = place_of_match(actor=actor, match_id=match_id, now=now)
    return None if place is None else _row(actor, place, now)


def room_files(*, actor: Actor, room_id: str, now: datetime) -> list[RoomFile]:
    """Return the files added to a room that the actor may open, the newest first.

    Raises:
        NotFoundError: The actor takes no part in the room.
    """
    place = place_for(actor=actor, room_id=room_id, now=now)
    rows = RoomFile.objects.filter(room=place.room, state=RoomFileState.STORED).order_by("-pk")
    own = Q(side=place.side)
    readable = own | Q(visibility=Visibility.EVERYONE)
    if not reads_documents(place.side, place.stage):
        readable = own
    return list(rows.filter(readable)[:MOST_FILES])


def _row(actor: Actor, place: Place, now: datetime) -> RoomRow:
    room = place.room
    # the runner may not have come to close what rests on nothing any more
    stands = nda_stands(room.nda, now) and not is_barred(
        organisation_id=room.seller_id, other_id=room.buyer_id
    )
    acts = room_acts(actor, room, place.side) if stands else frozenset()
    return RoomRow(
        room=room,
        side=place.side,
        stage=place.stage,
        last_number=last_number(place),
        read_number=readings_of(actor, [room.pk]).get(room.pk, 0),
        people=participants_of(actor, place),
        holders=() if place.side == RoomSide.COORDINATOR else holders_of(room.nda),
        acts=acts,
    )
