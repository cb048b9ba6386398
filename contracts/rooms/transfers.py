"""How a file comes into a room, and how the written form of a request leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.rooms.services import (
    request_form_asked,
    request_form_drawn,
    room_file_drop,
    room_file_store,
    room_file_writable,
)
from marketplace.core.errors import NotFoundError, StaleStateError
from marketplace.files.kinds import Download, DownloadKind, UploadKind

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import Transfer


class RoomFileUpload(UploadKind):
    """A file on its way into a room; nobody hears of it before all of it has arrived."""

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Refuse whoever did not begin it, and everybody while the room does not go on."""
        room_file_writable(actor=actor, public_id=transfer.subject, now=now)

    def completed(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Show the file in the room."""
        if transfer.stored_file is None:
            raise StaleStateError
        room_file_store(
            actor=actor,
            public_id=transfer.subject,
            stored_file=transfer.stored_file,
            now=now,
        )

    def aborted(self, *, transfer: Transfer, now: datetime) -> None:
        """Let the row go that waited for it."""
        room_file_drop(public_id=transfer.subject)


class RequestFormDownload(DownloadKind):
    """The written form of an issued request; it holds no technical data, and is not recorded."""

    repeatable = True

    def authorize(self, *, actor: Actor, transfer: Transfer, now: datetime) -> None:
        """Allow whoever may read the request."""
        request_form_asked(actor=actor, subject=transfer.subject, now=now)

    def part(self, *, actor: Actor, transfer: Transfer, number: int, now: datetime) -> Download:
        """Return the document, drawn as the request is now."""
        if number != 0:
            raise NotFoundError
        drawn = request_form_drawn(actor=actor, subject=transfer.subject, now=now)
        return Download(
            chunks=[drawn],
            size=len(drawn),
            media_type="application/pdf",
            file_name=transfer.file_name,
            inline=True,
        )
