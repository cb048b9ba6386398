"""A room over the socket: numbered one by one, resumed without a loss, closed to whoever leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from django.db import connection

from contracts.rooms.models import RoomEvent
from contracts.rooms.services import item_holder_remove
from contracts.rooms.states import RoomEventKind
from marketplace.accounts.actors import actor_for_user
from marketplace.config.graphql import engine
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.consumer import PROTOCOL, GraphQLConsumer
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage
from tests.factories.ndas import membership_id
from tests.factories.people import NOW, People, people_made
from tests.factories.rooms import item_of, message_made, request_made, room_closed, room_made
from tests.sockets import SocketCommunicator

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.rooms.models import Room, TechnicalDataRequest

pytestmark = pytest.mark.django_db(transaction=True)

FOLLOWED = """subscription ($id: ID!, $after: Int) { roomEvents(roomId: $id, after: $after) {
  events { number text kind } lastNumber } }"""
WRITERS = ("seller_owner", "buyer_deal_lead", "case_coordinator")
EACH = 12


@pytest.fixture
def people(transactional_db: None) -> People:
    return people_made()


@asynccontextmanager
async def follower(
    people: People, room: Room, who: str, after: int | None = None
) -> AsyncIterator[Any]:
    """Open a socket that follows a room; the actor is read anew for each event."""

    def actor(cookie: str | None) -> Actor:
        user = people.users.get(cookie or "")
        return ANONYMOUS if user is None else actor_for_user(user)

    application = GraphQLConsumer.as_asgi(engine=engine, actor_for_session=actor)
    headers = [
        (b"host", b"testserver"),
        (b"origin", b"http://testserver"),
        (b"cookie", f"sessionid={who}".encode()),
    ]
    socket = SocketCommunicator(application, "/graphql", headers=headers, protocols=(PROTOCOL,))
    await socket.connect()
    await socket.send_text('{"type":"connection_init"}')
    assert orjson.loads(await socket.receive_text()) == {"type": "connection_ack"}
    payload = {"query": FOLLOWED, "variables": {"id": room.public_id, "after": after}}
    await socket.send_text(
        orjson.dumps({"type": "subscribe", "id": "1", "payload": payload}).decode()
    )
    try:
        yield socket
    finally:
        await socket.disconnect()


async def batch(socket: Any) -> Any:
    message = orjson.loads(await socket.receive_text(10))
    assert message["type"] == "next", message
    return message["payload"]["data"]["roomEvents"]


async def done(act: Callable[[], object]) -> None:
    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    await asyncio.to_thread(run)


def written(people: People, room: Room, who: str, key: str, **given: Any) -> Callable[[], object]:
    return lambda: message_made(people, room, who, key=key, **given)


async def test_many_writers_get_numbers_of_their_own_and_a_follower_loses_none(
    people: People,
) -> None:
    room = await asyncio.to_thread(_closing, lambda: room_made(people))

    async def write(who: str) -> None:
        for number in range(EACH):
            await done(written(people, room, who, str(number), text=f"{who} {number}"))

    writers = asyncio.gather(*(write(who) for who in WRITERS))
    received: list[tuple[int, str]] = []
    last: int = 1
    while len(received) < len(WRITERS) * EACH:
        # each time over a new connection, from the last number on
        async with follower(people, room, "buyer_engineer", last) as socket:
            for _ in range(4):
                try:
                    told = await asyncio.wait_for(batch(socket), 0.5)
                except TimeoutError:
                    break
                received += [(one["number"], one["text"]) for one in told["events"]]
                last = told["lastNumber"]
    await writers
    total = len(WRITERS) * EACH
    assert [number for number, _ in received] == list(range(2, total + 2))
    assert len({text for _, text in received}) == total
    numbers = await asyncio.to_thread(_closing, lambda: _numbers(room))
    assert numbers == list(range(1, total + 2))


async def test_what_is_not_for_a_reader_makes_no_sound_and_no_gap(people: People) -> None:
    room = await asyncio.to_thread(_closing, lambda: room_made(people))
    async with follower(people, room, "seller_engineer") as socket:
        assert await batch(socket) == {"events": [], "lastNumber": 1}
        await done(written(people, room, "buyer_deal_lead", "a", visibility="own_firm"))
        await done(written(people, room, "buyer_deal_lead", "b", visibility="coordinator"))
        assert await socket.receive_nothing(0.3)
        await done(written(people, room, "buyer_deal_lead", "c", text="For all"))
        told = await batch(socket)
        assert [(one["number"], one["text"]) for one in told["events"]] == [(2, "For all")]


async def test_more_than_a_batch_holds_comes_in_several(people: People) -> None:
    room = await asyncio.to_thread(_closing, lambda: _long_room(people))
    async with follower(people, room, "case_coordinator", 0) as socket:
        batches = [await batch(socket) for _ in range(3)]
        assert [len(told["events"]) for told in batches] == [50, 50, 21]
        assert [told["lastNumber"] for told in batches] == [50, 100, 121]


async def test_strangers_are_refused(people: People) -> None:
    room = await asyncio.to_thread(_closing, lambda: room_made(people))
    for who, code in (
        ("nobody", "UNAUTHENTICATED"),
        ("seller_member", "FORBIDDEN"),
        ("auditor", "FORBIDDEN"),
        ("buyer_scout", "not_found"),
        ("outsider_owner", "not_found"),
    ):
        async with follower(people, room, who) as socket:
            message = orjson.loads(await socket.receive_text(10))
            assert message["type"] == "error", who
            assert code in str(message["payload"][0]["extensions"]), (who, message)


async def test_a_holder_who_is_removed_loses_the_socket_and_the_stage(people: People) -> None:
    request, room = await asyncio.to_thread(_closing, lambda: _granted(people))

    def remove() -> None:
        item_holder_remove(
            actor=people.actor("seller_owner"),
            item=item_of(request, 1),
            membership_id=membership_id(people, "buyer_engineer"),
            now=NOW,
        )

    def stage() -> Stage:
        return stage_for(people.actor("buyer_engineer"), room.technology, NOW)

    assert await asyncio.to_thread(_closing, stage) is Stage.S4
    async with (
        follower(people, room, "buyer_engineer") as removed,
        follower(people, room, "buyer_deal_lead") as other,
    ):
        await batch(removed)
        await batch(other)
        await done(remove)
        told = await batch(other)
        assert [one["kind"] for one in told["events"]] == ["HOLDER_REMOVED"]
        closed = await _closed(removed)
        assert closed == 4403
    assert await asyncio.to_thread(_closing, stage) is Stage.S3


async def test_a_holder_hears_nothing_more_once_the_room_is_closed(people: People) -> None:
    room = await asyncio.to_thread(_closing, lambda: room_made(people))
    async with (
        follower(people, room, "buyer_engineer") as holder,
        follower(people, room, "buyer_owner") as lead,
    ):
        await batch(holder)
        await batch(lead)
        await done(lambda: room_closed(people, room))
        told = await batch(lead)
        assert [one["kind"] for one in told["events"]] == ["CLOSED"]
        message = orjson.loads(await holder.receive_text(10))
        assert message["type"] == "error"


async def _closed(socket: Any) -> int:
    """Return the code with which the server closes a socket; what was sent before may come."""
    while True:
        output = await socket.receive_output(10)
        if output["type"] == "websocket.close":
            return int(output["code"])


def _closing(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def _numbers(room: Room) -> list[int]:
    return list(RoomEvent.objects.filter(room=room).order_by("pk").values_list("number", flat=True))


def _granted(people: People) -> tuple[TechnicalDataRequest, Room]:
    request = request_made(people)
    return request, request.room


def _long_room(people: People) -> Room:
    room = room_made(people)
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=room,
            number=number,
            seller_number=number,
            buyer_number=number,
            coordinator_number=number,
            kind=RoomEventKind.PAUSED,
            visibility="everyone",
            at=NOW,
        )
        for number in range(2, 122)
    )
    type(room).objects.filter(pk=room.pk).update(
        last_number=121,
        last_seller_number=121,
        last_buyer_number=121,
        last_coordinator_number=121,
    )
    return room
