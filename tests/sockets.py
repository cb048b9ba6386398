"""A socket to an ASGI application without a network.

channels has one as well, which cannot be imported without daphne.
"""

from __future__ import annotations

from typing import Any, Final

import asgiref.testing

# asgiref ships no types for it
ApplicationCommunicator: Any = asgiref.testing.ApplicationCommunicator

# on a machine that has much else to do
_LONGEST_SECONDS: Final = 15.0


class SocketCommunicator:
    """Open a socket, send and receive, as a server would do for a client."""

    def __init__(
        self,
        application: Any,
        path: str,
        *,
        headers: list[tuple[bytes, bytes]],
        protocols: tuple[str, ...],
    ) -> None:
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "subprotocols": list(protocols),
            "client": ("192.0.2.1", 4000),
        }
        self._application = ApplicationCommunicator(application, scope)
        self.is_accepted = False
        self.answer: Any = None

    async def connect(self) -> None:
        """Learn whether the socket is accepted, and with which protocol or closing code."""
        await self._application.send_input({"type": "websocket.connect"})
        answer = await self.receive_output()
        if answer["type"] == "websocket.close":
            self.answer = answer["code"]
        else:
            self.is_accepted, self.answer = True, answer["subprotocol"]

    async def send_text(self, text: str) -> None:
        """Send a text frame."""
        await self._application.send_input({"type": "websocket.receive", "text": text})

    async def send_bytes(self, content: bytes) -> None:
        """Send a binary frame."""
        await self._application.send_input({"type": "websocket.receive", "bytes": content})

    async def receive_output(self, seconds: float = _LONGEST_SECONDS) -> Any:
        """Return the application's next message."""
        return await self._application.receive_output(timeout=seconds)

    async def receive_nothing(self, seconds: float) -> bool:
        """Return whether the application stays silent for so long."""
        return bool(await self._application.receive_nothing(seconds))

    async def receive_text(self, seconds: float = _LONGEST_SECONDS) -> str:
        """Return the next frame."""
        message = await self.receive_output(seconds)
        assert message["type"] == "websocket.send", message
        return str(message["text"])

    async def disconnect(self) -> None:
        """Close from the client's side and wait for the application to end."""
        await self._application.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._application.wait(timeout=_LONGEST_SECONDS)
