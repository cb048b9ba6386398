"""The embedded engine: tantivy on local disk, one shard per language.

Languages have shards of their own because their statistics have nothing to do with each other: a
word that a third of ten Korean offers use is common, beside 18,000 English ones it would look rare.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from matching.constants import READER_REFRESH_SECONDS, REBUILD_DELETED_SHARE, RECIPE
from matching.engines.base import EMPTY_VERSION, IndexTrouble, VectorStanding
from matching.engines.errors import IndexOutdatedError, SearchUnavailableError
from matching.engines.generations import Generation, GenerationStore
from matching.engines.shard import Shard, ShardWriter, shard_opened
from matching.engines.shard_files import shard_counts, shard_is_whole
from matching.engines.standing import KnownStanding, Standing
from matching.query import WeightedQuery, WeightedTerms
from matching.stem_counts import StemStatistics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import tantivy

    from matching.constants import Recipe
    from matching.encoding.base import Vector
    from matching.engines.base import Hit, IndexDocument, SearchFilters, TextSet
    from matching.query import QueryPart

_NOTHING = WeightedQuery(WeightedTerms(), WeightedTerms())


class EmbeddedIndex:
    """The shards at one moment."""

    def __init__(self, version: str, shards: Mapping[Language, Shard]) -> None:
        self._version = version
        self._shards = shards

    @property
    def version(self) -> str:
        """Return a text that changes with every commit."""
        return self._version

    def document_count(self, language: Language) -> int:
        """Return how many documents there are in the language."""
        shard = self._shards.get(language)
        return shard.document_count if shard else 0

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
        shard = self._shards.get(language)
        if shard is None:
            return _NOTHING
        return shard.weighted(parts, texts=texts, keep_common=keep_common, recipe=recipe)

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
        """Return the best hits, best first, with what they hold of the text set if asked."""
        shard = self._shards.get(language)
        if shard is None:
            return []
        return shard.found(query, texts=texts, filters=filters, limit=limit, with_stems=with_stems)

    def statistics(self, *, language: Language, texts: TextSet) -> StemStatistics:
        """Return in how many documents each stem stands, by this text set alone."""
        shard = self._shards.get(language)
        return shard.statistics(texts) if shard else StemStatistics.empty()

    def coverage(
        self,
        query: WeightedQuery,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
    ) -> float:
        """Return the largest weight of query stems that one document holds."""
        shard = self._shards.get(language)
        return shard.coverage(query, texts=texts, filters=filters) if shard else 0.0

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
        """Return documents that hold a stem spelt nearly so, with what they hold."""
        shard = self._shards.get(language)
        if shard is None:
            return []
        return shard.alike(stem, distance=distance, texts=texts, filters=filters, limit=limit)

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
        """Return the hits of nearest meaning, scored by cosine; none where vectors are lacking."""
        shard = self._shards.get(language)
        if shard is None:
            return []
        return shard.nearest(vector, texts=texts, filters=filters, limit=limit, above=above)

    def newest(
        self,
        *,
        language: Language,
        filters: SearchFilters,
        limit: int,
        order_at_most: int | None = None,
    ) -> list[Hit]:
        """Return the hits that pass the filters, newest first, from that order downwards."""
        shard = self._shards.get(language)
        if shard is None:
            return []
        return shard.newest(filters=filters, limit=limit, order_at_most=order_at_most)

    def average_length(self, *, language: Language, texts: TextSet) -> float:
        """Return how many stems a document holds on average."""
        shard = self._shards.get(language)
        return shard.average_length(texts) if shard else 0.0


class EmbeddedWriter:
    """Writes one generation; every technology's documents are replaced together."""

    def __init__(self, path: Path, *, with_vectors: bool) -> None:
        self._path = path
        self._with_vectors = with_vectors
        self._writers: dict[Language, ShardWriter] = {}
        self._known: dict[int, dict[Language, int]] = {}
        self.is_full_build = False

    def held(self, technology_ids: Sequence[int]) -> dict[int, dict[Language, int]]:
        """Return the fingerprints of the documents that the index holds of these technologies."""
        found: dict[int, dict[Language, int]] = {one: {} for one in technology_ids}
        for language in self._languages():
            # read without the language's writer: opening one costs more than a small change
            index = shard_opened(self._path / language)
            if index is not None:
                held = Shard(index, language, self._path / language).fingerprints(technology_ids)
                for technology_id, fingerprint in held.items():
                    found[technology_id][language] = fingerprint
        self._known.update(found)
        return found

    def replace(self, technology_id: int, documents: Iterable[IndexDocument]) -> None:
        """Put the documents in the place of whatever the technology had, possibly nothing."""
        if not self.is_full_build:
            for language in self._known.pop(technology_id, self._languages()):
                self._writer(language).delete(technology_id)
        for document in documents:
            self._writer(document.language).add(document)

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""
        for writer in self._writers.values():
            writer.commit()

    def close(self) -> None:
        """Free the engine's locks; what was not committed is lost."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _languages(self) -> list[Language]:
        return [language for language in Language if (self._path / language).exists()]

    def _writer(self, language: Language) -> ShardWriter:
        if language not in self._writers:
            self._writers[language] = ShardWriter(
                self._path / language, with_vectors=self._with_vectors
            )
        return self._writers[language]


class EmbeddedEngine:
    """Opens the generation in use for readers and hands out the one writer.

    Args:
        root: The folder of the index.
        encoder: Name of what makes the vectors, or "" where nothing does; vectors that another
            one made are neither asked nor added to.

    Attributes:
        known: In which standing the index is known to be right.
    """

    def __init__(self, root: Path, *, encoder: str = "") -> None:
        self._store = GenerationStore(root)
        self._encoder = encoder
        self._lock = threading.Lock()
        self._generation: Generation | None = None
        self._opened: dict[Language, tantivy.Index] = {}
        self._shards: dict[Language, Shard] = {}
        self._version = ""
        self._checked_at = float("-inf")
        self.known = KnownStanding(self.standing)

    def index(self, *, fresh: bool = False) -> EmbeddedIndex:
        """Return the index as of now.

        Args:
            fresh: Whether a commit of the last second has to be seen as well.

        Raises:
            SearchUnavailableError: The generation in use was built by another version, or is
                damaged.
        """
        with self._lock:
            due = time.monotonic() - self._checked_at >= READER_REFRESH_SECONDS
            if due or fresh:
                self._refresh_safely()
                self._checked_at = time.monotonic()
            return EmbeddedIndex(self._version, dict(self._shards))

    def version(self) -> str:
        """Return a text that changes with every commit, read from disk."""
        generation = self._store.current()
        return _version(generation) if generation else EMPTY_VERSION

    def standing(self) -> Standing:
        """Return how the index stands, as its files tell it.

        Raises:
            SearchUnavailableError: A part of it cannot be read.
        """
        generation = self._store.current()
        if generation is None:
            return Standing(EMPTY_VERSION, {})
        try:
            counts = {each: shard_counts(generation.path / each)[0] for each in Language}
            return Standing(_version(generation), counts)
        except (OSError, ValueError, LookupError) as error:
            raise SearchUnavailableError from error

    def trouble(self) -> IndexTrouble:
        """Return nothing: what is wrong with files is told by reading them."""
        return IndexTrouble.NONE

    def vector_standing(self) -> VectorStanding:
        """Return nothing: vectors lie beside what they belong to."""
        return VectorStanding.NONE

    def warm(self) -> None:
        """Do nothing: all of it lies on this machine."""

    def is_usable(self) -> bool:
        """Return whether there is an index that this version may change."""
        generation = self._store.current()
        return generation is not None and generation.is_usable

    def needs_rebuild(self) -> bool:
        """Return whether the index is missing, damaged, of another version or worn."""
        generation = self._store.current()
        if generation is None or not generation.is_usable:
            return True
        # looked at twice, for another process may have committed amid the first look
        if self._is_damaged() and self._is_damaged():
            return True
        if generation.meta.encoder != self._encoder:
            return True
        counts = [shard_counts(generation.path / language) for language in Language]
        held = sum(live + deleted for live, deleted, _ in counts)
        return sum(deleted for _, deleted, _ in counts) > REBUILD_DELETED_SHARE * held

    @contextmanager
    def writing(self) -> Iterator[EmbeddedWriter]:
        """Open the generation in use for changes.

        Raises:
            IndexBusyError: Another process writes.
            IndexOutdatedError: There is no generation that this version may change.
        """
        with self._store.locked(), self.known.carried_on():
            generation = self._store.current()
            if generation is None or not generation.is_usable:
                raise IndexOutdatedError(
                    "The search index is missing or was built by another version. "
                    "Run: python manage.py reindex"
                )
            # vectors of another encoder are left as they are; `needs_rebuild` tells of it
            alike = bool(self._encoder) and generation.meta.encoder == self._encoder
            with _closing(EmbeddedWriter(generation.path, with_vectors=alike)) as writer:
                yield writer
        self._forget_age()

    @contextmanager
    def rebuilding(self) -> Iterator[EmbeddedWriter]:
        """Build a new generation and put it in use when the block ends without an error.

        Raises:
            IndexBusyError: Another process writes.
        """
        with self._store.locked():
            path = self._store.started()
            with_vectors = bool(self._encoder)
            with _closing(EmbeddedWriter(path, with_vectors=with_vectors)) as writer:
                writer.is_full_build = True
                yield writer
                writer.commit()
            count = sum(shard_counts(path / language)[0] for language in Language)
            self._store.published(path, doc_count=count, encoder=self._encoder)
        self._forget_age()

    def _is_damaged(self) -> bool:
        generation = self._store.current()
        return generation is None or not all(
            shard_is_whole(generation.path / language) for language in Language
        )

    def _forget_age(self) -> None:
        with self._lock:
            self._checked_at = float("-inf")

    def _refresh_safely(self) -> None:
        """Take in what changed; from a damaged index there is no answer until it is rebuilt."""
        try:
            self._refresh()
        except (OSError, ValueError, LookupError) as error:
            # whatever was opened of it is opened anew
            self._generation, self._version = None, ""
            self._opened, self._shards = {}, {}
            raise SearchUnavailableError from error

    def _refresh(self) -> None:
        generation = self._store.current()
        version = _version(generation) if generation else EMPTY_VERSION
        if version == self._version:
            return
        if generation is None:
            self._opened, self._shards = {}, {}
        else:
            if not generation.is_usable:
                raise SearchUnavailableError
            if self._generation is None or self._generation.name != generation.name:
                self._opened = {}
            self._shards = self._shards_of(generation)
        self._generation, self._version = generation, version

    def _shards_of(self, generation: Generation) -> dict[Language, Shard]:
        for language in Language:
            opened = self._opened.get(language)
            if opened is not None:
                opened.reload()
            elif (found := shard_opened(generation.path / language)) is not None:
                self._opened[language] = found
        alike = bool(self._encoder) and generation.meta.encoder == self._encoder
        return {
            language: Shard(index, language, generation.path / language, with_vectors=alike)
            for language, index in self._opened.items()
        }


@contextmanager
def _closing(writer: EmbeddedWriter) -> Iterator[EmbeddedWriter]:
    try:
        yield writer
    finally:
        writer.close()


def _version(generation: Generation) -> str:
    commits = (str(shard_counts(generation.path / language)[2]) for language in Language)
    return ".".join((generation.name, *commits))
