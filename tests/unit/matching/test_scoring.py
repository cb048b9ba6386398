"""Answers of two languages become one list; offers are compared with what is wanted."""

from __future__ import annotations

import pytest

from marketplace.core.languages import Language
from matching.engines.base import Hit
from matching.scoring import Fit, FitCriterion, FitState, LanguageHits, Wanted, fits_of, merged

EN, KO = Language.EN, Language.KO


def hit(public_id: str, score: float, language: Language = EN, order: int = 0) -> Hit:
    return Hit(len(public_id), public_id, language, score, order)


def test_scores_become_relative_to_the_best_of_the_answer() -> None:
    ranked = merged([LanguageHits([hit("a", 12.0), hit("b", 3.0)], 1.0)], limit=10)
    assert [(found.public_id, found.relevance) for found in ranked] == [("a", 100), ("b", 25)]


def test_a_technology_in_two_languages_keeps_its_better_place() -> None:
    english = LanguageHits([hit("x", 8.0), hit("both", 4.0)], 0.5)
    korean = LanguageHits([hit("both", 2.0, KO), hit("y", 1.0, KO)], 0.5)
    ranked = merged([english, korean], limit=10)
    assert [found.public_id for found in ranked] == ["both", "x", "y"]
    assert ranked[0].language == KO


def test_a_language_that_knows_little_of_the_query_weighs_little() -> None:
    english = LanguageHits([hit("en", 9.0)], 1 / 3)
    korean = LanguageHits([hit("ko", 1.0, KO)], 1.0)
    ranked = merged([english, korean], limit=10)
    assert [(found.public_id, found.relevance) for found in ranked] == [("ko", 100), ("en", 33)]


def test_equal_scores_put_the_newer_first_and_then_go_by_id() -> None:
    hits = [hit("old", 1.0, order=1), hit("new", 1.0, order=9), hit("b", 1.0), hit("a", 1.0)]
    ranked = merged([LanguageHits(hits, 1.0)], limit=3)
    assert [found.public_id for found in ranked] == ["new", "old", "a"]


def test_no_hits_make_no_list() -> None:
    assert merged([], limit=5) == merged([LanguageHits([], 0.0)], limit=5) == []


@pytest.mark.parametrize(
    ("low", "high", "offered", "state", "asked"),
    [
        (4, 6, 5, FitState.FITS, "4-6"),
        (4, 6, 4, FitState.FITS, "4-6"),
        (4, 6, 7, FitState.DIFFERS, "4-6"),
        (None, 6, 3, FitState.FITS, "1-6"),
        (7, None, 3, FitState.DIFFERS, "7-9"),
        (5, 5, None, FitState.NOT_STATED, "5"),
    ],
)
def test_levels_are_compared_as_a_range(
    low: int | None, high: int | None, offered: int | None, state: FitState, asked: str
) -> None:
    fits = fits_of(Wanted(trl_min=low, trl_max=high), industry="", trl=offered, modes=())
    given = "" if offered is None else str(offered)
    assert fits == (Fit(FitCriterion.TRL, state, asked, given),)


def test_modes_and_industries_fit_when_they_share_one() -> None:
    wanted = Wanted(industries=("mobility",), transfer_modes=("licence", "supply"))
    fits = fits_of(wanted, industry="bio_health", trl=3, modes=["supply"])
    assert fits == (
        Fit(FitCriterion.TRANSFER_MODE, FitState.FITS, "LICENCE, SUPPLY", "SUPPLY"),
        Fit(FitCriterion.INDUSTRY, FitState.DIFFERS, "MOBILITY", "BIO_HEALTH"),
    )
    unstated = fits_of(wanted, industry="", trl=None, modes=[])
    assert {fit.state for fit in unstated} == {FitState.NOT_STATED}


def test_what_the_demand_leaves_open_is_not_compared() -> None:
    assert fits_of(Wanted(), industry="mobility", trl=5, modes=["supply"]) == ()
