"""A proxy that cuts each connection after a random moment, whatever is on its way."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_SHORTEST, _LONGEST = 0.05, 0.6


class CuttingProxy:
    """Pass bytes on to a port of this machine until the connection is cut.

    Attributes:
        cuts: How many connections it cut.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.cuts = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one connection on, and cut it."""
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._port)
        both = asyncio.gather(_passed(reader, server_writer), _passed(server_reader, writer))
        try:
            await asyncio.wait_for(both, random.uniform(_SHORTEST, _LONGEST))
        except TimeoutError:
            self.cuts += 1
        finally:
            for end in (writer, server_writer):
                # at once, with what still waits to be sent
                end.transport.abort()


async def _passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while content := await reader.read(1 << 16):
            writer.write(content)
            await writer.drain()


@asynccontextmanager
async def cutting_proxy(port: int) -> AsyncIterator[tuple[CuttingProxy, int]]:
    """Give a proxy before a port, and its own port."""
    proxy = CuttingProxy(port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    async with server:
        yield proxy, int(server.sockets[0].getsockname()[1])
