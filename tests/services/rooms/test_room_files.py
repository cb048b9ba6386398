"""Files come into a room whole or not at all, and open to whoever they are meant for."""

from __future__ import annotations

import hashlib
import io
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from contracts.rooms.access import room_file_for
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import RoomFile
from contracts.rooms.selectors.events import events_after
from contracts.rooms.services import room_file_add, room_pause
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.files.services import transfer_abort, transfer_part_write
from tests.factories.people import ACTORS, NOW, People
from tests.factories.rooms import room_closed, room_file_made, room_made
from tests.services.rooms.acting import data_of, entries, kinds, readers_of, refused

if TYPE_CHECKING:
    from contracts.rooms.models import Room
    from marketplace.files.services import OpenedTransfer


def begun(people: People, room: Room, who: str = "seller_owner", **changes: Any) -> OpenedTransfer:
    given: dict[str, Any] = {
        "name": "sample.txt",
        "media_type": "text/plain",
        "size": 4,
        "visibility": "everyone",
        "view_only": True,
    }
    return room_file_add(actor=people.actor(who), room=room, now=NOW, **(given | changes))


def opens(people: People, who: str, file: RoomFile) -> bool:
    try:
        room_file_for(people.actor(who), file.public_id, NOW)
    except MarketplaceError:
        return False
    return True


def test_a_file_is_heard_of_once_it_is_whole(people: People) -> None:
    room, owner = room_made(people), people.actor("seller_owner")
    opened = begun(people, room)
    assert kinds(room) == ["room.opened"]
    assert not opens(people, "seller_owner", RoomFile.objects.get())
    transfer_part_write(
        actor=owner, transfer=opened.transfer, number=0, source=io.BytesIO(b"data"), now=NOW
    )
    file = RoomFile.objects.get()
    entry = entries(room)[-1]
    assert entry.kind == "room.file_added"
    content = bytes.fromhex(hashlib.sha256(b"data").hexdigest())
    commitment = hashlib.sha256(bytes(file.salt) + content).hexdigest()
    assert data_of(entry)["file_commitment"] == commitment == file.commitment
    assert "sample" not in str(entry.body)
    assert (file.state, file.event.kind if file.event else "") == ("stored", "file")


def test_a_file_opens_to_the_own_firm_and_to_holders_of_the_other(people: People) -> None:
    room = room_made(people)
    ours = room_file_made(people, room)
    private = room_file_made(people, room, visibility="own_firm")
    theirs = room_file_made(people, room, "buyer_deal_lead")
    sellers = {"seller_owner", "seller_deal_lead", "seller_engineer"}
    buyers = {"buyer_owner", "buyer_deal_lead", "buyer_engineer"}
    for file, allowed in (
        (ours, sellers | {"buyer_engineer"}),
        (private, sellers),
        (theirs, sellers | buyers),
    ):
        assert {who for who in ACTORS if opens(people, who, file)} == allowed
    seller = people.organisations["seller"].pk
    assert readers_of(entries(room)[2]) == {seller}


def test_who_may_not_open_a_file_does_not_read_its_name(people: People) -> None:
    room = room_made(people)
    room_file_made(people, room)

    def shown(who: str) -> list[str | None]:
        batch = events_after(actor=people.actor(who), room_id=room.public_id, after=1, now=NOW)
        return [row.file.name if row.file else None for row in batch.events]

    assert shown("buyer_engineer") == ["sample.txt"]
    assert shown("buyer_deal_lead") == [None]
    assert shown("case_coordinator") == [None]


def test_documents_stay_closed_while_a_room_is_paused_and_after_it(people: People) -> None:
    room, engineer = room_made(people), people.actor("buyer_engineer")
    file = room_file_made(people, room)
    room_pause(actor=people.actor("case_coordinator"), room=room, revision=1, words="Wait", now=NOW)
    with pytest.raises(RoomPausedError):
        room_file_for(engineer, file.public_id, NOW)
    assert opens(people, "seller_engineer", file)
    room.refresh_from_db()
    room_closed(people, room)
    with pytest.raises(NotFoundError):
        room_file_for(engineer, file.public_id, NOW)
    with pytest.raises(NotFoundError):
        room_file_for(people.actor("buyer_deal_lead"), file.public_id, NOW)


def test_an_abandoned_upload_leaves_nothing(people: People) -> None:
    room, owner = room_made(people), people.actor("seller_owner")
    opened = begun(people, room)
    transfer_abort(actor=owner, transfer=opened.transfer, now=NOW)
    assert not RoomFile.objects.exists()
    assert kinds(room) == ["room.opened"]


def test_an_upload_ends_with_the_pause_of_its_room(people: People) -> None:
    room, owner = room_made(people), people.actor("seller_owner")
    opened = begun(people, room)
    room_pause(actor=people.actor("case_coordinator"), room=room, revision=1, words="Wait", now=NOW)
    with pytest.raises(RoomPausedError):
        transfer_part_write(
            actor=owner, transfer=opened.transfer, number=0, source=io.BytesIO(b"data"), now=NOW
        )
    with pytest.raises(NotFoundError):
        transfer_part_write(
            actor=people.actor("seller_engineer"),
            transfer=opened.transfer,
            number=0,
            source=io.BytesIO(b"data"),
            now=NOW,
        )
    assert RoomFile.objects.get().state == "arriving"


WRONG: tuple[tuple[str, dict[str, Any], type[Exception]], ...] = (
    ("case_coordinator", {}, NotAllowedError),
    ("buyer_scout", {}, NotFoundError),
    ("seller_owner", {"name": " "}, InvalidInputError),
    ("seller_owner", {"name": "x" * 201}, InvalidInputError),
    ("seller_owner", {"size": 0}, InvalidInputError),
    ("seller_owner", {"size": -1}, InvalidInputError),
    ("seller_owner", {"size": 300 * 1024 * 1024}, InvalidInputError),
    ("seller_owner", {"visibility": "coordinator"}, InvalidInputError),
    ("seller_owner", {"visibility": "all"}, InvalidInputError),
)


def test_an_upload_is_refused(people: People) -> None:
    room = room_made(people)
    for who, changes, error in WRONG:
        refused(error, partial(begun, people, room, who, **changes))


def test_neither_side_fills_the_disk_from_a_room(people: People) -> None:
    room, largest = room_made(people), 256 * 1024 * 1024
    for _ in range(20):
        begun(people, room, size=largest)
    error = refused(InvalidInputError, lambda: begun(people, room, "seller_deal_lead", size=1))
    assert (error.field, error.code, error.params) == ("size", "too_large", {"max": "0"})
    begun(people, room, "buyer_deal_lead", size=1)


def test_nothing_is_added_to_a_closed_room(people: People) -> None:
    room = room_made(people, "closed")
    refused(StaleStateError, lambda: begun(people, room))
