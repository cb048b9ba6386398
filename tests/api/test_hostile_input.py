"""Every text of every mutation, hostile: a clear error or plain words, never half a write."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import connection, transaction

from tests.api.authorization_matrix import OPERATIONS
from tests.api.test_authorization import RolledBackError, Writes, are_as_before, rows
from tests.api.world_case import WorldCase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.api.matrix.case import Case

HOSTILE = (
    "",
    " ",
    "\u0000",
    "a\u202eb",
    "\ufdd0",
    "x" * 100_000,
    "\u0301" * 5000,
    "' OR 1=1; DROP TABLE accounts_user; --",
    "<script>alert(1)</script>{{7*7}}../../etc/passwd",
)
MASKED = "Something went wrong"


class HostileInput(WorldCase):
    """Somebody who may do it sends what nobody should."""

    before: ClassVar[dict[str, list[Any]]]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.before = rows()

    def check(self, name: str) -> None:
        """Put each hostile text in the place of each text of the mutation."""
        for case in OPERATIONS[name]:
            actor = min(case.allowed, default=None)
            if actor is None:
                continue
            client = self.client_of(actor)
            for variables in _spoiled(case, dict(case.variables(self.world))):
                writes = Writes()
                with suppress(RolledBackError), transaction.atomic():
                    with connection.execute_wrapper(writes):
                        answer = client.post(
                            "/graphql",
                            data=json.dumps({"query": case.query, "variables": variables}),
                            content_type="application/json",
                        )
                    body = answer.content.decode()
                    assert answer.status_code in {200, 400}, body[:300]
                    assert MASKED not in body, body[:300]
                    it = (json.loads(body).get("data") or {}).get("it")
                    if not it or it["errors"]:
                        as_before = are_as_before(writes.tables, self.before)
                        assert as_before, f"{name} was refused and yet wrote"
                    raise RolledBackError


def _spoiled(case: Case, variables: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in variables.items():
        if isinstance(value, str):
            for text in HOSTILE:
                yield variables | {name: text}


def _row(name: str) -> Callable[[HostileInput], None]:
    return lambda self: self.check(name)


for _name in OPERATIONS:
    if _name.startswith("Mutation."):
        setattr(HostileInput, "test " + _name, _row(_name))
