"""The authorization matrix holds, over HTTP, for every actor; a refusal leaves no trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client

from marketplace.core.models import Timer
from marketplace.demands.models import Demand, DemandText
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology, TechnologyText, TechnologyVersion
from tests.api.authorization_matrix import OPERATIONS, Case, World
from tests.factories.people import ACTORS

if TYPE_CHECKING:
    from django.http import HttpResponse

OVER_HTTP = [name for name in OPERATIONS if not name.startswith("Subscription.")]
WRITTEN = (Technology, TechnologyVersion, TechnologyText, Demand, DemandText, Entry, Timer)


class _RolledBackError(Exception):
    """Takes back what an actor did, so that the next one meets the same world."""


def client_of(world: World, name: str) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    if name != "anonymous":
        client.force_login(world.people.users[name])
    return client


def ask(client: Client, case: Case, world: World) -> tuple[bool, HttpResponse]:
    """Return whether the actor got what the case is for, and the answer."""
    if case.path is not None:
        answer: Any = client.generic(
            case.method,
            case.path(world),
            data=_json(case.body) if case.body is not None else b"",
            content_type="application/json",
        )
        return answer.status_code in case.statuses, answer
    answer = client.post(
        "/graphql",
        data={"query": case.query, "variables": dict(case.variables(world))},
        content_type="application/json",
    )
    body = answer.json()
    it = (body.get("data") or {}).get("it")
    return bool(it) and case.given(it), answer


def rows() -> dict[str, list[Any]]:
    """Return everything that an operation could have written."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in WRITTEN}


@pytest.mark.parametrize("name", OVER_HTTP)
def test_every_actor_gets_exactly_what_the_matrix_says(world: World, name: str) -> None:
    before = rows()
    for case in OPERATIONS[name]:
        got = set()
        for actor in ACTORS:
            client = client_of(world, actor)
            try:
                with transaction.atomic():
                    given, _ = ask(client, case, world)
                    if given:
                        got.add(actor)
                    elif name.startswith("Mutation."):
                        assert rows() == before, f"{actor} was refused and yet wrote"
                    raise _RolledBackError
            except _RolledBackError:
                pass
        assert got == set(case.allowed), case.name
    assert rows() == before


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()
