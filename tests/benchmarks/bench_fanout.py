"""Notices to two hundred people at once, over their sockets, beside the bare channel layer."""

from __future__ import annotations

import asyncio
import itertools
import logging
import statistics
import time
from typing import TYPE_CHECKING

import orjson
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from marketplace.accounts.actors import actor_for_session_key
from marketplace.accounts.models import User
from marketplace.accounts.services import NewPerson, people_enrol
from marketplace.config.graphql import engine
from marketplace.core.graphql.consumer import PROTOCOL, GraphQLConsumer
from marketplace.notifications.services import notify
from tests.benchmarks.report import figure, ratio
from tests.sockets import SocketCommunicator

if TYPE_CHECKING:
    pass

PEOPLE, ROUNDS = 200, 20
PAUSE_SECONDS = 0.1
FOLLOWED = "subscription { notifications { notifications { number kind path } lastNumber unread } }"
_keys = itertools.count()


def run() -> None:
    """Print the figures."""
    # each operation on a socket is logged, also here
    logging.disable(logging.INFO)
    # as the product has it: tests close a connection after each use
    connections.databases["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    now = timezone.now()
    people = [NewPerson(f"{n}@people.example", f"Person {n}", "en") for n in range(PEOPLE)]
    users = list(people_enrol(people=people, password="correct horse battery", now=now).values())
    cookies = [_signed_in(user) for user in users]
    ours = asyncio.run(_sockets([user.pk for user in users], cookies))
    bare = asyncio.run(_bare())
    figure("deliveries", f"{len(ours):,} to {PEOPLE} sockets in {ROUNDS} rounds, none missing")
    for label, part in (("p50", 0.5), ("p99", 0.99)):
        ratio(
            f"a notice to each of {PEOPLE} people, commit to frame, {label}",
            _quantile(ours, part) * 1000,
            baseline="the bare channel layer",
            base=_quantile(bare, part) * 1000,
        )


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


async def _sockets(user_ids: list[int], cookies: list[str]) -> list[float]:
    """Return for each frame how long after the commit it came."""
    sockets = [await _following(cookie) for cookie in cookies]

    async def received(socket: SocketCommunicator) -> float:
        told = orjson.loads(await socket.receive_text(seconds=60))
        came = time.perf_counter()
        assert len(told["payload"]["data"]["notifications"]["notifications"]) == 1
        return came

    taken: list[float] = []
    for _ in range(ROUNDS):
        frames = asyncio.gather(*(received(socket) for socket in sockets))
        committed = await sync_to_async(_told, thread_sensitive=False)(user_ids)
        taken += [came - committed for came in await frames]
        await asyncio.sleep(PAUSE_SECONDS)
    for socket in sockets:
        await socket.disconnect()
    return taken


def _told(user_ids: list[int]) -> float:
    """Tell each person of one event; return when that was committed."""
    committed: list[float] = []
    try:
        with transaction.atomic():
            transaction.on_commit(lambda: committed.append(time.perf_counter()))
            notify(
                user_ids=user_ids,
                kind="match.requested",
                key=f"bench {next(_keys)}",
                subject_type="match",
                subject_ref="m",
                path="/deals/m",
                now=timezone.now(),
            )
    finally:
        connection.close()
    return committed[0]


async def _following(cookie: str) -> SocketCommunicator:
    """Return a socket of the person that follows their notices, its first answer read."""
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
    subscribe = {"type": "subscribe", "id": "1", "payload": {"query": FOLLOWED}}
    await socket.send_text(orjson.dumps(subscribe).decode())
    await socket.receive_text()
    return socket


async def _bare() -> list[float]:
    """Return how long after the first of as many groups was sent to each channel had it."""
    layer = get_channel_layer()
    channels = [await layer.new_channel() for _ in range(PEOPLE)]
    groups = [f"bench.{number}" for number in range(PEOPLE)]
    for group, channel in zip(groups, channels, strict=True):
        await layer.group_add(group, channel)

    async def received(channel: str) -> float:
        await layer.receive(channel)
        return time.perf_counter()

    taken: list[float] = []
    for _ in range(ROUNDS):
        waiting = [asyncio.ensure_future(received(channel)) for channel in channels]
        await asyncio.sleep(PAUSE_SECONDS)
        sent = time.perf_counter()
        for group in groups:
            await layer.group_send(group, {"type": "live.event", "event": {"what": "new"}})
        taken += [came - sent for came in await asyncio.gather(*waiting)]
    return taken


def _quantile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return statistics.median(ordered) if part == 0.5 else ordered[int(part * (len(ordered) - 1))]
