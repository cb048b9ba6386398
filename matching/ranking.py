"""One query against the index, in every language it can be asked in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matching.constants import MEANING_FLOOR, RECIPE
from matching.engines.base import SearchFilters
from matching.fusion import meant, named_too
from matching.refining import headed, is_long, learnt, weighed_anew
from matching.scoring import LanguageHits, RankedHit, merged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.engines.base import Hit, SearchIndex, TextSet
    from matching.glossary.asking import ConceptsAsked, NamedConcept
    from matching.meaning import Meaning
    from matching.query import QueryPart, WeightedQuery


_EQUALS = 32
"""More technologies than ever share one order: it is a month and nine random digits."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """An answer and what made it, for explanations.

    Args:
        hits: Best first.
        queries: The weighted query of each language.
        parts: What each of them was weighed from, the glossary's words included.
        named: The concepts of the glossary that the query names.
    """

    hits: list[RankedHit]
    queries: Mapping[Language, WeightedQuery]
    parts: Mapping[Language, Sequence[QueryPart]] = field(default_factory=dict)
    named: tuple[NamedConcept, ...] = ()


def ranked(
    index: SearchIndex,
    queries: Mapping[Language, Sequence[QueryPart]],
    *,
    texts: TextSet,
    filters: SearchFilters | None = None,
    limit: int,
    keep_common: bool = False,
    meaning: Meaning | None = None,
    concepts: ConceptsAsked | None = None,
    refine: bool = False,
    recipe: Recipe = RECIPE,
) -> Ranking:
    """Return the technologies that answer the query, best first.

    Args:
        index: The index at one moment.
        queries: The query's parts by language; each language's documents are asked in it.
        texts: The texts that the reader may be matched by, and no others.
        filters: Hard conditions.
        limit: How many technologies at most.
        keep_common: See `matching.query.weigh`.
        meaning: What the query means, for documents in languages that it is not written in.
        concepts: What the glossary adds to the query.
        refine: Whether the first hits are ranked anew by what the whole query says. A demand's
            are; somebody who typed words wants what holds them.
        recipe: The constants.
    """
    passing = filters or SearchFilters()
    asked = {
        language: (*parts, *concepts.added.get(language, ())) if concepts else parts
        for language, parts in queries.items()
    }
    weighted = {
        language: index.weighted(
            parts, language=language, texts=texts, keep_common=keep_common, recipe=recipe
        )
        for language, parts in asked.items()
    }
    found = {
        language: _refined(index, query, asked[language], language, texts, passing, limit, recipe)
        if refine
        else index.found(query, language=language, texts=texts, filters=passing, limit=limit)
        for language, query in weighted.items()
    }
    answering = [language for language, hits in found.items() if hits]
    elsewhere = {} if meaning is None else _meant(index, meaning, found, texts, passing, limit)
    if concepts is not None:
        elsewhere |= _named(index, concepts, found, elsewhere, texts, passing, limit, recipe)
    groups = []
    for language in answering:
        strength = 1.0
        # otherwise there is nothing to weigh it against
        if len(answering) + len(elsewhere) > 1:
            query = weighted[language]
            covered = index.coverage(query, language=language, texts=texts, filters=passing)
            strength = covered / query.stems.asked
            if concepts is not None:
                # another word may stand beside the one asked for, or in its place
                named = recipe.concept_weight * concepts.share
                strength = min(max(strength, named), 1.0)
        groups.append(LanguageHits(found[language], strength))
    groups += elsewhere.values()
    if concepts is not None:
        # what was found by them is also explained by them
        for language, more in concepts.others.items():
            if index.document_count(language):
                asked[language] = (*asked.get(language, ()), *more)
                weighted[language] = index.weighted(
                    asked[language],
                    language=language,
                    texts=texts,
                    keep_common=keep_common,
                    recipe=recipe,
                )
    return Ranking(merged(groups, limit=limit), weighted, asked, concepts.named if concepts else ())


def _meant(
    index: SearchIndex,
    meaning: Meaning,
    found: Mapping[Language, Sequence[Hit]],
    texts: TextSet,
    filters: SearchFilters,
    limit: int,
) -> dict[Language, LanguageHits]:
    """Return what is near in meaning in other languages and was not found in its own."""
    own = {
        hit.public_id
        for language, hits in found.items()
        for hit in hits
        if language not in meaning.languages
    }
    groups = {}
    for language in meaning.languages:
        hits = index.nearest(
            meaning.vector,
            language=language,
            texts=texts,
            filters=filters,
            limit=limit,
            above=MEANING_FLOOR,
        )
        if others := [hit for hit in hits if hit.public_id not in own]:
            groups[language] = meant(others)
    return groups


def _named(
    index: SearchIndex,
    concepts: ConceptsAsked,
    found: Mapping[Language, Sequence[Hit]],
    near: Mapping[Language, LanguageHits],
    texts: TextSet,
    filters: SearchFilters,
    limit: int,
    recipe: Recipe,
) -> dict[Language, LanguageHits]:
    """Return what is near in other languages with what holds the glossary's words there."""
    own = {
        hit.public_id
        for language, hits in found.items()
        for hit in hits
        if language not in concepts.others
    }
    groups = {}
    for language, parts in concepts.others.items():
        if not parts or not index.document_count(language):
            continue
        query = index.weighted(parts, language=language, texts=texts, recipe=recipe)
        hits = index.found(query, language=language, texts=texts, filters=filters, limit=limit)
        if others := [hit for hit in hits if hit.public_id not in own]:
            weight = recipe.concept_weight * concepts.share
            groups[language] = named_too(near.get(language), others, weight=weight)
    return groups


def _refined(
    index: SearchIndex,
    query: WeightedQuery,
    parts: Sequence[QueryPart],
    language: Language,
    texts: TextSet,
    filters: SearchFilters,
    limit: int,
    recipe: Recipe,
) -> list[Hit]:
    """Return one language's hits, ranked anew by what the whole query says."""

    def found(asked: WeightedQuery, most: int, *, with_stems: int = 0) -> list[Hit]:
        return index.found(
            asked,
            language=language,
            texts=texts,
            filters=filters,
            limit=most,
            with_stems=with_stems,
        )

    statistics = index.statistics(language=language, texts=texts)
    if is_long(parts, recipe):
        first = found(query, max(limit, recipe.depth), with_stems=recipe.depth)
        anew = weighed_anew(first[: recipe.depth], parts, query.pairs, statistics, recipe)
        return (anew + first[recipe.depth :])[:limit]
    if limit <= recipe.head:
        return found(query, limit)
    most = max(recipe.teachers, recipe.near_teachers)
    first = found(query, max(most, recipe.head + 1), with_stems=most)
    if len(first) <= recipe.head:
        return first
    answer = first[: recipe.head]
    near = (recipe.near_teachers, recipe.near_terms, recipe.near_weight)
    far = (recipe.teachers, recipe.learnt_terms, recipe.learnt_weight)
    for until, (teachers, terms, weight) in ((min(recipe.near, limit), near), (limit, far)):
        if len(answer) < until:
            wider = learnt(query, first[:teachers], statistics, recipe, terms=terms, weight=weight)
            answer = headed(answer, found(wider or query, until))[:until]
    return answer


def newest(
    index: SearchIndex,
    languages: Sequence[Language],
    *,
    filters: SearchFilters,
    limit: int,
    after: tuple[int, str] | None = None,
) -> list[RankedHit]:
    """Return the technologies that pass the filters, newest first.

    Args:
        index: The index at one moment.
        languages: The languages whose documents are looked at.
        filters: Hard conditions.
        limit: How many technologies at most.
        after: Order and public id of the last one of the page before.
    """
    best: dict[str, RankedHit] = {}
    for language in languages:
        hits = index.newest(
            language=language,
            filters=filters,
            # those of equal order may stand on both sides of the border
            limit=limit + (_EQUALS if after else 0),
            order_at_most=after[0] if after else None,
        )
        for hit in hits:
            if after is not None and (-hit.order, hit.public_id) <= (-after[0], after[1]):
                continue
            best.setdefault(
                hit.public_id,
                RankedHit(hit.technology_id, hit.public_id, hit.language, 1.0, hit.order),
            )
    return sorted(best.values(), key=lambda hit: (-hit.order, hit.public_id))[:limit]
