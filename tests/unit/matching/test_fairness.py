"""Fair exposure moves only what is near, only so far, and the same way each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.constants import FAIR_OF, FAIR_PLACES, FAIR_STAY, FAIR_WEIGHT
from matching.exposure.fairness import (
    arranged,
    fair_picks,
    picks_read,
    picks_written,
    shares_of,
)

if TYPE_CHECKING:
    from random import Random

PLAIN = tuple(range(FAIR_STAY, FAIR_PLACES))
SCORES = st.lists(st.floats(0.01, 1), min_size=0, max_size=40).map(
    lambda scores: sorted(scores, reverse=True)
)


def order(
    scores: list[float], firms: list[str | None], shares: dict[str, float] | None = None
) -> list[int]:
    return arranged(range(len(scores)), fair_picks(scores, firms, shares or {}))


def many(count: int) -> list[str | None]:
    return [f"firm {number}" for number in range(count)]


def test_firms_shown_alike_keep_the_order_of_their_scores() -> None:
    scores = [1 - 0.01 * place for place in range(30)]
    assert order(scores, many(30)) == list(range(30))
    assert order(scores, many(30), {f"firm {number}": 1.0 for number in range(30)}) == list(
        range(30)
    )


def test_the_first_two_stay_whatever_their_firms_were_shown() -> None:
    scores = [1.0, 0.99, 0.98, 0.97]
    shares = {"firm 0": 1.0, "firm 1": 1.0, "firm 2": 1.0}
    assert order(scores, many(4), shares) == [0, 1, 3, 2]


def test_a_near_equal_that_was_never_shown_passes_and_a_better_answer_does_not() -> None:
    shown = {"firm 2": 1.0}
    assert order([1, 0.9, 0.5, 0.5 - 0.9 * FAIR_WEIGHT], many(4), shown) == [0, 1, 3, 2]
    assert order([1, 0.9, 0.5, 0.5 - 1.1 * FAIR_WEIGHT], many(4), shown) == [0, 1, 2, 3]


def test_scores_count_as_shares_of_the_best() -> None:
    shown = {"firm 2": 1.0}
    for best in (0.001, 1.0, 4000.0):
        scores = [best * share for share in (1, 0.9, 0.5, 0.45)]
        assert order(scores, many(4), shown) == [0, 1, 3, 2]


def test_one_firm_with_many_offers_leaves_places_to_others() -> None:
    firms: list[str | None] = [*["crowd"] * 15, "second", "third"]
    scores = [1.0] * 2 + [0.9] * 13 + [0.85, 0.8]
    assert order(scores, firms)[:5] == [0, 1, 15, 16, 2]
    # but not to those that answer far worse
    assert order([1.0] * 2 + [0.9] * 13 + [0.7, 0.7], firms) == list(range(17))


def test_equals_keep_the_order_they_had() -> None:
    firms = many(25)
    assert order([1.0] * 25, firms) == list(range(25))
    assert order([0.0] * 25, firms) == list(range(25))


def test_unknown_firms_give_way_to_nobody_and_are_not_one_firm() -> None:
    firms: list[str | None] = [None] * 6
    assert order([1, 0.9, 0.8, 0.8, 0.8, 0.8], firms) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_short_answers_stay_whole(count: int) -> None:
    assert order([1.0] * count, many(count)) == list(range(count))


@given(SCORES, st.randoms(use_true_random=False))
def test_whatever_was_shown_little_moves_and_nothing_is_lost(
    scores: list[float], chance: Random
) -> None:
    pick = chance.randrange
    firms: list[str | None] = [f"firm {pick(8)}" for _ in scores]
    shares = shares_of({f"firm {number}": pick(5) for number in range(8)})
    found = order(scores, firms, shares)
    assert sorted(found) == list(range(len(scores)))
    assert found[:FAIR_STAY] == list(range(len(scores)))[:FAIR_STAY]
    assert found[FAIR_OF:] == list(range(len(scores)))[FAIR_OF:]
    tail = found[FAIR_PLACES:]
    assert tail == sorted(tail)
    for place, answer in enumerate(found[:FAIR_PLACES]):
        better = [scores[other] for other in found[place + 1 :]]
        # none that is better by more than the weight stands behind
        assert all(score - scores[answer] <= FAIR_WEIGHT * scores[0] + 1e-9 for score in better)
    assert found == order(scores, firms, shares)


def test_shares_are_ranks_among_the_firms_shown() -> None:
    assert shares_of({"a": 1, "b": 1, "c": 10**9, "d": 0}) == {"a": 2 / 3, "b": 2 / 3, "c": 1.0}
    assert shares_of({}) == {}


@given(st.permutations(range(FAIR_STAY, FAIR_OF)), st.integers(0, FAIR_PLACES - FAIR_STAY))
def test_picks_come_back_as_they_were_written(picks: list[int], count: int) -> None:
    assert picks_read(picks_written(picks[:count])) == tuple(picks[:count])


@pytest.mark.parametrize("text", ["a", "b", "cc", "u", "C", "cdefghijk", "c d", "ㄱ", "-1"])
def test_picks_that_nobody_wrote_are_none(text: str) -> None:
    assert picks_read(text) is None


def test_picks_beyond_an_answer_that_became_shorter_are_passed_over() -> None:
    assert arranged("abcd", (19, 3, 7)) == ["a", "b", "d", "c"]
    assert arranged("", (3,)) == []
    assert picks_written(PLAIN) == "cdefghij"
