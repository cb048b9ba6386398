"""How far words are from each other, in both scripts, and which words may be misspelt at all."""

from __future__ import annotations

import pytest

from matching.spelling import (
    distance,
    farthest_for,
    letters_of,
    nearest_of,
    words_typed,
)


@pytest.mark.parametrize(
    ("typed", "meant", "away"),
    [
        ("battery", "battery", 0),
        ("battrey", "battery", 1),
        ("batery", "battery", 1),
        ("batttery", "battery", 1),
        ("baxtery", "battery", 1),
        ("btatrey", "battery", 2),
        ("Battery", "bATTERY", 0),
        ("film", "firm", 1),
        ("membrane", "separator", 3),
        ("바터리", "배터리", 1),
        ("배떠리", "배터리", 1),
        ("밧데리", "배터리", 3),
        ("전해절", "전해질", 1),
        ("시트", "시이트", 2),
    ],
)
def test_letters_that_differ_are_counted(typed: str, meant: str, away: int) -> None:
    found = distance(letters_of(typed), letters_of(meant))
    assert found == distance(letters_of(meant), letters_of(typed)) == away


def test_short_words_may_be_wrong_in_one_letter_only() -> None:
    assert [farthest_for(word) for word in ("film", "laser", "lasers", "전지", "배터리")] == [
        1,
        1,
        2,
        1,
        2,
    ]


def test_the_nearest_word_wins_and_among_equals_the_commoner_one() -> None:
    known = {"battery": 3, "batter": 9, "butter": 20}
    assert nearest_of("battrey", known) == "battery"
    assert nearest_of("batterie", {"batteries": 1, "battered": 4}) == "batteries"
    assert nearest_of("coaling", {"coating": 2, "cooling": 5}) == "cooling"
    # itself is no other spelling
    assert nearest_of("battery", {"battery": 3}) is None
    assert nearest_of("separator", known) is None


def test_part_numbers_and_short_words_are_left_alone() -> None:
    found = [match[0] for match in words_typed("SiC 전력반도체 INA226 weldng을 the of 막 x9film")]
    assert found == ["전력반도체", "weldng"]
