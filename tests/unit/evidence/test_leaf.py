"""Bodies, commitments and leaves."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.evidence.leaf import body_text, commitment_of, leaf_data

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_body_is_canonical_and_complete() -> None:
    text = body_text(
        kind="technology.published",
        at=NOON.astimezone(timezone(timedelta(hours=9))),
        subjects=[("technology", "abc"), ("organisation", "def")],
        data={"version": 2, "기술": ["가", None, True]},
    )
    assert text == (
        '{"at":"2026-11-22T12:00:00.000000Z","data":{"version":2,"기술":["가",null,true]},'
        '"kind":"technology.published","subjects":[{"id":"abc","type":"technology"},'
        '{"id":"def","type":"organisation"}]}'
    )


@given(st.dictionaries(st.text(max_size=8), st.integers(-(2**53) + 1, 2**53 - 1) | st.text()))
def test_the_order_of_fields_does_not_matter(data: dict[str, int | str]) -> None:
    def body(fields: dict[str, int | str]) -> str:
        return body_text(kind="a.b", at=NOON, subjects=[], data=fields)

    try:
        text = body(data)
    except UnicodeEncodeError:
        return  # a lone surrogate has no UTF-8 form
    assert body(dict(reversed(data.items()))) == text
    assert json.loads(text)["data"] == data


def test_a_number_that_json_cannot_carry_exactly_is_refused() -> None:
    with pytest.raises(ValueError, match="9007199254740993"):
        body_text(kind="a.b", at=NOON, subjects=[], data={"n": 2**53 + 1})


def test_the_leaf_is_exactly_the_commitment() -> None:
    commitment = commitment_of(salt=b"s" * 32, body="본문")
    assert commitment == hashlib.sha256(b"s" * 32 + "본문".encode()).digest()
    assert leaf_data(commitment) == b'{"v":1,"c":"' + commitment.hex().encode() + b'"}'
    assert len(leaf_data(commitment)) == 78
