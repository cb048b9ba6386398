"""Text to stems: the one analysis that documents, queries and explanations share.

English words are stemmed with Snowball, Korean text is cut into morphemes (`matching.korean`).
A change here changes tokens, so it has to change `ANALYZER_VERSION`; an index built by another
version is rebuilt before it is used.
"""

from __future__ import annotations

import html
import re
import threading
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import Stemmer

from marketplace.core.languages import Language
from matching import korean
from matching.constants import STEM_MAX_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

ANALYZER_VERSION: Final = f"3:snowball-english-{Stemmer.version()}:{korean.VERSION}"

_STOP_WORDS: Final = frozenset(
    """
    a an and are as at be but by for if in into is it no not of on or such that the their then
    there these they this to was will with from which has have been can its were also what how
    """.split()  # noqa: SIM905 - forty quoted words are harder to compare with their source
)
_LATIN_WORD: Final = re.compile(r"[a-z0-9]+")
_LATIN_WORD_IN_TEXT: Final = re.compile(r"[A-Za-z0-9]+")
_PART_NUMBER: Final = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[-.][a-z0-9]+){1,4}(?![a-z0-9])")
_LONGEST_PART_NUMBER: Final = 24
_DIGIT: Final = re.compile(r"[0-9]")
_LATIN: Final = re.compile(r"[a-z]")
_POINT: Final = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_KOREAN_SHARE: Final = 0.2
_SYMBOL_FONT_BULLET: Final = "\uf0b7"
_REPLACEMENT: Final = "\ufffd"
_SOFT_HYPHEN: Final = "\u00ad"


class _Local(threading.local):
    """Holds a stemmer for each thread, since one stemmer must not be used by two at once."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("english")


_english = _Local()


@dataclass(frozen=True, slots=True)
class Span:
    """One stem and where its word stands in the text."""

    stem: str
    start: int
    end: int


def warm() -> None:
    """Start loading the Korean model in the background, so that the first query need not wait."""
    korean.warm()


def has_hangul(text: str) -> bool:
    """Return whether the text holds at least one Korean letter."""
    return _HANGUL.search(text) is not None


def language_of(text: str) -> Language:
    """Return the language a text is mostly written in."""
    hangul = len(_HANGUL.findall(text))
    if not hangul:
        return Language.EN
    letters = len(_LETTER.findall(text))
    return Language.KO if hangul >= _KOREAN_SHARE * letters else Language.EN


def text_mended(raw: str) -> str:
    """Return foreign text without markup entities, control and invisible characters.

    Bytes of Windows-1252 that were read as Latin-1 become the characters they meant.
    """
    text = raw
    if "&" in text:
        # published texts are often escaped twice
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(map(_mended, text)))
    elif not text.isprintable():
        text = "".join(map(_mended, text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _mended(character: str) -> str:
    if " " <= character <= "~" or character in "\n\t":
        return character
    if character == "\r":
        return "\n"
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore") or " "
    if character == _SYMBOL_FONT_BULLET:
        return "•"
    if character == _SOFT_HYPHEN:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category.startswith("C") or character == _REPLACEMENT else character


def stems(text: str, language: Language) -> list[str]:
    """Return the text's stems in reading order, stop words left out."""
    if language == Language.KO and has_hangul(text):
        return [span.stem for span in _korean_spans(text)]
    return [span.stem for span in _latin_spans(text)]


def spans(text: str, language: Language) -> list[Span]:
    """Return the text's stems with their places, in reading order."""
    if language == Language.KO and has_hangul(text):
        return _korean_spans(text)
    return _latin_spans(text)


def latin_words(text: str) -> dict[str, str]:
    """Return the text's different words and part numbers, each with its stem."""
    words = [
        word
        for word in dict.fromkeys(_LATIN_WORD_IN_TEXT.findall(text))
        if word.lower() not in _STOP_WORDS
    ]
    stemmed = _english.stemmer.stemWords([word.lower() for word in words])
    found = {word: stem[:STEM_MAX_LENGTH] for word, stem in zip(words, stemmed, strict=True)}
    whole = {text[span.start : span.end]: span.stem for span in _part_numbers(_lowered(text))}
    return whole | found


def pairs(tokens: Sequence[str]) -> list[str]:
    """Return each two adjacent stems as one term, whatever their order in the text."""
    return [
        f"{left}_{right}" if left < right else f"{right}_{left}"
        for left, right in pairwise(tokens)
        if left != right
    ]


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # a few letters become two when lowered; places have to stay true
    return "".join(low if len(low := letter.lower()) == 1 else " " for letter in text)


def _latin_spans(text: str) -> list[Span]:
    lowered = _lowered(text)
    found = [match for match in _LATIN_WORD.finditer(lowered) if match[0] not in _STOP_WORDS]
    stemmed = _english.stemmer.stemWords([match[0] for match in found])
    spans = [
        Span(stem[:STEM_MAX_LENGTH], match.start(), match.end())
        for stem, match in zip(stemmed, found, strict=True)
    ]
    whole = _part_numbers(lowered)
    # a part number follows its parts
    return sorted(spans + whole, key=lambda span: (span.end, -span.start)) if whole else spans


def _part_numbers(lowered: str) -> list[Span]:
    """Return what is written with hyphens or points and holds letters and digits.

    "INA226-Q1" comes apart like every word and also as "ina226q1", which is how others write it;
    a point between digits stays, since 1.25 is not 125.
    """
    found = []
    for match in _PART_NUMBER.finditer(lowered):
        word = match[0]
        if len(word) <= _LONGEST_PART_NUMBER and _DIGIT.search(word) and _LATIN.search(word):
            whole = _POINT.sub("", word.replace("-", ""))
            found.append(Span(whole, match.start(), match.end()))
    return found


def _korean_spans(text: str) -> list[Span]:
    """Return Korean morphemes and Latin words together.

    Latin words are found by the English rule instead of the morphological one, so that "CO2" or
    "2.5kW" is the same term whichever language surrounds it.
    """
    found = _latin_spans(text)
    found += [
        Span(form[:STEM_MAX_LENGTH], start, end) for form, start, end in korean.morphemes(text)
    ]
    # a compound follows its parts
    return sorted(found, key=lambda span: (span.end, -span.start))
