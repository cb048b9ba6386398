"""The guard, with an application and a client that do exactly what the test wants."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from marketplace.config import guard as guard_module
from marketplace.config.guard import BodyRule, Guard

PART = b"x" * 1000


class Application:
    """Answer with many parts, and remember the request."""

    def __init__(self, parts: int = 1) -> None:
        self.parts = parts
        self.body: bytes | None = None
        self.headers: dict[bytes, bytes] = {}
        self.finished_at = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        self.body = message["body"]
        assert not message["more_body"]
        self.headers = dict(scope["headers"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(self.parts):
            await send({"type": "http.response.body", "body": PART, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        self.finished_at = time.monotonic()


class Client:
    """Send the given messages, then nothing; accept answers or not."""

    def __init__(self, *messages: dict[str, Any], accepts: bool = True) -> None:
        self.messages = list(messages)
        self.accepts = accepts
        self.received: list[Any] = []

    async def receive(self) -> Any:
        if self.messages:
            return self.messages.pop(0)
        return await asyncio.Event().wait()

    async def send(self, message: Any) -> None:
        if not self.accepts:
            await asyncio.Event().wait()
        self.received.append(message)

    @property
    def status(self) -> int:
        return int(self.received[0]["status"])


def body(content: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": content, "more_body": more}


def scope(*headers: tuple[bytes, bytes], query: bytes = b"") -> dict[str, Any]:
    return {"type": "http", "method": "POST", "query_string": query, "headers": list(headers)}


async def test_the_body_arrives_whole_with_its_length() -> None:
    application, client = Application(), Client(body(b"ab", more=True), body(b"cd"))
    await Guard(application)(scope((b"transfer-encoding", b"chunked")), client.receive, client.send)
    assert application.body == b"abcd"
    assert application.headers == {b"content-length": b"4"}
    assert client.status == 200
    assert len(client.received) == 3


async def test_a_slow_body_never_reaches_the_application() -> None:
    application, client = Application(), Client(body(b"a", more=True))
    guard = Guard(application, body_seconds=0.05)
    await guard(scope(), client.receive, client.send)
    assert (client.status, application.body) == (408, None)


@pytest.mark.parametrize(
    ("request_scope", "status"),
    [
        (scope((b"content-length", b"1048577")), 413),
        (scope((b"content-length", b"-1")), 400),
        (scope((b"content-length", b"9" * 30)), 400),
        (scope(query=b"\xff"), 400),
    ],
)
async def test_refusals_before_the_body(request_scope: dict[str, Any], status: int) -> None:
    application, client = Application(), Client()
    await Guard(application)(request_scope, client.receive, client.send)
    assert (client.status, application.body) == (status, None)


async def test_an_unannounced_oversized_body() -> None:
    part = b"x" * 600_000
    application, client = Application(), Client(body(part, more=True), body(part, more=True))
    await Guard(application)(scope(), client.receive, client.send)
    assert (client.status, application.body) == (413, None)


async def test_a_client_that_leaves() -> None:
    application, client = Application(), Client(body(b"a", more=True), {"type": "http.disconnect"})
    await Guard(application)(scope(), client.receive, client.send)
    assert (client.received, application.body) == ([], None)


async def test_a_client_that_never_reads_holds_no_worker() -> None:
    application, client = Application(parts=1000), Client(body(b""), accepts=False)
    guard = Guard(application, write_seconds=1)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        await guard(scope(), client.receive, client.send)
    assert application.finished_at - started < 0.8
    assert guard._held_bytes == 0


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_module, "LARGEST_TOTAL", 10_000)
    guard = Guard(Application(parts=100), write_seconds=1)
    silent, reading = Client(body(b""), accepts=False), Client(body(b"", more=False))
    held = asyncio.create_task(guard(scope(), silent.receive, silent.send))
    await asyncio.sleep(0.05)
    assert guard._held_bytes <= 10_000
    refused = Client(body(b"x" * 9_000))
    await guard(scope(), refused.receive, refused.send)
    assert refused.status == 503
    with pytest.raises(TimeoutError):
        await held
    await guard(scope(), reading.receive, reading.send)
    assert reading.status == 200
    assert sum(len(m.get("body", b"")) for m in reading.received) == 100 * len(PART)
    assert guard._held_bytes == 0


UPLOADS = {"/up": BodyRule(largest=3 * 1024 * 1024, seconds=0.2, is_upload=True)}


def upload(size: int, *, path: str = "/up") -> dict[str, Any]:
    return {**scope((b"content-length", str(size).encode())), "path": path}


async def test_one_address_takes_more_and_no_other() -> None:
    content = b"x" * (2 * 1024 * 1024)
    for path, status in (("/up", 200), ("/elsewhere", 413), ("/up/", 413)):
        application, client = Application(), Client(body(content))
        guard = Guard(application, rules=UPLOADS)
        await guard(upload(len(content), path=path), client.receive, client.send)
        assert client.status == status
        assert (application.body is not None) == (status == 200)


async def test_an_upload_may_not_be_larger_or_slower_than_its_rule() -> None:
    for messages, status in (
        ([body(b"x" * (3 * 1024 * 1024 + 1))], 413),
        ([body(b"x", more=True)], 408),
    ):
        application, client = Application(), Client(*messages)
        await Guard(application, rules=UPLOADS)(upload(1), client.receive, client.send)
        assert client.status == status
        assert application.body is None


async def test_uploads_leave_room_for_everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_module, "LARGEST_UPLOADS", 1500)
    guard = Guard(Application(), rules=UPLOADS)
    held = Client(body(PART, more=True))
    first = asyncio.create_task(guard(upload(2000), held.receive, held.send))
    await asyncio.sleep(0)
    refused, other = Client(body(PART)), Client(body(PART))
    await guard(upload(1000), refused.receive, refused.send)
    await guard(upload(1000, path="/graphql"), other.receive, other.send)
    assert (refused.status, other.status) == (503, 200)
    await first
    # what was held is given back
    again = Client(body(PART))
    await guard(upload(1000), again.receive, again.send)
    assert again.status == 200
