"""What happens is told at once to whoever listens, through the whole chain of the running demo."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from tests.demo_server import RunningServer
from tests.flows.server.test_serving import opened

BUYER = "scout@duresanmaru.example"
SELLER = "owner@nurigyeol.example"
SUGGESTIONS = """subscription ($id: ID!) { demandSuggestions(demandId: $id) {
  indexVersion suggestions { technology { id } } } }"""
CHANGE = "mutation ($id: ID!) { %sTechnology(id: $id) { technology { state } errors { code } } }"


class Listener:
    """A subscription on a socket of its own."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    @classmethod
    async def begun(
        cls, server: RunningServer, email: str, query: str, **variables: Any
    ) -> Listener:
        session = await asyncio.to_thread(server.session, email or None)
        socket = await opened(server, session.cookie("sessionid"))
        payload = {"query": query, "variables": variables}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        return cls(socket)

    async def until(self, fits: Callable[[Any], bool], seconds: float = 40) -> Any:
        """Return the first value that fits."""
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            message = json.loads(await asyncio.wait_for(self._socket.recv(), left))
            assert message["type"] == "next", message
            value = next(iter(message["payload"]["data"].values()))
            if fits(value):
                return value

    async def close(self) -> None:
        await self._socket.close()


async def test_suggestions_follow_the_index(demo_server: RunningServer) -> None:
    buyer = await asyncio.to_thread(demo_server.session, BUYER)
    seller = await asyncio.to_thread(demo_server.session, SELLER)
    mine = buyer.graphql("{ demands(mine: true) { nodes { id state } } }")["data"]["demands"]
    demand_id = next(row["id"] for row in mine["nodes"] if row["state"] == "PUBLISHED")
    own = seller.graphql("{ technologies(mine: true) { nodes { id state } } }")["data"]
    published = [r["id"] for r in own["technologies"]["nodes"] if r["state"] == "PUBLISHED"]

    def ids(value: Any) -> set[str]:
        return {row["technology"]["id"] for row in value["suggestions"]}

    listener = await Listener.begun(demo_server, BUYER, SUGGESTIONS, id=demand_id)
    # what another test resumed may be on its way back into the index
    first = await listener.until(lambda value: bool(ids(value) & set(published)))
    target = next(iter(ids(first) & set(published)))

    async def changed(change: str, *, is_there: bool) -> Any:
        answer = seller.graphql(CHANGE % change, id=target)["data"][f"{change}Technology"]
        assert answer["errors"] == []
        return await listener.until(lambda value: (target in ids(value)) is is_there)

    for change, is_there in (("pause", False), ("resume", True)):
        value = await changed(change, is_there=is_there)
        assert value["indexVersion"]
    await listener.close()


async def test_another_firms_suggestions_cannot_be_followed(demo_server: RunningServer) -> None:
    buyer = await asyncio.to_thread(demo_server.session, BUYER)
    mine = buyer.graphql("{ demands(mine: true) { nodes { id } } }")["data"]["demands"]["nodes"]
    for email in ("", SELLER, "scout@miribeolsol.example", "auditor@gaundegil.example"):
        listener = await Listener.begun(demo_server, email, SUGGESTIONS, id=mine[0]["id"])
        message = json.loads(await asyncio.wait_for(listener._socket.recv(), 5))
        hidden = message["type"] == "error" or not any(message["payload"]["data"].values())
        assert hidden, message
        await listener.close()


async def test_a_new_record_brings_a_new_checkpoint(demo_server: RunningServer) -> None:
    query = "subscription { logCheckpoint { size } }"
    listener = await Listener.begun(demo_server, "", query)
    before = int((await listener.until(lambda value: True))["size"])
    seller = await asyncio.to_thread(demo_server.session, SELLER)
    content = {"texts": [{"language": "EN", "title": "Draft"}]}
    create = """mutation ($r: ID!, $input: TechnologyInput!) {
      createTechnology(requestId: $r, input: $input) { errors { code } } }"""
    seller.graphql(create, r=uuid.uuid4().hex, input=content)
    own = seller.graphql("{ technologies(mine: true) { nodes { id state } } }")["data"]
    rows = own["technologies"]["nodes"]
    target = next(row["id"] for row in rows if row["state"] == "PUBLISHED")
    seller.graphql(CHANGE % "pause", id=target)
    value = await listener.until(lambda value: int(value["size"]) > before)
    assert int(value["size"]) == before + 1
    seller.graphql(CHANGE % "resume", id=target)
    await listener.close()
