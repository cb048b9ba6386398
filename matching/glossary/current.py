"""The glossary as this process knows it: loaded when it changed, looked at every few seconds."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Final

from marketplace.core.languages import Language
from matching.glossary.constants import REFRESH_SECONDS
from matching.glossary.models import GlossaryVersion, GlossaryWord
from matching.glossary.vocabulary import NO_WORDS, Concept, Vocabulary

_NEVER: Final = float("-inf")


@dataclass(slots=True)
class _Known:
    vocabulary: Vocabulary = NO_WORDS
    looked_at: float = _NEVER


_known = _Known()
_lock = threading.Lock()


def current_vocabulary() -> Vocabulary:
    """Return the concepts in use, at most a few seconds old.

    One row is read every few seconds, and the words only where it says that they changed.
    """
    if time.monotonic() - _known.looked_at < REFRESH_SECONDS:
        return _known.vocabulary
    # the first reads, those that come meanwhile take what was known
    if not _lock.acquire(blocking=_known.looked_at == _NEVER):
        return _known.vocabulary
    try:
        token = GlossaryVersion.objects.values_list("token", flat=True).first() or ""
        if token != _known.vocabulary.version:
            _known.vocabulary = _loaded(token)
        _known.looked_at = time.monotonic()
        return _known.vocabulary
    finally:
        _lock.release()


def glossary_forget() -> None:
    """Look again at the next question: this process has just changed the glossary."""
    _known.looked_at = _NEVER


def _loaded(token: str) -> Vocabulary:
    concepts: dict[int, dict[Language, list[str]]] = {}
    rows = GlossaryWord.objects.filter(is_in_use=True).order_by("concept_id", "place")
    for key, language, text in rows.values_list("concept_id", "language", "text"):
        concepts.setdefault(key, {}).setdefault(Language(language), []).append(text)
    return Vocabulary(
        (
            Concept(str(key), {language: tuple(texts) for language, texts in words.items()})
            for key, words in concepts.items()
        ),
        version=token,
    )
