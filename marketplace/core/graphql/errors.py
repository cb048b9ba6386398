"""Which errors a client may read, and what it reads instead of the others."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import structlog
from graphql import GraphQLError

from marketplace.core.errors import MarketplaceError

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

log = structlog.get_logger(__name__)

UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
MASKED = "INTERNAL_ERROR"
LIMIT = "LIMIT_EXCEEDED"
INVALID_TOKEN = "INVALID_TOKEN"  # noqa: S105  (a code of an error)
RATE_LIMITED = "RATE_LIMITED"


class ClientError(GraphQLError):
    """An error written for the client; it passes unmasked."""

    def __init__(self, message: str, *, code: str, params: dict[str, str] | None = None) -> None:
        extensions: dict[str, Any] = {"code": code}
        if params:
            extensions["params"] = params
        super().__init__(message, extensions=extensions)


def refusal(actor: Actor) -> ClientError:
    """Return the error of an actor whom a policy refused."""
    if actor.is_signed_in:
        return ClientError("Your role does not allow this.", code=FORBIDDEN)
    return ClientError("Sign in to do this.", code=UNAUTHENTICATED)


def error_formatted(error: GraphQLError) -> dict[str, Any]:
    """Return the error as the client reads it, after logging it when it is our fault."""
    original = error.original_error
    formatted: dict[str, Any] = dict(error.formatted)
    if isinstance(original, MarketplaceError):
        formatted["extensions"] = marketplace_extensions(original)
        return formatted
    if _was_written_for_the_client(error):
        return formatted
    reference = secrets.token_hex(4)
    log.error("graphql_error", reference=reference, exc_info=original or error)
    formatted["message"] = f"Something went wrong on our side. Reference: {reference}"
    formatted["extensions"] = {"code": MASKED, "reference": reference}
    return formatted


def marketplace_extensions(error: MarketplaceError) -> dict[str, Any]:
    """Return the part of a refusal that pages translate."""
    extensions: dict[str, Any] = {"code": error.code}
    if error.field:
        extensions["field"] = error.field
    if error.params:
        extensions["params"] = error.params
    return extensions


def _was_written_for_the_client(error: GraphQLError) -> bool:
    original = error.original_error
    if isinstance(error, ClientError) or isinstance(original, ClientError):
        return True
    if error.path is None:
        # parsing, validation, coercion of variables: these speak of the client's own text
        return original is None or isinstance(original, GraphQLError)
    # An argument that cannot be coerced points into the document. What a scalar says of a value
    # it cannot write out points nowhere, and quotes the value.
    return isinstance(original, GraphQLError) and bool(original.nodes)
