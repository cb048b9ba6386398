"""Somebody who sends files into a room over HTTP, whatever happens to the server meanwhile."""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.demo_server import Session
from tests.factories.people import PASSWORD

ADD = """mutation ($room: ID!, $size: BigInt!) {
  addRoomFile(roomId: $room, name: "sample.bin", size: $size) {
    transfer { id url partBytes parts } errors { code } } }"""
PARTS = 5
_PIECES = 8
_PAUSE = 0.02
# longer than a busy server takes to begin with a part, and whoever kills to notice
_LINGERS = 1.0
_DOWN = (OSError, http.client.HTTPException, json.JSONDecodeError)


@dataclass
class Upload:
    """A file on its way.

    Attributes:
        life: Which of the server's lives it was begun in.
    """

    content: bytes
    id: str
    url: str
    width: int
    life: int

    def part(self, number: int) -> bytes:
        """Return the bytes of a part."""
        return self.content[number * self.width : (number + 1) * self.width]


class Uploader(threading.Thread):
    """Sends one file after the other until told to stop; what broke off goes on where it was.

    Attributes:
        begun: The hash of each file whose transfer was opened, by the transfer's id.
        whole: The ids of those the server called done.
        resumed: How many went on in another life of the server, with parts that were there.
        life: The server's life, which the test counts.
        lingers: Whether it waits in the middle of each part, for somebody who wants to cut it.
    """

    def __init__(self, url: str, room: str, part_bytes: int) -> None:
        super().__init__(daemon=True)
        self.begun: dict[str, str] = {}
        self.whole: list[str] = []
        self.resumed: set[str] = set()
        self.wrong: list[Any] = []
        self.life = 0
        self.lingers = False
        self._url, self._room, self._size = url, room, (PARTS - 1) * part_bytes + 1000
        self._session: Session | None = None
        self._upload: Upload | None = None
        self._is_in_the_middle = False
        self._is_over = threading.Event()

    def run(self) -> None:
        """Send."""
        while not self._is_over.is_set():
            try:
                self._go_on()
            except _DOWN:
                self._is_in_the_middle = False
                time.sleep(0.02)

    def stop(self) -> None:
        """End after what is being sent just now."""
        self._is_over.set()
        self.join(30)

    def is_in_the_middle(self) -> bool:
        """Tell whether a part is on its way, not near its end, in a file that has some already."""
        return self._is_in_the_middle

    def _go_on(self) -> None:
        if self._session is None:
            session = Session(self._url)
            if session.sign_in("seller.owner@people.example", PASSWORD) == 200:
                self._session = session
            return
        if self._upload is None:
            self._upload = self._opened(self._session)
        self._sent(self._upload)

    def _opened(self, session: Session) -> Upload:
        content = secrets.token_bytes(self._size)
        answer = session.graphql(ADD, room=self._room, size=str(len(content)))
        opened = answer["data"]["addRoomFile"]["transfer"]
        assert opened["parts"] == PARTS
        self.begun[opened["id"]] = hashlib.sha256(content).hexdigest()
        return Upload(content, opened["id"], opened["url"], opened["partBytes"], self.life)

    def _sent(self, upload: Upload) -> None:
        status = self._asked("GET", upload.url)
        if status["received"] and upload.life != self.life:
            self.resumed.add(upload.id)
        missing = [number for number in range(PARTS) if number not in status["received"]]
        # a part sent twice is one: so a file goes on whose end alone was cut off
        for number in missing or [PARTS - 1]:
            if self._is_over.is_set():
                return
            pieces = self._pieces(upload.part(number), has_some=PARTS - len(missing) + number > 0)
            status = self._asked(
                "PUT", f"{upload.url}/parts/{number}", pieces, len(upload.part(number))
            )
        if status["state"] == "done":
            self.whole.append(upload.id)
            self._upload = None

    def _pieces(self, part: bytes, *, has_some: bool) -> Iterator[bytes]:
        width = -(-len(part) // _PIECES)
        for place in range(0, len(part), width):
            self._is_in_the_middle = has_some and width <= place <= len(part) // 2
            yield part[place : place + width]
            is_half = place <= len(part) // 2 < place + width
            time.sleep(_LINGERS if self.lingers and has_some and is_half else _PAUSE)

    def _asked(self, method: str, path: str, body: Any = None, length: int = 0) -> Any:
        assert self._session is not None
        parts = urlsplit(self._url)
        headers = {"Cookie": f"sessionid={self._session.cookie('sessionid')}", "Origin": self._url}
        if method == "PUT":
            headers["Content-Length"] = str(length)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            told = json.loads(answer.read())
            if answer.status != 200:
                self.wrong.append((method, answer.status, told))
                raise ConnectionError
            return told
        finally:
            connection.close()
