"""A document of a room for one reader: a granted file of a deposit, or a file of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contracts.rooms.access import granted_file_for, room_file_for
from contracts.rooms.models import DocumentPages, GrantedFile, RoomFile
from contracts.rooms.policies import side_in
from contracts.rooms.selectors.places import place_in
from contracts.rooms.states import ItemState, RoomFileState, Visibility
from marketplace.core.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from contracts.rooms.models import Room
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile
    from marketplace.files.models import StoredFile

_GRANTED: Final = "granted_file"
_ADDED: Final = "room_file"
_OF_PAGE: Final = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDocument:
    """A document that the actor may read now.

    Attributes:
        subject: Its name for a transfer.
        file: The row that gives it to the reader.
        may_leave: Whether the reader may have the file itself.
        first_page: The first page the reader sees, from 1.
        last_page: The last one, or None for the last one there is.
    """

    subject: str
    file: GrantedFile | RoomFile
    room: Room
    side: str
    may_leave: bool
    first_page: int = 1
    last_page: int | None = None

    @property
    def name(self) -> str:
        """Return what the file is called."""
        return self.source.name

    @property
    def commitment(self) -> str:
        """Return what the log knows the file's content by."""
        return self.source.commitment

    @property
    def visibility(self) -> str:
        """Return who may know that it was read."""
        file = self.file
        return file.visibility if isinstance(file, RoomFile) else Visibility.EVERYONE.value

    @property
    def stored_file(self) -> StoredFile:
        """Return where its bytes lie.

        Raises:
            NotFoundError: They are not there.
        """
        stored = self.source.stored_file
        if stored is None:
            raise NotFoundError
        return stored

    @property
    def source(self) -> DepositFile | RoomFile:
        """Return the row that its bytes belong to."""
        return self.file.deposit_file if isinstance(self.file, GrantedFile) else self.file


def granted_subject(public_id: str) -> str:
    """Return the name of a granted document for a transfer."""
    return f"{_GRANTED}:{public_id}"


def room_file_subject(public_id: str) -> str:
    """Return the name of a room's file for a transfer."""
    return f"{_ADDED}:{public_id}"


def subject_named(public_id: str) -> str:
    """Return the name for a transfer of what has this id: a granted document, or a room's file."""
    is_granted = GrantedFile.objects.filter(public_id=public_id).exists()
    return granted_subject(public_id) if is_granted else room_file_subject(public_id)


def detail_subject(subject: str, page: int) -> str:
    """Return the name of one page of a document, for a transfer of its details."""
    return f"{subject}{_OF_PAGE}{page}"


def detail_of(subject: str) -> tuple[str, int]:
    """Return the document and the page that `detail_subject` made a name of."""
    document, _, page = subject.rpartition(_OF_PAGE)
    return document, int(page)


def document_shown(*, actor: Actor, subject: str, now: datetime) -> ShownDocument:
    """Return a document that the actor may read now, asked anew of every rule.

    Args:
        actor: Who reads.
        subject: What `granted_subject` or `room_file_subject` gave.
        now: The moment of reading.

    Raises:
        NotFoundError: There is none for this actor, or no longer.
        NotAllowedError: The actor granted it but is no holder, or the room is paused.
    """
    kind, _, public_id = subject.partition(":")
    if kind == _GRANTED:
        return _granted(actor, subject, granted_file_for(actor, public_id, now))
    if kind == _ADDED:
        file = room_file_for(actor, public_id, now)
        place = place_in(actor=actor, room=file.room, now=now)
        return ShownDocument(
            subject=subject,
            file=file,
            room=file.room,
            side=place.side,
            may_leave=not file.view_only or file.side == place.side,
        )
    raise NotFoundError


def _granted(actor: Actor, subject: str, granted: GrantedFile) -> ShownDocument:
    room = granted.item.request.room
    is_whole = granted.first_page == 1 and granted.last_page is None
    return ShownDocument(
        subject=subject,
        file=granted,
        room=room,
        side=side_in(actor, room) or "",
        may_leave=is_whole and not granted.item.view_only,
        first_page=granted.first_page,
        last_page=granted.last_page,
    )


def documents_uncounted(room_ids: Collection[str]) -> list[DepositFile | RoomFile]:
    """Return what can be read in these rooms and whose pages were not counted yet.

    Args:
        room_ids: Public ids of rooms.
    """
    counted = DocumentPages.objects.values("stored_file_id")
    granted = GrantedFile.objects.filter(
        item__request__room__public_id__in=room_ids, item__state=ItemState.GRANTED
    ).exclude(deposit_file__stored_file__in=counted)
    added = RoomFile.objects.filter(
        room__public_id__in=room_ids, state=RoomFileState.STORED
    ).exclude(stored_file__in=counted)
    files: list[DepositFile | RoomFile] = [
        row.deposit_file for row in granted.select_related("deposit_file__stored_file")
    ]
    files += added.select_related("stored_file")
    return list({file.stored_file_id: file for file in files}.values())


def pages_of(document: ShownDocument) -> DocumentPages | None:
    """Return what is known of a document's pages, or None before they were counted."""
    return DocumentPages.objects.filter(stored_file=document.stored_file).first()
