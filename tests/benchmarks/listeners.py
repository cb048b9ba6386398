"""Sockets that follow something, and how late what they are told comes."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import TYPE_CHECKING, Any

import orjson
from channels.layers import get_channel_layer
from django.test import Client

from marketplace.accounts.actors import actor_for_session_key
from marketplace.config.graphql import engine
from marketplace.core.graphql.consumer import PROTOCOL, GraphQLConsumer
from tests.sockets import SocketCommunicator

if TYPE_CHECKING:
    from marketplace.accounts.models import User

PAUSE_SECONDS = 0.1


def signed_in(user: User) -> str:
    """Return the key of a new session of the person."""
    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


async def following(cookie: str, query: str, **variables: Any) -> SocketCommunicator:
    """Return a socket of the person that follows what the query names, its first answer read."""
    socket = SocketCommunicator(
        GraphQLConsumer.as_asgi(engine=engine, actor_for_session=actor_for_session_key),
        "/graphql",
        headers=[
            (b"host", b"testserver"),
            (b"origin", b"http://testserver"),
            (b"cookie", f"sessionid={cookie}".encode()),
        ],
        protocols=(PROTOCOL,),
    )
    await socket.connect()
    await socket.send_text('{"type":"connection_init"}')
    await socket.receive_text()
    payload = {"query": query, "variables": variables}
    subscribe = {"type": "subscribe", "id": "1", "payload": payload}
    await socket.send_text(orjson.dumps(subscribe).decode())
    await socket.receive_text()
    return socket


async def bare(*, listeners: int, groups: int, rounds: int) -> list[float]:
    """Return how long after the first of the groups was sent to each channel had its message.

    Args:
        listeners: How many channels there are, spread evenly over the groups.
        groups: How many groups are sent to in each round.
        rounds: How often.
    """
    layer = get_channel_layer()
    channels = [await layer.new_channel() for _ in range(listeners)]
    names = [f"bench.{number}" for number in range(groups)]
    for number, channel in enumerate(channels):
        await layer.group_add(names[number % groups], channel)

    async def received(channel: str) -> float:
        await layer.receive(channel)
        return time.perf_counter()

    taken: list[float] = []
    for _ in range(rounds):
        waiting = [asyncio.ensure_future(received(channel)) for channel in channels]
        await asyncio.sleep(PAUSE_SECONDS)
        sent = time.perf_counter()
        for name in names:
            await layer.group_send(name, {"type": "live.event", "event": {"what": "new"}})
        taken += [came - sent for came in await asyncio.gather(*waiting)]
    return taken


def quantile(values: list[float], part: float) -> float:
    """Return the value that this part of the values does not exceed."""
    ordered = sorted(values)
    return statistics.median(ordered) if part == 0.5 else ordered[int(part * (len(ordered) - 1))]
