"""Notices over the socket: none lost and none doubled, however often the connection breaks."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest
from django.db import connection

from marketplace.config.graphql import engine
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.consumer import PROTOCOL, GraphQLConsumer
from marketplace.notifications.models import Notification, NotificationCounter
from marketplace.notifications.services import notices_read, notify
from tests.factories.people import People, people_made
from tests.services.notifications.conftest import NOW
from tests.sockets import SocketCommunicator

pytestmark = pytest.mark.django_db(transaction=True)

FOLLOWED = """subscription ($after: Int) { notifications(after: $after) {
  notifications { number } lastNumber unread } }"""
WRITERS, EACH = 4, 40


class Cast:
    """The cast, with those who follow read before the event loop runs."""

    def __init__(self, people: People) -> None:
        self.users = people.users
        self.actors = {name: people.actor(name) for name in ("seller_owner", "buyer_owner")}

    def actor(self, cookie: str | None) -> Actor:
        return self.actors.get(cookie or "", ANONYMOUS)


@pytest.fixture
def cast(log_key: None, transactional_db: None) -> Cast:
    return Cast(people_made())


@asynccontextmanager
async def follower(cast: Cast, after: int | None, who: str = "seller_owner") -> AsyncIterator[Any]:
    """Open a socket that follows a person's notices."""
    application = GraphQLConsumer.as_asgi(engine=engine, actor_for_session=cast.actor)
    headers = [
        (b"host", b"testserver"),
        (b"origin", b"http://testserver"),
        (b"cookie", f"sessionid={who}".encode()),
    ]
    socket = SocketCommunicator(application, "/graphql", headers=headers, protocols=(PROTOCOL,))
    await socket.connect()
    await socket.send_text('{"type":"connection_init"}')
    assert orjson.loads(await socket.receive_text()) == {"type": "connection_ack"}
    payload = {"query": FOLLOWED, "variables": {"after": after}}
    subscribe = {"type": "subscribe", "id": "1", "payload": payload}
    await socket.send_text(orjson.dumps(subscribe).decode())
    try:
        yield socket
    finally:
        await socket.disconnect()


async def batch(socket: Any) -> Any:
    message = orjson.loads(await socket.receive_text())
    assert message["type"] == "next", message
    return message["payload"]["data"]["notifications"]


def tell(user_id: int, key: str) -> None:
    try:
        notify(
            user_ids=[user_id],
            kind="match.requested",
            key=key,
            subject_type="match",
            subject_ref="m",
            path="/deals/m",
            now=NOW,
        )
    finally:
        connection.close()


def _read(actor: Actor) -> None:
    try:
        notices_read(actor=actor, ids=None, up_to=1, now=NOW)
    finally:
        connection.close()


async def test_nothing_is_lost_or_doubled_over_broken_connections(cast: Cast) -> None:
    user_id = cast.users["seller_owner"].pk
    tosses = random.Random(20261122)

    async def write(writer: int) -> None:
        for number in range(EACH):
            await asyncio.to_thread(tell, user_id, f"{writer} {number}")
            await asyncio.sleep(tosses.random() / 100)

    writers = asyncio.gather(*(write(number) for number in range(WRITERS)))
    received: list[int] = []
    last, connections = 0, 0
    while len(received) < WRITERS * EACH:
        connections += 1
        assert connections < 400
        async with follower(cast, last) as socket:
            # broken off after a few batches, some of them sent and never read
            for _ in range(tosses.randrange(1, 5)):
                try:
                    told = await asyncio.wait_for(batch(socket), 0.3)
                except TimeoutError:
                    break
                received += [notice["number"] for notice in told["notifications"]]
                last = told["lastNumber"]
    await writers
    assert received == list(range(1, WRITERS * EACH + 1))
    assert connections > 10


async def test_more_than_a_batch_holds_comes_in_several(cast: Cast) -> None:
    user_id = cast.users["seller_owner"].pk
    rows = [
        Notification(
            user_id=user_id,
            number=number,
            key=f"{number}",
            kind="toy.done",
            category="match",
            asks=False,
            subject_type="toy",
            subject_ref="t",
            path="/home",
            created_at=NOW,
        )
        for number in range(2, 122)
    ]
    await asyncio.to_thread(tell, user_id, "first")
    await asyncio.to_thread(_stored, user_id, rows)
    async with follower(cast, 0) as socket:
        batches = [await batch(socket) for _ in range(3)]
        assert [len(told["notifications"]) for told in batches] == [50, 50, 21]
        assert [told["lastNumber"] for told in batches] == [50, 100, 121]
        assert await socket.receive_nothing(0.1)


def _stored(user_id: int, rows: list[Notification]) -> None:
    Notification.objects.bulk_create(rows)
    NotificationCounter.objects.filter(user_id=user_id).update(last_number=121)
    connection.close()


async def test_without_a_number_only_what_comes_is_told(cast: Cast) -> None:
    user_id = cast.users["seller_owner"].pk
    await asyncio.to_thread(tell, user_id, "before")
    async with follower(cast, None) as socket:
        assert await batch(socket) == {"notifications": [], "lastNumber": 1, "unread": 1}
        await asyncio.to_thread(tell, user_id, "after")
        told = await batch(socket)
        assert (told["notifications"], told["unread"]) == ([{"number": 2}], 2)


async def test_a_number_never_given_hides_nothing(cast: Cast) -> None:
    user_id = cast.users["seller_owner"].pk
    async with follower(cast, 1000) as socket:
        assert (await batch(socket))["lastNumber"] == 0
        await asyncio.to_thread(tell, user_id, "one")
        assert (await batch(socket))["notifications"] == [{"number": 1}]


async def test_reading_in_another_window_is_told_with_the_new_count(cast: Cast) -> None:
    user_id = cast.users["seller_owner"].pk
    await asyncio.to_thread(tell, user_id, "one")
    actor = cast.actors["seller_owner"]
    async with follower(cast, 1) as socket:
        assert (await batch(socket))["unread"] == 1
        await asyncio.to_thread(_read, actor)
        assert await batch(socket) == {"notifications": [], "lastNumber": 1, "unread": 0}


async def test_nobody_hears_of_anothers_notices(cast: Cast) -> None:
    async with follower(cast, 0, "buyer_owner") as socket:
        assert (await batch(socket))["notifications"] == []
        await asyncio.to_thread(tell, cast.users["seller_owner"].pk, "one")
        assert await socket.receive_nothing(0.3)


async def test_a_visitor_is_refused(cast: Cast) -> None:
    async with follower(cast, 0, "nobody") as socket:
        message = orjson.loads(await socket.receive_text())
        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
