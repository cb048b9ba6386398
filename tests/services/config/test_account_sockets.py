"""A socket lives as long as what opened it: a token, or a session that nobody has ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from marketplace.accounts.services import token_create, token_revoke
from marketplace.config.application import Sealbridge
from marketplace.core.graphql.consumer import PROTOCOL
from tests.factories.people import PASSWORD, People, people_made
from tests.services.config.sign_in_browser import Browser
from tests.sockets import SocketCommunicator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> People:
    return people_made()


@asynccontextmanager
async def opened(*headers: tuple[bytes, bytes], **payload: Any) -> AsyncIterator[Any]:
    socket = SocketCommunicator(
        Sealbridge(with_threads=False),
        "/graphql",
        headers=[(b"host", b"testserver"), (b"origin", b"http://testserver"), *headers],
        protocols=(PROTOCOL,),
    )
    await socket.connect()
    if socket.is_accepted:
        await _say(socket, type="connection_init", payload=payload)
    yield socket
    await socket.disconnect()


async def _say(socket: Any, **message: Any) -> None:
    await socket.send_text(orjson.dumps(message).decode())


async def _viewer(socket: Any) -> Any:
    query = {"query": "{ viewer { email } }"}
    await _say(socket, type="subscribe", id="1", payload=query)
    while True:
        message = orjson.loads(await socket.receive_text())
        if message["type"] == "next":
            return message["payload"]["data"]["viewer"]["email"]


async def _closed(socket: Any) -> int:
    while True:
        message = await asyncio.wait_for(socket.receive_output(), 10)
        if message["type"] == "websocket.close":
            return int(message["code"])


async def _in_thread(function: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
    return await sync_to_async(function)(*arguments, **values)


def _token(cast: People) -> tuple[Any, str]:
    return token_create(
        actor=cast.actor("seller_owner"),
        name="A program",
        scopes=["market:read"],
        expires_in_days=1,
        now=timezone.now(),
    )


@pytest.mark.parametrize("where", ["header", "payload"])
async def test_a_token_opens_a_socket_until_it_is_revoked(where: str, cast: People) -> None:
    token, text = await _in_thread(_token, cast)
    bearer = f"Bearer {text}"
    headers = [(b"authorization", bearer.encode())] if where == "header" else []
    payload = {"authorization": bearer} if where == "payload" else {}
    async with opened(*headers, **payload) as socket:
        assert await _viewer(socket) == cast.users["seller_owner"].email
        await _in_thread(
            token_revoke,
            actor=await _in_thread(cast.actor, "seller_owner"),
            public_id=token.public_id,
            now=timezone.now(),
        )
        assert await _closed(socket) in {4401, 4403}


async def test_a_wrong_token_opens_nothing_although_the_cookie_is_right(cast: People) -> None:
    browser = await _in_thread(Browser)
    await _in_thread(browser.sign_in, cast.users["seller_owner"].email, PASSWORD)
    cookie = (b"cookie", f"sessionid={browser.client.cookies['sessionid'].value}".encode())
    async with opened(cookie, (b"authorization", b"Bearer sbt_wrong")) as socket:
        assert not socket.is_accepted
    async with opened(cookie, authorization="Bearer sbt_wrong") as socket:
        assert await _closed(socket) == 4403


async def test_a_session_ended_elsewhere_takes_its_socket_along(cast: People) -> None:
    email = cast.users["seller_owner"].email
    here, there = await _in_thread(Browser), await _in_thread(Browser)
    for browser in (here, there):
        await _in_thread(browser.sign_in, email, PASSWORD)
    cookie = (b"cookie", f"sessionid={there.client.cookies['sessionid'].value}".encode())
    async with opened(cookie) as socket:
        assert await _viewer(socket) == email
        listed = (await _in_thread(here.send, "GET", "auth/sessions")).json()["data"]
        other = next(row["id"] for row in listed if not row["is_current"])
        await _in_thread(here.send, "DELETE", "auth/sessions", sessions=[other])
        assert await _closed(socket) == 4401
