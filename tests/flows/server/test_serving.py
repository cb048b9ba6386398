"""The served product: pages, headers, sign-in, sockets, logs, and its stopping."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from tests.demo_server import ROOT, RunningServer, loaded, manage, running_demo

SELLER = "owner@nurigyeol.example"
SECOND_START_SECONDS = 5.0


async def opened(server: RunningServer, cookie: str = "", origin: str | None = None) -> Any:
    headers = {"Cookie": f"sessionid={cookie}"} if cookie else {}
    if origin:
        headers["Origin"] = origin
    socket = await connect(
        server.socket_url,
        subprotocols=[Subprotocol("graphql-transport-ws")],
        additional_headers=headers,
    )
    await socket.send('{"type":"connection_init"}')
    assert json.loads(await socket.recv())["type"] == "connection_ack"
    return socket


async def asked(socket: ClientConnection, query: str) -> Any:
    await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": query}}))
    return json.loads(await asyncio.wait_for(socket.recv(), 5))


async def closing_code(socket: ClientConnection) -> int | None:
    """Read what comes until the server closes, and return its code."""
    try:
        while True:
            await asyncio.wait_for(socket.recv(), 5)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_security_headers_are_on_every_answer(demo_server: RunningServer) -> None:
    for path in ("/", "/healthz", "/nothing.js", "/log/checkpoint"):
        headers = demo_server.session().request("GET", path)[2]
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Request-ID"]
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Server" not in headers


def test_files_that_are_not_there_are_no_pages(demo_server: RunningServer) -> None:
    session = demo_server.session()
    for path in (
        "/nothing.js",
        "/static/nothing",
        "/log/nothing",
        "/_allauth/browser/v1/auth/code/request",
        "/_allauth/browser/v1/account/phone",
        "/_allauth/app/v1/config",
        "/admin.php",
        "/graphql/more",
        "/graphiql.js",
    ):
        assert session.request("GET", path)[0] == 404, path


def test_pages_and_their_files(demo_server: RunningServer) -> None:
    """Every address a person may open gets the page; its files may be kept for ever."""
    assert (ROOT / "frontend" / "dist" / "index.html").exists(), "run `make build` first"
    session = demo_server.session()
    for path in ("/", "/technologies/abc-_def", "/records", "/verify"):
        status, body, headers = session.request("GET", path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache"), path
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert session.cookie("csrftoken")
    assert session.request("POST", "/technologies/abc", {})[0] in {403, 405}
    script = re.search(rb'src="(/static/assets/[^"]+\.js)"', body)
    assert script is not None
    status, _, headers = session.request("GET", script[1].decode(), Accept_Encoding="gzip")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/javascript")


def test_sign_in_and_out(demo_server: RunningServer) -> None:
    session = demo_server.session()
    assert session.sign_in(SELLER, "wrong password") == 400
    assert session.sign_in("nobody@nowhere.example", demo_server.password) == 400
    assert session.sign_in(SELLER, demo_server.password) == 200
    assert session.graphql("{ viewer { email } }")["data"]["viewer"]["email"] == SELLER
    cookie = next(c for c in session.cookies if c.name == "sessionid")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert session.sign_out() == 401
    assert session.graphql("{ viewer { email } }")["data"]["viewer"] is None


def test_sign_in_needs_the_token_of_our_page(demo_server: RunningServer) -> None:
    session = demo_server.session()
    session.request("GET", "/_allauth/browser/v1/config")
    body = {"email": SELLER, "password": demo_server.password}
    path = "/_allauth/browser/v1/auth/login"
    assert session.request("POST", path, body, X_CSRFToken="")[0] == 403


async def test_signing_out_closes_the_sockets(demo_server: RunningServer) -> None:
    session = await asyncio.to_thread(demo_server.session, SELLER)
    other = await asyncio.to_thread(demo_server.session, SELLER)
    socket = await opened(demo_server, session.cookie("sessionid"))
    kept = await opened(demo_server, other.cookie("sessionid"))
    assert (await asked(socket, "{ viewer { email } }"))["payload"]["data"]["viewer"]["email"]
    await asyncio.to_thread(session.sign_out)
    assert await closing_code(socket) == 4401
    assert (await asked(kept, "{ viewer { email } }"))["payload"]["data"]["viewer"]["email"]
    await kept.close()


async def test_sockets_from_other_pages_or_elsewhere_are_refused(
    demo_server: RunningServer,
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await opened(demo_server, origin="http://evil.example")
    assert refused.value.response.status_code == 403
    for path in ("/other", "/graphql/", "/"):
        with pytest.raises(InvalidStatus):
            await connect(demo_server.socket_url.replace("/graphql", path))


async def test_a_large_message_is_refused(demo_server: RunningServer) -> None:
    socket = await opened(demo_server)
    await socket.send("x" * 200_000)
    assert await closing_code(socket) == 1009


def test_logs_hold_no_personal_data(demo_server: RunningServer) -> None:
    session = demo_server.session(SELLER)
    session.graphql(
        'query Named { marketSearch(text: "needle-in-the-log") { nodes { relevance } } }'
    )
    session.request("GET", "/technologies/an-id-of-a-thing?token=secret-in-address")
    session.request("GET", "/nothing.js?token=secret-in-address")
    # refusals have lines of their own
    session.request("POST", "/an-id-of-a-thing", {}, X_CSRFToken="")
    session.request("GET", "/", Host="host-of-somebody.example")
    time.sleep(0.3)
    text = demo_server.log.read_text()
    # the start message names the accounts; what follows it must not
    lines = text[text.index('"event": "serving"') :]
    for secret in (
        SELLER,
        demo_server.password,
        "needle-in-the-log",
        "secret-in-address",
        "an-id-of-a-thing",
        "host-of-somebody",
        session.cookie("sessionid"),
    ):
        assert secret not in lines
    records = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    requests = [record for record in records if record["event"] == "request"]
    named = next(record for record in requests if record.get("operation") == "Named")
    assert (named["method"], named["route"], named["status"]) == ("POST", "graphql", 200)
    assert named["request_id"]
    assert named["ms"] > 0


@pytest.fixture(scope="module")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo that was started once and stopped."""
    home = tmp_path_factory.mktemp("loaded")
    with running_demo(loaded(home)) as server:
        (home / "checkpoint.json").write_text(json.dumps(server.session().graphql(CHECKPOINT)))
    return home


@pytest.fixture
def home(loaded_home: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    shutil.copytree(loaded_home, tmp_path / "home")
    return tmp_path / "home"


CHECKPOINT = "{ logCheckpoint { size rootHash } }"


def test_a_second_start_is_quick_keeps_everything_and_stops(home: Path) -> None:
    async def stopped_with_a_socket_open(server: RunningServer) -> None:
        socket = await opened(server)
        await asked(socket, "subscription { logCheckpoint { size } }")
        started = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(server.process.wait, 12) in (0, -signal.SIGTERM)
        assert time.monotonic() - started < 10

    with running_demo(home) as server:
        before = json.loads((home / "checkpoint.json").read_text())
        assert int(before["data"]["logCheckpoint"]["size"]) > 0
        assert server.session().graphql(CHECKPOINT) == before
        used = psutil.Process(server.process.pid).cpu_times()
        # the machine may be busy with other tests; the processor's time is the program's own
        assert used.user + used.system < SECOND_START_SECONDS
        asyncio.run(stopped_with_a_socket_open(server))
        assert '"event": "stopped"' in server.log.read_text()


def test_it_refuses_to_start_without_its_log_key(home: Path) -> None:
    key = home / "keys" / "log_key"
    key.unlink()
    for command in ("demo", "serve"):
        done = manage(home, command, "--port", "1")
        assert done.returncode != 0, command
        assert "key" in done.stderr
        assert "Traceback" not in done.stderr
        assert not key.exists()


def test_it_refuses_to_serve_an_old_database(tmp_path: Path) -> None:
    done = manage(tmp_path, "serve", "--port", "1")
    assert done.returncode != 0
    assert "migrate" in done.stderr
