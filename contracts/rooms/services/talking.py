"""What people write and add in a room; the log knows a salted hash of it, and nothing more."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Sum

from contracts.rooms.models import Message, RoomEvent, RoomFile
from contracts.rooms.policies import room_acts, visibilities_for
from contracts.rooms.selectors.people import answered_by, asked_in_private
from contracts.rooms.selectors.places import place_in
from contracts.rooms.selectors.requests import request_in
from contracts.rooms.services.conditions import entered, goes_on
from contracts.rooms.services.recording import about_request, event_append, room_record
from contracts.rooms.states import (
    ROOM_FILE_MOVES,
    RoomEventKind,
    RoomFileState,
    RoomSide,
    Visibility,
)
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.texts import choice_checked, request_id_checked, text_cleaned
from marketplace.core.transitions import advance
from marketplace.files.services import file_begin, transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile
    from marketplace.files.services import OpenedTransfer

ROOM_FILE: Final = "room.file"
"""The kind of transfer by which a file comes into a room."""

TEXT_MAX: Final = 4000
LARGEST_ROOM_FILE: Final = 256 * 1024 * 1024
ROOM_BYTES_MAX: Final = 20 * LARGEST_ROOM_FILE
"""What one side may keep in a room: nobody fills the disk that all deposits lie on."""

_NAME_MAX, _MEDIA_TYPE_MAX = 200, 100


@transaction.atomic
def message_post(
    *,
    actor: Actor,
    room: Room,
    request_id: str,
    text: str,
    visibility: str,
    about_request_id: str = "",
    now: datetime,
) -> RoomEvent:
    """Write a message; the same request id again returns what was written the first time.

    Args:
        actor: Somebody who takes part.
        room: The room.
        request_id: The client's own id of the attempt.
        text: At most 4,000 characters.
        visibility: Who reads it.
        about_request_id: Public id of the technical-data request it is about, or empty.
        now: The moment.

    Raises:
        RoomPausedError: The room is paused.
        StaleStateError: The room is closed.
        InvalidInputError: The text is empty or too long, or the coordinator writes to one side.
        NotFoundError: There is no such request in the room.
    """
    place = entered(actor=actor, room=room, now=now)
    key = request_id_checked(request_id)
    known = Message.objects.filter(membership_id=actor.membership_id or 0, request_id=key)
    before = known.select_related("event").first()
    if before is not None:
        if before.event.room_id != room.pk:
            raise StaleStateError
        return before.event
    goes_on(place, actor=actor, now=now)
    visibility = _visibility_checked(place, visibility)
    cleaned = text_cleaned(text, field="text", max_length=TEXT_MAX)
    if not cleaned:
        raise InvalidInputError("Write something.", field="text", code="required")
    request = request_in(place, about_request_id) if about_request_id else None
    event = event_append(
        room,
        RoomEventKind.MESSAGE,
        now=now,
        actor=actor,
        side=place.side,
        visibility=visibility,
        request=request,
    )
    message = Message(event=event, text=cleaned, membership_id=actor.membership_id, request_id=key)
    message.commitment = commitment_of(message.salt, cleaned.encode())
    message.save(force_insert=True)
    by_coordinator = place.side == RoomSide.COORDINATOR
    answers = answered_by(place, visibility=visibility, now=now)
    room_record(
        "room.coordinator_posted" if by_coordinator else "room.message_posted",
        place.room,
        now,
        side=place.side,
        visibility=visibility,
        about=about_request(request) if request else (),
        event=event.public_id,
        message=message.commitment,
        answers=[*answers],
    )
    if by_coordinator:
        _private_askers_told(place, event, answers, now)
    return event


def _private_askers_told(
    place: Place, event: RoomEvent, known: Collection[str], now: datetime
) -> None:
    """Record for each firm by itself who of it waited for the coordinator's word."""
    for side in (RoomSide.SELLER, RoomSide.BUYER):
        askers = asked_in_private(place.room, side, known=known, now=now)
        if askers:
            room_record(
                "room.question_answered",
                place.room,
                now,
                side=side,
                visibility=Visibility.COORDINATOR,
                event=event.public_id,
                answers=[*askers],
            )


@transaction.atomic
def room_file_add(
    *,
    actor: Actor,
    room: Room,
    name: str,
    media_type: str,
    size: int,
    visibility: str,
    view_only: bool,
    now: datetime,
) -> OpenedTransfer:
    """Begin the upload of a file; the room hears of it once all of it has arrived.

    Raises:
        NotAllowedError: The actor only coordinates.
        RoomPausedError: The room is paused.
        StaleStateError: The room is closed.
        InvalidInputError: The name is missing, or the file too large by itself or beside the
            others of the side (`too_large`).
    """
    place = entered(actor=actor, room=room, now=now)
    if place.side == RoomSide.COORDINATOR:
        raise NotAllowedError
    goes_on(place, actor=actor, now=now)
    visibility = _visibility_checked(place, visibility)
    # the coordinator reads no documents, and so none is kept for him
    if visibility == Visibility.COORDINATOR:
        raise _choose_visibility()
    file_name = text_cleaned(name, field="name", max_length=_NAME_MAX, multiline=False)
    if not file_name:
        raise InvalidInputError("Give the file a name.", field="name", code="required")
    kind = text_cleaned(media_type, field="mediaType", max_length=_MEDIA_TYPE_MAX, multiline=False)
    if not 0 < size <= LARGEST_ROOM_FILE:
        raise InvalidInputError(
            "Choose a file that is not empty, of at most 256 MB.",
            field="size",
            code="out_of_range",
            params={"min": "1", "max": str(LARGEST_ROOM_FILE)},
        )
    _space_checked(place, size)
    stored_file = file_begin(recipients=[], size=size, now=now)
    file = RoomFile.objects.create(
        room=room,
        side=place.side,
        organisation_id=actor.organisation_id or 0,
        membership_id=actor.membership_id or 0,
        name=file_name,
        media_type=kind or "application/octet-stream",
        size=size,
        stored_file=stored_file,
        visibility=visibility,
        view_only=view_only,
        created_at=now,
    )
    return transfer_open(
        actor=actor,
        kind=ROOM_FILE,
        subject=file.public_id,
        direction=Direction.UPLOAD,
        now=now,
        stored_file=stored_file,
        file_name=file.name,
        media_type=file.media_type,
    )


def room_file_writable(*, actor: Actor, public_id: str, now: datetime) -> RoomFile:
    """Return a file whose upload the actor began, as long as it may go on.

    Raises:
        NotFoundError: There is none of this actor, or the actor takes no part any more.
        RoomPausedError: The room is paused.
        StaleStateError: The room is closed.
    """
    rows = RoomFile.objects.filter(public_id=public_id, membership_id=actor.membership_id or 0)
    file = rows.select_related("room__match", "room__technology", "stored_file").first()
    if file is None:
        raise NotFoundError
    place = place_in(actor=actor, room=file.room, now=now)
    if "add_file" not in room_acts(actor, place.room, place.side):
        goes_on(place, actor=actor, now=now)
        raise NotAllowedError
    goes_on(place, actor=actor, now=now)
    return file


@transaction.atomic
def room_file_store(
    *, actor: Actor, public_id: str, stored_file: StoredFile, now: datetime
) -> RoomFile:
    """Take a file whose parts have all arrived; once more changes nothing.

    Raises:
        NotFoundError: There is none of this actor.
        RoomPausedError: The room was paused meanwhile.
        StaleStateError: The room was closed meanwhile.
    """
    file = RoomFile.objects.filter(public_id=public_id).select_related("room__match").first()
    if file is None or file.stored_file_id != stored_file.pk:
        raise NotFoundError
    entered(actor=actor, room=file.room, now=now)
    file = room_file_writable(actor=actor, public_id=public_id, now=now)
    if file.state == RoomFileState.STORED:
        return file
    event = event_append(
        file.room,
        RoomEventKind.FILE,
        now=now,
        actor=actor,
        side=file.side,
        visibility=file.visibility,
    )
    commitment = commitment_of(file.salt, bytes.fromhex(stored_file.sha256))
    advance(
        file,
        moves=ROOM_FILE_MOVES,
        to=RoomFileState.STORED,
        event=event,
        commitment=commitment,
    )
    room_record(
        "room.file_added",
        file.room,
        now,
        side=file.side,
        visibility=file.visibility,
        about=[("document", file.public_id)],
        event=event.public_id,
        file=file.public_id,
        # not its size, for more people read records than read documents
        file_commitment=commitment,
        view_only=file.view_only,
    )
    return file


def room_file_drop(*, public_id: str) -> None:
    """Let the row of an upload go that was given up, in the caller's transaction."""
    RoomFile.objects.filter(public_id=public_id, state=RoomFileState.ARRIVING).delete()


def commitment_of(salt: bytes | memoryview, content: bytes) -> str:
    """Return the SHA-256 of the salt and the content, as the log knows it."""
    return hashlib.sha256(bytes(salt) + content).hexdigest()


def _space_checked(place: Place, size: int) -> None:
    files = RoomFile.objects.filter(room=place.room, side=place.side)
    left = max(0, ROOM_BYTES_MAX - (files.aggregate(kept=Sum("size"))["kept"] or 0))
    if size > left:
        raise InvalidInputError(
            f"Your firm has room for {left} bytes more here.",
            field="size",
            code="too_large",
            params={"max": str(left)},
        )


def _visibility_checked(place: Place, visibility: str) -> str:
    code = choice_checked(visibility, allowed=Visibility.values, field="visibility")
    if code not in visibilities_for(place.side):
        raise _choose_visibility()
    return code


def _choose_visibility() -> InvalidInputError:
    return InvalidInputError(
        "Choose who reads it from what is offered.", field="visibility", code="not_a_choice"
    )
