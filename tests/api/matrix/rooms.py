"""Rooms: an open one with words for each reader and grants to two people, and a paused one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from contracts.nda.models import Nda
from contracts.rooms.services import request_draft, request_issue
from matching.services import cases_hand_over
from tests.api.matrix.case import Case, has, known, some
from tests.api.matrix.world import (
    COORDINATOR,
    COORDINATORS,
    LARGE_FIRMS,
    SELLER_ROLES,
    SELLER_WRITERS,
)
from tests.factories.deposits import deposit_made
from tests.factories.market import match_made
from tests.factories.ndas import membership_id, nda_made
from tests.factories.people import NOW, WHOLE_CAST
from tests.factories.rooms import (
    granted,
    item_of,
    message_made,
    request_content,
    request_made,
    room_file_made,
    room_made,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.matrix.world import World

BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
_HOLDER, _OTHER = frozenset({"buyer_engineer"}), frozenset({"other_holder"})
_BUYERS = BUYER_LEADS | _HOLDER | _OTHER
FIRMS = SELLER_ROLES | _BUYERS
ALL = FIRMS | COORDINATOR
DEAL_LEAD = frozenset({"buyer_deal_lead"})
# who may have rooms at all
_MAY_ENTER = (
    LARGE_FIRMS
    | COORDINATORS
    | {
        name
        for name, spec in WHOLE_CAST.items()
        if spec[1] == "sme" and {"owner", "deal_lead", "engineer"}.intersection(spec[3])
    }
)


def add_to(world: World, mark: str = "") -> None:
    """Put rooms into the world; the open one rests on its signed NDA, the paused one on another.

    The first item of the request is granted to the buyer's engineer, the second one to the other
    holder.
    """
    people, now = world.people, timezone.now()
    room = room_made(people, nda=Nda.objects.get(public_id=world.ids["nda signed"]), now=now)
    world.ids["room"] = room.public_id
    for who, visibility, text in (
        ("seller_owner", "everyone", "For all"),
        ("seller_owner", "own_firm", "Seller alone"),
        ("buyer_deal_lead", "own_firm", "Buyer alone"),
        ("buyer_deal_lead", "coordinator", "Buyer to coordinator"),
        ("case_coordinator", "everyone", "Coordinator to all"),
    ):
        message_made(people, room, who, text=text, visibility=visibility, mark=mark, now=now)
    for key, who, visibility in (
        ("room file", "seller_owner", "everyone"),
        ("private room file", "seller_owner", "own_firm"),
        ("buyer's room file", "buyer_deal_lead", "everyone"),
    ):
        file = room_file_made(
            people,
            room,
            who,
            name=f"{key} {mark}".strip() + ".txt",
            content=f"A sample {mark}".encode(),
            visibility=visibility,
            now=now,
        )
        world.ids[key] = file.public_id
    _requests(world, mark)
    _paused(world, mark)


def _requests(world: World, mark: str) -> None:
    people, now = world.people, timezone.now()
    room = Nda.objects.get(public_id=world.ids["nda signed"])
    place = room_made(people, nda=room, now=now)
    deposit = deposit_made(people, key="rooms", technology=place.technology, mark=mark, now=now)
    world.ids["deposit file"] = deposit.files.order_by("pk")[0].public_id
    lead = people.actor("buyer_deal_lead")
    request = request_draft(actor=lead, room=place, content=request_content(mark, now=now), now=now)
    request_issue(actor=lead, request=request, revision=1, now=now)
    world.ids["request granted"] = request.public_id
    for position, key, who in ((1, "item", "buyer_engineer"), (2, "other item", "other_holder")):
        item = granted(people, item_of(request, position), deposit, holders=[who], now=now)
        world.ids[f"{key} granted"] = item.public_id
        file = item.granted_files.order_by("pk")[0]
        world.ids["granted file" if position == 1 else "other granted file"] = file.public_id
    for state in ("draft", "issued"):
        made = request_made(people, state, room=place, mark=mark, now=now)
        world.ids[f"request {state}"] = made.public_id
        world.ids[f"item of {state}"] = item_of(made, 1).public_id
    world.ids["buyer_engineer membership"] = membership_id(people, "buyer_engineer")


def _paused(world: World, mark: str) -> None:
    people, now = world.people, timezone.now()
    match = match_made(people, "matched", key="room-paused")
    coordinator = people.users["case_coordinator"]
    if match.case.coordinator is None or match.case.coordinator.user != coordinator:
        cases_hand_over(
            actor=people.actor("institution_owner"),
            cases=[match.case],
            membership_id=membership_id(people, "case_coordinator"),
            reason="Knows both",
            takes_on=True,
            now=NOW,
        )
    nda = nda_made(people, "signed", match=match, mark=mark, now=now)
    world.ids["room paused"] = room_made(people, "paused", nda=nda, mark=mark, now=now).public_id


def _said(text: str) -> Callable[[Any], bool]:
    """Return whether a page of events holds a message that begins so."""
    return lambda it: bool(it and any((one["text"] or "").startswith(text) for one in it["nodes"]))


def _files(position: int) -> Callable[[Any], bool]:
    """Return whether the documents of an item are told."""
    return lambda it: bool(it and it["items"][position - 1]["files"])


_EVENTS = "query($id: ID!) { it: roomEvents(roomId: $id, first: 50) { nodes { text } } }"
_FILES = "query($id: ID!) { it: dataRequest(id: $id) { items { files { name } } } }"
_ROOM = known(id="room")

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.room": (
        Case("it", ALL, "query($id: ID!) { it: room(id: $id) { state side } }", bool, _ROOM),
        Case(
            "its holders",
            FIRMS,
            "query($id: ID!) { it: room(id: $id) { holders { name email } } }",
            some("holders"),
            _ROOM,
        ),
        Case(
            "one paused",
            SELLER_ROLES | BUYER_LEADS | _HOLDER | COORDINATOR,
            "query($id: ID!) { it: room(id: $id) { state } }",
            bool,
            known(id="room paused"),
        ),
    ),
    "Query.roomOf": (
        Case(
            "of a match",
            ALL,
            "query($id: ID!) { it: roomOf(matchId: $id) { id } }",
            bool,
            known(id="match matched"),
        ),
    ),
    "Query.disclosureOf": (
        Case(
            "who was shown how much",
            SELLER_ROLES | BUYER_LEADS,
            "query($id: ID!) { it: disclosureOf(matchId: $id) { readers { name } } }",
            some("readers"),
            known(id="match matched"),
        ),
        Case(
            "how much lies sealed",
            SELLER_ROLES,
            "query($id: ID!) { it: disclosureOf(matchId: $id) { filesSealed } }",
            has("filesSealed"),
            known(id="match matched"),
        ),
    ),
    "Query.roomEvents": (
        Case("what is for all", ALL, _EVENTS, _said("For all"), _ROOM),
        Case("the seller's own", SELLER_ROLES, _EVENTS, _said("Seller alone"), _ROOM),
        Case("the buyer's own", _BUYERS, _EVENTS, _said("Buyer alone"), _ROOM),
        Case(
            "the buyer's to the coordinator",
            _BUYERS | COORDINATOR,
            _EVENTS,
            _said("Buyer to coordinator"),
            _ROOM,
        ),
        Case(
            "the name of the seller's file",
            SELLER_ROLES | _HOLDER | _OTHER,
            "query($id: ID!) { it: roomEvents(roomId: $id, first: 50)"
            " { nodes { side file { name } } } }",
            lambda it: bool(
                it and any(one["side"] == "SELLER" and one["file"] for one in it["nodes"])
            ),
            _ROOM,
        ),
    ),
    "Query.rooms": (
        Case(
            "the open one",
            ALL,
            "query { it: rooms(first: 50) { nodes { id } } }",
            some(),
        ),
    ),
    "Query.readableDocuments": (
        Case(
            "what was granted to them",
            _HOLDER | _OTHER,
            "query { it: readableDocuments(first: 50) { nodes { name } } }",
            some(),
        ),
    ),
    "Query.roomFilesOf": (
        Case(
            "the seller's file",
            SELLER_ROLES | _HOLDER | _OTHER,
            "query($id: ID!) { it: roomFilesOf(roomId: $id) { side } }",
            lambda it: any(one["side"] == "SELLER" for one in it or ()),
            _ROOM,
        ),
    ),
    "Query.grantableFiles": (
        Case(
            "files of deposits",
            SELLER_WRITERS,
            "query($id: ID!) { it: grantableFiles(roomId: $id) { name } }",
            bool,
            _ROOM,
        ),
    ),
    "Query.dataRequestForm": (
        Case(
            "the form of today",
            _MAY_ENTER,
            "query { it: dataRequestForm { version } }",
            bool,
        ),
    ),
    "Query.dataRequest": (
        Case(
            "a draft",
            _BUYERS,
            "query($id: ID!) { it: dataRequest(id: $id) { title } }",
            bool,
            known(id="request draft"),
        ),
        Case(
            "one issued",
            ALL,
            "query($id: ID!) { it: dataRequest(id: $id) { title items { words } } }",
            bool,
            known(id="request issued"),
        ),
        Case(
            "the granted documents",
            SELLER_ROLES | _HOLDER,
            _FILES,
            _files(1),
            known(id="request granted"),
        ),
        Case(
            "another item's documents",
            SELLER_ROLES | _OTHER,
            _FILES,
            _files(2),
            known(id="request granted"),
        ),
        Case(
            "who may read them",
            FIRMS,
            "query($id: ID!) { it: dataRequest(id: $id) { items { holders { name } } } }",
            lambda it: bool(it and it["items"][0]["holders"]),
            known(id="request granted"),
        ),
    ),
    "Query.dataRequestsOf": (
        Case(
            "those issued",
            ALL,
            "query($id: ID!) { it: dataRequestsOf(roomId: $id) { id } }",
            bool,
            _ROOM,
        ),
        Case(
            "drafts",
            _BUYERS,
            "query($id: ID!) { it: dataRequestsOf(roomId: $id) { state } }",
            lambda it: any(one["state"] == "DRAFT" for one in it or ()),
            _ROOM,
        ),
    ),
}

SUBSCRIPTIONS: dict[str, tuple[Case, ...]] = {
    "Subscription.roomEvents": (
        Case(
            "each event",
            ALL,
            "subscription($id: ID!) { it: roomEvents(roomId: $id) { lastNumber } }",
            lambda it: it is not None,
            _ROOM,
        ),
    ),
}
