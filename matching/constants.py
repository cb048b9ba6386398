"""Every number the ranking rests on, in one place.

The recipe's constants were measured on public records of small firms' technologies and the needs
they answered; `manage.py evaluate` measures them again.
"""

from __future__ import annotations

from typing import Final

# --- what is indexed -------------------------------------------------------------------------
TITLE_REPEATS: Final = 2
"""How often a title's stems and pairs count in its document."""

STEM_MAX_LENGTH: Final = 64
"""Longer stems are not words; they are cut so that they cannot bloat the index."""

# --- the query -------------------------------------------------------------------------------
TITLE_WEIGHT: Final = 3.0
NEED_WEIGHT: Final = 2.0
BODY_WEIGHT: Final = 1.0
"""What one occurrence counts in a demand's title, in its need and in its other text."""

SATURATION: Final = 20.0
"""k of v / (v + k): how fast repeating a term stops adding weight."""

TERMS_KEPT: Final = 120
PAIRS_KEPT: Final = 200
"""How many stems and pairs of a demand are asked for."""

PAIR_FACTOR: Final = 0.4
"""What the score over adjacent pairs counts beside the score over stems."""

COMMON_SHARE: Final = 0.25
COMMON_FLOOR: Final = 20
"""A term in this share of the documents, and in at least so many, tells nothing. In a market of a
few dozen offers a quarter of them may well be the whole field that a demand is about."""

# --- BM25 as the embedded engine computes it -------------------------------------------------
BM25_K1: Final = 1.2
BM25_B: Final = 0.75

# --- answers ---------------------------------------------------------------------------------
WINDOW: Final = 200
"""How many hits an answer has at most; pages are cut out of it."""

SUGGESTIONS_MAX: Final = 50
SEARCH_TEXT_MAX: Final = 500
REASON_TERMS: Final = 6
"""How many shared words are named as reasons."""

REASON_MIN_SHARE: Final = 3
"""A word that carries less than so many percent of the score is not named."""

EVIDENCE_MAX_LENGTH: Final = 320
HIGHLIGHTS_MAX: Final = 12

# --- the index on disk -----------------------------------------------------------------------
REBUILD_DELETED_SHARE: Final = 0.10
"""Above this share of deleted documents the generation is rebuilt: until a merge the engine still
counts withdrawn text in its statistics, so it would go on moving scores."""

READER_REFRESH_SECONDS: Final = 1.0
WRITER_WAIT_SECONDS: Final = 120.0
"""A rebuild holds the lock for as long as it lasts; an indexer waits for it rather than failing."""
WRITER_MEMORY_BYTES: Final = 120_000_000
BATCH: Final = 500
"""How many rows one read, one service call and one commit handle."""
