"""The schema as this process serves it, and who stands behind a request to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from marketplace.accounts import actors
from marketplace.config.schema import schema
from marketplace.core.actor import ANONYMOUS
from marketplace.core.client_address import client_address
from marketplace.core.graphql.execution import Engine
from marketplace.core.graphql.view import GraphQLView

if TYPE_CHECKING:
    from django.http import HttpRequest

    from marketplace.core.actor import Actor


def actor_for_request(request: HttpRequest) -> Actor | None:
    """Return who stands behind a request; None where it shows a wrong token."""
    return actors.actor_for_api_request(request, now=timezone.now())


def actor_for_bearer(text: str) -> Actor:
    """Return who stands behind what a socket sent as its token, a visitor where it is wrong."""
    return actors.actor_for_bearer(text, now=timezone.now()) or ANONYMOUS


engine = Engine(schema, confirmed=actors.actor_confirmed)
graphql_view = GraphQLView(engine, actor_for=actor_for_request, address_of=client_address)
