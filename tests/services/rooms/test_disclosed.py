"""How much was allowed to each reader, and how much each one opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.rooms.selectors.disclosed import Disclosure, ReaderDisclosure, disclosure_of
from contracts.rooms.services import item_holder_remove, item_revoke
from contracts.rooms.services.showing import document_pages_count
from tests.factories.ndas import membership_id
from tests.factories.people import NOW
from tests.factories.rooms import item_of
from tests.services.rooms.test_showing import HOLDER, OTHER_HOLDER, opened, part, shown

if TYPE_CHECKING:
    from contracts.rooms.models import Room
    from tests.factories.people import People

pytestmark = pytest.mark.django_db


def told(people: People, room: Room, who: str = "seller_owner") -> Disclosure | None:
    return disclosure_of(actor=people.actor(who), match_id=room.match.public_id, now=NOW)


def reader(people: People, room: Room, who: str = HOLDER) -> ReaderDisclosure:
    found = told(people, room)
    assert found is not None
    wanted = membership_id(people, who)
    return next(each for each in found.readers if each.membership_id == wanted)


def test_pages_are_counted_once_however_often_they_were_looked_at(people: People) -> None:
    here = shown(people)
    first = reader(people, here.room)
    assert (first.files_allowed, first.files_opened, first.pages_opened) == (2, 0, 0)
    assert first.pages_allowed == 2
    for _ in range(2):
        part(people, opened(people, here.subject("notes.txt")).opened.transfer)
    after = reader(people, here.room)
    assert (after.files_opened, after.pages_opened, after.may_open) == (1, 1, True)
    assert reader(people, here.room, OTHER_HOLDER).pages_opened == 0


def test_pages_not_counted_yet_are_not_guessed(people: People) -> None:
    here = shown(people, counted=False)
    assert reader(people, here.room).pages_allowed is None
    document_pages_count(room_ids=[here.room.public_id], now=NOW)
    assert reader(people, here.room).pages_allowed == 2


def test_what_was_taken_back_stays_told_but_stands_open_no_more(people: People) -> None:
    here = shown(people)
    part(people, opened(people, here.subject("notes.txt")).opened.transfer)
    item_holder_remove(
        actor=people.actor("seller_owner"),
        item=item_of(here.request, 1),
        membership_id=membership_id(people, HOLDER),
        now=NOW,
    )
    gone = reader(people, here.room)
    assert (gone.may_open, gone.files_allowed, gone.pages_opened) == (False, 2, 1)
    assert reader(people, here.room, OTHER_HOLDER).may_open
    item = item_of(here.request, 1)
    item_revoke(actor=people.actor("seller_owner"), item=item, revision=item.revision, now=NOW)
    found = told(people, here.room)
    assert found is not None
    assert (found.files_sealed, found.files_allowed) == (2, 0)
    assert not any(each.may_open for each in found.readers)


def test_the_buyers_leads_learn_who_opened_what_but_not_what_lies_sealed(people: People) -> None:
    here = shown(people)
    for who in ("buyer_owner", "buyer_deal_lead"):
        found = told(people, here.room, who)
        assert found is not None
        assert found.files_sealed is None
        assert len(found.readers) == 2


@pytest.mark.parametrize(
    "who", ["buyer_engineer", "buyer_scout", "case_coordinator", "rival_owner", "seller_member"]
)
def test_nobody_else_learns_who_was_shown_what(people: People, who: str) -> None:
    assert told(people, shown(people).room, who) is None


def test_any_number_of_pages_takes_the_same_queries(people: People) -> None:
    here = shown(people)
    told(people, here.room)
    with CaptureQueriesContext(connection) as none:
        told(people, here.room)
    part(people, opened(people, here.subject("notes.txt")).opened.transfer)
    with CaptureQueriesContext(connection) as some:
        told(people, here.room)
    assert len(some) == len(none)
