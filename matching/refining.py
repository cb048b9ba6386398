"""The first hits of a demand ranked anew by what the whole of it says; pure.

A long need tells more than a bag of words: how much of an offer it covers, how many of the offer's
phrases it holds, and which of its paragraphs the offer answers. A short one tells less than its
author means: its first answers teach the words that it lacks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.constants import BM25_B, BM25_K1
from matching.engines.base import Hit
from matching.query import WeightedQuery, WeightedTerms
from matching.stem_counts import joined, pair_hashes, stem_hash, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from matching.constants import Recipe
    from matching.query import QueryPart
    from matching.stem_counts import JoinedCounts, StemCounts, StemStatistics

    Floats = NDArray[np.float32]

_TINY: Final = 1e-9
_TAIL_BELOW_HEAD: Final = 0.999
_LOWER_HALF: Final = np.uint32(0xFFFF)


def is_long(parts: Sequence[QueryPart], recipe: Recipe) -> bool:
    """Return whether a need tells enough besides its title to be read as paragraphs."""
    return len(_body(parts)) >= recipe.long_need


def weighed_anew(
    hits: Sequence[Hit],
    parts: Sequence[QueryPart],
    pairs: WeightedTerms,
    statistics: StemStatistics,
    recipe: Recipe,
) -> list[Hit]:
    """Return the hits of a long need by score, coverage and the paragraph they answer.

    Args:
        hits: Best first, with their stems.
        parts: The need.
        pairs: The pairs of adjacent stems that were asked for.
        statistics: Of the hits' language and text set.
        recipe: The constants.
    """
    if not hits or hits[0].score <= 0:
        return list(hits)
    documents = joined([hit.stems for hit in hits])
    # what the glossary adds counts in the scores of the hits already
    own = [part for part in parts if not part.is_added]
    tokens = dict.fromkeys(token for part in own for token in part.tokens)
    asked = np.unique(np.fromiter(map(stem_hash, tokens), np.uint32, len(tokens)))
    frequencies = statistics.frequencies_of(asked)
    rarities = statistics.rarities(frequencies) * (frequencies > 0)
    held, masses = _held(documents, asked, statistics)
    covered = (held > 0).astype(np.float32) @ rarities / (masses + recipe.coverage_floor)
    shared = _pairs_covered(documents, pairs, recipe)
    windows = _windows(_body(parts), asked, frequencies, statistics.document_count, recipe)
    answered = (held @ (windows * rarities[:, None])).max(axis=1, initial=0.0)
    scores = (
        np.array([hit.score for hit in hits], np.float32) / hits[0].score
        + recipe.coverage_weight * covered / (covered.max() + _TINY)
        + recipe.pair_coverage_weight * shared / (shared.max() + _TINY)
        + recipe.window_weight * answered / (answered.max() + _TINY)
    )
    order = np.argsort(-scores, kind="stable")
    return [_scored(hits[place], float(scores[place])) for place in order]


def learnt(
    query: WeightedQuery,
    teachers: Sequence[Hit],
    statistics: StemStatistics,
    recipe: Recipe,
    *,
    terms: int,
    weight: float,
) -> WeightedQuery | None:
    """Return a short need's query with the words that its first hits add, or None for none.

    Args:
        query: As it was asked.
        teachers: The first of what it found, with their stems.
        statistics: Of the hits' language and text set.
        recipe: The constants.
        terms: How many words are learnt at most.
        weight: What the strongest of them counts.
    """
    total = sum(hit.score for hit in teachers)
    if total <= 0:
        return None
    documents = [unpacked(hit.stems) for hit in teachers]
    joined_hashes = np.concatenate([document.hashes for document in documents])
    hashes, firsts, places = np.unique(joined_hashes, return_index=True, return_inverse=True)
    worths = [
        hit.score / total * document.counts / (document.length + 1)
        for hit, document in zip(teachers, documents, strict=True)
    ]
    frequencies = statistics.frequencies_of(hashes)
    telling = (frequencies >= recipe.learnt_smallest) & (
        frequencies < recipe.learnt_share * statistics.document_count
    )
    taught = np.bincount(places, np.concatenate(worths), len(hashes))
    values = taught * statistics.rarities(frequencies) * telling
    best = np.argsort(-values, kind="stable")[:terms]
    best = best[values[best] > 0]
    if not len(best):
        return None
    weights = dict(query.stems.weights)
    shares = (values[best] / values[best[0]]).tolist()
    for stem, share in zip(_stems_at(documents, firsts[best]), shares, strict=True):
        weights[stem] = weights.get(stem, 0.0) + weight * share
    return replace(query, stems=WeightedTerms(weights, document_count=query.stems.document_count))


def headed(head: Sequence[Hit], tail: Sequence[Hit]) -> list[Hit]:
    """Return the first hits in their places, then the others in the order of a second answer."""
    first = {hit.technology_id for hit in head}
    rest = [hit for hit in tail if hit.technology_id not in first]
    if not rest or not head:
        return [*head, *rest]
    factor = _TAIL_BELOW_HEAD * head[-1].score / max(rest[0].score, _TINY)
    return [*head, *(_scored(hit, factor * hit.score) for hit in rest)]


def _stems_at(documents: Sequence[StemCounts], places: NDArray[np.int64]) -> list[str]:
    """Return the stems that stand at places counted through all documents."""
    ends = np.cumsum([len(document.hashes) for document in documents])
    holders = np.searchsorted(ends, places, side="right").tolist()
    written = {holder: documents[holder].stems for holder in set(holders)}
    behind = (ends[holders] - places).tolist()
    return [written[holder][-left] for holder, left in zip(holders, behind, strict=True)]


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(hit.technology_id, hit.public_id, hit.language, score, hit.order)


def _body(parts: Sequence[QueryPart]) -> list[str]:
    return [
        token for part in parts if not part.is_title and not part.is_added for token in part.tokens
    ]


def _held(
    documents: JoinedCounts, asked: NDArray[np.uint32], statistics: StemStatistics
) -> tuple[Floats, Floats]:
    """Return what each document holds of what is asked, as BM25 counts it, and its rarity.

    What the statistics do not know yet counts as rare, but not as held.
    """
    total = len(documents.sizes)
    rows = np.repeat(np.arange(total), documents.sizes)
    places = statistics.places_of(documents.hashes)
    masses = np.bincount(rows, statistics.rarity_of_places[places], total).astype(np.float32)
    column_of = np.full(len(statistics.hashes) + 1, -1, np.int32)
    column_of[statistics.places_of(asked)] = np.arange(len(asked))
    column_of[-1] = -1
    columns = column_of[places]
    met = np.flatnonzero(columns >= 0)
    rows, columns = rows[met], columns[met]
    counts = documents.counts[met].astype(np.float32)
    norms = BM25_K1 * (1 - BM25_B + BM25_B * documents.lengths / statistics.average_length)
    held = np.zeros((total, len(asked)), np.float32)
    held[rows, columns] = (BM25_K1 + 1) * counts / (counts + norms[rows])
    return held, masses


def _pairs_covered(documents: JoinedCounts, pairs: WeightedTerms, recipe: Recipe) -> Floats:
    """Return what share of each document's pairs was asked for, rare ones counting more."""
    total = len(documents.pair_sizes)
    own = [pair for pair in pairs.weights if pair not in pairs.added]
    asked, places = np.unique(pair_hashes(own), return_index=True)
    rarities = np.fromiter(map(pairs.idf, own), np.float32, len(own))[places]
    # nearly every pair of a document is foreign to the need: its lower half tells so at once
    is_near = np.zeros(_LOWER_HALF + 1, np.bool_)
    is_near[asked & _LOWER_HALF] = True
    near = np.flatnonzero(is_near[documents.pairs & _LOWER_HALF])
    found = np.searchsorted(asked, documents.pairs[near])
    met = np.append(asked, np.uint32(0))[found] == documents.pairs[near]
    met &= found < len(asked)
    rows = np.searchsorted(np.cumsum(documents.pair_sizes), near[met], side="right")
    held = np.bincount(rows, rarities[found[met]], total)
    shares: Floats = (held / (documents.pair_sizes + recipe.pair_coverage_floor)).astype(np.float32)
    return shares


def _windows(
    body: Sequence[str],
    asked: NDArray[np.uint32],
    frequencies: NDArray[np.uint32],
    document_count: int,
    recipe: Recipe,
) -> Floats:
    """Return each stem's weight in each stretch of the need, one column a stretch."""
    common = max(recipe.common_share * document_count, recipe.common_floor)
    telling = (frequencies > 0) & (frequencies < common)
    numbers = np.searchsorted(asked, np.fromiter(map(stem_hash, body), np.uint32, len(body)))
    starts = range(0, max(1, len(body) - recipe.window_step), recipe.window_step)
    columns = []
    for start in starts:
        window = numbers[start : start + recipe.window_size]
        counts = np.bincount(window, minlength=len(asked)) * telling
        weights = counts / (counts + recipe.window_saturation)
        columns.append(weights / max(weights.max(initial=0.0), _TINY))
    return np.stack(columns, axis=1).astype(np.float32)
