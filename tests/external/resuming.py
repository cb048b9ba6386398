"""Follow one's notices with gql through lost connections: all that a program has to add to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

from gql import Client, gql
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import WebSocketException

_FOLLOWED = """subscription ($after: Int) { notifications(after: $after) {
  notifications { number kind } lastNumber } }"""


async def notices(url: str, headers: Mapping[str, str], after: int) -> AsyncIterator[Any]:
    """Yield each notice once, beginning after a number."""
    while True:
        try:
            transport = WebsocketsTransport(url=url, headers=headers)
            async with Client(transport=transport) as session:
                request = gql(_FOLLOWED)
                request.variable_values = {"after": after}
                async for value in session.subscribe(request):
                    batch = value["notifications"]
                    after = batch["lastNumber"]
                    for notice in batch["notifications"]:
                        yield notice
        except (TransportError, WebSocketException, OSError):
            await asyncio.sleep(0.02)
