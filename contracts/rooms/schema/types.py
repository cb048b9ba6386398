"""Rooms and their events in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.states import RoomEventKind, RoomSide, RoomState, Visibility
from marketplace.accounts.schema import RoleEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.ladder.schema import StageEnum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.nda.models import NdaHolder
    from contracts.rooms.models import RoomFile
    from contracts.rooms.selectors.events import EventRow
    from contracts.rooms.selectors.rooms import RoomRow

RoomStateEnum = choices_enum(RoomState, description="Whether people may go on in a room.")
RoomSideEnum = choices_enum(RoomSide, description="From where somebody takes part in a room.")
RoomEventKindEnum = choices_enum(RoomEventKind, description="What happened in a room.")
VisibilityEnum = choices_enum(
    Visibility, description="Who reads what is said in a room.", name="RoomVisibility"
)


class RoomHolder(graphene.ObjectType):
    """A person whom the NDA names as a holder."""

    membership_id = graphene.ID(required=True, description="Their membership's id.")
    name = graphene.String(required=True, description="Their name as the NDA has it.")
    email = graphene.String(required=True, description="Their mail address as the NDA has it.")

    @staticmethod
    def resolve_membership_id(holder: NdaHolder, _info: Any) -> str:
        """Return the opaque id of the membership."""
        return holder.membership.public_id


class RoomParticipant(graphene.ObjectType):
    """Somebody who reads a room now."""

    side = graphene.Field(RoomSideEnum, required=True, description="From where they take part.")
    name = graphene.String(required=True, description="Their name.")
    roles = graphene.List(
        graphene.NonNull(RoleEnum), required=True, description="What they may do for their firm."
    )
    is_holder = graphene.Boolean(
        required=True, description="Whether the NDA names them; told to the two firms alone."
    )
    is_you = graphene.Boolean(required=True, description="Whether it is the reader.")


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(row: RoomRow, _info: Any) -> bool:
        return act in row.acts

    return graphene.Boolean(required=True, description=description, resolver=resolve)


def _of_room(name: str) -> Any:
    def resolve(row: RoomRow, _info: Any) -> Any:
        return getattr(row.room, name)

    return resolve


class RoomType(graphene.ObjectType):
    """Where two firms under one NDA talk, ask for technical data and show it."""

    class Meta:
        name = "Room"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_room("public_id"))
    state = graphene.Field(
        RoomStateEnum,
        required=True,
        description="Whether people may go on.",
        resolver=_of_room("state"),
    )
    revision = graphene.Int(
        required=True, description="Counts pauses and their ends.", resolver=_of_room("revision")
    )
    side = graphene.Field(
        RoomSideEnum, required=True, description="From where the reader takes part."
    )
    stage = graphene.Field(
        StageEnum, required=True, description="How far the reader may look at the technology."
    )
    match_id = graphene.ID(required=True, description="The match.")
    nda_id = graphene.ID(required=True, description="The NDA that opened it.")
    technology_id = graphene.ID(required=True, description="The technology.")
    opened_at = graphene.DateTime(
        required=True, description="When it was opened.", resolver=_of_room("opened_at")
    )
    state_since = graphene.DateTime(
        required=True, description="Since when it is so.", resolver=_of_room("state_since")
    )
    last_number = graphene.Int(
        required=True, description="The number of the newest event for the reader, or 0."
    )
    read_number = graphene.Int(
        required=True, description="The number up to which the reader has read, or 0."
    )
    people = graphene.List(
        graphene.NonNull(RoomParticipant), required=True, description="Who reads it now."
    )
    holders = graphene.List(
        graphene.NonNull(RoomHolder),
        required=True,
        description="Whom the NDA names as holders; empty for the coordinator.",
    )
    can_post = _can("post", "Whether the reader may write.")
    can_add_file = _can("add_file", "Whether the reader may add a file.")
    can_draft_request = _can("draft_request", "Whether the reader may ask for technical data.")
    can_pause = _can("pause", "Whether the reader may pause it.")
    can_resume = _can("resume", "Whether the reader may let it go on.")

    @staticmethod
    def resolve_stage(row: RoomRow, _info: Any) -> str:
        """Return the stage's name."""
        return row.stage.name

    @staticmethod
    def resolve_match_id(row: RoomRow, _info: Any) -> str:
        """Return the match's opaque id."""
        return row.room.match.public_id

    @staticmethod
    def resolve_nda_id(row: RoomRow, _info: Any) -> str:
        """Return the NDA's opaque id."""
        return row.room.nda.public_id

    @staticmethod
    def resolve_technology_id(row: RoomRow, _info: Any) -> str:
        """Return the technology's opaque id."""
        return row.room.technology.public_id

    @staticmethod
    def resolve_holders(row: RoomRow, _info: Any) -> Sequence[NdaHolder]:
        """Return whom the NDA names."""
        return row.holders


class RoomFileType(graphene.ObjectType):
    """A file that somebody added to a room."""

    class Meta:
        name = "RoomFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="Its name.")
    media_type = graphene.String(required=True, description="For example `application/pdf`.")
    size = BigInt(required=True, description="In bytes.")
    view_only = graphene.Boolean(
        required=True, description="Whether the other firm sees it as marked pages only."
    )
    side = graphene.Field(RoomSideEnum, required=True, description="The side that added it.")
    visibility = graphene.Field(VisibilityEnum, required=True, description="Who reads it.")
    added_at = graphene.DateTime(required=True, description="When its upload began.")

    @staticmethod
    def resolve_id(file: RoomFile, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return file.public_id

    @staticmethod
    def resolve_added_at(file: RoomFile, _info: Any) -> datetime:
        """Return when its upload began."""
        return file.created_at


def _of_event(name: str) -> Any:
    """Return a resolver that reads an attribute of the stored event; empty becomes null."""

    def resolve(row: EventRow, _info: Any) -> Any:
        return getattr(row.event, name) or None

    return resolve


class RoomEventType(graphene.ObjectType):
    """One thing that happened in a room."""

    class Meta:
        name = "RoomEvent"

    id = graphene.ID(required=True, description="Its opaque id.", resolver=_of_event("public_id"))
    number = graphene.Int(
        required=True,
        description="Counts what the reader's side reads, without gaps; pass the last one as "
        "`after`.",
    )
    kind = graphene.Field(
        RoomEventKindEnum, required=True, description="What it is.", resolver=_of_event("kind")
    )
    visibility = graphene.Field(
        VisibilityEnum,
        required=True,
        description="Who reads it.",
        resolver=_of_event("visibility"),
    )
    side = graphene.Field(
        RoomSideEnum,
        description="The side that did it; null where the product did.",
        resolver=_of_event("side"),
    )
    author = graphene.String(description="Who did it, by name; null where the product did.")
    is_own = graphene.Boolean(required=True, description="Whether the reader did it.")
    at = graphene.DateTime(required=True, description="When it happened.", resolver=_of_event("at"))
    text = graphene.String(description="What was written, or null.")
    file = graphene.Field(
        RoomFileType, description="The file; null where there is none that the reader may know."
    )
    request_id = graphene.ID(description="The technical-data request it is about, or null.")
    item_id = graphene.ID(description="The item of the request it is about, or null.")
    holder = graphene.String(description="The holder it is about, by name, or null.")

    @staticmethod
    def resolve_author(row: EventRow, _info: Any) -> str | None:
        """Return the name of the person."""
        return row.event.membership.user.name if row.event.membership else None

    @staticmethod
    def resolve_request_id(row: EventRow, _info: Any) -> str | None:
        """Return the request's opaque id."""
        return row.event.request.public_id if row.event.request else None

    @staticmethod
    def resolve_item_id(row: EventRow, _info: Any) -> str | None:
        """Return the item's opaque id."""
        return row.event.item.public_id if row.event.item else None

    @staticmethod
    def resolve_holder(row: EventRow, _info: Any) -> str | None:
        """Return the holder's name to the two firms."""
        return row.holder


class RoomEventBatch(graphene.ObjectType):
    """Events that came, in the order of their numbers."""

    events = graphene.List(
        graphene.NonNull(RoomEventType), required=True, description="What is new."
    )
    last_number = graphene.Int(
        required=True, description="Pass it as `after` to go on from here, for example later."
    )


RoomEventConnection = connection_type(RoomEventType, "RoomEvent")
