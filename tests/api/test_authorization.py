"""The authorization matrix holds, over HTTP, for every actor; a refusal leaves no trace."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from tests.api.authorization_matrix import OPERATIONS
from tests.api.world_case import WorldCase
from tests.factories.people import ACTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from django.db.models import Model
    from django.http import HttpResponse

    from tests.api.matrix.case import Case
    from tests.api.matrix.world import World

OVER_HTTP = [name for name in OPERATIONS if not name.startswith("Subscription.")]
OURS = (
    "core", "files", "evidence", "accounts", "ladder", "notifications", "technologies", "demands",
    "escrow", "nda", "rooms", "deals", "payments", "protection",
)  # fmt: skip
# written by signing in and by using a token, whatever for
UNSEEN = {"last_used_at", "last_login"}


class RolledBackError(Exception):
    """Takes back what an actor did, so that the next one meets the same world."""


def ask(client: Client, case: Case, world: World) -> tuple[bool, HttpResponse]:
    """Return whether the actor got what the case is for, and the answer."""
    if case.path is not None:
        answer: Any = client.generic(
            case.method,
            case.path(world),
            data=_json(case.body) if case.body is not None else case.raw,
            content_type="application/pdf" if case.raw else "application/json",
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


class Writes:
    """Notices the tables that statements write to; nothing else can have changed."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Run the statement, having looked at what it names."""
        first = sql.split(None, 1)[0].upper()
        if first not in _READING:
            assert first in _WRITING, f"which tables does this write to: {sql}"
            self.tables.update(_NAMED.findall(sql))
        return execute(sql, params, many, context)


_READING = {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"}
_WRITING = {"INSERT", "UPDATE", "DELETE"}
_NAMED = re.compile(r'"(\w+)"')


def rows(tables: Collection[str] | None = None) -> dict[str, list[Any]]:
    """Return everything that an operation could have written, or what stands in some tables."""
    models = [model for model in _models() if tables is None or model._meta.db_table in tables]
    return {model.__name__: _values(model) for model in models}


def are_as_before(tables: Collection[str], before: dict[str, list[Any]]) -> bool:
    """Return whether tables hold what they held before."""
    return all(now == before[name] for name, now in rows(tables).items())


def _models() -> Iterator[type[Model]]:
    for label in (*OURS, "matching"):
        yield from apps.get_app_config(label).get_models()


def _values(model: type[Model]) -> list[Any]:
    names = [field.attname for field in model._meta.concrete_fields if field.name not in UNSEEN]
    return list(model._base_manager.order_by("pk").values(*names))


class AuthorizationMatrix(WorldCase):
    """One world for all rows, each of which takes back what it did."""

    before: ClassVar[dict[str, list[Any]]]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.before = rows()

    def check(self, name: str) -> None:
        """Ask every case of a row as every actor."""
        written: set[str] = set()
        for case in OPERATIONS[name]:
            got = set()
            for actor in ACTORS:
                client = self.client_of(actor)
                writes = Writes()
                with suppress(RolledBackError), transaction.atomic():
                    with connection.execute_wrapper(writes):
                        given, _ = ask(client, case, self.world)
                    if given:
                        got.add(actor)
                    elif name.startswith("Mutation."):
                        assert are_as_before(writes.tables, self.before), (
                            f"{actor} was refused yet wrote"
                        )
                    raise RolledBackError
                written |= writes.tables
            assert got == set(case.allowed), difference(case, got)
        assert are_as_before(written, self.before)


def difference(case: Case, got: set[str]) -> str:
    """Return who got it against the matrix, and who did not."""
    return f"{case.name}: got {sorted(got - case.allowed)}, lacks {sorted(case.allowed - got)}"


def _row(name: str) -> Callable[[AuthorizationMatrix], None]:
    return lambda self: self.check(name)


for _name in OVER_HTTP:
    setattr(AuthorizationMatrix, "test " + _name, _row(_name))


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()
