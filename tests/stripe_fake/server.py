"""The fake over HTTP, with a network that a test may break, and signed webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import socket
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.stripe_fake.state import Object, RefusedError, State

if TYPE_CHECKING:
    from types import TracebackType

KEY = "sk_test_fake"
SECRET = "whsec_fake"


class StripeFake:
    """A server on a free port of this machine, while the `with` block lasts."""

    def __init__(self) -> None:
        self.state = State()
        # of the next requests: "lose" answers nothing after doing it, "down" does nothing
        self.breaks: list[str] = []
        self.requests: list[tuple[str, str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def session_of(self, instruction: str) -> Object:
        """Return the page that was opened for one of our instructions."""
        return next(
            session
            for session in self.state.sessions.values()
            if session["client_reference_id"] == instruction
        )

    def signed(self, event: Object, *, secret: str = SECRET, age: int = 0) -> tuple[bytes, str]:
        """Return an event's bytes and the header that signs them, some seconds ago."""
        payload = json.dumps(event).encode()
        at = int(time.time()) - age
        mark = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
        return payload, f"t={at},v1={mark}"

    def deliver(self, event: Object, url: str) -> int:
        """Send an event to a server's webhook, and return the status it answers."""
        payload, signature = self.signed(event)
        request = urllib.request.Request(
            url,
            data=payload,
            headers={"Stripe-Signature": signature, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


class _Handler(BaseHTTPRequestHandler):
    """One request to a fake."""

    protocol_version = "HTTP/1.1"
    # one packet an answer, or each waits for the other side's acknowledgement
    wbufsize = -1
    disable_nagle_algorithm = True
    fake: StripeFake

    def do_GET(self) -> None:
        self._answer("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._answer("POST", self.rfile.read(length).decode())

    def _answer(self, method: str, form: str) -> None:
        path = urlsplit(self.path).path
        key = self.headers.get("Idempotency-Key", "") if method == "POST" else ""
        self.fake.requests.append((method, path, key))
        broken = self.fake.breaks.pop(0) if self.fake.breaks else ""
        status, body = (0, {}) if broken == "down" else self._result(method, path, form, key)
        with suppress(OSError):
            if broken:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    def _result(self, method: str, path: str, form: str, key: str) -> tuple[int, Object]:
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            return 401, {"error": {"type": "authentication_error", "message": "Wrong key."}}
        try:
            return 200, self.fake.state.answer(method, path, _nested(form), key)
        except RefusedError as error:
            return error.status, error.body

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _handler_of(fake: StripeFake) -> type[_Handler]:
    return type("Handler", (_Handler,), {"fake": fake})


def _nested(form: str) -> Object:
    """Return a form as Stripe writes it, `a[b][0]=c`, as nested dictionaries."""
    found: Object = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        parts = re.findall(r"[^\[\]]+", name)
        place = found
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        place[parts[-1]] = value
    return found
