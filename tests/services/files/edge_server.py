"""The transfers' edge behind a real server, and a client from the standard library."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import uvicorn
from django.utils import timezone

from marketplace.core import live
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.files.consumers import TransferEdge
from marketplace.files.models import StoredFile, Transfer
from marketplace.files.services import OpenedTransfer, file_begin, transfer_open

HAN = Actor(user_id=11, session_key="a" * 64)
OTHER_SESSION = Actor(user_id=11, session_key="b" * 64)
KIM = Actor(user_id=12, session_key="c" * 64)
SESSIONS = {"han": HAN, "han-elsewhere": OTHER_SESSION, "kim": KIM}


class EdgeServer:
    """A running server.

    Attributes:
        sessions: Who stands behind which cookie; tests change it.
        port: Where it listens.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.sessions = dict(SESSIONS)

    def actor(self, key: str | None) -> Actor:
        """Return who stands behind a cookie."""
        return self.sessions.get(key or "", ANONYMOUS)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        cookie: str | None = "han",
        **headers: str,
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Return status, body and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Host", "testserver")
        if cookie is not None:
            sent["Cookie"] = f"sessionid={cookie}"
        chunked = body is not None and not isinstance(body, bytes)
        try:
            connection.request(method, path, body, sent, encode_chunked=chunked)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def put(self, path: str, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
        """Return status and JSON of a part sent."""
        status, answer, _ = self.ask("PUT", path, body, **headers)
        return status, json.loads(answer)

    def status(self, path: str) -> dict[str, Any]:
        """Return how far a transfer is."""
        answer: dict[str, Any] = json.loads(self.ask("GET", path)[1])
        return answer

    @contextmanager
    def half_sent(self, path: str, length: int, begin: bytes) -> Iterator[socket.socket]:
        """Give a connection over which a part was begun."""
        head = (
            f"PUT {path} HTTP/1.1\r\nHost: testserver\r\nCookie: sessionid=han\r\n"
            f"Content-Length: {length}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.port), timeout=15) as connection:
            connection.sendall(head.encode() + begin)
            yield connection

    @contextmanager
    def being_fetched(self, path: str) -> Iterator[socket.socket]:
        """Give a connection over which a part is being fetched."""
        head = f"GET {path} HTTP/1.1\r\nHost: testserver\r\nCookie: sessionid=han\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=15) as connection:
            connection.sendall(head.encode())
            yield connection


@contextmanager
def edge_server() -> Iterator[EdgeServer]:
    """Run the edge until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    running = EdgeServer(listener.getsockname()[1])
    edge = TransferEdge(actor_for_session=running.actor)
    config = uvicorn.Config(edge, log_config=None, access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=[server.serve([listener])])
    thread.start()
    live.register_loop(loop)
    wait_for(lambda: server.started)
    try:
        yield running
    finally:
        server.should_exit = True
        thread.join(10)
        loop.close()
        listener.close()


def wait_for(condition: Any, seconds: float = 30.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.01)


def all_of(connection: socket.socket) -> bytes:
    """Return what comes until the server closes."""
    data = b""
    try:
        while piece := connection.recv(65536):
            data += piece
    except ConnectionResetError:
        pass
    return data


def upload(size: int, subject: str = "s1", actor: Actor = HAN) -> OpenedTransfer:
    """Open an upload."""
    now = timezone.now()
    stored_file = file_begin(recipients=[], size=size, now=now)
    return transfer_open(
        actor=actor,
        kind="toy.in",
        subject=subject,
        direction="upload",
        now=now,
        stored_file=stored_file,
    )


def download(
    kind: str = "toy.out",
    subject: str = "s1",
    parts: int = 0,
    stored_file: StoredFile | None = None,
) -> OpenedTransfer:
    """Open a download."""
    return transfer_open(
        actor=HAN,
        kind=kind,
        subject=subject,
        direction="download",
        now=timezone.now(),
        parts=parts,
        stored_file=stored_file,
    )


def run_out(opened: OpenedTransfer) -> None:
    """Let a transfer's time be over."""
    past = timezone.now() - timedelta(seconds=1)
    Transfer.objects.filter(pk=opened.transfer.pk).update(expires_at=past)
