"""What is told of a document before it is opened, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.models import GrantedFile, RoomFile
from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.schema.request_types import PurposeEnum, ReturnMethodEnum
from contracts.rooms.schema.types import RoomSideEnum, VisibilityEnum
from contracts.rooms.selectors.reading import document_for
from contracts.rooms.states import DocumentAccess, RoomSide, Visibility
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import SKIP, guarded_field, guarded_subscription
from marketplace.core.graphql.positions import Positioned
from marketplace.core.graphql.types import choices_enum
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.rooms.selectors.reading import DocumentRow
    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext

DocumentAccessEnum = choices_enum(
    DocumentAccess, description="Whether a document may be opened now."
)


def _of_item(name: str) -> Any:
    """Return a resolver that reads an attribute of the item; empty becomes null."""

    def resolve(row: DocumentRow, _info: Any) -> Any:
        return getattr(row.item, name, None) or None

    return resolve


def _of_request(name: str) -> Any:
    """Return a resolver that reads an attribute of the written request; empty becomes null."""

    def resolve(row: DocumentRow, _info: Any) -> Any:
        return getattr(row.request, name, None) or None

    return resolve


class RoomDocumentType(graphene.ObjectType):
    """A document of a room and on what terms it is shown; to read this opens nothing."""

    class Meta:
        name = "RoomDocument"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="What the file is called.")
    media_type = graphene.String(required=True, description="For example `application/pdf`.")
    is_granted = graphene.Boolean(
        required=True,
        description="Whether it was granted on a written request; otherwise it was added.",
    )
    access = graphene.Field(
        DocumentAccessEnum, required=True, description="Whether the reader may open it now."
    )
    reason = graphene.String(
        description="Why it cannot be shown as pages, for example `encrypted`; or null."
    )
    first_page = graphene.Int(
        required=True, description="The first page the reader may see, from 1."
    )
    last_page = graphene.Int(
        description="The last page the reader may see; null before the pages are counted."
    )
    can_download = graphene.Boolean(
        required=True, description="Whether the reader may have the file itself."
    )
    room_id = graphene.ID(required=True, description="The room.")
    match_id = graphene.ID(required=True, description="The match.")
    side = graphene.Field(RoomSideEnum, required=True, description="The side that shows it.")
    visibility = graphene.Field(
        VisibilityEnum, required=True, description="Who is told that it was read."
    )
    words = graphene.String(
        description="What was asked for; null for a file that was added.",
        resolver=_of_item("words"),
    )
    purpose_words = graphene.String(
        description="What it is needed for, or null.", resolver=_of_item("purpose")
    )
    request_id = graphene.ID(
        description="The technical-data request it was granted on, or null.",
        resolver=_of_request("public_id"),
    )
    purpose = graphene.Field(
        PurposeEnum,
        description="What technical data was asked for; null for a file that was added.",
        resolver=_of_request("purpose"),
    )
    use_until = graphene.Date(
        description="The last day in Korea on which it may be used, or null.",
        resolver=_of_request("use_until"),
    )
    return_on = graphene.Date(
        description="The day it is returned or destroyed, or null.",
        resolver=_of_request("return_on"),
    )
    return_method = graphene.Field(
        ReturnMethodEnum,
        description="How it is returned or destroyed, or null.",
        resolver=_of_request("return_method"),
    )
    retention_until = graphene.Date(
        description="The last day on which the request has to be kept, or null.",
        resolver=_of_request("retention_until"),
    )

    @staticmethod
    def resolve_id(row: DocumentRow, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return row.file.public_id

    @staticmethod
    def resolve_name(row: DocumentRow, _info: Any) -> str:
        """Return the file's name."""
        return row.source.name

    @staticmethod
    def resolve_media_type(row: DocumentRow, _info: Any) -> str:
        """Return what the file is."""
        return row.source.media_type

    @staticmethod
    def resolve_is_granted(row: DocumentRow, _info: Any) -> bool:
        """Tell a granted document from a file that somebody added."""
        return isinstance(row.file, GrantedFile)

    @staticmethod
    def resolve_reason(row: DocumentRow, _info: Any) -> str | None:
        """Return why there are no pages."""
        return row.reason or None

    @staticmethod
    def resolve_can_download(row: DocumentRow, _info: Any) -> bool:
        """Tell whether the file itself may leave."""
        return row.may_leave

    @staticmethod
    def resolve_room_id(row: DocumentRow, _info: Any) -> str:
        """Return the room's opaque id."""
        return row.room.public_id

    @staticmethod
    def resolve_match_id(row: DocumentRow, _info: Any) -> str:
        """Return the match's opaque id."""
        return row.room.match.public_id

    @staticmethod
    def resolve_side(row: DocumentRow, _info: Any) -> str:
        """Return who shows it: what is granted is the seller's."""
        return row.file.side if isinstance(row.file, RoomFile) else RoomSide.SELLER

    @staticmethod
    def resolve_visibility(row: DocumentRow, _info: Any) -> str:
        """Return who hears of its reading."""
        return row.file.visibility if isinstance(row.file, RoomFile) else Visibility.EVERYONE


def _document(_root: Any, info: Any, *, id: str) -> DocumentRow | None:
    return _found(info.context, id)


def _found(context: RequestContext, public_id: str) -> DocumentRow | None:
    try:
        return document_for(actor=context.actor, public_id=public_id, now=context.now)
    except NotFoundError:
        return None


class DocumentQuery:
    """What people read of documents before they open them."""

    room_document = guarded_field(
        RoomDocumentType,
        policy=can_enter_rooms,
        description="A document of a room, or null where the reader may not open it any more.",
        resolver=_document,
        id=graphene.ID(required=True, description="The granted document, or the room's file."),
    )


def _groups(_actor: Actor, arguments: Mapping[str, Any]) -> Sequence[str]:
    # the name comes from the client, and a channel layer takes no other characters
    room_id = str(arguments["room_id"])
    is_name = is_opaque_id(room_id) and room_id.replace("-", "").replace("_", "").isalnum()
    return [f"room.{room_id}"] if is_name else []


def _standing(
    context: RequestContext, arguments: Mapping[str, Any], event: Mapping[str, Any] | None
) -> Positioned:
    row = _found(context, str(arguments["id"]))
    # a document that lies elsewhere must not serve to overhear a room
    if row is not None and row.room.public_id != str(arguments["room_id"]):
        row = None
    access = row.access.value if row else ""
    # the same answer again would tell that something happened which the reader does not read
    is_silent = event is not None and access == arguments.get("after")
    return Positioned(SKIP if is_silent else row, position=access)


class DocumentSubscription:
    """What a reader follows while a document lies open."""

    room_document = guarded_subscription(
        RoomDocumentType,
        policy=can_enter_rooms,
        groups=_groups,
        resolve=_standing,
        shared=False,
        description=(
            "A document of a room each time that whether it may be opened changes; null once "
            "the reader may not open it any more."
        ),
        room_id=graphene.Argument(graphene.ID, required=True, description="The room."),
        id=graphene.Argument(
            graphene.ID, required=True, description="The granted document, or the room's file."
        ),
    )
