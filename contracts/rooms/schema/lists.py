"""Reading across rooms: all of one's own, and what one may open or choose there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.schema.list_types import ReadableDocumentConnection, RoomLineConnection
from contracts.rooms.schema.request_types import DataRequestFormType, GrantableFileType
from contracts.rooms.schema.types import RoomFileType
from contracts.rooms.selectors.lists import documents_for, rooms_for
from contracts.rooms.selectors.requests import form_today, grantable_files
from contracts.rooms.selectors.rooms import room_files
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contracts.rooms.forms import RequestForm
    from contracts.rooms.models import RoomFile
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext
    from marketplace.escrow.models import DepositFile


def _page(selector: Callable[..., Any], key: Callable[[Any], int]) -> Callable[..., Page]:
    def resolve(_root: Any, info: Any, *, first: int, after: str | None = None) -> Page:
        context, size = info.context, page_size(first)
        bound: Any = decode_cursor(after, kinds=(int,))
        rows = selector(
            actor=context.actor,
            before=bound[0] if bound else None,
            limit=size + 1,
            now=context.now,
        )
        return page_of(rows, size=size, key=lambda row: (key(row),))

    return resolve


def _files(_root: Any, info: Any, *, room_id: str) -> Sequence[RoomFile]:
    context: RequestContext = info.context
    try:
        return room_files(actor=context.actor, room_id=room_id, now=context.now)
    except NotFoundError:
        return ()


def _grantable(_root: Any, info: Any, *, room_id: str) -> Sequence[DepositFile]:
    context: RequestContext = info.context
    try:
        return grantable_files(actor=context.actor, room_id=room_id, now=context.now)
    except NotFoundError:
        return ()


def _form(_root: Any, info: Any) -> RequestForm:
    return form_today(info.context.now)


def _many(node: Any) -> graphene.NonNull:
    return graphene.NonNull(graphene.List(graphene.NonNull(node)))


class RoomListQuery:
    """What people read across rooms."""

    rooms = connection_field(
        RoomLineConnection,
        policy=can_enter_rooms,
        description="The rooms the reader takes part in, the newest first.",
        resolver=_page(rooms_for, lambda line: line.room.pk),
    )
    readable_documents = connection_field(
        ReadableDocumentConnection,
        policy=can_enter_rooms,
        description="What was granted to the reader in person over all deals, the newest first.",
        resolver=_page(documents_for, lambda row: row.file.pk),
    )
    room_files_of = guarded_field(
        _many(RoomFileType),
        policy=can_enter_rooms,
        description="The 100 newest files added to a room that the reader may open.",
        resolver=_files,
        room_id=graphene.ID(required=True, description="The room."),
    )
    grantable_files = guarded_field(
        _many(GrantableFileType),
        policy=can_enter_rooms,
        description="Files of the technology's sealed deposits, for whoever answers requests.",
        resolver=_grantable,
        room_id=graphene.ID(required=True, description="The room."),
    )
    data_request_form = guarded_field(
        DataRequestFormType,
        policy=can_enter_rooms,
        description="The written form by which technical data is asked for today.",
        resolver=_form,
    )
