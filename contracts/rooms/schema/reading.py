"""Reading rooms, their events and their requests, and following a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.schema.lists import RoomListQuery
from contracts.rooms.schema.request_types import DataRequestType
from contracts.rooms.schema.types import RoomEventBatch, RoomEventConnection, RoomType
from contracts.rooms.selectors.events import EventBatch, events_after, events_before
from contracts.rooms.selectors.requests import request_for, requests_of
from contracts.rooms.selectors.rooms import room_for, room_of_match
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import SKIP, guarded_field, guarded_subscription
from marketplace.core.graphql.positions import Positioned
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.rooms.selectors.requests import RequestRow
    from contracts.rooms.selectors.rooms import RoomRow
    from marketplace.core.actor import Actor
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext


def _room(_root: Any, info: Any, *, id: str) -> RoomRow | None:
    context: RequestContext = info.context
    try:
        return room_for(actor=context.actor, room_id=id, now=context.now)
    except NotFoundError:
        return None


def _room_of(_root: Any, info: Any, *, match_id: str) -> RoomRow | None:
    context: RequestContext = info.context
    return room_of_match(actor=context.actor, match_id=match_id, now=context.now)


def _events(
    _root: Any, info: Any, *, room_id: str, first: int, after: str | None = None
) -> Page | None:
    context, size = info.context, page_size(first)
    key: Any = decode_cursor(after, kinds=(int,))
    try:
        rows = events_before(
            actor=context.actor,
            room_id=room_id,
            before=key[0] if key else None,
            limit=size + 1,
            now=context.now,
        )
    except NotFoundError:
        rows = []
    return page_of(rows, size=size, key=lambda row: (row.number,))


def _request(_root: Any, info: Any, *, id: str) -> RequestRow | None:
    context: RequestContext = info.context
    try:
        return request_for(actor=context.actor, public_id=id, now=context.now)
    except NotFoundError:
        return None


def _requests(_root: Any, info: Any, *, room_id: str) -> list[RequestRow]:
    context: RequestContext = info.context
    try:
        return requests_of(actor=context.actor, room_id=room_id, now=context.now)
    except NotFoundError:
        return []


class RoomReadingQuery(RoomListQuery):
    """What people read of rooms."""

    room = guarded_field(
        RoomType,
        policy=can_enter_rooms,
        description="One room, or null where the reader takes no part in it.",
        resolver=_room,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    room_of = guarded_field(
        RoomType,
        policy=can_enter_rooms,
        description="The newest room of a match, or null.",
        resolver=_room_of,
        match_id=graphene.ID(required=True, description="The match."),
    )
    room_events = connection_field(
        RoomEventConnection,
        policy=can_enter_rooms,
        description="What happened in a room as far as the reader reads it, the newest first.",
        resolver=_events,
        room_id=graphene.Argument(graphene.ID, required=True, description="The room."),
    )
    data_request = guarded_field(
        DataRequestType,
        policy=can_enter_rooms,
        description="One technical-data request, or null where the reader may not know of it.",
        resolver=_request,
        id=graphene.ID(required=True, description="Its opaque id."),
    )
    data_requests_of = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(DataRequestType))),
        policy=can_enter_rooms,
        description="The 50 newest technical-data requests of a room, the newest first.",
        resolver=_requests,
        room_id=graphene.ID(required=True, description="The room."),
    )


def _groups(_actor: Actor, arguments: Mapping[str, Any]) -> Sequence[str]:
    # the name comes from the client, and a channel layer takes no other characters
    room_id = str(arguments["room_id"])
    is_name = is_opaque_id(room_id) and room_id.replace("-", "").replace("_", "").isalnum()
    return [f"room.{room_id}"] if is_name else []


def _event(
    context: RequestContext, arguments: Mapping[str, Any], event: Mapping[str, Any] | None
) -> Positioned:
    batch: EventBatch = events_after(
        actor=context.actor,
        room_id=str(arguments["room_id"]),
        after=arguments.get("after"),
        now=context.now,
    )
    # the first answer tells the number; later what the reader does not read makes no sound
    is_silent = event is not None and not batch.events
    return Positioned(SKIP if is_silent else batch, position=batch.last_number, more=batch.is_more)


class RoomReadingSubscription:
    """What people follow of rooms."""

    room_events = guarded_subscription(
        graphene.NonNull(RoomEventBatch),
        policy=can_enter_rooms,
        groups=_groups,
        resolve=_event,
        shared=False,
        description=(
            "What happens in a room as it comes, none lost and none doubled: after a lost "
            "connection pass the last number."
        ),
        room_id=graphene.Argument(graphene.ID, required=True, description="The room."),
        after=graphene.Argument(
            graphene.Int,
            description="The last number that was received; without it only what comes is told.",
        ),
    )
