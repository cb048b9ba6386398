"""A socket to an ASGI application without a network.

channels has one as well, which cannot be imported without daphne.
"""

from __future__ import annotations

from typing import Any

from asgiref.testing import ApplicationCommunicator


class SocketCommunicator(ApplicationCommunicator):
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
        super().__init__(application, scope)

    async def connect(self) -> tuple[bool, Any]:
        """Return whether the socket was accepted, and the protocol or the closing code."""
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(timeout=3)
        if answer["type"] == "websocket.close":
            return False, answer["code"]
        return True, answer["subprotocol"]

    async def send_text(self, text: str) -> None:
        """Send a text frame."""
        await self.send_input({"type": "websocket.receive", "text": text})

    async def send_bytes(self, content: bytes) -> None:
        """Send a binary frame."""
        await self.send_input({"type": "websocket.receive", "bytes": content})

    async def receive_text(self) -> str:
        """Return the next frame."""
        message = await self.receive_output(timeout=3)
        assert message["type"] == "websocket.send", message
        return str(message["text"])

    async def disconnect(self) -> None:
        """Close from the client's side and wait for the application to end."""
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=3)
