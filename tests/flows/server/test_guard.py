"""Slow and oversized clients never hold a worker; seen from outside, over real sockets."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.demo_server import RunningServer

HALF_SENT = 20
HEAD = (
    "POST /graphql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    "Content-Length: {length}\r\n{more}\r\n"
)


@contextlib.contextmanager
def connection(server: RunningServer) -> Iterator[socket.socket]:
    parts = urlsplit(server.base_url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=20) as open_:
        yield open_


def host_of(server: RunningServer) -> str:
    return urlsplit(server.base_url).netloc


def head(server: RunningServer, length: int | str, more: str = "") -> bytes:
    return HEAD.format(host=urlsplit(server.base_url).netloc, length=length, more=more).encode()


def answer(open_: socket.socket) -> tuple[int, bytes]:
    data = b""
    with contextlib.suppress(TimeoutError, ConnectionResetError):
        while part := open_.recv(65536):
            data += part
    return int(data.split(b" ", 2)[1]), data


def test_half_sent_bodies_leave_the_server_free(demo_server: RunningServer) -> None:
    with contextlib.ExitStack() as stack:
        silent = stack.enter_context(connection(demo_server))
        silent.sendall(b"POST /graphql HTTP/1.1\r\nHost: ")
        later = stack.enter_context(connection(demo_server))
        later.sendall(f"HEAD /healthz HTTP/1.1\r\nHost: {host_of(demo_server)}\r\n\r\n".encode())
        assert later.recv(65536).startswith(b"HTTP/1.1 200")
        later.sendall(b"POST /graphql HTTP/1.1\r\nHost: ")
        held = [stack.enter_context(connection(demo_server)) for _ in range(HALF_SENT)]
        for open_ in held:
            open_.sendall(head(demo_server, 1000) + b'{"query":')
        started = time.monotonic()
        for path in ("/healthz", "/readyz", "/log/checkpoint"):
            assert demo_server.session().request("GET", path)[0] == 200
        assert demo_server.session().graphql("{ viewer { email } }") == {"data": {"viewer": None}}
        # far below the ten seconds after which the held ones are given up
        assert time.monotonic() - started < 5
        for open_ in held:
            status, _ = answer(open_)
            assert status == 408
        # a head that never ends gets no answer, only an end
        assert silent.recv(1) == b""
        assert later.recv(1) == b""


def test_a_whole_body_in_pieces_is_answered(demo_server: RunningServer) -> None:
    body = json.dumps({"query": "{ viewer { email } }"}).encode()
    with connection(demo_server) as open_:
        open_.sendall(head(demo_server, len(body), "Connection: close\r\n"))
        for byte in body:
            open_.sendall(bytes([byte]))
        assert answer(open_)[0] == 200


def test_a_chunked_body_is_read(demo_server: RunningServer) -> None:
    body = json.dumps({"query": "{ viewer { email } }"}).encode()
    text = head(demo_server, 0, "Transfer-Encoding: chunked\r\nConnection: close\r\n")
    text = text.replace(b"Content-Length: 0\r\n", b"")
    with connection(demo_server) as open_:
        open_.sendall(text + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        status, data = answer(open_)
    assert status == 200
    assert b'{"data":{"viewer":null}}' in data


@pytest.mark.parametrize("announce", [True, False])
def test_an_oversized_body_is_refused(demo_server: RunningServer, announce: bool) -> None:
    size = 1024 * 1024 + 1
    with connection(demo_server) as open_:
        if announce:
            open_.sendall(head(demo_server, size))
        else:
            text = head(demo_server, 0, "Transfer-Encoding: chunked\r\n")
            open_.sendall(text.replace(b"Content-Length: 0\r\n", b""))
            with contextlib.suppress(ConnectionError):
                open_.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (size, b"x" * size))
        assert answer(open_)[0] == 413


@pytest.mark.parametrize(
    ("line", "status"),
    [("GET /graphql?query=%ff%fe HTTP/1.1", 200), ("GET /healthz?x=\xe9 HTTP/1.1", 400)],
)
def test_odd_addresses_do_not_break_it(demo_server: RunningServer, line: str, status: int) -> None:
    host = urlsplit(demo_server.base_url).netloc
    with connection(demo_server) as open_:
        open_.sendall(f"{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        assert answer(open_)[0] == status


def test_an_unknown_host_is_refused(demo_server: RunningServer) -> None:
    with connection(demo_server) as open_:
        open_.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        status, data = answer(open_)
    assert status == 400
    assert b"evil.example" not in data


def test_headers_with_underscores_are_dropped(demo_server: RunningServer) -> None:
    session = demo_server.session()
    with connection(demo_server) as open_:
        host = urlsplit(demo_server.base_url).netloc
        open_.sendall(
            f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nX_Request_ID: forged-by-underscore\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert b"forged-by-underscore" not in answer(open_)[1]
    headers = session.request("GET", "/healthz", X_Request_ID="given-by-client-1")[2]
    assert headers["X-Request-ID"] == "given-by-client-1"
