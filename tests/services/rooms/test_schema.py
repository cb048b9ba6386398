"""Rooms over GraphQL, from query text to JSON: one request from draft to a removed holder."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from contracts.rooms.forms import form_on
from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from tests.factories.deposits import deposit_made
from tests.factories.ndas import membership_id
from tests.factories.people import NOW, TOKEN, People
from tests.factories.rooms import message_made, room_made

if TYPE_CHECKING:
    from datetime import datetime


def _day(days: int) -> str:
    return f"{NOW.date() + timedelta(days=days)}"


FORM = {
    "title": "Bonding",
    "purpose": "LICENCE_EVALUATION",
    "purposeWords": "To judge the sheet",
    "justification": "The summary is silent on it",
    "secrecy": "Read by one engineer",
    "presentOwner": "SELLER",
    "isJointDevelopment": False,
    "ownershipAfter": "UNCHANGED",
    "consideration": "KRW 3,000,000",
    "paymentMethod": "By transfer",
    "deliveryOn": _day(1),
    "deliveryMethod": "VIEW_IN_ROOM",
    "useFrom": _day(0),
    "useUntil": _day(30),
    "returnOn": _day(31),
    "returnMethod": "ACCESS_ENDS",
    "items": [{"words": "Drawing A-17", "purpose": "To check the gap"}],
}


def asked(people: People, who: str, query: str, now: datetime = NOW, **variables: Any) -> Any:
    context = RequestContext(people.actor(who), now, Language.EN, "test")
    request = OperationRequest(query, variables=variables)
    body = engine.run(engine.operation(request), context).body
    assert "errors" not in body, body
    return body["data"]["it"]


REQUEST = """errors { code field params { name value } } request { id state revision missing
  title purpose presentOwner isJointDevelopment useUntil returnMethod retentionUntil issuedBy
  answeredBy canIssue canWithdraw
  items { id words state revision viewOnly canOpen canGrant canRevoke
    files { name firstPage lastPage } holders { name removedAt } } }"""


def test_a_request_goes_its_way_from_draft_to_a_removed_holder(people: People) -> None:
    room = room_made(people)
    deposit = deposit_made(people, key="api", technology=room.technology)
    file = deposit.files.order_by("pk")[0].public_id
    engineer = membership_id(people, "buyer_engineer")

    def act(who: str, name: str, types: str, **given: Any) -> Any:
        passed = ", ".join(f"{one}: ${one}" for one in given)
        query = f"mutation({types}) {{ it: {name}({passed}) {{ {REQUEST} }} }}"
        answer = asked(people, who, query, **given)
        assert answer["errors"] == [], answer
        return answer["request"]

    draft = act(
        "buyer_deal_lead",
        "draftRequest",
        "$roomId: ID!, $input: DataRequestInput!",
        roomId=room.public_id,
        input={"title": "Bonding"},
    )
    assert (draft["state"], draft["canIssue"], len(draft["missing"])) == ("DRAFT", True, 16)
    saved = act(
        "buyer_deal_lead",
        "saveRequest",
        "$id: ID!, $revision: Int!, $input: DataRequestInput!",
        id=draft["id"],
        revision=1,
        input=FORM,
    )
    assert saved["missing"] == []
    issued = act(
        "buyer_deal_lead",
        "issueRequest",
        "$id: ID!, $revision: Int!",
        id=draft["id"],
        revision=saved["revision"],
    )
    expected = {name: FORM[name] for name in ("title", "purpose", "presentOwner", "useUntil")}
    assert expected.items() <= issued.items()
    assert issued["isJointDevelopment"] is False
    kept_until = form_on(NOW.date()).kept_until(NOW.date())
    assert (issued["retentionUntil"], issued["issuedBy"]) == (
        f"{kept_until}",
        "Person buyer_deal_lead",
    )
    item = issued["items"][0]
    answered = act(
        "seller_owner",
        "grantItem",
        "$itemId: ID!, $revision: Int!, $files: [FileChoiceInput!]!, $holderIds: [ID!]!",
        itemId=item["id"],
        revision=item["revision"],
        files=[{"depositFileId": file, "firstPage": 1, "lastPage": 2}],
        holderIds=[engineer],
    )
    [granted] = answered["items"]
    assert (answered["state"], granted["state"], granted["viewOnly"]) == (
        "ANSWERED",
        "GRANTED",
        True,
    )
    assert granted["files"] == [{"name": "drawing.pdf", "firstPage": 1, "lastPage": 2}]
    query = f"query($id: ID!) {{ it: dataRequest(id: $id) {{ {REQUEST.split('request {')[1]} }}"
    read = asked(people, "buyer_engineer", query, id=draft["id"])
    assert read["items"][0]["canOpen"] is True
    removed = act(
        "buyer_deal_lead",
        "removeItemHolder",
        "$itemId: ID!, $membershipId: ID!",
        itemId=item["id"],
        membershipId=engineer,
    )
    assert removed["items"][0]["holders"][0]["removedAt"] is not None
    read = asked(people, "buyer_engineer", query, id=draft["id"])
    assert (read["items"][0]["canOpen"], read["items"][0]["files"]) == (False, None)


EVENTS = """query($id: ID!, $first: Int!, $after: String) {
  it: roomEvents(roomId: $id, first: $first, after: $after) {
    nodes { number kind side author isOwn text visibility }
    pageInfo { hasNextPage endCursor } } }"""


def test_events_come_in_pages_and_say_who_wrote(people: People) -> None:
    room = room_made(people)
    message_made(people, room, "seller_engineer")
    message_made(people, room, "buyer_owner", visibility="coordinator")
    first = asked(people, "case_coordinator", EVENTS, id=room.public_id, first=2)
    assert first["nodes"] == [
        {
            "number": 3,
            "kind": "MESSAGE",
            "side": "BUYER",
            "author": "Person buyer_owner",
            "isOwn": False,
            "text": "The report follows",
            "visibility": "COORDINATOR",
        },
        {
            "number": 2,
            "kind": "MESSAGE",
            "side": "SELLER",
            "author": "Person seller_engineer",
            "isOwn": False,
            "text": "The report follows",
            "visibility": "EVERYONE",
        },
    ]
    cursor = first["pageInfo"]["endCursor"]
    rest = asked(people, "case_coordinator", EVENTS, id=room.public_id, first=2, after=cursor)
    assert [one["kind"] for one in rest["nodes"]] == ["OPENED"]
    assert rest["pageInfo"]["hasNextPage"] is False


def test_a_token_reads_no_room(people: People) -> None:
    room = room_made(people, now=timezone.now())
    context = RequestContext(people.actor(TOKEN), timezone.now(), Language.EN, "test")
    request = OperationRequest(
        "query($id: ID!) { it: room(id: $id) { state } }", variables={"id": room.public_id}
    )
    body = engine.run(engine.operation(request), context).body
    assert body["data"]["it"] is None
    assert body["errors"]
