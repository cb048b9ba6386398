"""Leave to move a file: opened by a service above, used part by part, ended in time."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO, Final

from django.db import transaction

from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.core.timers import timer_set
from marketplace.core.transitions import advance
from marketplace.files.kinds import DownloadKind, UploadKind, kind_named
from marketplace.files.models import Transfer
from marketplace.files.selectors import parts_received
from marketplace.files.services.parts import part_write
from marketplace.files.services.storing import file_complete, file_destroy
from marketplace.files.states import TRANSFER_MOVES, Direction, TransferState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import FilePart, StoredFile

TRANSFER_TIMER: Final = "files.transfer_expiry"
_HOLDS: Final = {Direction.UPLOAD: timedelta(hours=24), Direction.DOWNLOAD: timedelta(hours=8)}
_REMEMBERED: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenedTransfer:
    """A transfer just opened.

    Attributes:
        transfer: The row.
        url: Its address on this server, told once: the secret in it is not kept.
    """

    transfer: Transfer
    url: str


@transaction.atomic
def transfer_open(
    *,
    actor: Actor,
    kind: str,
    subject: str,
    direction: str,
    now: datetime,
    size: int = 0,
    parts: int = 0,
    stored_file: StoredFile | None = None,
    file_name: str = "",
    media_type: str = "",
) -> OpenedTransfer:
    """Give leave to move one file, to this person in this session, for a time.

    The caller has asked its own policy; the kind's is asked again at every part.

    Args:
        actor: Who is going to move it; a token may not.
        kind: A key of the table of kinds.
        subject: The public id that the kind looks its rows up by.
        direction: A value of `Direction`.
        now: The moment of opening.
        size: In bytes, where there is no stored file to tell.
        parts: How many, where there is no stored file to tell; at least 1.
        stored_file: What is written or read.
        file_name: As the person's computer calls the file.
        media_type: For example `application/pdf`.

    Raises:
        NotAllowedError: Nobody is signed in, or a token asks.
    """
    if actor.user_id is None or actor.token_id is not None:
        raise NotAllowedError
    kind_named(kind)
    secret = secrets.token_urlsafe(32)
    transfer = Transfer.objects.create(
        secret_sha256=hashlib.sha256(secret.encode()).hexdigest(),
        kind=kind,
        subject=subject,
        direction=direction,
        user_id=actor.user_id,
        session=actor.session_key or "",
        parts=parts or (stored_file.part_count if stored_file else 1),
        size=stored_file.size if stored_file else size,
        stored_file=stored_file,
        file_name=file_name,
        media_type=media_type,
        created_at=now,
        expires_at=now + _HOLDS[Direction(direction)],
    )
    timer_set(kind=TRANSFER_TIMER, subject=transfer.public_id, due_at=transfer.expires_at)
    return OpenedTransfer(transfer, f"/transfers/{transfer.public_id}/{secret}")


def transfer_part_write(
    *,
    actor: Actor,
    transfer: Transfer,
    number: int,
    source: BinaryIO,
    now: datetime,
    sha256: str = "",
) -> FilePart:
    """Take one part in, and the whole file with the last one.

    Call it outside any transaction.

    Raises:
        NotAllowedError: The kind's policy refuses; NotFoundError and StaleStateError alike.
        StaleStateError: The transfer has ended, or is none for uploads.
        InvalidInputError: There is no such part, or its bytes are not those announced.
    """
    kind = kind_named(transfer.kind)
    if not isinstance(kind, UploadKind) or transfer.stored_file is None:
        raise StaleStateError
    if transfer.state not in {TransferState.OPEN, TransferState.DONE}:
        raise StaleStateError
    kind.authorize(actor=actor, transfer=transfer, now=now)
    part = part_write(
        stored_file=transfer.stored_file, number=number, source=source, now=now, sha256=sha256
    )
    if parts_received(transfer) == transfer.parts:
        _completed(actor=actor, transfer=transfer, kind=kind, now=now)
    return part


def part_delivered(*, actor: Actor, transfer: Transfer, number: int, now: datetime) -> None:
    """Note that a part went out whole; the transfer is done with its last one."""
    kind = kind_named(transfer.kind)
    if not isinstance(kind, DownloadKind):
        raise StaleStateError
    with transaction.atomic():
        row = Transfer.objects.select_for_update().get(pk=transfer.pk)
        if row.state != TransferState.OPEN:
            return
        delivered = sorted({*row.delivered, number})
        Transfer.objects.filter(pk=row.pk).update(delivered=delivered)
        if len(delivered) == row.parts and not kind.repeatable:
            advance(row, moves=TRANSFER_MOVES, to=TransferState.DONE)
            kind.completed(actor=actor, transfer=row, now=now)


@transaction.atomic
def transfer_abort(*, actor: Actor, transfer: Transfer, now: datetime) -> Transfer:
    """Give up a transfer of one's own, with what arrived of its file.

    Raises:
        NotFoundError: It is somebody else's.
        StaleStateError: It has ended already.
    """
    if actor.user_id is None or actor.user_id != transfer.user_id or actor.token_id is not None:
        raise NotFoundError
    _ended(transfer, to=TransferState.ABORTED, now=now)
    return transfer


@transaction.atomic
def transfer_expire(*, subject: str, now: datetime) -> None:
    """End a transfer whose time is over, and forget it once nobody asks for it any more.

    Args:
        subject: The transfer's public id.
        now: The moment of looking.
    """
    transfer = Transfer.objects.filter(public_id=subject).first()
    if transfer is None:
        return
    if now >= transfer.expires_at + _REMEMBERED:
        transfer.delete()
        return
    if transfer.state == TransferState.OPEN:
        _ended(transfer, to=TransferState.EXPIRED, now=now)
    timer_set(kind=TRANSFER_TIMER, subject=subject, due_at=transfer.expires_at + _REMEMBERED)


def _ended(transfer: Transfer, *, to: str, now: datetime) -> None:
    advance(transfer, moves=TRANSFER_MOVES, to=to)
    if transfer.direction == Direction.UPLOAD and transfer.stored_file is not None:
        kind = kind_named(transfer.kind)
        if isinstance(kind, UploadKind):
            kind.aborted(transfer=transfer, now=now)
        file_destroy(stored_file=transfer.stored_file)


def _completed(*, actor: Actor, transfer: Transfer, kind: UploadKind, now: datetime) -> None:
    with transaction.atomic():
        rows = Transfer.objects.select_for_update(of=("self",)).select_related("stored_file")
        row = rows.get(pk=transfer.pk)
        if row.state == TransferState.DONE:
            return
        # somebody may have lost their right while the last part arrived
        kind.authorize(actor=actor, transfer=row, now=now)
        advance(row, moves=TRANSFER_MOVES, to=TransferState.DONE)
        assert row.stored_file is not None
        file_complete(stored_file=row.stored_file, now=now)
        kind.completed(actor=actor, transfer=row, now=now)
    transfer.refresh_from_db()
