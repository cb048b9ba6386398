"""The buyer asks in writing: complete, item by item, and never for everything."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from contracts.rooms.content import ItemContent, form_sha256
from contracts.rooms.errors import RoomPausedError
from contracts.rooms.forms import form_on
from contracts.rooms.models import RequestItem
from contracts.rooms.selectors.requests import request_for, requests_of
from contracts.rooms.services import (
    request_draft,
    request_issue,
    request_save,
    request_withdraw,
)
from contracts.rooms.services.requesting import OPEN_DRAFTS_MAX
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.people import ACTORS, NOW, People
from tests.factories.rooms import request_content, request_made, room_made
from tests.services.rooms.acting import data_of, entries, kinds, readers_of, refused

if TYPE_CHECKING:
    from contracts.rooms.content import RequestContent
    from contracts.rooms.models import Room, TechnicalDataRequest

PARTIES = {
    "seller_owner",
    "seller_deal_lead",
    "seller_engineer",
    "buyer_owner",
    "buyer_deal_lead",
    "buyer_engineer",
    "case_coordinator",
}


def knows(people: People, who: str, request: TechnicalDataRequest) -> bool:
    try:
        request_for(actor=people.actor(who), public_id=request.public_id, now=NOW)
    except NotFoundError:
        return False
    return True


def drafted(people: People, room: Room, content: RequestContent) -> TechnicalDataRequest:
    lead = people.actor("buyer_deal_lead")
    return request_draft(actor=lead, room=room, content=content, now=NOW)


def issued(people: People, request: TechnicalDataRequest, who: str = "buyer_deal_lead") -> object:
    return request_issue(
        actor=people.actor(who), request=request, revision=request.revision, now=NOW
    )


def test_a_draft_is_its_firms_own(people: People) -> None:
    request = request_made(people, "draft")
    buyers = {"buyer_owner", "buyer_deal_lead", "buyer_engineer"}
    assert {who for who in ACTORS if knows(people, who, request)} == buyers
    assert kinds(request.room) == ["room.opened"]
    assert request.room.events.count() == 1
    seller = people.actor("seller_owner")
    assert requests_of(actor=seller, room_id=request.room.public_id, now=NOW) == []


def test_an_issued_request_is_read_by_both_firms_and_the_coordinator(people: People) -> None:
    request = request_made(people, "issued")
    assert {who for who in ACTORS if knows(people, who, request)} == PARTIES
    entry = entries(request.room)[-1]
    firms = people.organisations
    assert entry.kind == "request.issued"
    assert readers_of(entry) == {firms[one].pk for one in ("seller", "buyer", "institution")}
    items = list(request.items.order_by("position"))
    assert data_of(entry)["form_sha256"] == form_sha256(request, items)
    assert "Drawing" not in str(entry.body)
    assert request.retention_until == form_on(NOW.date()).kept_until(NOW.date())
    assert request.issued_by_id == people.actor("buyer_deal_lead").membership_id
    assert list(request.room.events.values_list("kind", flat=True))[-1] == "request_issued"


def test_every_statutory_field_has_to_be_filled_in(people: People) -> None:
    room = room_made(people)
    empty: dict[str, Any] = {
        "title": "",
        "purpose": "",
        "purposeWords": " ",
        "justification": "",
        "secrecy": "",
        "presentOwner": "",
        "isJointDevelopment": None,
        "ownershipAfter": "",
        "consideration": "",
        "paymentMethod": "",
        "deliveryOn": None,
        "deliveryMethod": "",
        "useFrom": None,
        "useUntil": None,
        "returnOn": None,
        "returnMethod": "",
        "items": (),
    }
    request = drafted(people, room, request_content())
    lead = people.actor("buyer_deal_lead")
    for name, value in empty.items():
        column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
        request_save(
            actor=lead,
            request=request,
            revision=request.revision,
            content=request_content(**{column: value}),
            now=NOW,
        )
        row = request_for(actor=lead, public_id=request.public_id, now=NOW)
        assert list(row.missing) == [name]
        error = refused(InvalidInputError, lambda: issued(people, request))
        assert (error.code, error.field) == ("required", name)


def test_what_asks_for_everything_or_for_no_purpose_is_not_issued(people: People) -> None:
    room = room_made(people)
    for words, purpose, code in (
        ("All drawings", "To check", "name_each_item"),
        ("Everything", "To check", "name_each_item"),
        ("기술자료 일체", "검토", "name_each_item"),
        ("모든 자료", "검토", "name_each_item"),
        ("Drawing A-17", "", "required"),
    ):
        items = (ItemContent("Report 3", "To compare"), ItemContent(words, purpose))
        request = drafted(people, room, request_content(items=items))
        error = refused(InvalidInputError, partial(issued, people, request))
        assert (error.code, error.field) == (code, "items")
        if code == "name_each_item":
            assert error.params == {"position": "2"}


def test_days_that_are_over_or_out_of_order_are_refused(people: People) -> None:
    room, today = room_made(people), NOW.date()
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"delivery_on": today - dt.timedelta(days=1)}, "deliveryOn"),
        (
            {
                "use_from": today - dt.timedelta(days=9),
                "use_until": today - dt.timedelta(days=1),
            },
            "useUntil",
        ),
        ({"return_on": today}, "returnOn"),
    )
    for changes, field in wrong:
        request = drafted(people, room, request_content(**changes))
        error = refused(InvalidInputError, partial(issued, people, request))
        assert (error.code, error.field) == ("too_early", field)


def test_a_draft_refuses_what_no_field_can_hold(people: People) -> None:
    room, today = room_made(people), NOW.date()
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"title": "x" * 201}, "title"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"secrecy": "Hidden\u202e"}, "secrecy"),
        ({"use_from": today, "use_until": today - dt.timedelta(days=1)}, "useUntil"),
        ({"items": (ItemContent(" ", "To check"),)}, "items"),
        ({"items": (ItemContent("x" * 301, "To check"),)}, "items"),
        ({"items": (ItemContent("Drawing", "To check"),) * 31}, "items"),
    )
    for changes, field in wrong:
        content = request_content(**changes)
        error = refused(InvalidInputError, partial(drafted, people, room, content))
        assert error.field == field


def test_a_saved_draft_has_its_new_items_alone(people: People) -> None:
    request = request_made(people, "draft")
    lead = people.actor("buyer_deal_lead")
    content = request_content(items=(ItemContent("Drawing B-2", "To check"),), title="Other")
    request_save(actor=lead, request=request, revision=1, content=content, now=NOW)
    assert [item.words for item in RequestItem.objects.all()] == ["Drawing B-2"]
    assert (request.title, request.revision) == ("Other", 2)
    refused(
        StaleStateError,
        lambda: request_save(actor=lead, request=request, revision=1, content=content, now=NOW),
    )


def test_only_the_buyers_deal_lead_writes(people: People) -> None:
    draft = request_made(people, "draft")
    room, content = draft.room, request_content()
    for who, error in (
        ("seller_owner", NotAllowedError),
        ("case_coordinator", NotAllowedError),
        ("buyer_owner", NotAllowedError),
        ("buyer_engineer", NotAllowedError),
        ("buyer_scout", NotFoundError),
        ("outsider_large", NotFoundError),
    ):
        actor = people.actor(who)
        given: dict[str, Any] = {"actor": actor, "request": draft, "revision": 1, "now": NOW}
        for act in (
            partial(request_draft, actor=actor, room=room, content=content, now=NOW),
            partial(request_save, **given, content=content),
            partial(request_issue, **given),
            partial(request_withdraw, **given),
        ):
            refused(error, act)


def test_a_request_moves_along_its_table_alone(people: People) -> None:
    room = room_made(people)
    lead = people.actor("buyer_deal_lead")
    for state in ("issued", "withdrawn"):
        request = request_made(people, state, room=room)
        refused(StaleStateError, partial(issued, people, request))
        refused(
            StaleStateError,
            partial(
                request_save,
                actor=lead,
                request=request,
                revision=request.revision,
                content=request_content(),
                now=NOW,
            ),
        )
    refused(
        StaleStateError,
        lambda: request_withdraw(actor=lead, request=request, revision=request.revision, now=NOW),
    )


def test_what_was_granted_is_not_withdrawn(people: People) -> None:
    request = request_made(people, "granted")
    lead = people.actor("buyer_deal_lead")
    for revision in (request.revision, request.revision - 1):
        refused(
            StaleStateError,
            partial(request_withdraw, actor=lead, request=request, revision=revision, now=NOW),
        )


def test_a_paused_or_a_closed_room_takes_no_request(people: People) -> None:
    for state, error in (("paused", RoomPausedError), ("closed", StaleStateError)):
        room = room_made(people, state, key=state)
        refused(error, partial(drafted, people, room, request_content()))


def test_so_many_drafts_are_enough(people: People) -> None:
    room, content = room_made(people), request_content(items=())
    for _ in range(OPEN_DRAFTS_MAX):
        drafted(people, room, content)
    error = refused(MarketplaceError, lambda: drafted(people, room, content))
    assert error.code == "too_many"
