"""Read what happened in a room, each side by its own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contracts.rooms.models import RoomEvent
from contracts.rooms.policies import can_read_file
from contracts.rooms.selectors.places import place_for
from contracts.rooms.states import RoomSide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.models import RoomFile
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor

BATCH: Final = 50
_WITH = ("membership__user", "holder__user", "request", "item", "message", "file")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event for one reader.

    Attributes:
        number: Counts what the reader's side reads, without gaps.
        file: The file it tells of, where the reader may know of it.
        holder: The name of the holder it is about, for the two firms.
        is_own: Whether the reader did it.
    """

    event: RoomEvent
    number: int
    text: str | None
    file: RoomFile | None
    holder: str | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBatch:
    """Events that follow a number, in their order.

    Attributes:
        last_number: The number to go on from.
        is_more: Whether further ones wait.
    """

    events: Sequence[EventRow]
    last_number: int
    is_more: bool


def last_number(place: Place) -> int:
    """Return the number of the newest event that the place's side reads, or 0."""
    number: int = getattr(place.room, f"last_{place.side}_number")
    return number


def events_before(
    *, actor: Actor, room_id: str, before: int | None, limit: int, now: datetime
) -> list[EventRow]:
    """Return what happened in a room, the newest first.

    Args:
        actor: Somebody who takes part.
        room_id: The room's public id.
        before: Only events with a smaller number, or None.
        limit: Largest number of events.
        now: The moment of reading.

    Raises:
        NotFoundError: The actor takes no part in the room.
    """
    place = place_for(actor=actor, room_id=room_id, now=now)
    bound = {} if before is None else {f"{place.side}_number__lt": before}
    return _rows(actor, place, order=f"-{place.side}_number", limit=limit, **bound)


def events_after(*, actor: Actor, room_id: str, after: int | None, now: datetime) -> EventBatch:
    """Return what happened in a room after a number.

    Args:
        actor: Somebody who takes part.
        room_id: The room's public id.
        after: The last number the reader has; None for none of what is there.
        now: The moment of reading.

    Raises:
        NotFoundError: The actor takes no part in the room, or no longer.
    """
    place = place_for(actor=actor, room_id=room_id, now=now)
    last = last_number(place)
    # a number that was never given would hide what comes next
    start = last if after is None else max(0, min(after, last))
    rows = _rows(
        actor,
        place,
        order=f"{place.side}_number",
        limit=BATCH + 1,
        **{f"{place.side}_number__gt": start},
    )
    kept = rows[:BATCH]
    return EventBatch(
        events=kept,
        last_number=kept[-1].number if kept else start,
        is_more=len(rows) > BATCH,
    )


def event_for(*, actor: Actor, event: RoomEvent, now: datetime) -> EventRow:
    """Return an event as its own writer reads it.

    Raises:
        NotFoundError: The actor takes no part in the room, or does not read the event.
    """
    place = place_for(actor=actor, room_id=event.room.public_id, now=now)
    return _rows(actor, place, order="number", limit=1, number=event.number)[0]


def _rows(actor: Actor, place: Place, *, order: str, limit: int, **bounds: int) -> list[EventRow]:
    column = f"{place.side}_number"
    events = RoomEvent.objects.filter(
        room=place.room, **{f"{column}__isnull": False}, **bounds
    ).select_related(*_WITH)
    return [_row(actor, place, event) for event in events.order_by(order)[:limit]]


def _row(actor: Actor, place: Place, event: RoomEvent) -> EventRow:
    message = getattr(event, "message", None)
    file = getattr(event, "file", None)
    knows_holders = place.side != RoomSide.COORDINATOR
    shows = file is not None and can_read_file(file, side=place.side, stage=place.stage)
    return EventRow(
        event=event,
        number=getattr(event, f"{place.side}_number"),
        text=None if message is None else message.text,
        file=file if shows else None,
        holder=event.holder.user.name if knows_holders and event.holder else None,
        is_own=event.membership_id is not None and event.membership_id == actor.membership_id,
    )
