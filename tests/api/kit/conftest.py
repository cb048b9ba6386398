"""Sockets on the toy schema, with people and tokens that change while they are open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.consumer import PROTOCOL, GraphQLConsumer
from marketplace.core.live import publish
from tests.api.kit.toy import MEMBER, engine
from tests.sockets import SocketCommunicator

OTHER = Actor(user_id=8, session_key="o" * 64)


class Sessions:
    """Who stands behind which cookie, changeable while sockets are open."""

    def __init__(self) -> None:
        self.people: dict[str, Actor] = {"seven": MEMBER, "eight": OTHER}
        self.tokens: dict[str, Actor] = {"Bearer good": Actor(user_id=7, token_id=5)}
        self.reads = 0

    def actor(self, key: str | None) -> Actor:
        self.reads += 1
        return self.people.get(key or "", ANONYMOUS)

    def bearer(self, authorization: str) -> Actor:
        return self.tokens.get(authorization, ANONYMOUS)


Opener = Callable[..., Any]


@pytest.fixture
def sessions() -> Sessions:
    return Sessions()


@pytest.fixture
def opened(sessions: Sessions) -> Opener:
    application = GraphQLConsumer.as_asgi(
        engine=engine, actor_for_session=sessions.actor, actor_for_bearer=sessions.bearer
    )

    @asynccontextmanager
    async def open_socket(
        cookie: str = "",
        *,
        protocols: tuple[str, ...] = (PROTOCOL,),
        origin: str = "http://testserver",
        host: str = "testserver",
        init: bool = True,
        authorization: str = "",
    ) -> AsyncIterator[Any]:
        headers = [(b"host", host.encode()), (b"origin", origin.encode())]
        if cookie:
            headers.append((b"cookie", f"sessionid={cookie}".encode()))
        if authorization:
            headers.append((b"authorization", authorization.encode()))
        socket = SocketCommunicator(application, "/graphql", headers=headers, protocols=protocols)
        await socket.connect()
        if init and socket.is_accepted:
            await say(socket, type="connection_init")
            assert await heard(socket) == {"type": "connection_ack"}
        yield socket
        await socket.disconnect()

    return open_socket


async def say(socket: Any, **message: Any) -> None:
    await socket.send_text(orjson.dumps(message).decode())


async def ask(socket: Any, query: str, id: str = "1", **variables: Any) -> None:
    payload = {"query": query, "variables": variables}
    await say(socket, type="subscribe", id=id, payload=payload)


async def heard(socket: Any) -> Any:
    return orjson.loads(await socket.receive_text())


async def closed(socket: Any) -> int:
    while True:
        message = await socket.receive_output()
        if message["type"] == "websocket.close":
            return int(message["code"])


async def told(group: str, **event: Any) -> None:
    """Publish as a service's thread does."""
    await asyncio.to_thread(publish, group, event)
