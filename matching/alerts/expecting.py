"""A query that also asks for words which nobody on the market has used yet.

A search leaves such words out, since no offer can hold them. The offer that an alert waits for may
be the first one that does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matching.query import QueryPart, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.languages import Language
    from matching.engines.base import SearchIndex, TextSet
    from matching.query import WeightedQuery, WeightedTerms

_ASKED_AT_ONCE: Final = 100


def expecting(
    index: SearchIndex,
    parts: Sequence[QueryPart],
    query: WeightedQuery,
    *,
    language: Language,
    texts: TextSet,
    keep_common: bool = False,
) -> WeightedQuery:
    """Return the query with the words that no offer holds, on the scale of the query given.

    Args:
        index: The market.
        parts: What is asked for in the language.
        query: The same as the market weighs it.
        language: The language of the offers.
        texts: The texts that whoever asks may be matched by.
        keep_common: See `matching.query.weigh`.
    """
    stems, pairs = _frequencies(index, parts, language=language, texts=texts)
    wanted = weigh(
        parts,
        # with the offer that brings it, it stands in one
        stem_frequency=lambda stem: stems.get(stem) or 1,
        pair_frequency=lambda pair: pairs.get(pair) or 1,
        document_count=max(index.document_count(language), 1),
        keep_common=keep_common,
    )
    return replace(
        wanted,
        stems=_scaled(wanted.stems, query.stems),
        pairs=_scaled(wanted.pairs, query.pairs),
    )


def _scaled(wanted: WeightedTerms, known: WeightedTerms) -> WeightedTerms:
    """Return the terms so that those which both have weigh the same in both."""
    shared = next((term for term in wanted.weights if term in known.weights), None)
    scale = known.weights[shared] / wanted.weights[shared] if shared is not None else 1.0
    return replace(wanted, weights={term: w * scale for term, w in wanted.weights.items()})


def _frequencies(
    index: SearchIndex, parts: Sequence[QueryPart], *, language: Language, texts: TextSet
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return in how many offers each known stem and pair stands.

    They are asked a few at a time, since a query keeps only its strongest terms.
    """
    stems: dict[str, int] = {}
    pairs: dict[str, int] = {}
    for part in parts:
        for start in range(0, len(part.tokens), _ASKED_AT_ONCE - 1):
            # the last one again, so that no pair is lost between two questions
            some = QueryPart(part.tokens[start : start + _ASKED_AT_ONCE], 1.0)
            found = index.weighted([some], language=language, texts=texts, keep_common=True)
            stems.update(found.stems.frequencies)
            pairs.update(found.pairs.frequencies)
    return stems, pairs
