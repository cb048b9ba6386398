"""Korean text to morphemes, with a model that loads once per process and only when needed."""

from __future__ import annotations

import threading
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from kiwipiepy import Kiwi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiwipiepy import Token

VERSION: Final = f"kiwi-{version('kiwipiepy')}-{version('kiwipiepy_model')}"

# nouns, roots, verbs, adjectives and Chinese characters carry the content; particles, endings,
# dependent nouns and suffixes do not. Latin words and digits are the English analyser's.
_NOUN_TAGS: Final = ("NNG", "NNP", "NR", "XR", "SH")
_CONTENT_TAGS: Final = (*_NOUN_TAGS, "VV", "VA")
_LONGEST_COMPOUND: Final = 20
_LIGHT_WORDS: Final = frozenset(
    ["하", "되", "있", "없", "같", "위하", "대하", "따르", "통하", "의하", "관하", "이루", "지니"]
)

_lock = threading.Lock()
_loaded: Kiwi | None = None


def warm() -> None:
    """Start loading the model in the background; calling again does nothing."""
    if _loaded is None:
        threading.Thread(target=_model_ready, name="korean-model", daemon=True).start()


def morphemes(text: str) -> list[tuple[str, int, int]]:
    """Return the content morphemes as (form, start, end), in reading order.

    Nouns written together come apart and also as one: the model cuts "음극재" in one sentence and
    leaves it whole in another, and without the whole the two would not find each other.
    """
    model = _model_ready()
    with _lock:
        tokens = model.tokenize(text)
    found: list[tuple[str, int, int]] = []
    written_together: list[Token] = []
    for token in tokens:
        if not _goes_on(written_together, token):
            found += _compound(written_together, text)
            written_together = []
        if token.tag.startswith(_NOUN_TAGS):
            written_together.append(token)
        if _carries_content(token):
            found += _pieces(token, text)
    return found + _compound(written_together, text)


def _model_ready() -> Kiwi:
    # the model takes seconds and half a gigabyte, so neither import nor an English text loads it
    global _loaded
    with _lock:
        if _loaded is None:
            _loaded = Kiwi(num_workers=1)
        return _loaded


def _goes_on(nouns: list[Token], token: Token) -> bool:
    if not nouns or not token.tag.startswith(_NOUN_TAGS):
        return False
    return bool(nouns[-1].start + nouns[-1].len == token.start)


def _compound(nouns: list[Token], text: str) -> list[tuple[str, int, int]]:
    """Return nouns written together as one word, if they are several."""
    if len(nouns) <= 1:
        return []
    start, end = nouns[0].start, nouns[-1].start + nouns[-1].len
    word = text[start:end]
    is_one_word = len(word) <= _LONGEST_COMPOUND and not any(map(str.isspace, word))
    return [(word, start, end)] if is_one_word else []


def _carries_content(token: Token) -> bool:
    return token.tag.startswith(_CONTENT_TAGS) and token.form not in _LIGHT_WORDS


def _pieces(token: Token, text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the token; a proper noun that holds a blank comes as several.

    The index splits at blanks, so an unsplit "데이비드 베컴" would never be found.
    """
    words = token.form.split()
    if len(words) == 1:
        yield token.form, token.start, token.start + token.len
        return
    place = token.start
    for word in words:
        found = text.find(word, place, token.start + token.len)
        start = place if found < 0 else found
        yield word, start, min(start + len(word), token.start + token.len)
        place = start + len(word)
