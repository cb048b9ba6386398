"""The words that the glossary adds to a query, and why an offer that holds them answers it; pure.

In the query's own language they are asked for beside its own words. In the other language they are
asked for by themselves, and what they find is put together with what means the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from marketplace.core.languages import Language
from matching import analysis
from matching.constants import RECIPE
from matching.glossary.vocabulary import plain_stems, stems_of, written_together
from matching.query import QueryPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matching.constants import Recipe
    from matching.documents import Readable
    from matching.glossary.vocabulary import Concept, Vocabulary

_MET_MAX: Final = 3
_LATIN_WORD: Final = re.compile(r"[a-z0-9]+")
_PLURAL: Final = re.compile(r"(?<=[a-z]{2})ies$|(?:(?<=[sxz])|(?<=[cs]h))es$|(?<=[a-rt-z])s$")


@dataclass(frozen=True, slots=True)
class NamedConcept:
    """A concept that a query names.

    Args:
        word: The word it is named by, as the glossary writes it.
        weight: What its occurrences count.
    """

    concept: Concept
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class ConceptsAsked:
    """What the glossary adds to a query.

    Args:
        named: The concepts that the query names, in reading order.
        added: For each language of the query, the other words of that language.
        others: For each other language, all words of it.
        share: Share of the query's stems, by weight, that name concepts.
    """

    named: tuple[NamedConcept, ...]
    added: Mapping[Language, tuple[QueryPart, ...]] = field(default_factory=dict)
    others: Mapping[Language, tuple[QueryPart, ...]] = field(default_factory=dict)
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ConceptMet:
    """The word a query names a thing by, and the word that an offer has for it."""

    asked: str
    found: str


def concepts_asked(
    written: Mapping[Language, Sequence[QueryPart]],
    vocabulary: Vocabulary,
    *,
    said: str,
    recipe: Recipe = RECIPE,
) -> ConceptsAsked | None:
    """Return what the glossary adds to a query, or None where it names no concept.

    Args:
        written: The query's parts in each language that it is written in.
        vocabulary: The concepts in use.
        said: All of the query's text.
        recipe: The constants.
    """
    if not vocabulary:
        return None
    named: dict[str, NamedConcept] = {}
    added: dict[Language, tuple[QueryPart, ...]] = {}
    held = total = 0.0
    letters = written_together(said)
    for language, parts in written.items():
        here, stems = _named_here(parts, language, vocabulary, letters)
        held += stems
        total += sum(part.weight * len(plain_stems(part.tokens)) for part in parts)
        added[language] = _asked_for(here, language, recipe, without_named=True)
        named = {**{each.concept.key: each for each in here}, **named}
    if not named:
        return None
    others = {
        language: _asked_for(list(named.values()), language, recipe)
        for language in Language
        if language not in written
    }
    return ConceptsAsked(tuple(named.values()), added, others, held / total)


def concepts_met(
    named: Sequence[NamedConcept], text: Readable, language: Language
) -> tuple[ConceptMet, ...]:
    """Return for the concepts that the query names the other words that the text has for them.

    Args:
        named: The query's concepts.
        text: The words that the reader may see.
        language: The text's language.
    """
    if not named:
        return ()
    whole = f"{text.title}\n{text.body}"
    latin = _latin(whole)
    together = written_together(whole)
    met = []
    for each in named:
        if _holds(each.word, together, latin):
            continue  # it is a word that both share, and is told as such
        words = [*each.concept.words.get(language, ()), *_latin_words(each.concept)]
        found = next((word for word in words if _holds(word, together, latin)), None)
        if found is not None:
            met.append(ConceptMet(each.word, found))
    return tuple(met)[:_MET_MAX]


def _named_here(
    parts: Sequence[QueryPart], language: Language, vocabulary: Vocabulary, said: str
) -> tuple[list[NamedConcept], float]:
    """Return the concepts the parts name, and the weight of the stems that name them."""
    first: dict[str, tuple[Concept, str]] = {}
    weights: dict[str, float] = {}
    held = 0.0
    for part in parts:
        for naming in vocabulary.namings(part.tokens, language, said):
            key = naming.concept.key
            first.setdefault(key, (naming.concept, naming.word))
            weights[key] = weights.get(key, 0.0) + part.weight
            held += part.weight * naming.stems
    return [NamedConcept(*first[key], weight) for key, weight in weights.items()], held


def _asked_for(
    named: Sequence[NamedConcept],
    language: Language,
    recipe: Recipe,
    *,
    without_named: bool = False,
) -> tuple[QueryPart, ...]:
    return tuple(
        QueryPart(stems, recipe.synonym_weight * each.weight, is_title=True, is_added=True)
        for each in named
        for word in each.concept.words.get(language, ())
        if not (without_named and word == each.word) and (stems := stems_of(word, language))
    )


def _latin_words(concept: Concept) -> list[str]:
    words = (word for some in concept.words.values() for word in some)
    return [word for word in words if not analysis.has_hangul(word)]


def _holds(word: str, together: str, latin: Sequence[str]) -> bool:
    """Return whether the text holds the word, Korean written together or apart alike.

    Latin words are compared as they are written: "separately" has the stem of "separator".
    """
    if analysis.has_hangul(word):
        return written_together(word) in together
    wanted = _latin(word)
    places = (place for place, each in enumerate(latin) if each == wanted[0])
    return any(list(latin[place : place + len(wanted)]) == wanted for place in places)


def _latin(text: str) -> list[str]:
    """Return the text's words in Latin letters, plurals as one of them."""
    found = _LATIN_WORD.findall(text.lower())
    return [_PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", word) for word in found]
