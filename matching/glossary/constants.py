"""Every number that the glossary rests on, in one place."""

from __future__ import annotations

from typing import Final

WORD_MAX: Final = 60
WORD_MIN: Final = 2
"""One letter or one syllable names nothing: it would stand in half of all words."""

WORDS_MAX: Final = 8
"""So many words one concept has in one language."""

NOTE_MAX: Final = 300
REASON_MAX: Final = 500

CONCEPTS_MAX: Final = 3_000
"""More would no longer be a list that people look after, and every process holds all of it."""

PROPOSALS_OPEN_MAX: Final = 20
"""So many of one person's proposals wait at a time."""

TABLE_MAX: Final = 200_000
"""Characters of a table that is imported; a request holds so many of Korean."""

COMMON_SHARE: Final = 0.25
"""Whoever enters a word that stands in so large a share of the offers is warned."""

REFRESH_SECONDS: Final = 2.0
"""How old what a process knows of the glossary may become."""

HISTORY_SHOWN: Final = 100
"""So many changes of one concept are told, the latest ones."""
