"""The authorization matrix has a row for every operation and every address, and no other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import path

from marketplace.config.guarded_paths import every_path_guarded, guarded_path
from marketplace.config.schema import schema
from marketplace.config.urls import urlpatterns
from marketplace.core.graphql.schema import operation_policies
from marketplace.core.policies import anyone
from tests.api.authorization_matrix import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


def _gaps(*, operations: Iterable[str], routes: Iterable[str], rows: Iterable[str]) -> list[str]:
    return sorted(_missing(set(operations), set(routes), set(rows)))


def _missing(operations: set[str], routes: set[str], rows: set[str]) -> Iterator[str]:
    of_paths = {row for row in rows if row.split(" ")[0] in METHODS}
    paths = {row.split(" ", 1)[1] for row in of_paths}
    yield from (f"no row: {name}" for name in operations - rows)
    yield from (f"no row: {route}" for route in routes - paths)
    yield from (f"no such operation: {row}" for row in rows - of_paths - operations)
    yield from (f"no such address: {row}" for row in paths - routes)


def test_the_matrix_is_complete() -> None:
    gaps = _gaps(
        operations=operation_policies(schema),
        routes=[f"/{pattern.pattern}" for pattern in urlpatterns],
        rows=OPERATIONS,
    )
    assert gaps == []


def test_gaps_are_found_both_ways() -> None:
    gaps = _gaps(
        operations=["Query.entry", "Mutation.sign"],
        routes=["/log/checkpoint", "/records/<str:uid>"],
        rows=["Query.entry", "Query.gone", "GET /log/checkpoint", "POST /gone"],
    )
    assert gaps == [
        "no row: /records/<str:uid>",
        "no row: Mutation.sign",
        "no such address: /gone",
        "no such operation: Query.gone",
    ]


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_an_address_without_a_policy_is_refused() -> None:
    guarded = guarded_path("open", _view, policy=anyone, name="open")
    assert every_path_guarded([guarded]) == [guarded]
    with pytest.raises(ImproperlyConfigured, match="no policy"):
        every_path_guarded([guarded, path("forgotten", _view)])
    with pytest.raises(ImproperlyConfigured, match="no policy"):
        guarded_path("forgotten", _view, policy=None, name="forgotten")  # type: ignore[arg-type]
