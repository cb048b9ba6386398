"""How far two words are from each other as they are typed; pure.

Korean is compared by its letters, not by its syllables: 바터리 is one letter away from 배터리.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FARTHEST: Final = 2
"""Words that differ in more letters are other words."""

_LATIN: Final = r"(?<![A-Za-z0-9])[A-Za-z]{4,40}(?![A-Za-z0-9])"
_KOREAN: Final = r"[\uac00-\ud7a3]{2,20}"
_WORD: Final = re.compile(f"{_LATIN}|{_KOREAN}")
_SHORT_LATIN: Final = 5
_SHORT_KOREAN: Final = 2


def words_typed(text: str) -> list[re.Match[str]]:
    """Return the words that can be misspelt; part numbers and very short words cannot."""
    return list(_WORD.finditer(text))


def farthest_for(word: str) -> int:
    """Return how many letters of the word may be wrong; short words are near too many others."""
    short = _SHORT_LATIN if word.isascii() else _SHORT_KOREAN
    return 1 if len(word) <= short else FARTHEST


def letters_of(word: str) -> str:
    """Return the word's letters, those of Korean syllables one by one."""
    return unicodedata.normalize("NFD", word.lower())


def distance(left: str, right: str, *, farthest: int = FARTHEST) -> int:
    """Return how many letters are wrong, missing, added or, side by side, swapped.

    Args:
        left: Letters, as `letters_of` returns them.
        right: The same of the other word.
        farthest: Where there are more, one more than this is returned.

    Source: optimal string alignment, after F. J. Damerau, A technique for computer detection and
    correction of spelling errors, Communications of the ACM 7 (1964).
    """
    if abs(len(left) - len(right)) > farthest:
        return farthest + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, start=1):
        above, before, row = before, row, [at]
        for place, other in enumerate(right, start=1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            is_swapped = at > 1 and place > 1 and letter == right[place - 2]
            if is_swapped and left[at - 2] == other:
                cost = min(cost, above[place - 2] + 1)
            row.append(cost)
        if min(row) > farthest:
            return farthest + 1
    return min(row[-1], farthest + 1)


def nearest_of(typed: str, known: Mapping[str, int]) -> str | None:
    """Return the known word that is spelt most nearly so, or None where none is near enough.

    Args:
        typed: The word as it was typed.
        known: Words, each with how many documents hold it.
    """
    farthest = farthest_for(typed)
    letters = letters_of(typed)
    near = [
        (away, -count, word)
        for word, count in known.items()
        if 0 < (away := distance(letters, letters_of(word), farthest=farthest)) <= farthest
    ]
    return min(near)[2] if near else None
