"""Every number the ranking rests on, in one place.

The recipe's constants were measured on public records of small firms' technologies and the needs
they answered; `manage.py evaluate` measures them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# --- what is indexed -------------------------------------------------------------------------
TITLE_REPEATS: Final = 2
"""How often a title's stems and pairs count in its document."""

STEM_MAX_LENGTH: Final = 64
"""Longer stems are not words; they are cut so that they cannot bloat the index."""

# --- the query -------------------------------------------------------------------------------
PAIR_FACTOR: Final = 0.4
"""What the score over adjacent pairs counts beside the score over stems."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a demand becomes a query and how its answers are ranked anew.

    Args:
        title_weight: What one occurrence counts in a demand's title.
        need_weight: The same in its need.
        body_weight: The same in its other text.
        saturation: k of v / (v + k): how fast repeating a term stops adding weight.
        terms_kept: How many stems of a demand are asked for.
        pairs_kept: How many pairs of a demand are asked for.
        pair_factor: What the score over adjacent pairs counts beside the score over stems.
        common_share: A term in this share of the documents tells nothing.
        common_floor: Nor is it common in fewer documents than this: in a market of a few dozen
            offers a quarter of them may well be the whole field that a demand is about.
        depth: How many of the first hits are ranked anew.
        long_need: From so many stems besides the title on, coverage and windows are weighed.
        coverage_weight: What the share of the offer that the need covers counts beside the score.
        coverage_floor: Rarity added to that of an offer, so that tiny ones are not covered whole.
        pair_coverage_weight: What the share of the offer's pairs that is asked for counts.
        pair_coverage_floor: Pairs added to those of an offer, so that tiny ones are not covered
            whole.
        window_weight: What the part of the need that the offer answers best counts.
        window_size: Stems in such a part.
        window_step: Stems from the start of one part to the start of the next.
        window_saturation: As `saturation`, within a part.
        head: So many first hits of a short need keep their places; the others are ranked by
            queries that have learnt words.
        near: Up to this place they are ranked by what few first hits teach, since that is most to
            the point; behind it by what many teach, which finds more.
        near_teachers: From so many first hits the first of these queries learns.
        near_terms: How many words it learns.
        near_weight: What the strongest of them counts.
        teachers: From so many first hits the other one learns.
        learnt_terms: How many words it learns.
        learnt_weight: What the strongest of them counts.
        learnt_smallest: Words in fewer documents are not learnt.
        learnt_share: Words in this share of the documents are not learnt.
        synonym_weight: What another word of the glossary counts beside the word that is asked for.
        concept_weight: What an offer in another language wins at most where it holds the glossary's
            words for everything that is asked for, beside 1 for the very same meaning.
    """

    title_weight: float = 3.0
    need_weight: float = 2.0
    body_weight: float = 1.0
    saturation: float = 20.0
    terms_kept: int = 120
    pairs_kept: int = 200
    pair_factor: float = PAIR_FACTOR
    common_share: float = 0.25
    common_floor: int = 20
    depth: int = 200
    long_need: int = 60
    coverage_weight: float = 0.2
    coverage_floor: float = 20.0
    pair_coverage_weight: float = 0.3
    pair_coverage_floor: float = 20.0
    window_weight: float = 0.2
    window_size: int = 80
    window_step: int = 40
    window_saturation: float = 1.0
    head: int = 3
    near: int = 15
    near_teachers: int = 5
    near_terms: int = 40
    near_weight: float = 0.7
    teachers: int = 20
    learnt_terms: int = 60
    learnt_weight: float = 0.6
    learnt_smallest: int = 5
    learnt_share: float = 0.1
    synonym_weight: float = 0.3
    concept_weight: float = 0.3


RECIPE: Final = Recipe()

# --- BM25 as the embedded engine computes it -------------------------------------------------
BM25_K1: Final = 1.2
BM25_B: Final = 0.75

# --- meaning across languages ----------------------------------------------------------------
NEAREST_FIRST: Final = 4
"""How many times the hits wanted are compared before filters are asked which of them pass."""

ENCODED_MAX_LENGTH: Final = 1200
"""So many characters of a text are encoded; what a text is about is said by then."""

MEANING_FLOOR: Final = 0.3
"""A cosine below this says nothing: texts of unlike meaning reach it by chance. From here to 1 it
counts like the share of a query's words that a text in the query's own language holds."""

# --- answers ---------------------------------------------------------------------------------
WINDOW: Final = 200
"""How many hits an answer has at most; pages are cut out of it."""

SUGGESTIONS_MAX: Final = 50
SEARCH_TEXT_MAX: Final = 500
DOCUMENT_TEXT_MAX: Final = 20_000
"""So many characters of a document are searched by; what it is about is said by then."""

REASON_TERMS: Final = 6
"""How many shared words are named as reasons."""

REASON_MIN_SHARE: Final = 3
"""A word that carries less than so many percent of the score is not named."""

EVIDENCE_MAX_LENGTH: Final = 320
HIGHLIGHTS_MAX: Final = 12

# --- what a demand asks besides its words ----------------------------------------------------
FIT_WEIGHT: Final = 0.1
"""What an offer that fits nothing of it gives way by, as a share of its own score. Set with care,
not measured: there are no judgments that tell fields of industry or levels apart."""

FIT_OF: Final = 60
"""So many first answers are put in order by it."""

# --- fair exposure ---------------------------------------------------------------------------
FAIR_STAY: Final = 2
"""So many first answers keep their places whatever their firms were shown."""

FAIR_PLACES: Final = 10
"""Up to this place an answer counts as shown, and places below the first ones may change."""

FAIR_OF: Final = 20
"""So many first answers are near enough to be put at those places."""

FAIR_WEIGHT: Final = 0.12
"""What the most shown firm gives way by, as a share of the best score of the answer."""

FAIR_DAYS: Final = 90
"""How far back showing a firm counts."""

# --- the index on disk -----------------------------------------------------------------------
REBUILD_DELETED_SHARE: Final = 0.10
"""Above this share of deleted documents the generation is rebuilt: until a merge the engine still
counts withdrawn text in its statistics, so it would go on moving scores."""

STATISTICS_LAG_SHARE: Final = 0.02
"""So much may be added to the index before the statistics of stems are counted on."""

READER_REFRESH_SECONDS: Final = 1.0
WRITER_WAIT_SECONDS: Final = 120.0
"""A rebuild holds the lock for as long as it lasts; an indexer waits for it rather than failing."""
WRITER_MEMORY_BYTES: Final = 120_000_000
BATCH: Final = 500
"""How many rows one read, one service call and one commit handle."""
