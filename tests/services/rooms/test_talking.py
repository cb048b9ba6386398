"""What is written in a room reaches those it is for; their numbers tell nothing of the rest."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from contracts.rooms.errors import RoomPausedError
from contracts.rooms.models import Message, RoomEvent
from contracts.rooms.selectors.events import events_after, events_before
from contracts.rooms.services import message_post
from marketplace.core.errors import InvalidInputError, NotFoundError, StaleStateError
from tests.factories.people import NOW, People
from tests.factories.rooms import message_made, request_made, room_made
from tests.services.rooms.acting import data_of, entries, readers_of, refused

if TYPE_CHECKING:
    from contracts.rooms.models import Room

SAID = (
    ("seller_owner", "everyone"),
    ("seller_owner", "own_firm"),
    ("buyer_deal_lead", "coordinator"),
    ("buyer_engineer", "own_firm"),
    ("seller_engineer", "coordinator"),
    ("case_coordinator", "everyone"),
)
READ_BY = {
    "seller_engineer": {0, 1, 4, 5},
    "buyer_owner": {0, 2, 3, 5},
    "buyer_engineer": {0, 2, 3, 5},
    "case_coordinator": {0, 2, 4, 5},
}


def said(people: People, room: Room) -> None:
    for number, (who, visibility) in enumerate(SAID):
        message_made(people, room, who, text=f"Word {number}", visibility=visibility)


def heard(people: People, who: str, room: Room) -> list[tuple[int, str | None]]:
    batch = events_after(actor=people.actor(who), room_id=room.public_id, after=0, now=NOW)
    return [(row.number, row.text) for row in batch.events]


def test_each_side_reads_its_own_words_under_numbers_without_gaps(people: People) -> None:
    room = room_made(people)
    said(people, room)
    for who, numbers in READ_BY.items():
        words = [None, *(f"Word {number}" for number in sorted(numbers))]
        assert heard(people, who, room) == list(enumerate(words, start=1)), who


def test_the_log_knows_a_salted_hash_and_tells_those_who_read_it(people: People) -> None:
    room = room_made(people)
    said(people, room)
    firms = {name: people.organisations[name].pk for name in ("seller", "buyer", "institution")}
    *written, answered = entries(room)[1:]
    # the private question in it is nothing to the other firm
    assert answered.kind == "room.question_answered"
    assert readers_of(answered) == {firms["seller"], firms["institution"]}
    expected = [
        {"seller", "buyer", "institution"},
        {"seller"},
        {"buyer", "institution"},
        {"buyer"},
        {"seller", "institution"},
        {"seller", "buyer", "institution"},
    ]
    assert [readers_of(entry) for entry in written] == [
        {firms[name] for name in names} for names in expected
    ]
    for number, (entry, message) in enumerate(
        zip(written, Message.objects.order_by("pk"), strict=True)
    ):
        text = f"Word {number}"
        digest = hashlib.sha256(bytes(message.salt) + text.encode()).hexdigest()
        assert data_of(entry)["message"] == digest
        assert text not in str(entry.body)
    assert [entry.kind for entry in written] == [
        *["room.message_posted"] * 5,
        "room.coordinator_posted",
    ]


def test_the_same_request_twice_writes_once(people: People) -> None:
    room, other = room_made(people), room_made(people, key="two")
    first = message_made(people, room)
    before = RoomEvent.objects.count()
    assert message_made(people, room, text="Something else") == first
    assert RoomEvent.objects.count() == before
    refused(StaleStateError, lambda: message_made(people, other))


WRONG = (
    ("seller_owner", " ", "everyone", "text"),
    ("seller_owner", "x" * 4001, "everyone", "text"),
    ("seller_owner", "Hidden\u202e", "everyone", "text"),
    ("seller_owner", "Word", "nobody", "visibility"),
    ("seller_owner", "Word", "", "visibility"),
    ("case_coordinator", "Word", "own_firm", "visibility"),
    ("case_coordinator", "Word", "coordinator", "visibility"),
)


def test_a_wrong_message_is_refused(people: People) -> None:
    room = room_made(people)
    for who, text, visibility, field in WRONG:
        act = partial(
            message_post,
            actor=people.actor(who),
            room=room,
            request_id="r",
            text=text,
            visibility=visibility,
            now=NOW,
        )
        assert refused(InvalidInputError, act).field == field


def test_strangers_and_those_who_wait_are_refused(people: People) -> None:
    room, paused = room_made(people), room_made(people, "paused", key="paused")
    for who in ("outsider_owner", "buyer_scout", "buyer_member", "seller_member", "auditor"):
        refused(NotFoundError, partial(message_made, people, room, who))
    refused(RoomPausedError, lambda: message_made(people, paused))


def test_a_message_is_about_a_request_that_its_writer_knows(people: People) -> None:
    draft = request_made(people, "draft")
    room = draft.room

    def write(who: str, request_id: str) -> RoomEvent:
        return message_post(
            actor=people.actor(who),
            room=room,
            request_id=f"about {who}",
            text="About this",
            visibility="everyone",
            about_request_id=request_id,
            now=NOW,
        )

    assert write("buyer_engineer", draft.public_id).request == draft
    refused(NotFoundError, lambda: write("seller_owner", draft.public_id))
    refused(NotFoundError, lambda: write("seller_owner", "no such"))


def test_pages_go_back_from_the_newest(people: People) -> None:
    room, actor = room_made(people), people.actor("buyer_owner")
    said(people, room)
    first = events_before(actor=actor, room_id=room.public_id, before=None, limit=3, now=NOW)
    rest = events_before(actor=actor, room_id=room.public_id, before=3, limit=3, now=NOW)
    assert [row.number for row in first + rest] == [5, 4, 3, 2, 1]


def test_a_number_never_given_hides_nothing(people: People) -> None:
    room, actor = room_made(people), people.actor("buyer_owner")
    batch = events_after(actor=actor, room_id=room.public_id, after=10_000, now=NOW)
    assert (batch.events, batch.last_number) == ([], 1)
    batch = events_after(actor=actor, room_id=room.public_id, after=-5, now=NOW)
    assert [row.number for row in batch.events] == [1]
