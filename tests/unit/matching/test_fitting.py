"""Offers that fit a demand stand before near equals that do not, and never far before them."""

from __future__ import annotations

import pytest

from marketplace.core.languages import Language
from marketplace.technologies.selectors import OfferStated
from matching.constants import FIT_WEIGHT
from matching.fitting import fitted
from matching.scoring import RankedHit, Wanted

ENERGY = Wanted(industries=("energy",), trl_min=5, trl_max=7)


def hit(key: int, score: float) -> RankedHit:
    return RankedHit(key, f"t{key}", Language.EN, score, order=key)


def test_of_near_equals_the_one_that_fits_comes_first_and_counts_as_the_best() -> None:
    stated = {1: OfferStated("mobility", 6, ()), 2: OfferStated("energy", 6, ())}
    found = fitted([hit(1, 1.0), hit(2, 0.97)], stated, ENERGY)
    assert [(one.public_id, one.score) for one in found] == [
        ("t2", 1.0),
        ("t1", pytest.approx((1 - FIT_WEIGHT / 2) / 0.97)),
    ]


def test_words_outweigh_what_does_not_fit() -> None:
    stated = {1: OfferStated("mobility", 2, ()), 2: OfferStated("energy", 6, ())}
    found = fitted([hit(1, 1.0), hit(2, 1 - FIT_WEIGHT - 0.01)], stated, ENERGY)
    assert [one.public_id for one in found] == ["t1", "t2"]


def test_what_is_not_stated_counts_half() -> None:
    stated = {1: OfferStated("mobility", 2, ()), 2: OfferStated("", None, ())}
    found = fitted([hit(1, 1.0), hit(2, 1.0), hit(3, 1.0)], stated, ENERGY)
    # equals keep their order; the third is not on the market any more
    assert [one.public_id for one in found] == ["t2", "t3", "t1"]
    assert found[2].score == pytest.approx((1 - FIT_WEIGHT) / (1 - FIT_WEIGHT / 2))


def test_where_all_fit_or_none_the_order_is_that_of_the_words() -> None:
    hits = [hit(1, 1.0), hit(2, 0.99), hit(3, 0.5)]
    alike = {key: OfferStated("energy", 6, ()) for key in (1, 2, 3)}
    assert fitted(hits, alike, ENERGY) == hits
    assert [one.public_id for one in fitted(hits, {}, ENERGY)] == ["t1", "t2", "t3"]
    assert fitted([], {}, ENERGY) == []
