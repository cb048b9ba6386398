"""The cluster engine: generations behind aliases, one writer, readers that follow."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from elasticsearch import NotFoundError

from marketplace.core.languages import Language
from matching.constants import READER_REFRESH_SECONDS, REBUILD_DELETED_SHARE
from matching.engines.cluster.connection import Connection
from matching.engines.cluster.layout import alias_name, index_name, state_name, template
from matching.engines.cluster.reading import ClusterIndex, Held, held_read
from matching.engines.cluster.state import ClusterState, Lease, state_read, state_write
from matching.engines.cluster.writing import ClusterWriter
from matching.engines.errors import IndexOutdatedError, SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elasticsearch import Elasticsearch

    from matching.engines.base import TextSet
    from matching.engines.cluster.connection import ClusterPlace
    from matching.stem_counts import StemStatistics


class ClusterEngine:
    """Asks the generation in use and hands out the one writer.

    Args:
        place: The cluster.
        encoder: Name of what makes the vectors, or "" where nothing does.
    """

    def __init__(self, place: ClusterPlace, *, encoder: str = "") -> None:
        self._connection = Connection(place)
        self._prefix = place.prefix
        self._encoder = encoder
        self._lock = threading.Lock()
        self._state = ClusterState()
        self._held: dict[Language, Held] = {}
        self._counted: dict[tuple[Language, TextSet], StemStatistics] = {}
        self._checked_at = float("-inf")

    def index(self, *, fresh: bool = False) -> ClusterIndex:
        """Return the index as of now.

        Args:
            fresh: Whether a commit of the last second has to be seen as well.

        Raises:
            SearchUnavailableError: The cluster does not answer, or holds no index that this
                version can read.
        """
        with self._lock:
            due = time.monotonic() - self._checked_at >= READER_REFRESH_SECONDS
            if due or fresh:
                self._refresh()
                self._checked_at = time.monotonic()
            return ClusterIndex(
                self._connection,
                self._state,
                dict(self._held),
                with_vectors=bool(self._encoder) and self._state.encoder == self._encoder,
                counted=self._counted,
            )

    def version(self) -> str:
        """Return a text that changes with every commit.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.reading() as client:
            return state_read(client, self._prefix).version

    def is_usable(self) -> bool:
        """Return whether there is an index that this version may change.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        with self._connection.writing() as client:
            state = state_read(client, self._prefix)
            names = self._names(state.generation)
            return state.is_usable and bool(client.indices.exists(index=names))

    def needs_rebuild(self) -> bool:
        """Return whether the index is missing, of another version, or holds too many deletions.

        Raises:
            SearchUnavailableError: The cluster does not answer.
        """
        if not self.is_usable():
            return True
        with self._connection.writing() as client:
            state = state_read(client, self._prefix)
            if state.encoder != self._encoder:
                return True
            told = client.indices.stats(index=self._names(state.generation), metric="docs")
        documents = told["_all"]["primaries"]["docs"]
        held = documents["count"] + documents["deleted"]
        return bool(documents["deleted"] > REBUILD_DELETED_SHARE * held)

    @contextmanager
    def writing(self) -> Iterator[ClusterWriter]:
        """Open the generation in use for changes.

        Raises:
            IndexBusyError: Another process writes.
            IndexOutdatedError: There is no generation that this version may change.
            SearchUnavailableError: The cluster does not answer.
        """
        self._prepare()
        with Lease(self._connection).held() as lease:
            with self._connection.writing() as client:
                state = state_read(client, self._prefix)
            if not state.is_usable:
                raise IndexOutdatedError(
                    "The search index is missing or was built by another version. "
                    "Run: python manage.py reindex"
                )
            alike = bool(self._encoder) and state.encoder == self._encoder
            yield ClusterWriter(self._connection, lease, state, with_vectors=alike)
        self._forget_age()

    @contextmanager
    def rebuilding(self) -> Iterator[ClusterWriter]:
        """Build a new generation and put it in use when the block ends without an error.

        Searches go on with the one before until all aliases lead to the new one at once.

        Raises:
            IndexBusyError: Another process writes.
            SearchUnavailableError: The cluster does not answer.
        """
        self._prepare()
        with Lease(self._connection).held() as lease:
            with self._connection.writing() as client:
                before = state_read(client, self._prefix)
                fresh = ClusterState(generation=self._started(client), encoder=self._encoder)
            writer = ClusterWriter(self._connection, lease, fresh, with_vectors=bool(self._encoder))
            writer.is_full_build = True
            yield writer
            writer.commit()
            writer.statistics_count()
            lease.renew()
            with self._connection.writing() as client:
                self._published(client, before, replace(fresh, commits=before.commits + 1))
        self._forget_age()

    def _prepare(self) -> None:
        """Make sure that indices are made as they have to be."""
        with self._connection.writing() as client:
            client.indices.put_index_template(
                name=f"{self._prefix}-technologies", **template(self._prefix)
            )
            name = state_name(self._prefix)
            if not client.indices.exists(index=name):
                client.options(ignore_status=400).indices.create(
                    index=name,
                    settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                    mappings={"dynamic": False, "properties": {}},
                )

    def _names(self, generation: int) -> list[str]:
        return [index_name(self._prefix, generation, language) for language in Language]

    def _generations(self, client: Elasticsearch) -> set[int]:
        names = client.indices.get(index=f"{self._prefix}-technologies-*", expand_wildcards="open")
        return {int(name.rsplit("-", 1)[1]) for name in names}

    def _started(self, client: Elasticsearch) -> int:
        """Return the number of a new generation with empty indices."""
        generation = max(self._generations(client), default=0) + 1
        for name in self._names(generation):
            client.indices.create(index=name)
        return generation

    def _published(self, client: Elasticsearch, before: ClusterState, fresh: ClusterState) -> None:
        actions = []
        for language in Language:
            alias = alias_name(self._prefix, language)
            name = index_name(self._prefix, fresh.generation, language)
            try:
                old = list(client.indices.get_alias(name=alias))
            except NotFoundError:
                old = []
            actions += [{"remove": {"index": each, "alias": alias}} for each in old]
            actions.append({"add": {"index": name, "alias": alias}})
        client.indices.update_aliases(actions=actions)
        state_write(client, self._prefix, fresh)
        for generation in self._generations(client) - {before.generation, fresh.generation}:
            client.options(ignore_status=404).indices.delete(index=self._names(generation))

    def _forget_age(self) -> None:
        with self._lock:
            self._checked_at = float("-inf")

    def _refresh(self) -> None:
        with self._connection.reading() as client:
            state = state_read(client, self._prefix)
            if state == self._state and self._held:
                return
            if state.generation and not state.is_usable:
                raise SearchUnavailableError
            held = (
                held_read(client, self._prefix, state, list(Language)) if state.generation else {}
            )
        self._state, self._held, self._counted = state, held, {}
