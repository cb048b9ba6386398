"""Read across rooms: those one takes part in, and the documents one may open in any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Subquery

from contracts.rooms.models import GrantedFile, RoomEvent, RoomReading
from contracts.rooms.policies import can_open_documents
from contracts.rooms.selectors.events import last_number
from contracts.rooms.selectors.places import places_for
from contracts.rooms.states import ItemState, RoomState
from marketplace.ladder.selectors import open_scopes_of
from marketplace.ladder.stages import Stage
from matching.selectors.matches import match_rows, matches_to_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow

_ROOM = "item__request__room"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLine:
    """One room in a list, for one reader.

    Attributes:
        last_number: Of the newest event that the reader's side reads.
        last_at: When that happened.
        read_number: How far the reader has read.
        match: The deal it belongs to.
    """

    room: Room
    last_number: int
    last_at: datetime
    read_number: int
    match: MatchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableDocument:
    """A granted document that its reader may open now, or once the room goes on."""

    file: GrantedFile
    can_open: bool
    match: MatchRow


def rooms_for(*, actor: Actor, before: int | None, limit: int, now: datetime) -> list[RoomLine]:
    """Return the rooms the actor takes part in, the newest first, in a constant number of queries.

    Args:
        actor: Who reads.
        before: Only rooms with a smaller row key, or None.
        limit: Largest number of rooms.
        now: The moment of reading.
    """
    places = places_for(actor=actor, before=before, limit=limit, now=now)
    keys = [place.room.pk for place in places]
    newest = _newest_at(places, keys)
    marks = readings_of(actor, keys)
    rows = match_rows(actor, [place.room.match for place in places], now)
    return [
        RoomLine(
            room=place.room,
            last_number=last_number(place),
            last_at=newest.get(place.room.pk, place.room.opened_at),
            read_number=marks.get(place.room.pk, 0),
            match=row,
        )
        for place, row in zip(places, rows, strict=True)
    ]


def readings_of(actor: Actor, room_ids: Sequence[int]) -> dict[int, int]:
    """Return how far the actor has read in each of some rooms, by row key."""
    marks = RoomReading.objects.filter(room_id__in=room_ids, membership_id=actor.membership_id or 0)
    return dict(marks.values_list("room_id", "number"))


def documents_for(
    *, actor: Actor, before: int | None, limit: int, now: datetime
) -> list[ReadableDocument]:
    """Return the documents that were granted to the actor in person, over all deals.

    Args:
        actor: Who reads.
        before: Only documents with a smaller row key, or None.
        limit: Largest number of documents.
        now: The moment of reading.
    """
    if not can_open_documents(actor):
        return []
    found: list[GrantedFile] = []
    while len(found) < limit:
        chunk = _granted_to(actor, before, limit)
        found += _open_now(actor, chunk, now)
        if len(chunk) < limit:
            break
        before = chunk[-1].pk
    kept = found[:limit]
    rows = match_rows(actor, [file.item.request.room.match for file in kept], now)
    return [
        ReadableDocument(
            file=file, can_open=file.item.request.room.state == RoomState.OPEN, match=row
        )
        for file, row in zip(kept, rows, strict=True)
    ]


def _granted_to(actor: Actor, before: int | None, limit: int) -> list[GrantedFile]:
    bound = {} if before is None else {"pk__lt": before}
    rows = GrantedFile.objects.filter(
        item__state=ItemState.GRANTED,
        item__holders__membership_id=actor.membership_id or 0,
        item__holders__removed_at=None,
        item__request__room__buyer_id=actor.organisation_id,
        **bound,
    ).exclude(item__request__room__state=RoomState.CLOSED)
    told = rows.select_related("deposit_file", f"{_ROOM}__technology").prefetch_related(
        Prefetch(f"{_ROOM}__match", matches_to_tell())
    )
    return list(told.order_by("-pk")[:limit])


def _open_now(actor: Actor, files: Sequence[GrantedFile], now: datetime) -> list[GrantedFile]:
    """Return those whose every condition holds; the same that opening asks."""
    rooms = {file.item.request.room_id for file in files}
    places = places_for(actor=actor, before=None, limit=max(len(rooms), 1), now=now, pk__in=rooms)
    reached = {place.room.pk for place in places if place.stage >= Stage.S4}
    scopes = open_scopes_of(
        actor,
        technology_ids={file.item.request.room.technology_id for file in files},
        stage=Stage.S4,
        now=now,
    )
    return [
        file
        for file in files
        if file.item.public_id in scopes and file.item.request.room_id in reached
    ]


def _newest_at(places: Sequence[Place], keys: Sequence[int]) -> dict[int, datetime]:
    """Return when the newest event happened that the side reads, by row key of the room."""
    if not places:
        return {}
    column = f"{places[0].side}_number"
    newest = RoomEvent.objects.filter(
        room_id=OuterRef("room_id"), **{f"{column}__isnull": False}
    ).order_by(f"-{column}")
    rows = RoomEvent.objects.filter(room_id__in=keys, pk=Subquery(newest.values("pk")[:1]))
    return dict(rows.values_list("room_id", "at"))
