"""What is told of a document before it is opened, and whether its reader may open it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.rooms.access import granted_file_for, room_file_for
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import DocumentPages, GrantedFile, RoomFile
from contracts.rooms.policies import side_in
from contracts.rooms.states import DocumentAccess
from marketplace.core.errors import NotAllowedError, NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.rooms.models import RequestItem, Room, TechnicalDataRequest
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document for one reader; to read this opens nothing.

    Attributes:
        file: The row that gives it to the reader.
        access: Whether the reader may open it now, or what stands in the way.
        first_page: The first page the reader sees, from 1.
        last_page: The last one; None before the pages were counted.
        reason: Why it cannot be shown as pages, or empty.
        may_leave: Whether the reader may have the file itself.
    """

    file: GrantedFile | RoomFile
    room: Room
    access: DocumentAccess
    first_page: int
    last_page: int | None
    reason: str
    may_leave: bool

    @property
    def source(self) -> DepositFile | RoomFile:
        """Return the row that its bytes belong to."""
        return self.file.deposit_file if isinstance(self.file, GrantedFile) else self.file

    @property
    def item(self) -> RequestItem | None:
        """Return the item it was granted for, or None for a file of the room."""
        return self.file.item if isinstance(self.file, GrantedFile) else None

    @property
    def request(self) -> TechnicalDataRequest | None:
        """Return the written request it was granted on, or None for a file of the room."""
        return self.item.request if self.item else None


def document_for(*, actor: Actor, public_id: str, now: datetime) -> DocumentRow:
    """Return what the reader is told of a document before opening it.

    Args:
        actor: Who reads.
        public_id: Of a granted document, or of a file of a room.
        now: The moment of reading.

    Raises:
        NotFoundError: There is none for this actor, or no longer.
    """
    if GrantedFile.objects.filter(public_id=public_id).exists():
        return _granted(actor, public_id, now)
    return _added(actor, public_id, now)


def _granted(actor: Actor, public_id: str, now: datetime) -> DocumentRow:
    access = DocumentAccess.OPEN
    try:
        file = granted_file_for(actor, public_id, now)
    except NotAllowedError as error:
        access = _barred(error)
        file = _granted_again(public_id)
    if file.deposit_file.stored_file_id is None:
        raise NotFoundError
    room = file.item.request.room
    counted = _counted(file.deposit_file)
    is_whole = file.first_page == 1 and file.last_page is None
    return DocumentRow(
        file=file,
        room=room,
        access=_prepared(access, counted, file.first_page),
        first_page=file.first_page,
        last_page=_last(counted, file.last_page),
        reason=counted.reason if counted else "",
        may_leave=access == DocumentAccess.OPEN and is_whole and not file.item.view_only,
    )


def _added(actor: Actor, public_id: str, now: datetime) -> DocumentRow:
    access = DocumentAccess.OPEN
    try:
        file = room_file_for(actor, public_id, now)
    except RoomPausedError:
        access = DocumentAccess.PAUSED
        file = RoomFile.objects.select_related("room__match").get(public_id=public_id)
    counted = _counted(file)
    is_own = file.side == side_in(actor, file.room)
    return DocumentRow(
        file=file,
        room=file.room,
        access=_prepared(access, counted, 1),
        first_page=1,
        last_page=_last(counted, None),
        reason=counted.reason if counted else "",
        may_leave=access == DocumentAccess.OPEN and (is_own or not file.view_only),
    )


def _barred(error: NotAllowedError) -> DocumentAccess:
    if isinstance(error, RoomPausedError):
        return DocumentAccess.PAUSED
    return DocumentAccess.PROVIDER


def _granted_again(public_id: str) -> GrantedFile:
    rows = GrantedFile.objects.select_related(
        "deposit_file__stored_file", "item__request__room__match"
    )
    return rows.get(public_id=public_id)


def _counted(source: DepositFile | RoomFile) -> DocumentPages | None:
    return DocumentPages.objects.filter(stored_file_id=source.stored_file_id).first()


def _last(counted: DocumentPages | None, granted: int | None) -> int | None:
    if counted is None or counted.pages is None:
        return None
    return min(counted.pages, granted or counted.pages)


def _prepared(
    access: DocumentAccess, counted: DocumentPages | None, first_page: int
) -> DocumentAccess:
    """Return what stands in the way of somebody who may read it."""
    if access != DocumentAccess.OPEN:
        return access
    if counted is None:
        return DocumentAccess.PREPARING
    is_shown = counted.pages is not None and first_page <= counted.pages
    return DocumentAccess.OPEN if is_shown else DocumentAccess.NOT_VIEWABLE
