"""Rooms open with the signed NDA, pause, and close with what they rest on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contracts.nda.services import nda_expire_due, nda_holder_remove
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.forms import form_on
from contracts.rooms.models import Room, RoomEvent
from contracts.rooms.selectors.places import place_for
from contracts.rooms.selectors.rooms import room_for
from contracts.rooms.services import room_pause, room_resume, rooms_recheck
from contracts.rooms.states import RoomState
from marketplace.accounts.services import barrier_declare
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage
from tests.factories.ndas import NDA_STATES, nda_made
from tests.factories.people import ACTORS, NOW, NUMBERS, People
from tests.factories.rooms import message_made, request_made, room_closed, room_made
from tests.services.rooms.acting import LATER, entries, kinds, readers_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable

PARTICIPANTS = {
    "seller_owner",
    "seller_deal_lead",
    "seller_engineer",
    "buyer_owner",
    "buyer_deal_lead",
    "buyer_engineer",
    "case_coordinator",
}


def reads(people: People, who: str, room: Room) -> bool:
    try:
        place_for(actor=people.actor(who), room_id=room.public_id, now=NOW)
    except NotFoundError:
        return False
    return True


def test_a_room_opens_once_and_only_from_a_signed_nda(people: People) -> None:
    for state in NDA_STATES:
        nda = nda_made(people, state, key=state)
        for _ in range(2):
            rooms_recheck(nda_ids=[nda.public_id], now=NOW)
        assert Room.objects.filter(nda=nda).count() == (state == "signed"), state
    room = Room.objects.get()
    assert kinds(room) == ["room.opened"]
    assert list(room.events.values_list("number", "kind")) == [(1, "opened")]
    firms = people.organisations
    assert readers_of(entries(room)[0]) == {
        firms[name].pk for name in ("seller", "buyer", "institution")
    }


def test_a_room_is_open_to_its_participants_alone(people: People) -> None:
    room = room_made(people)
    assert {who for who in ACTORS if reads(people, who, room)} == PARTICIPANTS


def test_holders_leave_with_the_nda_and_leads_keep_the_words(people: People) -> None:
    room = room_made(people)
    room_closed(people, room)
    left = {who for who in ACTORS if reads(people, who, room)}
    assert left == PARTICIPANTS - {"buyer_engineer"}
    room.refresh_from_db()
    assert room.state == RoomState.CLOSED
    row = room_for(actor=people.actor("buyer_deal_lead"), room_id=room.public_id, now=NOW)
    assert row.acts == frozenset()
    refused(StaleStateError, lambda: message_made(people, room, "buyer_deal_lead", key="late"))


def test_an_expired_nda_closes_the_room_and_until_then_nobody_acts(people: People) -> None:
    room = room_made(people)
    assert room.nda.expires_at is not None
    after = room.nda.expires_at
    row = room_for(actor=people.actor("seller_owner"), room_id=room.public_id, now=after)
    assert row.acts == frozenset()
    refused(StaleStateError, lambda: message_made(people, room, now=after))
    nda_expire_due(subject=room.nda.public_id, now=after)
    rooms_recheck(nda_ids=[room.nda.public_id], now=after)
    room.refresh_from_db()
    assert room.state == RoomState.CLOSED


def test_a_declared_rival_acts_no_more_even_before_the_match_ends(people: People) -> None:
    room = room_made(people)
    barrier_declare(
        actor=people.actor("seller_owner"),
        kind="rival",
        registration_number=NUMBERS["buyer"],
        name="Somebody",
        reason="",
        now=NOW,
    )
    assert not reads(people, "buyer_engineer", room)
    for who in ("seller_owner", "buyer_deal_lead"):
        refused(StaleStateError, partial(message_made, people, room, who))


def test_closing_ends_every_grant(people: People) -> None:
    request = request_made(people)
    room = request.room
    engineer = people.actor("buyer_engineer")
    assert stage_for(engineer, room.technology, NOW) is Stage.S4
    room_closed(people, room, now=LATER)
    assert stage_for(engineer, room.technology, LATER) < Stage.S3
    request.refresh_from_db()
    day = LATER.date()
    assert request.retention_until == form_on(day).kept_until(day)


def test_the_coordinator_pauses_and_resumes_in_words(people: People) -> None:
    room, coordinator = room_made(people), people.actor("case_coordinator")
    room_pause(actor=coordinator, room=room, revision=1, words="A dispute", now=NOW)
    room.refresh_from_db()
    assert (room.state, room.revision) == (RoomState.PAUSED, 2)
    refused(RoomPausedError, lambda: message_made(people, room))
    room_resume(actor=coordinator, room=room, revision=2, words="Settled", now=NOW)
    message_made(people, room)
    assert kinds(room) == ["room.opened", "room.paused", "room.resumed", "room.message_posted"]
    event = RoomEvent.objects.get(kind="paused")
    assert event.message.text == "A dispute"
    assert "A dispute" not in str(entries(room)[1].body)


def test_pausing_is_refused(people: People) -> None:
    room = room_made(people)
    wrong: tuple[tuple[str, int, str, type[Exception]], ...] = (
        ("seller_owner", 1, "Why", NotAllowedError),
        ("buyer_deal_lead", 1, "Why", NotAllowedError),
        ("outsider_owner", 1, "Why", NotFoundError),
        ("case_coordinator", 2, "Why", StaleStateError),
        ("case_coordinator", 1, " ", InvalidInputError),
    )
    for who, revision, words, error in wrong:
        actor = people.actor(who)
        act = partial(room_pause, actor=actor, room=room, revision=revision, words=words, now=NOW)
        refused(error, act)


def test_a_room_is_neither_paused_twice_nor_resumed_when_open(people: People) -> None:
    coordinator = people.actor("case_coordinator")
    acts: list[tuple[str, Callable[..., Room]]] = [("paused", room_pause), ("open", room_resume)]
    for state, act in acts:
        room = room_made(people, state, key=state)
        refused(
            StaleStateError,
            partial(
                act,
                actor=coordinator,
                room=room,
                revision=room.revision,
                words="Again",
                now=NOW,
            ),
        )


def test_whoever_leaves_the_nda_leaves_the_granted_items(people: People) -> None:
    request = request_made(people)
    room = request.room
    engineer = people.actor("buyer_engineer")
    holder = room.nda.holders.get()
    nda_holder_remove(
        actor=people.actor("buyer_deal_lead"), nda=room.nda, holder_id=holder.public_id, now=LATER
    )
    assert stage_for(engineer, room.technology, LATER) is Stage.S2
    for _ in range(2):
        rooms_recheck(nda_ids=[room.nda.public_id], now=LATER)
    assert kinds(room)[-1] == "request.holder_removed"
    assert kinds(room).count("request.holder_removed") == 1
    assert request.items.get(position=1).holders.get().removed_at == LATER
