"""Documents are opened to readers, page by page or whole; each reading is recorded first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction

from contracts.rooms.disclosure import pages_counted
from contracts.rooms.errors import NotPreparedError, NotViewableError
from contracts.rooms.models import DocumentPages, GrantedFile
from contracts.rooms.rendering.pages import TILES_ACROSS
from contracts.rooms.selectors.showing import (
    detail_subject,
    document_shown,
    documents_uncounted,
    pages_of,
)
from contracts.rooms.services.conditions import locked
from contracts.rooms.services.recording import about_item, room_record
from marketplace.accounts.models import Membership
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.files.services import transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from contracts.rooms.selectors.showing import ShownDocument
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue
    from marketplace.files.models import Transfer
    from marketplace.files.services import OpenedTransfer

PAGES_KIND: Final = "room.pages"
DOCUMENT_KIND: Final = "room.document"
DETAIL_KIND: Final = "room.page_detail"
DETAIL_PARTS: Final = 1 + TILES_ACROSS * TILES_ACROSS
_PAGE_TYPE: Final = "image/jpeg"
_FILE_TYPE: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document just opened.

    Attributes:
        opened: The way to its pages or its bytes.
        first_page: The page that part 0 is; None where the file itself was opened.
    """

    opened: OpenedTransfer
    first_page: int | None


@transaction.atomic
def document_open(*, actor: Actor, subject: str, as_file: bool, now: datetime) -> OpenedDocument:
    """Give the way to a document: pictures of its pages, or the file where it may leave the room.

    Args:
        actor: Who reads.
        subject: What `granted_subject` or `room_file_subject` gave.
        as_file: Whether the file itself is wanted.
        now: The moment.

    Raises:
        NotFoundError: There is none for this actor, or no longer.
        NotAllowedError: The file itself may not leave, the actor granted it, the room is paused.
        NotViewableError: It cannot be shown as pages.
        NotPreparedError: Its pages are still being counted.
    """
    document = _document_now(actor, subject, now)
    if as_file and not document.may_leave:
        raise NotAllowedError("This document is shown as pages only.")
    parts = 0 if as_file else last_page_of(document) - document.first_page + 1
    opened = transfer_open(
        actor=actor,
        kind=DOCUMENT_KIND if as_file else PAGES_KIND,
        subject=subject,
        direction=Direction.DOWNLOAD,
        now=now,
        parts=parts,
        stored_file=document.stored_file if as_file else None,
        file_name=document.name,
        media_type=_FILE_TYPE if as_file else _PAGE_TYPE,
    )
    _reading_record(
        "document.opened",
        document,
        actor,
        opened.transfer,
        now,
        shown_as="file" if as_file else "pages",
    )
    return OpenedDocument(opened, None if as_file else document.first_page)


@transaction.atomic
def page_detail_open(*, actor: Actor, subject: str, page: int, now: datetime) -> OpenedTransfer:
    """Give the way to every detail of a page; that it is looked at so closely is recorded here.

    Part 0 says how the page is cut into tiles; each further part is a tile.

    Args:
        actor: Who reads.
        subject: What `granted_subject` or `room_file_subject` gave.
        page: The page, from 1.
        now: The moment.

    Raises:
        NotFoundError: There is none for this actor, or no longer, or not this page.
        NotAllowedError: The actor granted it, the room is paused.
        NotViewableError: It cannot be shown as pages.
        NotPreparedError: Its pages are still being counted.
    """
    document = _document_now(actor, subject, now)
    if not document.first_page <= page <= last_page_of(document):
        raise NotFoundError
    opened = transfer_open(
        actor=actor,
        kind=DETAIL_KIND,
        subject=detail_subject(subject, page),
        direction=Direction.DOWNLOAD,
        now=now,
        parts=DETAIL_PARTS,
        file_name=document.name,
        media_type=_PAGE_TYPE,
    )
    _reading_record(
        "document.page_viewed", document, actor, opened.transfer, now, page=page, in_detail=True
    )
    return opened


@transaction.atomic
def page_view_record(*, actor: Actor, transfer: Transfer, page: int, now: datetime) -> None:
    """Record that a page is about to go out, unless its reader lost the right meanwhile.

    Raises:
        NotFoundError: There is none for this actor any more.
        NotAllowedError: The room was paused.
    """
    document = _document_now(actor, transfer.subject, now)
    _reading_record("document.page_viewed", document, actor, transfer, now, page=page)


@transaction.atomic
def document_download_record(
    *, actor: Actor, transfer: Transfer, part: int, now: datetime
) -> ShownDocument:
    """Record that a part of the file is about to go out, and return the document.

    Raises:
        NotFoundError: There is none for this actor any more.
        NotAllowedError: It may not leave the room any more, or the room was paused.
    """
    document = _document_now(actor, transfer.subject, now)
    if not document.may_leave:
        raise NotAllowedError
    _reading_record("document.downloaded", document, actor, transfer, now, part=part)
    return document


def last_page_of(document: ShownDocument) -> int:
    """Return the last page that the reader may see.

    Raises:
        NotViewableError: It cannot be shown as pages, or has none of those that were named.
        NotPreparedError: Its pages are still being counted.
    """
    counted = pages_of(document)
    if counted is None:
        raise NotPreparedError
    if counted.pages is None:
        raise NotViewableError(counted.reason)
    last = min(counted.pages, document.last_page or counted.pages)
    if last < document.first_page:
        raise NotViewableError("no_such_pages")
    return last


def document_pages_count(*, room_ids: Collection[str], now: datetime) -> int:
    """Count the pages of what these rooms show and was not counted, and return how many it were.

    Called outside a transaction; again after a crash it counts only what is missing.

    Args:
        room_ids: Public ids of rooms.
        now: The moment.
    """
    made = 0
    for source in documents_uncounted(room_ids):
        pages, reason = None, ""
        assert source.stored_file is not None, "a sealed file has arrived"
        try:
            pages = pages_counted(source)
        except NotViewableError as error:
            reason = error.params["reason"]
        try:
            with transaction.atomic():
                DocumentPages.objects.create(
                    stored_file=source.stored_file,
                    pages=pages,
                    reason=reason,
                    counted_at=now,
                )
        except IntegrityError:
            # somebody else counted them meanwhile
            continue
        made += 1
    return made


def _document_now(actor: Actor, subject: str, now: datetime) -> ShownDocument:
    """Return the document, with its room locked: a removal that came first is obeyed."""
    document = document_shown(actor=actor, subject=subject, now=now)
    locked(document.room)
    return document_shown(actor=actor, subject=subject, now=now)


def _reading_record(
    kind: str,
    document: ShownDocument,
    actor: Actor,
    transfer: Transfer,
    now: datetime,
    **data: JsonValue,
) -> None:
    viewer = Membership.objects.select_related("user").filter(pk=actor.membership_id or 0).first()
    if viewer is None:
        raise NotFoundError
    file = document.file
    about = about_item(file.item) if isinstance(file, GrantedFile) else []
    room_record(
        kind,
        document.room,
        now,
        side=document.side,
        visibility=document.visibility,
        about=[*about, ("document", file.public_id)],
        person=viewer.user.public_id,
        document=file.public_id,
        file_commitment=document.commitment,
        viewer=viewer.public_id,
        transfer=transfer.public_id,
        **data,
    )
