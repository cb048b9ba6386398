"""The recipe that turns a demand into weighted terms, against numbers worked out by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from marketplace.core.languages import Language
from matching.constants import RECIPE
from matching.query import (
    QueryPart,
    WeightedQuery,
    demand_parts,
    inverse_frequency,
    weigh,
)


def weighed(
    parts: list[QueryPart],
    frequencies: dict[str, int],
    count: int = 100,
    *,
    keep_common: bool = False,
) -> WeightedQuery:
    return weigh(
        parts,
        stem_frequency=lambda stem: frequencies.get(stem, 0),
        pair_frequency=lambda pair: frequencies.get(pair, 0),
        document_count=count,
        keep_common=keep_common,
    )


def test_parts_weigh_title_three_need_two_and_the_rest_one() -> None:
    parts = demand_parts(title="Heat barrier", need="barrier", body="sheet", language=Language.EN)
    assert parts == (
        QueryPart(["heat", "barrier"], 3.0, is_title=True),
        QueryPart(["barrier"], 2.0),
        QueryPart(["sheet"], 1.0),
    )


def test_weights_saturate_and_are_relative_to_the_largest() -> None:
    parts = [
        QueryPart(["heat", "barrier"], 3.0),
        QueryPart(["barrier"], 2.0),
        QueryPart(["sheet", "heat"], 1.0),
    ]
    query = weighed(parts, {"heat": 5, "barrier": 7, "sheet": 1, "barrier_heat": 2})
    # heat 3+1=4, barrier 3+2=5, sheet 1; v/(v+20): 4/24, 5/25, 1/21; over the largest 5/25
    assert query.stems.weights == pytest.approx(
        {"barrier": 1.0, "heat": (4 / 24) / (5 / 25), "sheet": (1 / 21) / (5 / 25)}
    )
    assert list(query.stems.weights) == ["barrier", "heat", "sheet"]
    # the only known pair: heat+barrier of the title, 3/23, alone and so the largest
    assert query.pairs.weights == {"barrier_heat": 1.0}
    assert query.stems.frequencies == {"barrier": 7, "heat": 5, "sheet": 1}


def test_no_pair_crosses_the_border_between_parts() -> None:
    parts = [QueryPart(["a1"], 3.0), QueryPart(["b1"], 2.0)]
    assert not weighed(parts, {"a1_b1": 3}).pairs.weights


@pytest.mark.parametrize(
    ("count", "kept"),
    [(100, {"rare", "edge"}), (40, {"rare", "edge"}), (8, {"some", "all"})],
)
def test_terms_in_a_quarter_of_the_documents_and_unknown_ones_are_left_out(
    count: int, kept: set[str]
) -> None:
    frequencies = {
        100: {"rare": 1, "edge": 24, "common": 25},
        40: {"rare": 1, "edge": 19, "common": 20},
        8: {"some": 2, "all": 8},
    }[count]
    parts = [QueryPart([*frequencies, "unknown"], 1.0)]
    assert set(weighed(parts, frequencies, count).stems.weights) == kept
    everything = weighed(parts, frequencies, count, keep_common=True)
    assert set(everything.stems.weights) == set(frequencies)


def test_the_strongest_120_stems_and_200_pairs_are_kept() -> None:
    tokens = [f"w{number:03d}" for number in range(400)]
    pairs = [f"{left}_{right}" for left, right in pairwise(tokens)]
    query = weighed(
        [QueryPart(tokens, 1.0), QueryPart(tokens[300:], 2.0)],
        dict.fromkeys([*tokens, *pairs], 3),
    )
    assert len(query.stems.weights) == RECIPE.terms_kept == 120
    assert len(query.pairs.weights) == RECIPE.pairs_kept == 200
    # the hundred repeated ones, then the first of the others in reading order
    assert list(query.stems.weights) == tokens[300:] + tokens[:20]


def test_what_no_document_holds_still_counts_as_asked() -> None:
    query = weighed([QueryPart(["known", "unknown"], 1.0)], {"known": 1})
    assert query.stems.weights == {"known": 1.0}
    assert query.stems.asked == pytest.approx(2.0)


def test_rarity_is_the_formula_of_bm25() -> None:
    assert inverse_frequency(3, 100) == pytest.approx(math.log(1 + 97.5 / 3.5))
    # documents deleted since the last merge are still counted, so more may hold it than there are
    assert inverse_frequency(12, 10) > 0


def test_an_empty_query_asks_nothing() -> None:
    query = weighed([], {})
    assert (query.stems.weights, query.pairs.weights, query.stems.mass) == ({}, {}, 0)
