"""GraphQL over HTTP: one view, JSON only.

Source: https://graphql.github.io/graphql-over-http/draft/ and its audit.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import orjson
import structlog
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from graphql import OperationType

from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.documents import RefusedDocumentError
from marketplace.core.graphql.edge import (
    PERSON_HEADER,
    BadRequestError,
    is_somebody_else,
    language_wanted,
    operation_request,
    origin_is_ours,
    person_named,
)
from marketplace.core.graphql.errors import INVALID_TOKEN, UNAUTHENTICATED, ClientError
from marketplace.core.graphql.execution import Answer, Engine, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.execution import Operation, OperationRequest

JSON: Final = "application/json"
GRAPHQL_JSON: Final = "application/graphql-response+json"
_PARAMETERS: Final = ("query", "operationName", "variables", "extensions")


class GraphQLView:
    """The view of one schema; a Django view because it can be called with a request.

    Args:
        engine: The schema with its kept documents.
        actor_for: Makes the actor of a request, or returns None where it shows a credential that
            is wrong: such a request is refused and never taken for a visitor's.
        address_of: Tells the network address that limits count by.
    """

    # JSON only, same-site cookies and the Origin check stand where the token would
    csrf_exempt = True

    def __init__(
        self,
        engine: Engine,
        *,
        actor_for: Callable[[HttpRequest], Actor | None],
        address_of: Callable[[HttpRequest], str] = lambda _request: "",
    ) -> None:
        self._engine = engine
        self._actor_for = actor_for
        self._address_of = address_of

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to one request."""
        media_type = _media_type_wanted(request.headers.get("Accept"))
        if media_type is None:
            return _plain(406, f"Accept {GRAPHQL_JSON} or {JSON}.")
        if request.method not in {"GET", "POST"}:
            return _plain(405, "Send a POST or a GET request.", Allow="GET, POST")
        if not origin_is_ours(
            request.headers.get("Origin"), request.get_host(), settings.CSRF_TRUSTED_ORIGINS
        ):
            return _response(_failed("This page may not ask here."), 403, media_type)
        try:
            payload = _payload(request)
            wanted = operation_request(payload)
        except _UnsupportedMediaTypeError:
            return _response(_failed("Send the body as application/json."), 415, media_type)
        except BadRequestError as error:
            return _response(_failed(str(error)), 400, media_type)
        return self._answered(request, wanted, media_type)

    def _answered(
        self, request: HttpRequest, wanted: OperationRequest, media_type: str
    ) -> HttpResponse:
        try:
            operation = self._engine.operation(wanted)
        except RefusedDocumentError as error:
            return _response(refused(error.errors), _status_of_refusal(media_type), media_type)
        structlog.contextvars.bind_contextvars(operation=operation.name)
        refusal = _transport_refusal(request, operation)
        if refusal is not None:
            status, message = refusal
            response = _response(_failed(message), status, media_type)
            if status == 405:
                response["Allow"] = "POST"
            return response
        actor = self._actor_for(request)
        if actor is None:
            return _wrong_token(media_type)
        if is_somebody_else(actor, request.headers.get(PERSON_HEADER)):
            message = "Somebody else is signed in now. Open the page again."
            answer = refused([ClientError(message, code=UNAUTHENTICATED)])
        else:
            answer = self._engine.run(operation, self._context(request, actor))
        status = 200 if answer.executed else _status_of_refusal(media_type)
        response = _response(answer, status, media_type)
        # a page learns from it that its session has ended, or is another person's now
        response[PERSON_HEADER] = person_named(actor)
        return response

    def _context(self, request: HttpRequest, actor: Actor) -> RequestContext:
        return RequestContext(
            actor=actor,
            now=timezone.now(),
            language=language_wanted(request.headers.get("Accept-Language")),
            request_id=getattr(request, "request_id", ""),
            address=self._address_of(request),
        )


class _UnsupportedMediaTypeError(Exception):
    """The body is not JSON in UTF-8."""


def _payload(request: HttpRequest) -> Any:
    if request.method == "GET":
        parameters: dict[str, Any] = {
            name: request.GET[name] for name in _PARAMETERS if name in request.GET
        }
        for name in ("variables", "extensions"):
            if parameters.get(name):
                parameters[name] = _json(parameters[name].encode())
        return parameters
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type != JSON or charset.lower() not in {"utf-8", "utf8"}:
        raise _UnsupportedMediaTypeError
    return _json(request.body)


def _json(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        message = "The body is not valid JSON."
        raise BadRequestError(message) from error


def _transport_refusal(request: HttpRequest, operation: Operation) -> tuple[int, str] | None:
    if operation.type is OperationType.SUBSCRIPTION:
        return 400, "Subscribe over the socket at the same address."
    if operation.type is OperationType.MUTATION and request.method != "POST":
        return 405, "Send a mutation as a POST request."
    return None


def _media_type_wanted(accept: str | None) -> str | None:
    """Return the best of our two media types for an Accept header, or None when neither fits."""
    if not accept:
        return JSON
    best: tuple[float, str] | None = None
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = _quality(parameters)
        chosen = JSON if name in {"*/*", "application/*"} else name
        fits = chosen in {JSON, GRAPHQL_JSON} and _charset_fits(parameters)
        if fits and quality > 0 and (best is None or quality > best[0]):
            best = (quality, chosen)
    return best[1] if best else None


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0


def _charset_fits(parameters: list[str]) -> bool:
    charsets = [p[8:].strip('"') for p in parameters if p.startswith("charset=")]
    return all(charset in {"utf-8", "utf8"} for charset in charsets)


def _status_of_refusal(media_type: str) -> int:
    # application/json keeps the older promise: a well-formed request is answered with 200
    return 400 if media_type == GRAPHQL_JSON else 200


def _wrong_token(media_type: str) -> HttpResponse:
    message = "This token is unknown, has expired or was revoked. Make a new one."
    answer = refused([ClientError(message, code=INVALID_TOKEN)])
    response = _response(answer, 401, media_type)
    response["WWW-Authenticate"] = 'Bearer realm="Sealbridge", error="invalid_token"'
    return response


def _failed(message: str) -> Answer:
    return refused([ClientError(message, code="BAD_REQUEST")])


def _response(answer: Answer, status: int, media_type: str) -> HttpResponse:
    response = HttpResponse(
        _encoded(answer.body), status=status, content_type=f"{media_type}; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept, Accept-Language, Authorization, Cookie"
    return response


def _encoded(body: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(body)
    except TypeError:
        # lone surrogates and integers beyond 64 bits are beyond orjson
        return json.dumps(body).encode("utf-8")


def _plain(status: int, text: str, **headers: str) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
