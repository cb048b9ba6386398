"""The matrix holds over the socket, at the start and again at every event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.layers import channel_layers, get_channel_layer
from django.test import Client

from marketplace.accounts.models import Membership
from marketplace.config.application import Sealbridge
from tests.api.authorization_matrix import OPERATIONS
from tests.api.conftest import world_ready
from tests.factories.people import ACTORS, NOW, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.api.matrix.case import Case
    from tests.api.matrix.world import World

SUBSCRIPTIONS = [name for name in OPERATIONS if name.startswith("Subscription.")]
APPLICATION = Sealbridge(with_threads=False)
SUGGESTIONS = OPERATIONS["Subscription.demandSuggestions"][0]


@pytest.fixture
def committed_world(transactional_db: None, market_folders: None) -> World:
    """Return a world that other threads see."""
    return world_ready()


@pytest.fixture(autouse=True)
def _fresh_channels() -> Iterator[None]:
    """Keep no queue of another test's event loop."""
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


def cookie_of(world: World, actor: str) -> list[tuple[bytes, bytes]]:
    """Return the header of a browser in which the actor is signed in."""
    if actor == "anonymous":
        return []
    if actor == TOKEN:
        return [(b"authorization", f"Bearer {world.people.token}".encode())]
    client = Client()
    client.force_login(world.people.users[actor])
    return [(b"cookie", f"sessionid={client.cookies['sessionid'].value}".encode())]


class Socket:
    """A client that speaks graphql-transport-ws."""

    def __init__(self, headers: list[tuple[bytes, bytes]]) -> None:
        scope = {
            "type": "websocket",
            "path": "/graphql",
            "headers": [(b"host", b"testserver"), *headers],
            "subprotocols": ["graphql-transport-ws"],
            "client": ("127.0.0.1", 1),
        }
        communicator: Any = ApplicationCommunicator
        self._wire = communicator(APPLICATION, scope)

    async def first_answer(self, case: Case, world: World) -> dict[str, Any]:
        """Subscribe and return the first message that is not about the connection."""
        await self._wire.send_input({"type": "websocket.connect"})
        assert (await self.output())["type"] == "websocket.accept"
        await self._tell({"type": "connection_init"})
        assert (await self.next())["type"] == "connection_ack"
        payload = {"query": case.query, "variables": dict(case.variables(world))}
        await self._tell({"type": "subscribe", "id": "1", "payload": payload})
        return await self.next()

    async def next(self) -> dict[str, Any]:
        """Return the next message of the protocol."""
        message: dict[str, Any] = json.loads((await self.output())["text"])
        return message

    async def output(self) -> dict[str, Any]:
        """Return the next thing the server does, a close included."""
        done: dict[str, Any] = await self._wire.receive_output(timeout=10)
        return done

    async def close(self) -> None:
        """Hang up."""
        await self._wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._wire.wait(timeout=10)

    async def _tell(self, message: dict[str, Any]) -> None:
        await self._wire.send_input({"type": "websocket.receive", "text": json.dumps(message)})


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
async def test_every_actor_hears_exactly_what_the_matrix_says(
    committed_world: World, name: str
) -> None:
    for case in OPERATIONS[name]:
        heard = set()
        for actor in ACTORS:
            socket = Socket(await sync_to_async(cookie_of)(committed_world, actor))
            answer = await socket.first_answer(case, committed_world)
            it = answer["type"] == "next" and (answer["payload"].get("data") or {}).get("it")
            if it and case.given(it):
                heard.add(actor)
            await socket.close()
        assert heard == set(case.allowed), case.name


async def test_a_member_who_left_hears_nothing_at_the_next_event(committed_world: World) -> None:
    headers = await sync_to_async(cookie_of)(committed_world, "buyer_scout")
    socket = Socket(headers)
    answer = await socket.first_answer(SUGGESTIONS, committed_world)
    assert answer["payload"]["data"]["it"]["suggestions"]
    user = committed_world.people.users["buyer_scout"]
    await Membership.objects.filter(user=user).aupdate(ended_at=NOW)
    event = {"type": "live.event", "group": "matching.index", "id": "1", "event": {}}
    await get_channel_layer().group_send("matching.index", event)
    done = await socket.output()
    assert "suggestions" not in str(done)
    assert done["type"] == "websocket.close" or "error" in str(done)


async def test_signing_out_closes_the_socket(committed_world: World) -> None:
    headers = await sync_to_async(cookie_of)(committed_world, "buyer_scout")
    socket = Socket(headers)
    await socket.first_answer(SUGGESTIONS, committed_world)

    def sign_out() -> int:
        client = Client()
        client.cookies["sessionid"] = headers[0][1].decode().split("=", 1)[1]
        status: int = client.delete("/_allauth/browser/v1/auth/session").status_code
        return status

    assert await sync_to_async(sign_out)() == 401  # allauth's answer to whoever is signed out
    done = await socket.output()
    assert (done["type"], done["code"]) == ("websocket.close", 4401)
