"""Notices to two hundred people at once, over their sockets, beside the bare channel layer."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from typing import TYPE_CHECKING

import orjson
from asgiref.sync import sync_to_async
from django.db import connection, connections, transaction
from django.utils import timezone

from marketplace.accounts.services import NewPerson, people_enrol
from marketplace.notifications.services import notify
from tests.benchmarks.listeners import PAUSE_SECONDS, bare, following, quantile, signed_in
from tests.benchmarks.report import figure, ratio

if TYPE_CHECKING:
    from tests.sockets import SocketCommunicator

PEOPLE, ROUNDS = 200, 20
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
    cookies = [signed_in(user) for user in users]
    ours = asyncio.run(_sockets([user.pk for user in users], cookies))
    base = asyncio.run(bare(listeners=PEOPLE, groups=PEOPLE, rounds=ROUNDS))
    figure("deliveries", f"{len(ours):,} to {PEOPLE} sockets in {ROUNDS} rounds, none missing")
    for label, part in (("p50", 0.5), ("p99", 0.99)):
        ratio(
            f"a notice to each of {PEOPLE} people, commit to frame, {label}",
            quantile(ours, part) * 1000,
            baseline="the bare channel layer",
            base=quantile(base, part) * 1000,
        )


async def _sockets(user_ids: list[int], cookies: list[str]) -> list[float]:
    """Return for each frame how long after the commit it came."""
    sockets = [await following(cookie, FOLLOWED) for cookie in cookies]

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
