"""One operation on a socket, from its `subscribe` message to its `complete`."""

from __future__ import annotations

import asyncio
import uuid
from collections import OrderedDict, deque
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

import orjson
import structlog
from django.utils import timezone
from graphql import GraphQLError, OperationType

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.documents import RefusedDocumentError
from marketplace.core.graphql.errors import ClientError, error_formatted
from marketplace.core.graphql.subscriptions import event_answer, subscription_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Mapping

    from marketplace.core.graphql.execution import Engine, Operation, OperationRequest
    from marketplace.core.graphql.subscriptions import EventAnswer, Subscription
    from marketplace.core.languages import Language

log = structlog.get_logger(__name__)

_WAITING_EVENTS: Final = 64
_SHARED_RESULTS: Final = 512


class Close(IntEnum):
    """Why the server closes a socket, as the protocol numbers it."""

    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL_NOT_ACCEPTABLE = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY = 4429
    TOO_SLOW = 4502

    @property
    def reason(self) -> str:
        """Return the protocol's words, which clients compare."""
        return {
            Close.UNAUTHORIZED: "Unauthorized",
            Close.FORBIDDEN: "Forbidden",
            Close.SUBPROTOCOL_NOT_ACCEPTABLE: "Subprotocol not acceptable",
            Close.INIT_TIMEOUT: "Connection initialisation timeout",
            Close.TOO_MANY: "Too many initialisation requests",
            Close.TOO_SLOW: "This socket reads too slowly; connect again.",
        }.get(self, "")


class SessionEndedError(Exception):
    """The session that opened the socket has ended."""


class Socket(Protocol):
    """What an operation needs of its socket."""

    engine: Engine
    language: Language
    address: str

    @property
    def session_name(self) -> str:
        """Return what tells this socket's person from another's."""

    async def actor(self) -> Actor:
        """Return who stands behind the socket now, or raise SessionEndedError."""

    async def in_thread(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run what touches the database."""

    async def listen(self, operation_id: str, groups: frozenset[str]) -> None:
        """Join the groups of an operation."""

    async def forget(self, operation: SocketOperation) -> None:
        """Leave the groups of an operation."""

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message."""

    async def tell_text(self, text: str) -> None:
        """Send a message that is already written out."""

    async def shut(self, code: Close, reason: str = "") -> None:
        """Close the socket."""


class SocketOperation:
    """A query, a mutation or a subscription on a socket."""

    _shared: ClassVar[OrderedDict[Hashable, asyncio.Future[Any]]] = OrderedDict()

    def __init__(self, socket: Socket, operation_id: str, request: OperationRequest) -> None:
        self.id = operation_id
        self._socket = socket
        self._request = request
        self._events: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue(_WAITING_EVENTS)
        self._waiting: deque[tuple[str, Any]] = deque()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, without waiting for the answer."""
        self._task = asyncio.create_task(self._run())

    def cancel(self) -> None:
        """Stop sending; what a thread has begun it finishes."""
        if self._task is not None:
            self._task.cancel()

    def offer(self, message: Mapping[str, Any]) -> bool:
        """Take an event, or return that too many wait already.

        One that says the same as an event still waiting adds nothing: the value is read anew.
        """
        if (message["group"], message["event"]) in self._waiting:
            return True
        try:
            self._events.put_nowait(message)
        except asyncio.QueueFull:
            return False
        self._waiting.append((message["group"], message["event"]))
        return True

    async def _run(self) -> None:
        try:
            await self._execute()
        except SessionEndedError:
            await self._socket.shut(Close.UNAUTHORIZED, "The session has ended.")
        except RefusedDocumentError as error:
            await self._fail(error.errors)
        except ClientError as error:
            await self._fail([error])
        except Exception as error:  # noqa: BLE001  (the client learns of it, masked)
            await self._fail([GraphQLError("masked", path=[], original_error=error)])
        finally:
            await self._socket.forget(self)

    async def _fail(self, errors: list[GraphQLError]) -> None:
        payload = [error_formatted(error) for error in errors]
        await self._socket.forget(self)
        await self._socket.tell({"id": self.id, "type": "error", "payload": payload})

    async def _execute(self) -> None:
        engine = self._socket.engine
        operation: Operation = await self._socket.in_thread(engine.operation, self._request)
        if operation.type is OperationType.SUBSCRIPTION:
            await self._subscribe(subscription_of(engine, operation))
            return
        actor = await self._socket.actor()
        context = self._context(actor)
        answer = await self._socket.in_thread(engine.run, operation, context)
        self._log(operation, context.request_id)
        if not answer.executed:
            await self._socket.forget(self)
            await self._socket.tell(
                {"id": self.id, "type": "error", "payload": answer.body["errors"]}
            )
            return
        await self._next(orjson.dumps(answer.body).decode())
        await self._socket.forget(self)
        await self._socket.tell({"id": self.id, "type": "complete"})

    @staticmethod
    def _log(operation: Operation, request_id: str) -> None:
        log.info(
            "socket_operation",
            type=operation.type.value,
            operation=operation.name,
            request_id=request_id,
        )

    async def _subscribe(self, subscription: Subscription) -> None:
        actor = await self._socket.actor()
        subscription.check(actor)
        self._log(subscription.operation, self._context(actor).request_id)
        groups = await self._socket.in_thread(subscription.groups, actor)
        # joined before the first value is read, so that no event falls between
        await self._socket.listen(self.id, groups)
        subscription = await self._deliver(subscription, actor, None)
        while True:
            message = await self._events.get()
            self._waiting.popleft()
            actor = await self._once((message["id"], self._socket.session_name), self._socket.actor)
            try:
                subscription.check(actor)
            except ClientError:
                lost = Close.FORBIDDEN if actor.is_signed_in else Close.UNAUTHORIZED
                await self._socket.shut(lost)
                return
            subscription = await self._deliver(subscription, actor, message)

    async def _deliver(
        self, subscription: Subscription, actor: Actor, message: Mapping[str, Any] | None
    ) -> Subscription:
        """Send what an event means, and return the subscription as it goes on from there."""
        while True:
            answer = await self._answer(subscription, actor, message)
            if answer.text is not None:
                await self._next(answer.text)
            if answer.positioned is None:
                return subscription
            subscription = subscription.standing_at(answer.positioned.position)
            if not answer.positioned.more:
                return subscription

    async def _answer(
        self, subscription: Subscription, actor: Actor, message: Mapping[str, Any] | None
    ) -> EventAnswer:
        event = message["event"] if message else None
        sharing_key = subscription.sharing_key(self._socket.language)
        # what is shared must not depend on who looks, so it is resolved for nobody
        viewer = ANONYMOUS if sharing_key else actor

        async def answer() -> EventAnswer:
            made: EventAnswer = await self._socket.in_thread(
                event_answer, self._socket.engine, subscription, self._context(viewer), event
            )
            return made

        if sharing_key and message:
            shared: EventAnswer = await self._once((message["id"], *sharing_key), answer)
            return shared
        return await answer()

    async def _next(self, payload: str) -> None:
        name = orjson.dumps(self.id).decode()
        await self._socket.tell_text(f'{{"id":{name},"type":"next","payload":{payload}}}')

    @classmethod
    async def _once(cls, key: Hashable, make: Callable[[], Awaitable[Any]]) -> Any:
        """Return what `make` makes, made once for all who bring the same key."""
        made = cls._shared.get(key)
        if made is None:
            made = asyncio.ensure_future(make())
            cls._shared[key] = made
            while len(cls._shared) > _SHARED_RESULTS:
                cls._shared.popitem(last=False)
        # one viewer's leaving must not take the result from the others
        return await asyncio.shield(made)

    def _context(self, actor: Actor) -> RequestContext:
        return RequestContext(
            actor=actor,
            now=timezone.now(),
            language=self._socket.language,
            request_id=uuid.uuid4().hex,
            address=self._socket.address,
        )
