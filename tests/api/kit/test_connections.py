"""Pages follow one another without a gap, and a cursor from elsewhere is refused."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.errors import InvalidInputError
from marketplace.core.graphql.connections import (
    decode_cursor,
    encode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.execution import OperationRequest
from tests.api.kit.toy import context_of, engine

QUERY = """query ($first: Int, $after: String) { rows(first: $first, after: $after) {
    nodes { number } edges { cursor node { number } } pageInfo { hasNextPage endCursor } } }"""


def _page(**variables: Any) -> dict[str, Any]:
    request = OperationRequest(QUERY, variables=variables)
    body = engine.run(engine.operation(request), context_of()).body
    rows: dict[str, Any] = body["data"]["rows"]
    return rows


def test_every_row_comes_once() -> None:
    seen: list[int] = []
    after, more = None, True
    while more:
        page = _page(first=7, after=after)
        seen += [node["number"] for node in page["nodes"]]
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert page["edges"][-1]["cursor"] == page["pageInfo"]["endCursor"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == list(range(1, 61))


def test_an_empty_page() -> None:
    page = page_of([], size=5, key=lambda _row: (1,))
    assert (page.has_next, list(page.cursors)) == (False, [])
    assert _page(first=5, after=encode_cursor((60,)))["pageInfo"] == {
        "hasNextPage": False,
        "endCursor": None,
    }


def test_sizes() -> None:
    assert (page_size(None), page_size(1), page_size(50)) == (20, 1, 50)
    for wrong in (0, -1, 51, 10**9):
        with pytest.raises(InvalidInputError) as caught:
            page_size(wrong)
        assert caught.value.field == "first"


key_parts = st.integers(-(2**63) + 1, 2**63 - 1) | st.text(
    st.characters(exclude_categories=["C", "Z"]), max_size=20
)


@given(st.lists(key_parts, min_size=1, max_size=3))
def test_a_cursor_comes_back_as_its_key(key: list[int | str]) -> None:
    assert decode_cursor(encode_cursor(tuple(key)), kinds=[type(part) for part in key]) == tuple(
        key
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "é",
        "%%%",
        "A" * 401,
        *(
            base64.urlsafe_b64encode(raw).decode().rstrip("=")
            for raw in (
                b"{}",
                b"[]",
                b"[1.5]",
                b"[null]",
                b"[true]",
                b"[[1]]",
                b'["a\\u0000"]',
                b'["a\\ud800"]',
                b'["a", 1]',
                b"\xff",
                b"[9223372036854775808]",
                b"[" * 200,
            )
        ),
    ],
)
@pytest.mark.parametrize("kinds", [(int,), (str,)])
def test_a_foreign_cursor_is_refused(text: str, kinds: tuple[type, ...]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        decode_cursor(text, kinds=kinds)
    assert caught.value.field == "after"


@given(st.text(max_size=60))
def test_no_cursor_breaks_the_server(text: str) -> None:
    with suppress(InvalidInputError):
        assert isinstance(decode_cursor(text, kinds=(int, str)), tuple)


def test_a_key_of_other_types_is_refused() -> None:
    for key in ((1, 2), ("a", "b"), ("a", 1), (1, "a", 1), (True, "a")):
        with pytest.raises(InvalidInputError):
            decode_cursor(encode_cursor(key), kinds=(int, str))
