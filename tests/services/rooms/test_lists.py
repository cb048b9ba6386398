"""Across rooms one reads one's own rooms, marks and documents, and nobody else's."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.rooms.content import ItemContent
from contracts.rooms.models import RoomReading
from contracts.rooms.selectors.lists import documents_for, rooms_for
from contracts.rooms.selectors.requests import grantable_files, request_for
from contracts.rooms.selectors.rooms import room_files, room_for
from contracts.rooms.services import (
    item_holder_remove,
    request_draft,
    room_pause,
    room_read,
)
from marketplace.core.errors import NotFoundError
from tests.factories.deposits import deposit_made
from tests.factories.ndas import membership_id
from tests.factories.people import NOW, People
from tests.factories.rooms import (
    item_of,
    message_made,
    request_content,
    request_made,
    room_closed,
    room_file_made,
    room_made,
)
from tests.services.rooms.acting import refused

if TYPE_CHECKING:
    from contracts.rooms.models import Room


def listed(people: People, who: str, limit: int = 20) -> list[str]:
    rows = rooms_for(actor=people.actor(who), before=None, limit=limit, now=NOW)
    return [row.room.public_id for row in rows]


def documents(people: People, who: str, now: dt.datetime = NOW) -> list[tuple[str, bool]]:
    rows = documents_for(actor=people.actor(who), before=None, limit=20, now=now)
    return [(row.file.public_id, row.can_open) for row in rows]


def read_by(people: People, who: str, room: Room) -> int:
    return room_for(actor=people.actor(who), room_id=room.public_id, now=NOW).read_number


def test_rooms_are_told_to_those_who_take_part(people: People) -> None:
    room = room_made(people)
    for who in ("seller_owner", "seller_engineer", "buyer_owner", "buyer_engineer"):
        assert listed(people, who) == [room.public_id], who
    assert listed(people, "case_coordinator") == [room.public_id]
    for who in ("buyer_scout", "rival_owner", "treasurer", "auditor"):
        if who in people.users:
            assert listed(people, who) == [], who


def test_a_list_of_rooms_is_read_in_a_constant_number_of_queries(people: People) -> None:
    room_made(people, key="one")
    with CaptureQueriesContext(connection) as one:
        listed(people, "seller_owner")
    room_made(people, key="two")
    with CaptureQueriesContext(connection) as two:
        assert len(listed(people, "seller_owner")) == 2
    assert len(two) == len(one)


def test_a_mark_is_ones_own_and_never_goes_back(people: People) -> None:
    room = room_made(people)
    for number in range(3):
        message_made(people, room, key=str(number))
    mark = partial(room_read, actor=people.actor("buyer_engineer"), room=room, now=NOW)
    assert read_by(people, "buyer_engineer", room) == 0
    for number, kept in ((2, 2), (1, 2), (99, 4), (-1, 4)):
        mark(number=number)
        assert read_by(people, "buyer_engineer", room) == kept
    assert read_by(people, "buyer_owner", room) == 0
    refused(
        NotFoundError,
        partial(room_read, actor=people.actor("buyer_scout"), room=room, number=1, now=NOW),
    )
    assert RoomReading.objects.count() == 1


def test_documents_are_told_to_their_holder_while_every_condition_holds(people: People) -> None:
    request = request_made(people, "granted", holders=["buyer_engineer"])
    item = item_of(request, 1)
    files = [file.public_id for file in item.granted_files.order_by("-pk")]
    assert documents(people, "buyer_engineer") == [(file, True) for file in files]
    for who in ("buyer_deal_lead", "buyer_owner", "seller_owner", "case_coordinator"):
        assert documents(people, who) == [], who
    # the days of use are over
    assert documents(people, "buyer_engineer", NOW + dt.timedelta(days=40)) == []
    room_pause(
        actor=people.actor("case_coordinator"),
        room=request.room,
        revision=1,
        words="A question",
        now=NOW,
    )
    assert documents(people, "buyer_engineer") == [(file, False) for file in files]
    item_holder_remove(
        actor=people.actor("seller_owner"),
        item=item,
        membership_id=membership_id(people, "buyer_engineer"),
        now=NOW,
    )
    assert documents(people, "buyer_engineer") == []


def test_no_document_is_told_once_the_room_is_closed(people: People) -> None:
    request = request_made(people, "granted", holders=["buyer_engineer"])
    room_closed(people, request.room)
    assert documents(people, "buyer_engineer") == []


def test_who_reads_a_room_is_told_to_each_side_as_far_as_it_may_know(people: People) -> None:
    room = room_made(people, holders=["buyer_engineer"])

    def told(who: str) -> set[tuple[str, str, bool]]:
        row = room_for(actor=people.actor(who), room_id=room.public_id, now=NOW)
        return {(each.name, each.side, each.is_holder) for each in row.people}

    engineer = people.users["buyer_engineer"].name
    lead = people.users["buyer_deal_lead"].name
    for who in ("seller_owner", "buyer_deal_lead", "buyer_engineer"):
        assert (engineer, "buyer", True) in told(who)
        assert (lead, "buyer", False) in told(who)
        assert (people.users["seller_engineer"].name, "seller", False) in told(who)
        assert (people.users["case_coordinator"].name, "coordinator", False) in told(who)
    assert engineer not in {name for name, _, _ in told("case_coordinator")}
    assert people.users["buyer_scout"].name not in {name for name, _, _ in told("buyer_owner")}
    row = room_for(actor=people.actor("buyer_engineer"), room_id=room.public_id, now=NOW)
    assert [each.name for each in row.people if each.is_you] == [engineer]


def test_files_of_a_room_are_told_to_those_who_may_open_them(people: People) -> None:
    room = room_made(people, holders=["buyer_engineer"])
    both = room_file_made(people, room, name="both.txt").public_id
    own = room_file_made(people, room, name="own.txt", visibility="own_firm").public_id

    def told(who: str) -> list[str]:
        rows = room_files(actor=people.actor(who), room_id=room.public_id, now=NOW)
        return [file.public_id for file in rows]

    assert told("seller_engineer") == [own, both]
    assert told("buyer_engineer") == [both]
    assert told("buyer_deal_lead") == []
    assert told("case_coordinator") == []


def test_files_to_choose_from_are_told_to_those_who_answer(people: People) -> None:
    room = room_made(people)
    deposit = deposit_made(people, key="lists", technology=room.technology)
    names = [file.public_id for file in deposit.files.order_by("pk")]

    def told(who: str) -> list[str]:
        rows = grantable_files(actor=people.actor(who), room_id=room.public_id, now=NOW)
        return [file.public_id for file in rows]

    assert told("seller_owner") == names
    for who in ("seller_engineer", "buyer_deal_lead", "buyer_engineer", "case_coordinator"):
        assert told(who) == [], who


def test_a_draft_says_which_item_asks_for_everything(people: People) -> None:
    room = room_made(people)
    lead = people.actor("buyer_deal_lead")
    items = (ItemContent("Drawing A-17"), ItemContent("관련 자료 일체"))
    request = request_draft(actor=lead, room=room, content=request_content(items=items), now=NOW)
    row = request_for(actor=lead, public_id=request.public_id, now=NOW)
    assert [item.is_too_broad for item in row.items] == [False, True]
