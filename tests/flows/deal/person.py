"""One person at a browser of their own: acts over GraphQL, moves files, listens on a socket."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import time
import urllib.error
import urllib.request
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from marketplace.config.schema import schema
from tests.demo_server import Session
from tests.factories.people import PASSWORD
from tests.flows.server.test_serving import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.demo_server import RunningServer

T = TypeVar("T")
_AUTH = "/_allauth/browser/v1"
WAITING_SECONDS = 60.0


class Person:
    """A person of the cast.

    Attributes:
        who: The name in the cast.
        email: The address, where the name in the cast is not what it is made of.
        session: The browser.
    """

    def __init__(
        self, server: RunningServer, who: str, *, email: str = "", password: str = PASSWORD
    ) -> None:
        self.server, self.who = server, who
        self.email = email or f"{who.replace('_', '.')}@people.example"
        self._password = password
        self.session = Session(server.base_url)
        assert self.session.sign_in(self.email, password) == 200, who

    def second_step(self) -> None:
        """Switch the second step on, sign out, and sign in with a code of it."""
        session = self.session
        assert self._auth("POST", "auth/reauthenticate", password=self._password)[0] == 200
        status, answer = self._auth("GET", "account/authenticators/totp")
        assert status == 404
        secret, moments = answer["meta"]["secret"], list(yield_hotp_counters_from_time())
        code = _code(secret, moments[0])
        assert self._auth("POST", "account/authenticators/totp", code=code)[0] == 200
        assert session.sign_out() == 401
        assert session.sign_in(self.email, self._password) == 401
        # a code opens once
        code = _code(secret, moments[-1])
        assert self._auth("POST", "auth/2fa/authenticate", code=code)[0] == 200

    def without_second_step(self) -> None:
        """Switch the second step off."""
        assert self._auth("POST", "auth/reauthenticate", password=self._password)[0] == 200
        assert self._auth("DELETE", "account/authenticators/totp")[0] == 200

    def act(self, mutation: str, wanted: str = "", **given: Any) -> Any:
        """Do something that is not refused, and return what was asked of it."""
        answer = self._mutation(mutation, wanted, given)
        assert answer["errors"] == [], (self.who, mutation, answer["errors"])
        return answer

    def act_when(self, code: str, mutation: str, wanted: str, **given: Any) -> Any:
        """Do something as soon as it is no longer refused for this one reason."""

        def done() -> Any:
            answer = self._mutation(mutation, wanted, given)
            codes = [error["code"] for error in answer["errors"]]
            assert codes in ([], [code]), (self.who, mutation, answer["errors"])
            return None if codes else answer

        return until(done)

    def refused(self, mutation: str, **given: Any) -> str:
        """Try something that is refused, and return the error's code."""
        [error] = self._mutation(mutation, "", given)["errors"]
        return str(error["code"])

    def read(self, query: str, **variables: Any) -> Any:
        """Return the one root field, aliased `it`, of a query."""
        answer = self.session.graphql(query, **variables)
        assert "errors" not in answer, (self.who, answer["errors"])
        return answer["data"]["it"]

    def upload(self, transfer: dict[str, Any], content: bytes) -> None:
        """Send the parts of a file."""
        width = transfer["partBytes"]
        for number in range(transfer["parts"]):
            piece = content[number * width : (number + 1) * width]
            status, answer = self.bytes("PUT", f"{transfer['url']}/parts/{number}", piece)
            assert status in {200, 201, 204}, answer

    def download(self, transfer: dict[str, Any]) -> list[bytes]:
        """Fetch every part of a file."""
        parts = []
        for number in range(transfer["parts"]):
            status, content = self.bytes("GET", f"{transfer['url']}/parts/{number}")
            assert status == 200, content
            parts.append(content)
        return parts

    def bytes(self, method: str, path: str, content: bytes | None = None) -> tuple[int, bytes]:
        """Send or fetch bytes, and return status and answer."""
        request = urllib.request.Request(
            self.server.base_url + path,
            data=content,
            method=method,
            headers={
                "Origin": self.server.base_url,
                "Content-Type": "application/octet-stream",
                "Cookie": f"sessionid={self.session.cookie('sessionid')}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def follows(self, subscription: str, **variables: Any) -> Listening:
        """Open a socket and begin to listen."""
        return Listening(self, subscription, variables)

    def age_key(self, folder: Path, age_keygen: Path, age: Path) -> Path:
        """Make a key with `age-keygen`, prove with `age` that one has it, and return its file."""
        key = folder / f"{self.who}.key"
        subprocess.run([age_keygen, "-o", key], check=True, capture_output=True)
        recipient = subprocess.run([age_keygen, "-y", key], check=True, capture_output=True)
        added = self.act(
            "addAgeRecipient",
            "ageRecipient { id } challenge",
            label="Safe",
            recipient=recipient.stdout.decode().strip(),
        )
        answer = age_opened(age, key, added["challenge"].encode()).decode()
        self.act("confirmAgeRecipient", id=added["ageRecipient"]["id"], answer=answer)
        return key

    def _mutation(self, name: str, wanted: str, given: dict[str, Any]) -> Any:
        query = f"{_head(name, tuple(given))} {{ errors {{ code field message }} {wanted} }} }}"
        answer = self.session.graphql(query, **given)
        assert answer.get("data"), (self.who, name, answer)
        return answer["data"]["it"]

    def _auth(self, method: str, path: str, **body: Any) -> tuple[int, Any]:
        status, answer, _ = self.session.request(method, f"{_AUTH}/{path}", body or None)
        return status, json.loads(answer)


class Listening:
    """A subscription on a socket, read step by step."""

    def __init__(self, person: Person, subscription: str, variables: dict[str, Any]) -> None:
        self._loop = asyncio.new_event_loop()
        cookie = person.session.cookie("sessionid")
        self._socket = self._run(opened(person.server, cookie))
        payload = {"query": subscription, "variables": variables}
        self._run(
            self._socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        )

    def until(self, fits: Callable[[Any], bool]) -> Any:
        """Return the first value that fits."""
        while True:
            received = self._run(asyncio.wait_for(self._socket.recv(), WAITING_SECONDS))
            message = json.loads(received)
            assert message["type"] == "next", message
            assert "errors" not in message["payload"], message
            value = next(iter(message["payload"]["data"].values()))
            if fits(value):
                return value

    def close(self) -> None:
        """Close the socket."""
        self._run(self._socket.close())
        self._loop.close()

    def _run(self, work: Any) -> Any:
        return self._loop.run_until_complete(work)


def until(ask: Callable[[], T], seconds: float = WAITING_SECONDS) -> T:
    """Ask until the answer is there, and return it."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)


def age_opened(age: Path, key: Path, *parts: bytes) -> bytes:
    """Return what `age -d` makes of age files, one after the other."""
    opened_parts = [
        subprocess.run([age, "-d", "-i", key], input=part, check=True, capture_output=True).stdout
        for part in parts
    ]
    return b"".join(opened_parts)


def sha256(content: bytes) -> str:
    """Return the hex SHA-256."""
    return hashlib.sha256(content).hexdigest()


@cache
def _head(name: str, given: tuple[str, ...]) -> str:
    """Return a mutation's document up to its fields, with the types that the schema names."""
    field = schema.graphql_schema.mutation_type.fields[name]
    types = ", ".join(f"${each}: {field.args[each].type}" for each in given)
    passed = ", ".join(f"{each}: ${each}" for each in given)
    return f"mutation({types}) {{ it: {name}({passed})"


def _code(secret: str, moment: int) -> str:
    return str(format_hotp_value(hotp_value(secret, moment)))
