"""Opening documents of a room in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.selectors.showing import (
    granted_subject,
    room_file_subject,
    subject_named,
)
from contracts.rooms.services.showing import document_open, page_detail_open
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.files.schema import TransferType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext


def _download() -> graphene.Boolean:
    return graphene.Boolean(
        default_value=False,
        description="Whether the file itself is wanted instead of pictures of its pages.",
    )


def _transfer() -> graphene.Field:
    return graphene.Field(
        TransferType,
        description="Where to fetch it: each part is a page as JPEG, or a part of the file.",
    )


def _first_page() -> graphene.Int:
    return graphene.Int(description="The page that part 0 is; null for the file itself.")


def _opened(context: RequestContext, subject: str, *, download: bool) -> Mapping[str, Any]:
    document = document_open(
        actor=context.actor, subject=subject, as_file=download, now=context.now
    )
    return {"transfer": document.opened, "first_page": document.first_page}


class OpenDocument(DomainMutation):
    """Get the way to a granted document; the log records it, and each page that is looked at."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        granted_file_id = graphene.ID(required=True, description="The granted document.")
        download = _download()

    transfer = _transfer()
    first_page = _first_page()

    @staticmethod
    def perform(
        context: RequestContext, *, granted_file_id: str, download: bool = False
    ) -> Mapping[str, Any]:
        """Open it."""
        return _opened(context, granted_subject(granted_file_id), download=download)


class OpenRoomFile(DomainMutation):
    """Get the way to a file that was added to a room; the log records it."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = graphene.ID(required=True, description="The room's file.")
        download = _download()

    transfer = _transfer()
    first_page = _first_page()

    @staticmethod
    def perform(context: RequestContext, *, id: str, download: bool = False) -> Mapping[str, Any]:
        """Open it."""
        return _opened(context, room_file_subject(id), download=download)


class OpenPageDetail(DomainMutation):
    """Get the way to every detail of a page; the log records that it was looked at so closely."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = graphene.ID(required=True, description="The granted document, or the room's file.")
        page = graphene.Int(required=True, description="The page, from 1.")

    transfer = graphene.Field(
        TransferType,
        description=(
            "Part 0 is JSON: width, height, tile, columns, rows, partsInRow and dotsPerInch of "
            "the page; the tile of a column and a row is part 1 + row * partsInRow + column."
        ),
    )

    @staticmethod
    def perform(context: RequestContext, *, id: str, page: int) -> Mapping[str, Any]:
        """Open it."""
        opened = page_detail_open(
            actor=context.actor, subject=subject_named(id), page=page, now=context.now
        )
        return {"transfer": opened}


class DocumentActs:
    """How people read documents in rooms."""

    open_document = OpenDocument.Field()
    open_room_file = OpenRoomFile.Field()
    open_page_detail = OpenPageDetail.Field()
