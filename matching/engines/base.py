"""What matching needs of a search engine, and the words it speaks with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marketplace.core.languages import Language
    from matching.query import QueryPart, WeightedQuery


class TextSet(StrEnum):
    """The texts a reader may be matched by, each with fields and statistics of its own."""

    CARD = "0"
    """The anonymous card, stage S0."""

    SUMMARY = "1"
    """The redacted summary, stage S1."""


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text as stems and pairs, repeated as often as they count."""

    stems: Sequence[str]
    pairs: Sequence[str]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One technology in one language, as the index holds it.

    Args:
        technology_id: Row id; all of its documents are replaced together.
        public_id: The id that answers carry.
        language: Language of the texts.
        card: What stage S0 shows.
        summary: What stage S1 shows.
        owner_id: Row id of the owning organisation.
        origin: Where the listing comes from.
        industry: Field of industry, or "" when it is not stated.
        trl: Technology readiness level 1-9, or 0 when it is not stated.
        transfer_modes: Offered ways of transfer; empty when they are not stated.
        year: Year of the work, or 0.
        order: Grows with the time of publication.
        fingerprint: Of everything the technology's documents are made from, 63 bits.
    """

    technology_id: int
    public_id: str
    language: Language
    card: AnalysedText
    summary: AnalysedText
    owner_id: int = 0
    origin: str = ""
    industry: str = ""
    trl: int = 0
    transfer_modes: tuple[str, ...] = ()
    year: int = 0
    order: int = 0
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Hard conditions, applied before ranking and without effect on scores.

    An offer that does not state its TRL or its transfer modes passes those two conditions; it is
    shown as "not stated" instead of being hidden.
    """

    industries: tuple[str, ...] = ()
    trl_min: int | None = None
    trl_max: int | None = None
    transfer_modes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    without_owners: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found; the score compares only within its own answer."""

    technology_id: int
    public_id: str
    language: Language
    score: float
    order: int


class SearchIndex(Protocol):
    """A consistent view of the index, valid for one answer."""

    @property
    def version(self) -> str:
        """Return a text that changes with every commit."""

    def document_count(self, language: Language) -> int:
        """Return how many documents there are in the language."""

    def weighted(
        self,
        parts: Sequence[QueryPart],
        *,
        language: Language,
        texts: TextSet,
        keep_common: bool = False,
    ) -> WeightedQuery:
        """Return the query weighted by the statistics of one language and text set."""

    def found(
        self,
        query: WeightedQuery,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
    ) -> list[Hit]:
        """Return the best hits, best first."""

    def coverage(
        self,
        query: WeightedQuery,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
    ) -> float:
        """Return the largest weight of query stems that one document holds."""

    def newest(
        self,
        *,
        language: Language,
        filters: SearchFilters,
        limit: int,
        order_at_most: int | None = None,
    ) -> list[Hit]:
        """Return the hits that pass the filters, newest first, from that order downwards."""

    def average_length(self, *, language: Language, texts: TextSet) -> float:
        """Return how many stems a document holds on average."""


class IndexWriter(Protocol):
    """The one writer of an index generation; nothing is seen before `commit`."""

    def held(self, technology_ids: Sequence[int]) -> Mapping[int, Mapping[Language, int]]:
        """Return the fingerprints of the documents that the index holds of these technologies."""

    def replace(self, technology_id: int, documents: Iterable[IndexDocument]) -> None:
        """Put the documents in the place of whatever the technology had, possibly nothing."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""
