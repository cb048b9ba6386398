"""Did you mean: words of a search that no offer holds, spelt as offers spell them.

Words are offered out of texts alone that the reader may read, and only those that two firms use:
what one firm alone writes is not told to whoever guesses at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from marketplace.core.languages import Language
from marketplace.technologies.selectors import market_owners
from matching import analysis
from matching.documents import readable
from matching.engines.base import SearchFilters
from matching.market_index import market_index
from matching.query import WeightedQuery, WeightedTerms
from matching.questions import search_words
from matching.search import hidden_owners, reader_texts, rows_readable
from matching.spelling import FARTHEST, nearest_of, words_typed
from matching.stem_counts import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.engines.base import Hit, SearchIndex, TextSet

_MOST_WORDS: Final = 8
_LOOKED_AT: Final = 60
"""So many documents with a word spelt nearly so are looked at."""

_OWNERS_SMALLEST: Final = 2
_SHORT_STEM: Final = 4


def nearest_spelling(*, actor: Actor, now: datetime, text: str) -> str | None:
    """Return the text with the nearest spelling of its unknown words, or None where there is none.

    Args:
        actor: Who typed it.
        now: The moment of asking.
        text: What was typed.

    Raises:
        InvalidInputError: The text is too long.
        SearchUnavailableError: The index is being rebuilt.
    """
    words = search_words(text, SearchFilters())
    vocabulary = _Vocabulary(actor, now)
    spelt, end = "", 0
    for match in words_typed(words)[:_MOST_WORDS]:
        meant = vocabulary.meant(match[0])
        spelt += words[end : match.start()] + (meant or match[0])
        end = match.end()
    spelt += words[end:]
    return spelt if spelt != words else None


class _Vocabulary:
    """The words of the texts that one reader may read."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        self._actor, self._now = actor, now
        self._index: SearchIndex = market_index()
        self._texts: TextSet = reader_texts(actor)
        self._filters = SearchFilters(without_owners=hidden_owners(actor))

    def meant(self, word: str) -> str | None:
        """Return what the word is if it is misspelt, or None."""
        if word.isascii():
            return self._meant_latin(word)
        return self._meant_korean(word)

    def _meant_latin(self, word: str) -> str | None:
        stem = analysis.latin_words(word).get(word)
        if stem is None or self._is_held(stem):
            return None
        # Korean offers hold Latin words too
        for language in (Language.EN, Language.KO):
            if (found := self._nearest(word, stem, language)) is not None:
                return found
        return None

    def _meant_korean(self, word: str) -> str | None:
        """Return what is meant; a misspelt word falls apart into morphemes of which one is odd."""
        stems = analysis.stems(word, Language.KO)
        if self._is_held(word):
            return None
        parts = [one for one in stems if one != word]
        odd = [one for one in parts if len(one) == 1 or not self._is_held(one)]
        if parts and not odd:
            return None
        if (found := self._nearest(word, word, Language.KO)) is not None:
            return found
        for part in odd:
            if len(part) > 1 and (found := self._nearest(part, part, Language.KO)) is not None:
                return word.replace(part, found)
        return None

    def _is_held(self, stem: str) -> bool:
        """Return whether a text that the reader may read holds the stem."""
        asked = WeightedQuery(WeightedTerms({stem: 1.0}), WeightedTerms())
        return any(
            self._index.found(
                asked, language=language, texts=self._texts, filters=self._filters, limit=1
            )
            for language in Language
        )

    def _nearest(self, typed: str, stem: str, language: Language) -> str | None:
        hits = self._index.alike(
            stem,
            distance=1 if len(stem) < _SHORT_STEM else FARTHEST,
            language=language,
            texts=self._texts,
            filters=self._filters,
            limit=_LOOKED_AT,
        )
        owners = market_owners([hit.technology_id for hit in hits])
        users: dict[str, set[int]] = {}
        counts: dict[str, int] = {}
        for hit, word in self._words_of(hits, is_latin=typed.isascii()):
            if hit.technology_id in owners:
                users.setdefault(word, set()).add(owners[hit.technology_id])
                counts[word] = counts.get(word, 0) + 1
        known = {
            word: count for word, count in counts.items() if len(users[word]) >= _OWNERS_SMALLEST
        }
        return nearest_of(typed, known)

    def _words_of(self, hits: list[Hit], *, is_latin: bool) -> Iterator[tuple[Hit, str]]:
        """Yield the different words of each hit's text, as far as the reader may read it."""
        rows = rows_readable(self._actor, self._now, [hit.public_id for hit in hits], self._texts)
        for hit in hits:
            if (row := rows.get(hit.public_id)) is None:
                continue
            text = readable(row, language=hit.language, texts=self._texts)
            whole = f"{text.title}\n{text.body}"
            if is_latin:
                for word in {each.lower() for each in analysis.latin_words(whole)}:
                    yield hit, word
            else:
                # morphemes stand verbatim in Korean words
                for stem in unpacked(hit.stems).stems:
                    if analysis.has_hangul(stem) and stem in whole:
                        yield hit, stem
