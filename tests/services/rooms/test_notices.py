"""Who hears of what happens in a room; those for whom it is not meant hear nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from contracts.nda.models import NdaHolder
from marketplace.evidence.models import Entry
from marketplace.notifications.models import Notification
from marketplace.notifications.services import entries_notify
from tests.factories.people import NOW, People
from tests.factories.rooms import message_made, request_made, room_made
from tests.services.rooms.acting import data_of, entries, readers_of

if TYPE_CHECKING:
    from contracts.rooms.models import Room


def told(people: People, room: Room) -> set[tuple[str, str, bool]]:
    """Return who hears of what the log has of a room, and whether they are asked."""
    Notification.objects.all().delete()
    for number, entry in enumerate(Entry.objects.order_by("pk")):
        Entry.objects.filter(pk=entry.pk).update(index=number, integrated_at=NOW)
    entries_notify([Entry.objects.get(pk=entry.pk) for entry in entries(room)], NOW)
    names = {user.pk: name for name, user in people.users.items()}
    return {
        (names[user_id], kind, asks)
        for user_id, kind, asks in Notification.objects.values_list("user_id", "kind", "asks")
    }


def test_messages_reach_the_other_leads_and_a_private_note_the_coordinator(
    people: People,
) -> None:
    room = room_made(people)
    message_made(people, room, "buyer_engineer")
    kind = "room.message_posted"
    heard = {one for one in told(people, room) if one[1] == kind}
    assert heard == {
        ("seller_owner", kind, False),
        ("seller_deal_lead", kind, False),
        ("case_coordinator", kind, False),
    }
    other = room_made(people, key="two")
    message_made(people, other, "seller_engineer", visibility="coordinator", key="note")
    assert {one for one in told(people, other) if one[1] == kind} == {
        ("case_coordinator", kind, False)
    }
    third = room_made(people, key="three")
    message_made(people, third, "seller_engineer", visibility="own_firm", key="own")
    assert not {one for one in told(people, third) if one[1] == kind}


def test_a_request_asks_the_seller_and_a_grant_tells_its_holder(people: People) -> None:
    request = request_made(people)
    heard = told(people, request.room)
    assert {one[0] for one in heard if one[1] == "request.issued" and one[2]} == {
        "seller_owner",
        "seller_deal_lead",
    }
    assert {one[0] for one in heard if one[1] == "request.holder_added"} == {"buyer_engineer"}
    assert {one[0] for one in heard if one[1] == "request.item_granted"} == {
        "buyer_owner",
        "buyer_deal_lead",
    }
    # a second item still waits for the seller
    waiting = Notification.objects.filter(kind="request.issued", asks=True, read_at=None)
    assert waiting.count() == 2


def test_an_engineer_who_asked_hears_of_what_is_written_back(people: People) -> None:
    room = room_made(people)
    message_made(people, room, "seller_owner", key="before", text="Ask what you like")
    message_made(people, room, "buyer_engineer", key="asked", text="Which alloy is it")
    message_made(people, room, "buyer_engineer", visibility="own_firm", key="own")
    message_made(people, room, "seller_owner", key="answer")
    message_made(people, room, "seller_owner", visibility="own_firm", key="hidden")
    message_made(people, room, "case_coordinator", key="coordinator")
    heard = sorted(one for one in told(people, room) if one[0] == "buyer_engineer")
    assert heard == [
        ("buyer_engineer", "room.coordinator_posted", False),
        ("buyer_engineer", "room.message_posted", False),
    ]
    answers = [data_of(entry)["answers"] for entry in entries(room)[1:]]
    owner, asker = (people.users[name].public_id for name in ("seller_owner", "buyer_engineer"))
    assert answers == [[], [owner], [], [asker], [], [owner, asker]]


def test_nobody_hears_of_an_answer_for_the_own_firm_late_or_once_out_of_the_room(
    people: People,
) -> None:
    room = room_made(people)
    message_made(people, room, "buyer_engineer", visibility="coordinator", key="asked")
    message_made(people, room, "seller_owner", key="answer")
    message_made(people, room, "case_coordinator", key="coordinator")
    message_made(people, room, "buyer_engineer", key="asked-everybody")
    late = NOW + timedelta(days=14, seconds=1)
    message_made(people, room, "seller_owner", key="late", now=late)
    NdaHolder.objects.update(removed_at=NOW, removal_cause="removed")
    message_made(people, room, "seller_owner", key="removed")
    answers = [data_of(entry)["answers"] for entry in entries(room)[1:]]
    owner, asker = (people.users[name].public_id for name in ("seller_owner", "buyer_engineer"))
    # behind the coordinator's message stands who asked in private, for their own firm alone
    assert answers == [[], [], [owner], [asker], [owner], [], []]


def test_the_other_firm_does_not_learn_who_asked_the_coordinator_in_private(
    people: People,
) -> None:
    room = room_made(people)
    message_made(people, room, "buyer_engineer", visibility="coordinator", key="asked")
    message_made(people, room, "buyer_owner", visibility="coordinator", key="lead-asked")
    message_made(people, room, "case_coordinator", key="coordinator")
    asked, lead_asked, posted, answered = entries(room)[1:]
    seller = people.organisations["seller"].pk
    assert data_of(posted)["answers"] == []
    assert seller in readers_of(posted)
    assert answered.kind == "room.question_answered"
    asker = people.users["buyer_engineer"].public_id
    assert data_of(answered)["answers"] == [asker]
    for entry in (asked, lead_asked, answered):
        assert seller not in readers_of(entry)
    heard = {one for one in told(people, room) if one[1].startswith("room.")}
    assert ("buyer_engineer", "room.question_answered", False) in heard
    assert ("buyer_engineer", "room.coordinator_posted", False) not in heard
    # who leads hears of every message of the coordinator, once
    assert ("buyer_owner", "room.coordinator_posted", False) in heard
    assert ("buyer_owner", "room.question_answered", False) not in heard
