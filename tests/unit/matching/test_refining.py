"""A demand's first answers ranked anew, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from marketplace.core.languages import Language
from matching.constants import RECIPE
from matching.engines.base import Hit, TextSet
from matching.query import QueryPart, WeightedQuery, WeightedTerms
from matching.ranking import ranked
from matching.refining import headed, is_long, learnt, weighed_anew
from matching.stem_counts import (
    StemStatistics,
    joined,
    packed,
    packed_size,
    pair_hashes,
    stem_hash,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.engines.base import SearchIndex


NONE = WeightedTerms()


def hit(number: int, score: float, stems: Sequence[str] = (), pairs: Sequence[str] = ()) -> Hit:
    return Hit(number, f"t{number}", Language.EN, score, number, packed(stems, pairs))


def statistics(*documents: Sequence[str]) -> StemStatistics:
    return StemStatistics.empty().extended(unpacked(packed(one)) for one in documents)


def test_counts_survive_packing_and_tell_nothing_of_the_order() -> None:
    counts = unpacked(packed(["heat", "열", "heat"]))
    assert dict(zip(counts.stems, counts.counts.tolist(), strict=True)) == {"heat": 2, "열": 1}
    assert counts.hashes.tolist() == sorted(map(stem_hash, ["heat", "열"]))
    assert counts.length == 3
    assert packed(["b", "a"]) == packed(["a", "b"])
    with_pairs = packed(["b", "a"], ["a_b", "b_c", "a_b"])
    assert packed_size(with_pairs) == len(with_pairs)
    assert unpacked(with_pairs).stems == unpacked(packed(["b", "a"])).stems
    both = joined([with_pairs, b"", packed(["a"])])
    assert both.pair_sizes.tolist() == [2, 0, 0]
    assert both.pairs.tolist() == sorted(pair_hashes(["a_b", "b_c"]))
    assert unpacked(b"").stems == unpacked(packed([])).stems == []


def test_statistics_count_documents_not_occurrences() -> None:
    known = statistics(["heat", "heat", "pump"], ["heat"])
    asked = np.array([stem_hash(stem) for stem in ("heat", "pump", "laser")], np.uint32)
    assert known.frequencies_of(asked).tolist() == [2, 1, 0]
    assert (known.document_count, known.total_length, known.average_length) == (2, 4, 2.0)
    grown = known.extended([unpacked(packed(["laser", "heat"]))])
    assert grown.frequencies_of(asked).tolist() == [3, 1, 1]
    assert StemStatistics.empty().frequencies_of(asked).tolist() == [0, 0, 0]
    expected = [np.log(1 + 0.5 / 2.5), np.log(1 + 1.5 / 1.5)]
    assert known.rarities(np.array([2, 1], np.uint32)) == pytest.approx(expected)


def test_a_need_is_long_by_what_it_says_besides_its_title() -> None:
    title = QueryPart(["w"] * 100, 3.0, is_title=True)
    assert not is_long([title, QueryPart(["w"] * 59, 1.0)], RECIPE)
    assert is_long([title, QueryPart(["w"] * 30, 2.0), QueryPart(["w"] * 30, 1.0)], RECIPE)


def test_of_equal_scores_the_offer_that_the_need_covers_comes_first() -> None:
    covered, aside = ["heat", "barrier"], ["heat", "barrier", *(f"x{n}" for n in range(60))]
    known = statistics(covered, aside, *([f"y{n}"] for n in range(50)))
    parts = [QueryPart(["heat", "barrier"] * 40, 1.0)]
    recipe = replace(RECIPE, window_weight=0.0)
    found = weighed_anew([hit(1, 2.0, aside), hit(2, 2.0, covered)], parts, NONE, known, recipe)
    assert [one.public_id for one in found] == ["t2", "t1"]
    assert found[0].score == pytest.approx(1.2)
    assert 1.0 < found[1].score < 1.2


def test_of_equal_scores_the_offer_that_answers_one_paragraph_comes_first() -> None:
    # both words of one offer stand in one paragraph of the need, those of the other far apart
    first, second = ["alpha", "beta"] * 20, ["gamma", "delta"] * 20
    body = first[:40] + ["filler"] * 200 + second[:40]
    known = statistics(["alpha", "beta"], ["alpha", "gamma"], ["delta", "beta"],
                       *([f"y{n}"] for n in range(50)))  # fmt: skip
    recipe = replace(RECIPE, coverage_weight=0.0)
    hits = [hit(1, 1.0, ["alpha", "gamma"]), hit(2, 1.0, ["alpha", "beta"])]
    found = weighed_anew(hits, [QueryPart(body, 1.0)], NONE, known, recipe)
    assert [one.public_id for one in found] == ["t2", "t1"]


def test_of_equal_scores_the_offer_whose_pairs_the_need_holds_comes_first() -> None:
    recipe = replace(RECIPE, coverage_weight=0.0, window_weight=0.0, pair_coverage_floor=2.0)
    pairs = WeightedTerms(
        {"barrier_heat": 1.0, "foam_steel": 0.1, "oven_wall": 0.3},
        frequencies={"barrier_heat": 1, "foam_steel": 1, "oven_wall": 1},
        document_count=9,
        added=frozenset(["oven_wall"]),
    )
    hits = [
        hit(1, 2.0, ["heat"]),
        # one of two, with two for the floor; what the glossary added tells nothing of the need
        hit(2, 2.0, ["heat"], ["barrier_heat", "oven_wall"]),
        # both, and how strongly they are asked for is all the same
        hit(3, 2.0, ["heat"], ["foam_steel", "barrier_heat"]),
    ]
    parts = [QueryPart(["heat"] * 80, 1.0)]
    found = weighed_anew(hits, parts, pairs, statistics(["heat"]), recipe)
    assert [one.public_id for one in found] == ["t3", "t2", "t1"]
    assert [one.score for one in found] == pytest.approx([1.3, 1.15, 1.0])


def test_hits_that_hold_nothing_known_keep_their_order() -> None:
    hits = [hit(1, 2.0), hit(2, 1.0)]
    parts = [QueryPart(["w"] * 80, 1.0)]
    found = weighed_anew(hits, parts, NONE, StemStatistics.empty(), RECIPE)
    assert [one.public_id for one in found] == ["t1", "t2"]
    assert weighed_anew([], parts, NONE, StemStatistics.empty(), RECIPE) == []


def test_words_are_learnt_from_the_first_hits_if_neither_rare_nor_common() -> None:
    documents = [["heat", "pump", "typo"], *(["pump"] for _ in range(6)),
                 *(["common"] for _ in range(90))]  # fmt: skip
    query = WeightedQuery(WeightedTerms({"heat": 1.0}), WeightedTerms())
    wider = learnt(query, [hit(1, 3.0, ["heat", "pump", "typo", "common"])],
                   statistics(*documents), RECIPE, terms=9, weight=0.7)  # fmt: skip
    assert wider is not None
    assert wider.stems.weights == pytest.approx({"heat": 1.0, "pump": 0.7})
    known = statistics(*documents)
    assert learnt(query, [hit(1, 3.0, ["typo"])], known, RECIPE, terms=9, weight=0.7) is None
    assert learnt(query, [], known, RECIPE, terms=9, weight=0.7) is None


def test_the_first_hits_keep_their_places_and_scores_go_on_falling() -> None:
    first = [hit(1, 9.0), hit(2, 6.0)]
    found = headed(first, [hit(4, 20.0), hit(1, 19.0), hit(3, 10.0)])
    assert [one.public_id for one in found] == ["t1", "t2", "t4", "t3"]
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert headed(first, []) == headed([], first) == first


class Market:
    """Six offers, asked as an index is; each word counts its weight as often as it stands there."""

    offers = {
        1: ["heat"] * 6 + ["alpha"],
        2: ["heat"] * 5 + ["beta"],
        3: ["heat"] * 4 + ["beta"],
        4: ["heat"] * 3,
        5: ["heat"] * 2 + ["alpha"],
        6: ["heat", "beta"],
    }

    def weighted(self, *_: object, **__: object) -> WeightedQuery:
        return WeightedQuery(WeightedTerms({"heat": 1.0}), NONE)

    def found(self, query: WeightedQuery, *, limit: int, **_: object) -> list[Hit]:
        weights = query.stems.weights
        hits = [
            hit(number, sum(weights.get(stem, 0.0) for stem in stems), stems)
            for number, stems in self.offers.items()
        ]
        return sorted(hits, key=lambda one: -one.score)[:limit]

    def statistics(self, **_: object) -> StemStatistics:
        return statistics(*self.offers.values())


@pytest.mark.parametrize("limit", [1, 2, 3, 6])
def test_few_hits_teach_what_stands_first_and_many_what_comes_behind(limit: int) -> None:
    # the first hit teaches alpha, the first three teach beta
    recipe = replace(RECIPE, head=1, near=2, near_teachers=1, near_weight=9.0, teachers=3,
                     learnt_terms=1, learnt_weight=9.0, learnt_smallest=1,
                     learnt_share=0.9)  # fmt: skip
    found = ranked(
        cast("SearchIndex", Market()),
        {Language.EN: [QueryPart(["heat"], 3.0, is_title=True)]},
        texts=TextSet.SUMMARY,
        limit=limit,
        refine=True,
        recipe=recipe,
    ).hits
    assert [one.public_id for one in found] == ["t1", "t5", "t2", "t3", "t6", "t4"][:limit]
    scores = [one.score for one in found]
    assert scores == sorted(set(scores), reverse=True)


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_places_are_those_of_the_hashes_or_one_past_the_last(count: int) -> None:
    chance = np.random.default_rng(7)
    hashes = np.unique(chance.integers(2**32, size=count, dtype=np.uint32))
    known = StemStatistics(hashes, np.ones(len(hashes), np.uint32), count, count)
    others = np.setdiff1d(chance.integers(2**32, size=500, dtype=np.uint32), hashes)
    ends = np.array([0, 2**32 - 1], np.uint32)
    assert (known.places_of(hashes) == np.arange(len(hashes))).all()
    assert (known.places_of(np.union1d(others, ends)) == len(hashes)).all()
