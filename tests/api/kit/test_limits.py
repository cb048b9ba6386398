"""What asks for too much is refused by a message that names the limit, and quickly."""

from __future__ import annotations

import time
from typing import Any

import pytest

from marketplace.core.graphql import limits
from marketplace.core.graphql.documents import Documents, RefusedDocumentError
from marketplace.core.graphql.execution import OperationRequest
from tests.api.kit.toy import context_of, engine

INNER = "inner { "


def _refusal(query: str, **variables: Any) -> str:
    with pytest.raises(RefusedDocumentError) as caught:
        engine.operation(OperationRequest(query, variables=variables))
    return caught.value.errors[0].message


def _nested(depth: int) -> str:
    return "{ row { " + INNER * depth + "number" + " }" * depth + " } }"


def _fragments_doubling(levels: int) -> str:
    parts = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return " ".join(["{ ...F0 }", *parts, f"fragment F{levels} on Query {{ hello }}"])


def test_depth() -> None:
    assert "12 deep" in _refusal(_nested(12))
    # the deepest that is allowed is refused for its cost, and only then
    assert "values" in _refusal(_nested(10))
    assert engine.operation(OperationRequest(_nested(3))).name == ""


def test_fields_and_aliases() -> None:
    assert "400 fields" in _refusal("{ " + "hello " * 401 + "}")
    assert "30 aliases" in _refusal("{ " + " ".join(f"a{n}: hello" for n in range(31)) + " }")


def test_fragments_that_double_are_stopped() -> None:
    started = time.process_time()
    assert "400 fields" in _refusal(_fragments_doubling(25))
    assert time.process_time() - started < 1


def test_a_fragment_that_holds_itself_is_refused_by_validation() -> None:
    assert "itself" in _refusal("{ ...A } fragment A on Query { hello ...A }")


def test_directives_tokens_and_length() -> None:
    directives = " ".join(["@include(if: true)"] * 31)
    assert "30 directives" in _refusal("{ hello " + directives + " }")
    assert "tokens" in _refusal("{ " + "hello(name: 1) " * 300 + "}")
    assert "20000 characters" in _refusal("{ hello }" + " " * 20_000)


def test_deep_brackets_do_not_exhaust_the_stack() -> None:
    assert _refusal("{ hello(name: " + "[" * 990)


@pytest.mark.parametrize("value", ["first: 50", "first: $n", "first: 100000"])
def test_cost_counts_the_rows_asked_for(value: str) -> None:
    query = (
        "query ($n: Int) { "
        + " ".join(f"a{i}: rows({value}) {{ nodes {{ number amount tags }} }}" for i in range(31))
        + " }"
    ).replace("a30: ", "")
    assert "values" in _refusal(
        query.replace("($n: Int)", "") if "$n" not in value else query, n=50
    )


def test_cost_of_small_pages_is_small() -> None:
    query = "query Page { rows(first: 50) { edges { node { number } } } }"
    assert engine.operation(OperationRequest(query)).name == "Page"


def test_introspection_is_allowed() -> None:
    from graphql import get_introspection_query

    request = OperationRequest(get_introspection_query())
    answer = engine.run(engine.operation(request), context_of())
    assert "errors" not in answer.body
    assert _refusal("{ __schema { types " + "{ ofType " * 17 + "{ name }" + " }" * 17 + " } }")


def test_a_kept_document_is_not_validated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = Documents(engine.schema, size=2)
    first = documents.document("{ hello }")
    assert documents.document("{ hello }") is first
    documents.document("{ a: hello }")
    documents.document("{ b: hello }")
    assert documents.document("{ hello }") is not first


def test_a_refused_document_is_not_kept() -> None:
    documents = Documents(engine.schema)
    for _ in range(2):
        with pytest.raises(RefusedDocumentError):
            documents.document("{ unknown }")


def test_limits_leave_room_for_the_pages() -> None:
    # the product's own largest operations are checked against these by the pages' build
    assert limits.MAX_DEPTH >= 8
    assert limits.MAX_COST >= 3000
