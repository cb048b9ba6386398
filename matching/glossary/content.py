"""The words of a concept as people give them, found to be sound; pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from marketplace.core.texts import text_cleaned
from matching import analysis
from matching.glossary.constants import NOTE_MAX, WORD_MAX, WORD_MIN, WORDS_MAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIELDS: Final = {Language.KO: "korean", Language.EN: "english"}
PARTED_BY: Final = ";"
_PARTED: Final = re.compile(r"[\s\-_·/]+")
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class ConceptContent:
    """What names one thing.

    Args:
        korean: Its words in Korean, the preferred one first.
        english: The same in English.
        note: When to use them; may be empty.
    """

    korean: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    note: str = ""

    @property
    def words(self) -> dict[Language, tuple[str, ...]]:
        """Return the words by language."""
        return {Language.KO: self.korean, Language.EN: self.english}

    @property
    def plain(self) -> dict[str, Any]:
        """Return all of it as a history keeps it."""
        return {"korean": list(self.korean), "english": list(self.english), "note": self.note}


def content_of(plain: Mapping[str, Any]) -> ConceptContent:
    """Return what `plain` wrote."""
    return ConceptContent(
        tuple(plain.get("korean", ())), tuple(plain.get("english", ())), plain.get("note", "")
    )


def word_key(word: str) -> str:
    """Return the word without what people write now so, now so.

    Those are capitals and hyphens, and in Korean blanks. In English a blank makes other stems, so
    that "servo motor" and "servomotor" are two words, and both worth having.
    """
    plain = unicodedata.normalize("NFKC", word).casefold()
    parts = _PARTED.split(plain)
    return ("" if analysis.has_hangul(word) else " ").join(parts).strip()[:WORD_MAX]


def content_checked(content: ConceptContent) -> ConceptContent:
    """Return the content cleaned.

    Raises:
        InvalidInputError: A language has no word, too many or one twice, or a word is too short,
            too long, of the other language, or holds what cannot be seen.
    """
    return ConceptContent(
        korean=_words_checked(content.korean, Language.KO),
        english=_words_checked(content.english, Language.EN),
        note=text_cleaned(content.note, field="note", max_length=NOTE_MAX, multiline=False),
    )


def _words_checked(words: Iterable[str], language: Language) -> tuple[str, ...]:
    field = FIELDS[language]
    cleaned = (
        text_cleaned(word, field=field, max_length=WORD_MAX, multiline=False) for word in words
    )
    kept = [word for word in cleaned if word]
    if not kept:
        raise InvalidInputError("Give at least one word.", field=field, code="required")
    if len(kept) > WORDS_MAX:
        raise InvalidInputError(
            f"Give at most {WORDS_MAX} words.",
            field=field,
            code="too_many",
            params={"max": str(WORDS_MAX)},
        )
    known: set[str] = set()
    for word in kept:
        _word_checked(word, language, field)
        if word_key(word) in known:
            raise InvalidInputError(
                f"“{word}” stands here twice.",
                field=field,
                code="word_repeated",
                params={"word": word},
            )
        known.add(word_key(word))
    # short forms of Latin letters stand in Korean texts as well, but do not name it for a reader
    if language == Language.KO and not analysis.has_hangul(kept[0]):
        raise _other_language(kept[0], field)
    return tuple(kept)


def _word_checked(word: str, language: Language, field: str) -> None:
    if len(word_key(word)) < WORD_MIN:
        raise InvalidInputError(
            f"“{word}” is too short to name one thing.",
            field=field,
            code="word_too_short",
            params={"word": word, "min": str(WORD_MIN)},
        )
    if language == Language.EN and analysis.has_hangul(word):
        raise _other_language(word, field)
    if PARTED_BY in word or not _WORD.match(word) or not analysis.stems(word, language):
        raise InvalidInputError(
            f"“{word}” is not a word that texts could hold.",
            field=field,
            code="word_not_searchable",
            params={"word": word},
        )


def _other_language(word: str, field: str) -> InvalidInputError:
    return InvalidInputError(
        f"“{word}” belongs to the other language.",
        field=field,
        code="word_of_other_language",
        params={"word": word},
    )
