"""The score of an offer for a demand, cut in two: what the demand brings and what the offer; pure.

The sum of both over the shared terms is what the embedded engine answers for the pair: BM25 over
stems and adjacent pairs.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.constants import BM25_B, BM25_K1, TITLE_REPEATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matching.engines.base import AnalysedText
    from matching.query import WeightedQuery

_STEM: Final = b"s"
_PAIR: Final = b"p"
_EXACT_LENGTHS: Final = 24


def profile_terms(query: WeightedQuery) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return a demand's terms with what each adds, its rarity in the market included."""
    terms, weights = [], []
    for kind, wanted, factor in (
        (_STEM, query.stems, 1.0),
        (_PAIR, query.pairs, query.pair_factor),
    ):
        for term, weight in wanted.weights.items():
            terms.append(term_hash(kind, term))
            weights.append(factor * weight * wanted.idf(term))
    return np.array(terms, np.uint64), np.array(weights, np.float32)


def offer_terms(
    text: AnalysedText, *, average_length: float
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return an offer's terms with what each is worth in it.

    Args:
        text: The stems and pairs of the texts that the demand's firm may be matched by.
        average_length: How many stems an offer of this language holds on average.
    """
    # a title of n words has n - 1 pairs, each time it counts, and so has the text below it
    average_pairs = max(average_length - TITLE_REPEATS - 1, 1.0)
    terms, worths = [], []
    for kind, tokens, average in (
        (_STEM, text.stems, average_length),
        (_PAIR, text.pairs, average_pairs),
    ):
        for term, worth in _worths(tokens, average):
            terms.append(term_hash(kind, term))
            worths.append(worth)
    return np.array(terms, np.uint64), np.array(worths, np.float32)


def whole_score(weights: NDArray[np.float32]) -> float:
    """Return what an offer of average length scores that holds every term of the demand once."""
    return float(weights.sum())


def _worths(tokens: Sequence[str], average: float) -> Iterable[tuple[str, float]]:
    length = _kept_length(len(tokens))
    norm = BM25_K1 * (1 - BM25_B + BM25_B * length / max(average, 1.0))
    for term, count in Counter(tokens).items():
        yield term, (BM25_K1 + 1) * count / (count + norm)


def _kept_length(length: int) -> int:
    """Return a length as the engine keeps it, in one byte.

    Source: Lucene's SmallFloat.intToByte4, which tantivy's field norms follow.
    """
    if length < _EXACT_LENGTHS:
        return length
    rest = length - _EXACT_LENGTHS
    shift = max(rest.bit_length() - 4, 0)
    return _EXACT_LENGTHS + ((rest >> shift) << shift)


@lru_cache(maxsize=100_000)
def term_hash(kind: bytes, term: str) -> int:
    """Return eight bytes that stand for a term of a kind, the same in every process."""
    digest = hashlib.blake2b(term.encode(), digest_size=8, person=kind).digest()
    return int.from_bytes(digest, "little")
