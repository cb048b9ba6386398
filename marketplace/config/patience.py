"""A connection on which no request begins is closed; uvicorn would keep it for good."""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS: Final = 10.0


class PatientProtocol(HttpToolsProtocol):
    """Wait for the head of a request, the first one or a later one, but not for ever."""

    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Begin to wait where the first bytes of a later request end uvicorn's own waiting."""
        # there is no cycle before the first request, whatever its type says
        if self._head_timer is None and getattr(self.cycle, "response_complete", False):
            self._wait()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Stop waiting: from here on the guard watches over the body."""
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting for a client that left."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
