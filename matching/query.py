"""A demand or a search text to weighted terms; pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matching import analysis
from matching.constants import PAIR_FACTOR, RECIPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from marketplace.core.languages import Language
    from matching.constants import Recipe

    DocumentFrequency = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class QueryPart:
    """The stems of one part of a demand and what each of their occurrences counts.

    Args:
        is_title: Whether it names the whole, rather than telling of it.
        is_added: Whether it is another word for something the demand names, from the glossary. It
            is asked for as a whole: of several stems their pairs are, and none alone.
    """

    tokens: Sequence[str]
    weight: float
    is_title: bool = False
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """What one field is asked for.

    Args:
        weights: Each term's weight, at most 1, strongest first.
        frequencies: In how many documents each of these terms stands.
        document_count: How many documents there are.
        unknown_weight: Weight of the terms that no document holds.
        added: Which of the terms the query itself does not hold; they count in scores, but nobody
            asked for them.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    frequencies: Mapping[str, int] = field(default_factory=dict)
    document_count: int = 0
    unknown_weight: float = 0.0
    added: frozenset[str] = frozenset()

    def idf(self, term: str) -> float:
        """Return how rare the term is, as BM25 counts it."""
        return inverse_frequency(self.frequencies[term], self.document_count)

    @property
    def mass(self) -> float:
        """Return the weight of all terms asked for, rare ones counting more."""
        return sum(
            weight * self.idf(term)
            for term, weight in self.weights.items()
            if term not in self.added
        )

    @property
    def asked(self) -> float:
        """Return the weight of all terms asked for, those that no document holds included."""
        asked = (weight for term, weight in self.weights.items() if term not in self.added)
        return sum(asked) + self.unknown_weight


@dataclass(frozen=True, slots=True)
class WeightedQuery:
    """A query in one language: its stems and its adjacent pairs.

    Args:
        pair_factor: What the score over pairs counts beside the score over stems.
    """

    stems: WeightedTerms
    pairs: WeightedTerms
    pair_factor: float = PAIR_FACTOR


def inverse_frequency(document_frequency: int, document_count: int) -> float:
    """Return BM25's inverse document frequency."""
    rest = document_count - document_frequency + 0.5
    return math.log(1 + max(rest, 0.5) / (document_frequency + 0.5))


def demand_parts(
    *, title: str, need: str, body: str, language: Language, recipe: Recipe = RECIPE
) -> tuple[QueryPart, ...]:
    """Return the parts of a demand's profile with their weights."""
    parts = (
        (title, recipe.title_weight, True),
        (need, recipe.need_weight, False),
        (body, recipe.body_weight, False),
    )
    return tuple(
        QueryPart(analysis.stems(text, language), weight, is_title)
        for text, weight, is_title in parts
        if text
    )


def search_parts(text: str, language: Language) -> tuple[QueryPart, ...]:
    """Return a search box's text as a query of one part."""
    return (QueryPart(analysis.stems(text, language), 1.0, is_title=True),)


def weigh(
    parts: Sequence[QueryPart],
    *,
    stem_frequency: DocumentFrequency,
    pair_frequency: DocumentFrequency,
    document_count: int,
    keep_common: bool = False,
    recipe: Recipe = RECIPE,
) -> WeightedQuery:
    """Return the weighted stems and pairs that the index is asked for.

    Args:
        parts: Stems of title, need and other text.
        stem_frequency: How many documents hold a stem.
        pair_frequency: How many documents hold a pair.
        document_count: How many documents there are.
        keep_common: Whether terms in very many documents stay: a person who typed one word
            wants its documents even when they are many.
        recipe: The constants.
    """
    common = max(recipe.common_share * document_count, recipe.common_floor)
    limit = math.inf if keep_common else common
    own = [part for part in parts if not part.is_added]
    added = [part for part in parts if part.is_added]
    stems = _weighted(
        _counted((part.tokens, part.weight) for part in own),
        stem_frequency,
        document_count,
        limit,
        recipe.terms_kept,
        recipe.saturation,
    )
    pairs = _weighted(
        _counted((analysis.pairs(part.tokens), part.weight) for part in own),
        pair_frequency,
        document_count,
        limit,
        recipe.pairs_kept,
        recipe.saturation,
    )
    if added:
        more = _counted((_wholes(part.tokens), part.weight) for part in added)
        counts = _counted((part.tokens, part.weight) for part in own)
        stems = _widened(stems, counts, more, stem_frequency, common, recipe.saturation)
        more = _counted((analysis.pairs(part.tokens), part.weight) for part in added)
        counts = _counted((analysis.pairs(part.tokens), part.weight) for part in own)
        pairs = _widened(pairs, counts, more, pair_frequency, common, recipe.saturation)
    return WeightedQuery(stems=stems, pairs=pairs, pair_factor=recipe.pair_factor)


def _counted(parts: Iterable[tuple[Sequence[str], float]]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for tokens, weight in parts:
        for token in tokens:
            counts[token] = counts.get(token, 0.0) + weight
    return counts


def _wholes(tokens: Sequence[str]) -> list[str]:
    """Return the stems that are the whole word: its only one, or the compound of the others."""
    if len(tokens) == 1:
        return list(tokens)
    return [
        token for token in tokens if token == "".join(other for other in tokens if other != token)
    ]


def _widened(
    terms: WeightedTerms,
    counts: Mapping[str, float],
    added: Mapping[str, float],
    document_frequency: DocumentFrequency,
    limit: float,
    saturation: float,
) -> WeightedTerms:
    """Return the terms with those added that are new, known and not common.

    What the query holds itself neither gives way nor weighs more. A common word is never added,
    whoever typed it: it would say less than what it stands for.
    """
    found = {term: document_frequency(term) for term in added if term not in counts}
    known = {term: count for term, count in found.items() if 0 < count < limit}
    if not known:
        return terms
    # the scale that the terms are on: their strongest counts 1
    scale = 1.0
    own = [counts[term] for term in terms.weights]
    if strongest := max(own or [*counts.values()] or [added[term] for term in known]):
        scale = strongest / (strongest + saturation)
    weights = {
        term: added[term] / (added[term] + saturation) / scale
        for term in sorted(known, key=lambda term: -added[term])
    }
    return replace(
        terms,
        weights={**terms.weights, **weights},
        frequencies={**terms.frequencies, **known},
        # where no document holds any of its own, their weight is on no scale yet
        unknown_weight=terms.unknown_weight if own else terms.unknown_weight / scale,
        added=frozenset(known),
    )


def _weighted(
    counts: Mapping[str, float],
    document_frequency: DocumentFrequency,
    document_count: int,
    limit: float,
    kept: int,
    saturation: float,
) -> WeightedTerms:
    frequencies = {term: document_frequency(term) for term in counts}
    saturated = {
        term: count / (count + saturation)
        for term, count in counts.items()
        if frequencies[term] < limit
    }
    known = [item for item in saturated.items() if frequencies[item[0]]]
    strongest = sorted(known, key=lambda item: -item[1])[:kept]
    largest = max((weight for _, weight in strongest), default=1.0)
    unknown = (weight for term, weight in saturated.items() if not frequencies[term])
    return WeightedTerms(
        weights={term: weight / largest for term, weight in strongest},
        frequencies={term: frequencies[term] for term, _ in strongest},
        document_count=document_count,
        unknown_weight=sum(unknown) / largest,
    )
