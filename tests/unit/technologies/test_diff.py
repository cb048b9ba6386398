"""The pieces of a comparison are both texts again, and hostile texts cost no time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.technologies.content import OfferContent, OfferText
from marketplace.technologies.diff import ADDED, REMOVED, SAME, Change, offer_changes, segments

WORDS = st.lists(
    st.sampled_from(["heat", "열이", "번집니다", "cell", " ", "  ", "\n", ".", "1", "mm", "a"]),
    max_size=300,
).map("".join)
TEXTS = st.one_of(WORDS, st.text(max_size=200))


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.op, piece.text) for piece in segments(before, after)]


@given(TEXTS, TEXTS)
def test_applying_the_pieces_gives_back_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(text for op, text in found if op != ADDED) == before
    assert "".join(text for op, text in found if op != REMOVED) == after
    assert all(text for _, text in found)
    assert all(one[0] != two[0] for one, two in pairwise(found))


@given(TEXTS)
def test_a_text_beside_itself_has_no_change(text: str) -> None:
    assert pieces(text, text) == ([(SAME, text)] if text else [])


def test_korean_is_compared_word_by_word() -> None:
    assert pieces("열이 셀 사이로 번집니다.", "열이 모듈 사이로 빨리 번집니다.") == [
        (SAME, "열이 "),
        (REMOVED, "셀"),
        (ADDED, "모듈"),
        (SAME, " 사이로"),
        (ADDED, " 빨리"),
        (SAME, " 번집니다."),
    ]


def test_two_changed_words_side_by_side_are_one_change() -> None:
    assert pieces("a thin red sheet", "a thick blue sheet") == [
        (SAME, "a "),
        (REMOVED, "thin red"),
        (ADDED, "thick blue"),
        (SAME, " sheet"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 1500, "b" + "a " * 1400 + "c"),
        ("ab!" * 1000, "!ba" * 1000),
        ("".join(f"{n % 7} " for n in range(1500)), "".join(f"{n % 5} " for n in range(1499))),
        ("!" * 3000, "?" * 3000),
    ],
)  # fmt: skip
def test_hostile_repetition_is_compared_in_no_time(before: str, after: str) -> None:
    begun = process_time()
    segments(before, after)
    assert process_time() - begun < 2


def test_only_fields_that_differ_are_told_with_their_language() -> None:
    before = OfferContent(
        industry="mobility", trl=5, texts=(OfferText(language="ko", title="얇은 막"),)
    )
    korean = replace(before.texts[0], title="얇은 층")
    english = OfferText(language="en", title="Thin layer", keywords=("heat", "cell"))
    after = replace(before, trl=6, regions=("asia",), texts=(korean, english))
    changes = offer_changes(before, after)
    assert [(change.field, change.language, _plain(change)) for change in changes] == [
        ("trl", "", [(REMOVED, "5"), (ADDED, "6")]),
        ("regions", "", [(ADDED, "asia")]),
        ("title", "ko", [(SAME, "얇은 "), (REMOVED, "막"), (ADDED, "층")]),
        ("title", "en", [(ADDED, "Thin layer")]),
        ("keywords", "en", [(ADDED, "heat, cell")]),
    ]
    assert offer_changes(after, after) == []


def _plain(change: Change) -> list[tuple[str, str]]:
    return [(piece.op, piece.text) for piece in change.segments]
