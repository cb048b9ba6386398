"""What matching needs of a search engine, and the words it speaks with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from matching.constants import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.encoding.base import Vector
    from matching.engines.standing import KnownStanding, Standing
    from matching.query import QueryPart, WeightedQuery
    from matching.stem_counts import StemStatistics


EMPTY_VERSION: Final = "empty"
"""The version of an index where there is none."""


class IndexTrouble(StrEnum):
    """What keeps an index from answering or from being written, said for whoever runs it."""

    NONE = ""

    NO_ANSWER = "no answer"
    """Nobody answers."""

    LOST = "lost"
    """It is gone, and is built anew at the next look."""

    PARTS_AWAY = "parts away"
    """The only copy of a part went with its node; it comes back with it, or is built anew."""

    READ_ONLY = "read only"
    """It answers but takes no changes, mostly because a disk is full."""


class VectorPlace(StrEnum):
    """Where the vectors of a generation are compared."""

    NONE = ""
    """Nowhere: it holds none."""

    CLUSTER = "cluster"
    """In the cluster that holds them."""

    LOCAL = "local"
    """On each machine that asks, in files of its own."""


class VectorStanding(StrEnum):
    """How far the meaning of texts can be asked, said for whoever runs the program."""

    NONE = ""
    """As far as the index itself, or never."""

    LOCAL = "local vectors"
    """As far as the index, out of this machine's files."""

    FILLING = "local vectors behind"
    """This machine's files lack what the index says, and are being filled."""


class TextSet(StrEnum):
    """The texts a reader may be matched by, each with fields and statistics of its own."""

    CARD = "0"
    """The anonymous card, stage S0."""

    SUMMARY = "1"
    """The redacted summary, stage S1."""


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text as stems and pairs, repeated as often as they count, and as a point of meaning.

    Args:
        stems: In reading order.
        pairs: Adjacent stems.
        vector: As `matching.encoding.base.packed` writes it; empty where there is none.
    """

    stems: Sequence[str]
    pairs: Sequence[str]
    vector: bytes = b""


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
        regions: Where partners are sought; empty when it is not stated. Stage S1 alone shows it.
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
    regions: tuple[str, ...] = ()
    year: int = 0
    order: int = 0
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Hard conditions, applied before ranking and without effect on scores.

    An offer that does not state its TRL, its transfer modes or its regions passes those conditions;
    it is shown as "not stated" instead of being hidden. Regions are told at stage S1, so that only
    readers of summaries may be answered by them, and never out of those they are barred from.
    """

    industries: tuple[str, ...] = ()
    trl_min: int | None = None
    trl_max: int | None = None
    transfer_modes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    without_owners: tuple[int, ...] = ()
    without_technologies: tuple[int, ...] = ()


class Hit(NamedTuple):
    """One document found; the score compares only within its own answer.

    A tuple, since answers hold hundreds of them.

    Args:
        stems: As `matching.stem_counts.packed` writes them, where they were asked for.
    """

    technology_id: int
    public_id: str
    language: Language
    score: float
    order: int
    stems: bytes = b""


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
        recipe: Recipe = RECIPE,
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
        with_stems: int = 0,
    ) -> list[Hit]:
        """Return the best hits, best first; at least `with_stems` of them tell what they hold."""

    def statistics(self, *, language: Language, texts: TextSet) -> StemStatistics:
        """Return in how many documents each stem stands, by this text set alone."""

    def coverage(
        self,
        query: WeightedQuery,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
    ) -> float:
        """Return the largest weight of query stems that one document holds."""

    def alike(
        self,
        stem: str,
        *,
        distance: int,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
    ) -> list[Hit]:
        """Return documents that hold a stem spelt nearly so, in no order, with what they hold.

        Args:
            stem: What is spelt wrongly, it may be.
            distance: How many letters may be wrong, missing, added or swapped side by side: 1 or 2.
            language: Whose documents are asked.
            texts: The texts that are looked at.
            filters: Hard conditions.
            limit: How many documents at most.
        """

    def nearest(
        self,
        vector: Vector,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
        above: float = 0.0,
    ) -> list[Hit]:
        """Return the hits of nearest meaning, of a cosine above; none where vectors are lacking."""

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


class SearchEngine(Protocol):
    """Opens the generation in use for readers and hands out the one writer."""

    @property
    def known(self) -> KnownStanding:
        """Return in which standing the index is known to be right."""

    def index(self, *, fresh: bool = False) -> SearchIndex:
        """Return the index as of now; fresh: with a commit of the last second as well."""

    def version(self) -> str:
        """Return a text that changes with every commit."""

    def standing(self) -> Standing:
        """Return how the index stands, told without looking at its documents."""

    def trouble(self) -> IndexTrouble:
        """Return what keeps the index from answering or from being written, where it can tell."""

    def vector_standing(self) -> VectorStanding:
        """Return how far this machine can ask for meaning, as it knew at its last look."""

    def warm(self) -> None:
        """Begin to bring what this machine lacks, so that the first search need not wait."""

    def is_usable(self) -> bool:
        """Return whether there is an index that this version may change."""

    def needs_rebuild(self) -> bool:
        """Return whether the index is missing, damaged, of another version or worn."""

    def writing(self) -> AbstractContextManager[IndexWriter]:
        """Open the generation in use for changes."""

    def rebuilding(self) -> AbstractContextManager[IndexWriter]:
        """Build a new generation and put it in use when the block ends without an error."""
