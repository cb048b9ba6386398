"""GraphQL over WebSocket: queries, mutations and subscriptions.

Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md (graphql-transport-ws)
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

import orjson
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import close_old_connections
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from marketplace.core import live
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.client_address import socket_address
from marketplace.core.graphql.edge import (
    BadRequestError,
    language_wanted,
    operation_request,
    origin_is_ours,
)
from marketplace.core.graphql.operations import Close, SessionEndedError, SocketOperation
from marketplace.core.graphql.socket_counts import SOCKETS_PER_ADDRESS, SocketCounts
from marketplace.core.graphql.socket_person import SocketPerson
from marketplace.core.languages import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marketplace.core.graphql.execution import Engine

PROTOCOL: Final = "graphql-transport-ws"
_INIT_SECONDS: Final = 5.0
_MAX_OPERATIONS: Final = 20
_LONGEST_ID: Final = 100
_WORKERS: Final = 4


class GraphQLConsumer(AsyncWebsocketConsumer):
    """One socket.

    The person is read from the session cookie at connect, or from an API token at connect or in
    the payload of `connection_init`, and again at every operation and every event, so that a
    removed member, an ended session or a revoked token counts at once.

    Args:
        engine: The schema.
        actor_for_session: Returns who stands behind the value of the session cookie.
        actor_for_bearer: Returns who stands behind the value of an Authorization header; without
            it no token is taken.
    """

    _pool: ClassVar[ThreadPoolExecutor] = ThreadPoolExecutor(_WORKERS, thread_name_prefix="socket")
    _counts: ClassVar[SocketCounts] = SocketCounts()

    def __init__(
        self,
        *,
        engine: Engine,
        actor_for_session: Callable[[str | None], Actor],
        actor_for_bearer: Callable[[str], Actor] | None = None,
    ) -> None:
        super().__init__()
        self.engine = engine
        self.language = Language.KO
        self.address = ""
        self._actor_for_session = actor_for_session
        self._actor_for_bearer = actor_for_bearer
        self._person = SocketPerson()
        self._counted_as: str | None = None
        self._is_initialised = False
        self._is_acknowledged = False
        self._is_closed = False
        self._init_timer: asyncio.TimerHandle | None = None
        self._operations: dict[str, SocketOperation] = {}
        self._listeners: dict[str, set[str]] = {}

    # --- the connection ------------------------------------------------------------------------

    async def dispatch(self, message: Mapping[str, Any]) -> None:
        """Hand a message to its handler.

        The base class hops to a thread before each message to look after database connections;
        here only the pool's threads have any.
        """
        handler = getattr(self, str(message["type"]).replace(".", "_"))
        await handler(message)

    async def connect(self) -> None:
        """Check where the socket comes from and who opens it."""
        live.register_loop(asyncio.get_running_loop())
        self.address = socket_address(self.scope)
        headers = {name.decode("latin-1"): v.decode("latin-1") for name, v in self.scope["headers"]}
        host = headers.get("host", "")
        # Django checks the host of a request, but nobody does it for a socket
        is_our_host = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
        origin = headers.get("origin")
        if not is_our_host or not origin_is_ours(origin, host, settings.CSRF_TRUSTED_ORIGINS):
            # closing before accepting answers the handshake with 403
            await self.close(Close.FORBIDDEN)
            return
        if PROTOCOL not in self.scope.get("subprotocols", ()):
            await self.accept()
            await self.shut(Close.SUBPROTOCOL_NOT_ACCEPTABLE)
            return
        self.language = language_wanted(headers.get("accept-language"))
        bearer = headers.get("authorization")
        if bearer is not None and self._actor_for_bearer is not None:
            await self._identify(partial(self._actor_for_bearer, bearer))
            if not self._person.is_signed_in:
                await self.close(Close.FORBIDDEN)
                return
        else:
            key = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
            await self._identify(partial(self._actor_for_session, key))
        await self.accept(PROTOCOL)
        if not self._counted():
            await self.shut(Close.TOO_MANY, "Too many sockets are open.")
            return
        self._init_timer = asyncio.get_running_loop().call_later(
            _INIT_SECONDS, lambda: asyncio.ensure_future(self._init_expired())
        )

    async def _identify(self, read: Callable[[], Actor]) -> None:
        """Take whom `read` finds as the person of this socket, and nobody else from here on."""
        await self._leave_person()
        self._person = SocketPerson(read)
        self._person.recognise(await self.in_thread(read))
        for group in self._person.groups:
            await self.channel_layer.group_add(group, self.channel_name)
        if self._person.is_signed_in:
            # a sign-out between reading and joining would otherwise go unheard
            actor: Actor = await self.in_thread(read)
            if not actor.is_signed_in:
                await self._leave_person()

    async def _leave_person(self) -> None:
        """Forget the person, with the groups and the count that belong to them."""
        person, self._person = self._person, SocketPerson()
        # first, so that a layer that does not answer costs nobody the next socket
        if self._counted_as is not None:
            self._counts.give_back(self._counted_as)
            self._counted_as = None
        for group in person.groups:
            await self.channel_layer.group_discard(group, self.channel_name)

    def _counted(self) -> bool:
        if self._person.count_name is not None:
            name, most = self._person.count_name, settings.SOCKETS_PER_USER
        else:
            name, most = f"address {self.address}", SOCKETS_PER_ADDRESS
        if self._counts.take(name, most=most):
            self._counted_as = name
        return self._counted_as is not None

    async def _init_expired(self) -> None:
        if not self._is_initialised:
            await self.shut(Close.INIT_TIMEOUT)

    async def disconnect(self, code: int) -> None:
        """Stop every operation and leave every group."""
        self._is_closed = True
        if self._init_timer is not None:
            self._init_timer.cancel()
        for operation in list(self._operations.values()):
            operation.cancel()
        # while this waits for the layer, the operations that end look for their groups
        listened, self._listeners = list(self._listeners), {}
        await self._leave_person()
        for group in listened:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def shut(self, code: Close, reason: str = "") -> None:
        """Close the socket from our side, once."""
        if self._is_closed:
            return
        self._is_closed = True
        for operation in list(self._operations.values()):
            operation.cancel()
        await self.close(int(code), reason or code.reason)

    # --- messages ------------------------------------------------------------------------------

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Handle one message of the protocol."""
        if self._is_closed:
            return
        try:
            message = orjson.loads(text_data if text_data is not None else b"")
            handler = self._HANDLERS[message["type"]]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            await self.shut(Close.BAD_REQUEST, "Send one of the protocol's messages as JSON.")
            return
        try:
            await handler(self, message)
        except BadRequestError as error:
            await self.shut(Close.BAD_REQUEST, str(error))

    async def _on_init(self, message: Mapping[str, Any]) -> None:
        if self._is_initialised:
            await self.shut(Close.TOO_MANY)
            return
        payload = message.get("payload")
        if payload is not None and not isinstance(payload, dict):
            text = "Send the payload of connection_init as an object."
            raise BadRequestError(text)
        self._is_initialised = True
        wanted = (payload or {}).get("language")
        if wanted in Language.values:
            # a browser cannot set the header of a handshake to the language of the page
            self.language = Language(wanted)
        if not await self._took_token((payload or {}).get("authorization")):
            return
        await self.tell({"type": "connection_ack"})
        self._is_acknowledged = True

    async def _took_token(self, authorization: Any) -> bool:
        """Take the token of the handshake's payload, if there is one; false where it is refused."""
        if authorization is None or self._actor_for_bearer is None:
            return True
        if not isinstance(authorization, str):
            text = "Send the authorization of connection_init as a text."
            raise BadRequestError(text)
        await self._identify(partial(self._actor_for_bearer, authorization))
        if not self._person.is_signed_in:
            await self.shut(Close.FORBIDDEN)
            return False
        if not self._counted():
            await self.shut(Close.TOO_MANY, "Too many sockets are open.")
            return False
        return True

    async def _on_ping(self, message: Mapping[str, Any]) -> None:
        payload = message.get("payload")
        await self.tell({"type": "pong", **({"payload": payload} if payload else {})})

    async def _on_pong(self, message: Mapping[str, Any]) -> None:
        """A sign of life asks for nothing."""

    async def _on_subscribe(self, message: Mapping[str, Any]) -> None:
        if not self._is_acknowledged:
            await self.shut(Close.UNAUTHORIZED)
            return
        operation_id = message.get("id")
        if not isinstance(operation_id, str) or not 0 < len(operation_id) <= _LONGEST_ID:
            text = "Send the id of the operation as a short text."
            raise BadRequestError(text)
        request = operation_request(message.get("payload"))
        if operation_id in self._operations:
            await self.shut(
                Close.SUBSCRIBER_EXISTS, f"Subscriber for {operation_id} already exists"
            )
            return
        if len(self._operations) >= _MAX_OPERATIONS:
            await self.shut(Close.TOO_MANY, "Too many operations are open on this socket.")
            return
        operation = SocketOperation(self, operation_id, request)
        self._operations[operation_id] = operation
        operation.start()

    async def _on_complete(self, message: Mapping[str, Any]) -> None:
        operation = self._operations.get(str(message.get("id")))
        if operation is not None:
            operation.cancel()
            await self.forget(operation)

    _HANDLERS: ClassVar[dict[str, Any]] = {
        "connection_init": _on_init,
        "ping": _on_ping,
        "pong": _on_pong,
        "subscribe": _on_subscribe,
        "complete": _on_complete,
    }

    async def live_event(self, message: Mapping[str, Any]) -> None:
        """Pass an event of a group on to the operations that listen to it."""
        if message["group"] == self._person.session_group:
            await self.shut(Close.UNAUTHORIZED, "The session has ended.")
            return
        if message["group"] in self._person.closing_groups:
            if message["event"].get("close"):
                await self.shut(Close.FORBIDDEN, "Your rights changed; connect again.")
            return
        for operation_id in list(self._listeners.get(message["group"], ())):
            operation = self._operations.get(operation_id)
            if operation is not None and not operation.offer(message):
                await self.shut(Close.TOO_SLOW)

    # --- what operations use -------------------------------------------------------------------

    @property
    def session_name(self) -> str:
        """Return what tells this socket's person from another's."""
        return self._person.name

    async def actor(self) -> Actor:
        """Return who stands behind the socket now.

        Raises:
            SessionEndedError: The socket was opened by somebody signed in, who no longer is.
        """
        if not self._person.is_signed_in:
            # a sign-in after the handshake opens a new socket; this one stays anonymous
            return ANONYMOUS
        actor: Actor = await self.in_thread(self._person.read)
        if not actor.is_signed_in:
            raise SessionEndedError
        return actor

    async def listen(self, operation_id: str, groups: frozenset[str]) -> None:
        """Join the groups an operation listens to."""
        for group in groups:
            self._listeners.setdefault(group, set()).add(operation_id)
            # another operation may have begun to join and wait for the layer still
            await self.channel_layer.group_add(group, self.channel_name)

    async def forget(self, operation: SocketOperation) -> None:
        """Leave the groups of an operation that ended."""
        if self._operations.get(operation.id) is not operation:
            return
        del self._operations[operation.id]
        for group in [name for name, ids in self._listeners.items() if operation.id in ids]:
            self._listeners[group].discard(operation.id)
            if not self._listeners[group]:
                del self._listeners[group]
                await self.channel_layer.group_discard(group, self.channel_name)

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message."""
        await self.tell_text(orjson.dumps(message).decode())

    async def tell_text(self, text: str) -> None:
        """Send a message that is already written out."""
        if not self._is_closed:
            await self.send(text_data=text)

    async def in_thread(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run what touches the database in the sockets' own threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, _with_connections, function, *arguments)


def open_sockets() -> int:
    """Return how many sockets are open in this process."""
    return GraphQLConsumer._counts.total


def _with_connections(function: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()
