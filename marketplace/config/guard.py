"""Between the network and the fixed worker threads: slow or oversized clients never hold one.

A request's body is collected before a worker is taken, and an answer's parts are queued, so that
the worker is free again however slowly the client reads.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

log = structlog.get_logger(__name__)

LARGEST_BODY: Final = 1024 * 1024
BODY_SECONDS: Final = 10.0
WRITE_SECONDS: Final = 20.0
LARGEST_TOTAL: Final = 64 * 1024 * 1024
LARGEST_UPLOADS: Final = 32 * 1024 * 1024
"""All uploads together: half of the room stays with everything else."""


@dataclass(frozen=True, slots=True)
class BodyRule:
    """How large a body may be at one address, and how long it may take.

    Attributes:
        largest: In bytes.
        seconds: From the first to the last byte.
        is_upload: Whether it shares the uploads' room.
    """

    largest: int = LARGEST_BODY
    seconds: float = BODY_SECONDS
    is_upload: bool = False


class _ClientGoneError(Exception):
    """The client left before its request was whole."""


class _RefusedError(Exception):
    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Guard:
    """An ASGI application that stands before another one; HTTP only.

    Args:
        application: What answers, once the request is whole.
        body_seconds: How long a client may take to send a body.
        write_seconds: How long a client may take to accept one part of the answer.
        rules: The rules of addresses that take more than others.
    """

    def __init__(
        self,
        application: Application,
        *,
        body_seconds: float = BODY_SECONDS,
        write_seconds: float = WRITE_SECONDS,
        rules: Mapping[str, BodyRule] | None = None,
    ) -> None:
        self._application = application
        self._usual_rule = BodyRule(seconds=body_seconds)
        self._rules = rules or {}
        self._write_seconds = write_seconds
        self._held_bytes = 0
        self._uploaded_bytes = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Collect the request, pass it on, and send the answer at the client's pace."""
        body = bytearray()
        rule = self._rules.get(scope.get("path", ""), self._usual_rule)
        try:
            headers = _headers_checked(scope)
            await self._collect(headers, receive, body, rule)
            scope["headers"] = _with_length(headers, len(body))
            await self._answered(scope, bytes(body), send)
        except _RefusedError as refusal:
            log.info("request_refused", status=refusal.status, method=scope["method"])
            await _refuse(send, refusal)
        except _ClientGoneError:
            return
        finally:
            self._held_bytes -= len(body)
            if rule.is_upload:
                self._uploaded_bytes -= len(body)

    async def _collect(
        self,
        headers: list[tuple[bytes, bytes]],
        receive: Receive,
        body: bytearray,
        rule: BodyRule,
    ) -> None:
        announced = dict(headers).get(b"content-length", b"0")
        if not announced.isdigit() or len(announced) > 12:
            raise _RefusedError(400, "The Content-Length header is not a number.")
        if int(announced) > rule.largest:
            raise _too_large(rule)
        try:
            async with asyncio.timeout(rule.seconds):
                await self._read(receive, body, rule)
        except TimeoutError as error:
            raise _RefusedError(408, "The body did not arrive in time.") from error

    async def _read(self, receive: Receive, body: bytearray, rule: BodyRule) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _ClientGoneError
            part = message.get("body", b"")
            if len(body) + len(part) > rule.largest:
                raise _too_large(rule)
            if not self._has_room(len(part), rule):
                raise _RefusedError(503, "Too many requests wait here. Try again shortly.")
            body += part
            self._held_bytes += len(part)
            if rule.is_upload:
                self._uploaded_bytes += len(part)
            if not message.get("more_body", False):
                return

    def _has_room(self, size: int, rule: BodyRule) -> bool:
        if rule.is_upload and self._uploaded_bytes + size > LARGEST_UPLOADS:
            return False
        return self._held_bytes + size <= LARGEST_TOTAL

    async def _answered(self, scope: MutableMapping[str, Any], body: bytes, send: Send) -> None:
        parts: asyncio.Queue[Message | None] = asyncio.Queue()
        whole: Message = {"type": "http.request", "body": body, "more_body": False}

        async def receive() -> Message:
            return whole

        async def queue(message: Message) -> None:
            size = len(message.get("body", b""))
            if self._held_bytes + size > LARGEST_TOTAL:
                # memory is the harder limit: here a worker does wait for its slow reader
                drained = asyncio.ensure_future(parts.join())
                await asyncio.wait({drained, writer}, return_when=asyncio.FIRST_COMPLETED)
                drained.cancel()
            self._held_bytes += size
            parts.put_nowait(message)

        writer = asyncio.create_task(self._write(parts, send))
        try:
            await self._application(scope, receive, queue)
        finally:
            parts.put_nowait(None)
            try:
                await writer
            finally:
                self._forget(parts)

    async def _write(self, parts: asyncio.Queue[Message | None], send: Send) -> None:
        while (message := await parts.get()) is not None:
            self._held_bytes -= len(message.get("body", b""))
            try:
                async with asyncio.timeout(self._write_seconds):
                    await send(message)
            finally:
                parts.task_done()

    def _forget(self, parts: asyncio.Queue[Message | None]) -> None:
        while not parts.empty():
            message = parts.get_nowait()
            self._held_bytes -= len(message.get("body", b"")) if message else 0


def _headers_checked(scope: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    if not scope["query_string"].isascii():
        raise _RefusedError(400, "The address holds characters that are not ASCII.")
    # WSGI cannot tell X_Forwarded_For from X-Forwarded-For, so the first kind is dropped
    return [(name, value) for name, value in scope["headers"] if b"_" not in name]


def _with_length(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    # Django reads exactly as much as the header says; a chunked request has none
    kept = [h for h in headers if h[0] not in {b"content-length", b"transfer-encoding"}]
    return [*kept, (b"content-length", str(length).encode())]


def _too_large(rule: BodyRule) -> _RefusedError:
    return _RefusedError(413, f"Send at most {rule.largest // (1024 * 1024)} MB.")


async def _refuse(send: Send, refusal: _RefusedError) -> None:
    text = f"{refusal.sentence}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        # the rest of the body is not going to be read
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
