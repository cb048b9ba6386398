"""Who is near is found exactly, however many are compared, and nobody who was dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from matching.alerts.nearness import NearQuestions
from matching.alerts.reverse import Met, Profile, ReversedProfiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DIMENSIONS = 512


def _points(count: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(7)
    centres = chance.standard_normal((40, _DIMENSIONS)).astype(np.float32)
    mixed = centres[chance.integers(40, size=count)]
    found = mixed + 0.6 * chance.standard_normal((count, _DIMENSIONS)).astype(np.float32)
    length: NDArray[np.float32] = np.linalg.norm(found, axis=1, keepdims=True)
    return (found / length).astype(np.float32)


@pytest.mark.parametrize("count", [50, 6_000])
def test_the_near_ones_are_those_that_a_whole_comparison_finds(count: int) -> None:
    points = _points(count)
    floors = np.full(count, 0.5, np.float32)
    floors[::7] = 0.75
    near = NearQuestions(points, floors)
    for row in (0, 7, 49):
        cosines = points @ points[row]
        wanted = {each for each in range(count) if cosines[each] >= floors[each]}
        found = dict(near.near(points[row]))
        assert row in wanted
        assert found.keys() == wanted
        assert all(found[each] == pytest.approx(cosines[each], abs=1e-5) for each in wanted)
    near.drop(0)
    assert 0 not in dict(near.near(points[0]))


def test_profiles_without_meaning_are_met_by_words_alone() -> None:
    terms, weights = np.array([1], np.uint64), np.array([1.0], np.float32)
    [point] = _points(1)
    none, nothing = terms[:0], weights[:0]
    profiles = ReversedProfiles(
        [
            Profile(key=5, terms=terms, weights=weights, threshold=0.5),
            Profile(6, none, nothing, threshold=0.0, vector=point, nearness=0.4),
        ]
    )
    assert profiles.met(terms, weights) == [Met(5, 1.0)]
    assert [each.key for each in profiles.near(point)] == [6]
    profiles.drop(6)
    assert profiles.near(point) == []
    assert ReversedProfiles([]).near(point) == []
