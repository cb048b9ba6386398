"""What both edges, HTTP and socket, read from a client's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.crypto import salted_hmac

from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from marketplace.core.actor import Actor

PERSON_HEADER: Final = "X-Signed-In"
"""Whom an answer is for, and in a request whom the page that asks was made for."""

NOBODY: Final = "no"
_LONGEST_NAME: Final = 100
_LONGEST_HEADER: Final = 200


class BadRequestError(Exception):
    """The client's words do not have the shape of a GraphQL request."""


def operation_request(payload: Any) -> OperationRequest:
    """Return the request in the parameters of a GraphQL over HTTP request.

    Raises:
        BadRequestError: A parameter is missing or has the wrong type; the message names it.

    Source: GraphQL over HTTP, "Request Parameters".
    """
    if not isinstance(payload, dict):
        message = "Send one JSON object; batches are not accepted."
        raise BadRequestError(message)
    query = payload.get("query")
    if not isinstance(query, str) or not query:
        message = "Send the parameter 'query' as a text."
        raise BadRequestError(message)
    name = payload.get("operationName")
    if name is not None and (not isinstance(name, str) or len(name) > _LONGEST_NAME):
        message = "Send the parameter 'operationName' as a short text."
        raise BadRequestError(message)
    _map(payload, "extensions")
    return OperationRequest(
        query=query, operation_name=name or None, variables=_map(payload, "variables")
    )


def _map(payload: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = payload.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = f"Send the parameter '{name}' as an object."
        raise BadRequestError(message)
    return value


def origin_is_ours(origin: str | None, host: str, trusted: Collection[str]) -> bool:
    """Return whether a browser page of ours, or no browser page, sent the request.

    Args:
        origin: The Origin header; only browsers send it, and pages cannot forge it.
        host: The Host header of the same request.
        trusted: Further origins, for example the public address behind a proxy.
    """
    if origin is None:
        return True
    if origin in trusted:
        return True
    # compared as a whole: what only resembles an origin need not be taken apart
    return bool(host) and origin in {f"http://{host}", f"https://{host}"}


def person_named(actor: Actor) -> str:
    """Return a name by which a page tells one person from another, and that says nothing more."""
    if actor.user_id is None:
        return NOBODY
    return salted_hmac(PERSON_HEADER, str(actor.user_id), algorithm="sha256").hexdigest()[:24]


def is_somebody_else(actor: Actor, expected: str | None) -> bool:
    """Return whether a page of one person asks in the session of another.

    Two tabs of a browser have one session: once somebody else has signed in in one of them, what
    the other sends was meant by the person before.
    """
    return bool(expected) and actor.is_signed_in and expected != person_named(actor)


def language_wanted(header: str | None) -> Language:
    """Return the first of our languages in an Accept-Language header, Korean when none is."""
    for part in (header or "")[:_LONGEST_HEADER].split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in Language.values:
            return Language(code)
    return Language.KO
