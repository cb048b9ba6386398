"""A message to two hundred sockets in one room, beside the bare channel layer."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

import orjson
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection, connections, transaction

from tests.benchmarks.listeners import PAUSE_SECONDS, bare, following, quantile, signed_in
from tests.benchmarks.report import figure, ratio
from tests.factories.people import people_made
from tests.factories.rooms import message_made, room_made

if TYPE_CHECKING:
    from contracts.rooms.models import Room
    from tests.factories.people import People
    from tests.sockets import SocketCommunicator

WHO = ("seller_owner", "seller_engineer", "buyer_deal_lead", "buyer_engineer", "case_coordinator")
SOCKETS, ROUNDS = 200, 20
FOLLOWED = """subscription ($room: ID!) { roomEvents(roomId: $room) {
  events { number kind text } lastNumber } }"""


def run() -> None:
    """Print the figures."""
    # each operation on a socket is logged, also here
    logging.disable(logging.INFO)
    settings.SOCKETS_PER_USER = SOCKETS
    # as the product has it: tests close a connection after each use
    connections.databases["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    people = people_made()
    room = room_made(people)
    cookies = [signed_in(people.users[WHO[number % len(WHO)]]) for number in range(SOCKETS)]
    ours = asyncio.run(_sockets(people, room, cookies))
    base = asyncio.run(bare(listeners=SOCKETS, groups=1, rounds=ROUNDS))
    figure("deliveries", f"{len(ours):,} to {SOCKETS} sockets in {ROUNDS} rounds, none missing")
    for label, part in (("p50", 0.5), ("p99", 0.99)):
        ratio(
            f"a message to {SOCKETS} sockets in one room, commit to frame, {label}",
            quantile(ours, part) * 1000,
            baseline="the bare channel layer",
            base=quantile(base, part) * 1000,
        )


async def _sockets(people: People, room: Room, cookies: list[str]) -> list[float]:
    """Return for each frame how long after the commit it came."""
    sockets = [await following(cookie, FOLLOWED, room=room.public_id) for cookie in cookies]

    async def received(socket: SocketCommunicator) -> float:
        told = orjson.loads(await socket.receive_text(seconds=60))
        came = time.perf_counter()
        assert len(told["payload"]["data"]["roomEvents"]["events"]) == 1
        return came

    taken: list[float] = []
    for number in range(ROUNDS):
        frames = asyncio.gather(*(received(socket) for socket in sockets))
        said = sync_to_async(_said, thread_sensitive=False)
        committed = await said(people, room, f"round {number}")
        taken += [came - committed for came in await frames]
        await asyncio.sleep(PAUSE_SECONDS)
    for socket in sockets:
        await socket.disconnect()
    return taken


def _said(people: People, room: Room, key: str) -> float:
    """Let somebody write a message; return when it was committed."""
    committed: list[float] = []
    try:
        with transaction.atomic():
            transaction.on_commit(lambda: committed.append(time.perf_counter()))
            message_made(people, room, "seller_owner", key=key)
    finally:
        connection.close()
    return committed[0]
