"""Which concepts a text names, found by its stems; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from marketplace.core.languages import Language
from matching import analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MOST_PARTS: Final = 6
_LETTER_AND_DIGIT: Final = re.compile(r"(?=.*[0-9])(?=.*[a-z])")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and its words, the preferred one of each language first."""

    key: str
    words: Mapping[Language, tuple[str, ...]]

    def words_within(self, language: Language) -> list[str]:
        """Return its words that may stand in a text of the language, that language's first."""
        found = list(self.words.get(language, ()))
        if language == Language.KO:
            found += [word for word in self.words.get(Language.EN, ()) if word not in found]
        return found


@dataclass(frozen=True, slots=True)
class Naming:
    """A word of a concept that stands in a text.

    Args:
        word: As the glossary writes it.
        start: Where its first stem stands among the text's stems.
        stems: How many of them it takes.
    """

    concept: Concept
    word: str
    start: int
    stems: int


@dataclass(frozen=True, slots=True)
class _Key:
    """What a word is found by.

    Args:
        said: Letters that the text must hold as well, since the stems lost some: what is left of
            a word for testing without destruction is destruction.
    """

    stems: tuple[str, ...]
    concept: Concept
    word: str
    said: str


class Vocabulary:
    """All concepts in use, ready to be found in texts.

    Words are analysed when a text of their language first comes, since that of Korean ones takes a
    model which no English text should wait for.

    Args:
        concepts: The concepts; words in Latin letters are looked for in Korean texts as well.
        version: Another one with every change.
    """

    def __init__(self, concepts: Iterable[Concept] = (), *, version: str = "") -> None:
        self.version = version
        self._concepts = tuple(concepts)
        self._keys: dict[Language, Mapping[str, tuple[_Key, ...]]] = {}

    def __bool__(self) -> bool:
        return bool(self._concepts)

    def namings(self, tokens: Sequence[str], language: Language, said: str) -> list[Naming]:
        """Return the words of concepts among a text's stems, in reading order, none overlapping.

        Args:
            tokens: As `analysis.stems` returns them.
            language: The text's language.
            said: The text as `written_together` returns it.
        """
        keys = self._keys_of(language)
        plain = plain_stems(tokens)
        found, place = [], 0
        while place < len(plain):
            key = _longest(keys.get(plain[place], ()), plain, place, said)
            if key is None:
                place += 1
                continue
            found.append(Naming(key.concept, key.word, place, len(key.stems)))
            place += len(key.stems)
        return found

    def _keys_of(self, language: Language) -> Mapping[str, tuple[_Key, ...]]:
        """Return the words to look for in texts of the language by their first stem."""
        # two threads at once make the same twice
        if language not in self._keys:
            keys: dict[str, list[_Key]] = defaultdict(list)
            for concept in self._concepts:
                for word in concept.words_within(language):
                    for stems in _forms(word, language):
                        lost = "" if is_whole(word, stems) else written_together(word)
                        keys[stems[0]].append(_Key(stems, concept, word, lost))
            self._keys[language] = {
                stem: tuple(sorted(some, key=lambda key: (-len(key.stems), not key.said)))
                for stem, some in keys.items()
            }
        return self._keys[language]


NO_WORDS: Final = Vocabulary()
"""A glossary in which nothing stands."""


def plain_stems(tokens: Sequence[str]) -> list[str]:
    """Return the stems without the wholes that follow their parts.

    Of a compound the parts stay, so that each is found in it. Of a part number the whole stays
    instead: "NCM-811" is one part, and not a word about NCM.
    """
    plain: list[str] = []
    for token in tokens:
        parts = _parts_before(plain, token)
        if not parts:
            plain.append(token)
        elif _LETTER_AND_DIGIT.match(token):
            plain[-parts:] = [token]
    return plain


def stems_of(word: str, language: Language) -> list[str]:
    """Return the stems by which a word is asked for, or none where they would say another thing.

    Single letters stay away beside longer stems.
    """
    stems = analysis.stems(word, language)
    kept = [stem for stem in stems if len(stem) > 1] or stems
    return [] if len(kept) == 1 and not is_whole(word, kept) else kept


def is_whole(word: str, stems: Sequence[str]) -> bool:
    """Return whether the stems of a Korean word lost none of its letters."""
    return not analysis.has_hangul(word) or "".join(stems) == written_together(word)


def written_together(text: str) -> str:
    """Return the text in small letters without blanks."""
    return "".join(text.lower().split())


def _parts_before(plain: Sequence[str], token: str) -> int:
    """Return how many of the last stems, written together, are the token; 0 for none."""
    joined = ""
    for count in range(1, min(len(plain), _MOST_PARTS) + 1):
        joined = plain[-count] + joined
        if len(joined) > len(token):
            return 0
        if count > 1 and joined == token.replace(".", ""):
            return count
    return 0


def _longest(keys: Sequence[_Key], plain: Sequence[str], place: int, said: str) -> _Key | None:
    for key in keys:
        if tuple(plain[place : place + len(key.stems)]) == key.stems and key.said in said:
            return key
    return None


@lru_cache(maxsize=20_000)
def _forms(word: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the stems a word may come as: Korean is written together or apart as people like."""
    forms = [tuple(plain_stems(analysis.stems(word, language)))]
    if language == Language.KO and analysis.has_hangul(word) and " " in word:
        forms.append(tuple(plain_stems(analysis.stems(word.replace(" ", ""), language))))
    # a single letter or syllable alone would be met everywhere
    return tuple(dict.fromkeys(form for form in forms if len("".join(form)) > 1))
