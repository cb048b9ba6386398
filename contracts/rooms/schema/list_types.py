"""Rooms and documents over all deals in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.schema.types import RoomStateEnum
from marketplace.core.graphql.connections import connection_type
from matching.schema.matches import MatchType

if TYPE_CHECKING:
    from datetime import date, datetime

    from contracts.rooms.selectors.lists import ReadableDocument, RoomLine


def _match() -> graphene.Field:
    return graphene.Field(MatchType, required=True, description="The deal it belongs to.")


class RoomLineType(graphene.ObjectType):
    """A room in a list."""

    class Meta:
        name = "RoomLine"

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(RoomStateEnum, required=True, description="Whether people may go on.")
    last_number = graphene.Int(
        required=True, description="The number of the newest event for the reader, or 0."
    )
    last_at = graphene.DateTime(required=True, description="When that happened.")
    read_number = graphene.Int(
        required=True, description="The number up to which the reader has read, or 0."
    )
    match = _match()

    @staticmethod
    def resolve_id(line: RoomLine, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return line.room.public_id

    @staticmethod
    def resolve_state(line: RoomLine, _info: Any) -> str:
        """Return the room's state."""
        return line.room.state


class ReadableDocumentType(graphene.ObjectType):
    """A document that was granted to the reader in person."""

    class Meta:
        name = "ReadableDocument"

    id = graphene.ID(required=True, description="The granted document's opaque id.")
    name = graphene.String(required=True, description="The file's name.")
    media_type = graphene.String(required=True, description="For example `application/pdf`.")
    first_page = graphene.Int(required=True, description="The first page that was granted.")
    last_page = graphene.Int(description="The last page that was granted; null for all.")
    view_only = graphene.Boolean(
        required=True, description="Whether it is shown as marked pages only."
    )
    words = graphene.String(required=True, description="What was asked for, in the firm's words.")
    purpose = graphene.String(required=True, description="What it may be read for.")
    granted_at = graphene.DateTime(required=True, description="When it was granted.")
    use_until = graphene.Date(description="The last day in Korea on which it may be used.")
    can_open = graphene.Boolean(
        required=True, description="Whether it opens now; not while the room is paused."
    )
    match = _match()

    @staticmethod
    def resolve_id(row: ReadableDocument, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return row.file.public_id

    @staticmethod
    def resolve_name(row: ReadableDocument, _info: Any) -> str:
        """Return the name that the file has in the deposit."""
        return row.file.deposit_file.name

    @staticmethod
    def resolve_media_type(row: ReadableDocument, _info: Any) -> str:
        """Return what the file is."""
        return row.file.deposit_file.media_type

    @staticmethod
    def resolve_first_page(row: ReadableDocument, _info: Any) -> int:
        """Return the first page."""
        return row.file.first_page

    @staticmethod
    def resolve_last_page(row: ReadableDocument, _info: Any) -> int | None:
        """Return the last page, or None for all."""
        return row.file.last_page

    @staticmethod
    def resolve_view_only(row: ReadableDocument, _info: Any) -> bool:
        """Return whether the file itself stays in the room."""
        return row.file.item.view_only

    @staticmethod
    def resolve_words(row: ReadableDocument, _info: Any) -> str:
        """Return the words of the item."""
        return row.file.item.words

    @staticmethod
    def resolve_purpose(row: ReadableDocument, _info: Any) -> str:
        """Return the purpose of the item."""
        return row.file.item.purpose

    @staticmethod
    def resolve_granted_at(row: ReadableDocument, _info: Any) -> datetime | None:
        """Return when the item was granted."""
        return row.file.item.decided_at

    @staticmethod
    def resolve_use_until(row: ReadableDocument, _info: Any) -> date | None:
        """Return the last day of use."""
        return row.file.item.request.use_until


RoomLineConnection = connection_type(RoomLineType, "RoomLine")
ReadableDocumentConnection = connection_type(ReadableDocumentType, "ReadableDocument")
