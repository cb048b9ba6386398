"""Writing in a room, adding files to it, and pausing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms import services
from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.schema.types import RoomEventType, RoomType, VisibilityEnum
from contracts.rooms.selectors.events import event_for
from contracts.rooms.selectors.places import place_for
from contracts.rooms.selectors.rooms import room_for
from contracts.rooms.states import Visibility
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt
from marketplace.files.schema import TransferType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


def _room_id() -> graphene.ID:
    return graphene.ID(required=True, description="The room.")


def _visibility() -> graphene.Argument:
    return graphene.Argument(
        VisibilityEnum, required=True, description="Who reads it; the coordinator writes to all."
    )


def _code(value: Any) -> str:
    return str(getattr(value, "value", value))


class PostMessage(DomainMutation):
    """Write in a room: to both firms, to the own one, or to it and the coordinator."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = _room_id()
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        text = graphene.String(required=True, description="At most 4,000 characters.")
        visibility = _visibility()
        data_request_id = graphene.ID(description="The technical-data request it is about.")

    event = graphene.Field(RoomEventType, description="The message as an event of the room.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        room_id: str,
        request_id: str,
        text: str,
        visibility: Any,
        data_request_id: str | None = None,
    ) -> Mapping[str, Any]:
        """Post it."""
        place = place_for(actor=context.actor, room_id=room_id, now=context.now)
        event = services.message_post(
            actor=context.actor,
            room=place.room,
            request_id=request_id,
            text=text,
            visibility=_code(visibility),
            about_request_id=data_request_id or "",
            now=context.now,
        )
        return {"event": event_for(actor=context.actor, event=event, now=context.now)}


class AddRoomFile(DomainMutation):
    """Begin the upload of a file; the room hears of it once all of it has arrived."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = _room_id()
        name = graphene.String(required=True, description="The file's name; 200 characters.")
        media_type = graphene.String(description="For example `application/pdf`.")
        size = BigInt(required=True, description="In bytes; at most 256 MB.")
        visibility = graphene.Argument(
            VisibilityEnum,
            default_value=Visibility.EVERYONE,
            description="Who reads it; the coordinator reads no files.",
        )
        view_only = graphene.Boolean(
            default_value=True, description="Whether the other firm sees marked pages only."
        )

    transfer = graphene.Field(TransferType, description="Where to send its parts.")

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        room_id: str,
        name: str,
        size: int,
        visibility: Any,
        view_only: bool,
        media_type: str | None = None,
    ) -> Mapping[str, Any]:
        """Begin it."""
        place = place_for(actor=context.actor, room_id=room_id, now=context.now)
        opened = services.room_file_add(
            actor=context.actor,
            room=place.room,
            name=name,
            media_type=media_type or "",
            size=size,
            visibility=_code(visibility),
            view_only=view_only,
            now=context.now,
        )
        return {"transfer": opened}


def _moved(
    service: Any, context: RequestContext, room_id: str, *, revision: int, words: str
) -> Mapping[str, Any]:
    place = place_for(actor=context.actor, room_id=room_id, now=context.now)
    service(actor=context.actor, room=place.room, revision=revision, words=words, now=context.now)
    return {"room": room_for(actor=context.actor, room_id=room_id, now=context.now)}


class PauseRoom(DomainMutation):
    """Stop a room for a while, as the case's coordinator; documents stay closed meanwhile."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = _room_id()
        revision = graphene.Int(required=True, description="The revision the reader saw.")
        words = graphene.String(required=True, description="Why, for both firms.")

    room = graphene.Field(RoomType, description="The room as it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, room_id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Pause it."""
        return _moved(services.room_pause, context, room_id, revision=revision, words=words)


class ResumeRoom(DomainMutation):
    """Let a paused room go on, as the case's coordinator."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = _room_id()
        revision = graphene.Int(required=True, description="The revision the reader saw.")
        words = graphene.String(required=True, description="What changed, for both firms.")

    room = graphene.Field(RoomType, description="The room as it is now, or null.")

    @staticmethod
    def perform(
        context: RequestContext, *, room_id: str, revision: int, words: str
    ) -> Mapping[str, Any]:
        """Resume it."""
        return _moved(services.room_resume, context, room_id, revision=revision, words=words)


class MarkRoomRead(DomainMutation):
    """Note how far one has read a room; a mark of one's own that nobody else is told."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = _room_id()
        number = graphene.Int(
            required=True, description="The number of the newest event that was seen."
        )

    room = graphene.Field(RoomType, description="The room as it is now, or null.")

    @staticmethod
    def perform(context: RequestContext, *, room_id: str, number: int) -> Mapping[str, Any]:
        """Note it."""
        place = place_for(actor=context.actor, room_id=room_id, now=context.now)
        services.room_read(actor=context.actor, room=place.room, number=number, now=context.now)
        return {"room": room_for(actor=context.actor, room_id=room_id, now=context.now)}


class RoomActs:
    """What people do in rooms."""

    post_message = PostMessage.Field()
    add_room_file = AddRoomFile.Field()
    pause_room = PauseRoom.Field()
    resume_room = ResumeRoom.Field()
    mark_room_read = MarkRoomRead.Field()
