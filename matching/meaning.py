"""What a query means, for asking documents written in languages that it is not written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.core.languages import Language
from matching.constants import ENCODED_MAX_LENGTH, EVIDENCE_MAX_LENGTH
from matching.encoding.active import active_encoder
from matching.encoding.base import unpacked

if TYPE_CHECKING:
    from collections.abc import Collection

    from matching.encoding.base import Encoder, Vector
    from matching.engines.base import SearchIndex

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_CODE: Final = re.compile(r"\S*\d\S*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?。])\s+|\n+")
_SHORTEST_SENTENCE: Final = 12
_MOST_SENTENCES: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A query as a point among the documents.

    Args:
        vector: Where it lies.
        languages: Whose documents are asked by it, none of them the query's own.
    """

    vector: Vector
    languages: tuple[Language, ...]


def encoded_text(*parts: str) -> str:
    """Return the parts as the one text that is encoded, shortened to what matters."""
    return "\n".join(part for part in parts if part)[:ENCODED_MAX_LENGTH]


def meaning_of(
    text: str,
    *,
    index: SearchIndex,
    written: Collection[Language],
    stored: bytes = b"",
    is_remembered: bool = True,
) -> Meaning | None:
    """Return what the text means, or None where there is nothing to ask by it.

    Args:
        text: As `encoded_text` returns it.
        index: The index that will be asked.
        written: The languages that the query is written in; words do better there.
        stored: The text's vector where it is known already.
        is_remembered: Whether the text may stay in memory, for whoever asks the same again.
    """
    encoder = active_encoder()
    others = tuple(
        language
        for language in Language
        if language not in written and index.document_count(language)
    )
    if encoder is None or not others or not tells(text):
        return None
    if stored:
        return Meaning(unpacked(stored), others)
    encoded = _vector if is_remembered else _vector_once
    return Meaning(encoded(encoder, text), others)


def closest_sentences(asked: str, offered: str) -> tuple[str, str] | None:
    """Return the sentence of each text that means most nearly what one of the other means.

    Returns:
        None without an encoder, or where a text has no sentence.
    """
    encoder = active_encoder()
    left, right = _sentences(asked), _sentences(offered)
    if encoder is None or not left or not right:
        return None
    cosines = np.dot(_vectors(encoder, left), _vectors(encoder, right).T)
    best = int(cosines.argmax())
    return left[best // len(right)], right[best % len(right)]


def warm() -> None:
    """Start loading the encoder in the background, so that the first query need not wait."""
    if (encoder := active_encoder()) is not None:
        encoder.warm()


def _vector_once(encoder: Encoder, text: str) -> Vector:
    return encoder.encoded([text])[0]


_vector: Final = lru_cache(maxsize=512)(_vector_once)


@lru_cache(maxsize=256)
def _vectors(encoder: Encoder, texts: tuple[str, ...]) -> Vector:
    return np.stack(encoder.encoded(texts))


def _sentences(text: str) -> tuple[str, ...]:
    told = (" ".join(sentence.split()) for sentence in _SENTENCE_END.split(text))
    whole = [one for one in told if _SHORTEST_SENTENCE <= len(one) <= EVIDENCE_MAX_LENGTH]
    return tuple(whole[:_MOST_SENTENCES])


def tells(text: str) -> bool:
    """Return whether there is a word beside part numbers, which mean nothing to an encoder."""
    return _WORD.search(_CODE.sub(" ", text)) is not None
