"""Keeping this machine's vectors level with a cluster that compares none itself."""

from __future__ import annotations

import shutil
import threading
import time
from base64 import b64decode
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import structlog
from elasticsearch import ApiError

from marketplace.core.languages import Language
from matching.engines.base import TextSet, VectorPlace
from matching.engines.cluster.layout import KEY_FIELD, index_name, kept_field
from matching.engines.cluster.local_vectors import Covered, LocalVectorFiles
from matching.engines.cluster.paging import every_hit
from matching.engines.cluster.state import state_read
from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from elasticsearch import Elasticsearch

    from matching.engines.cluster.connection import Connection
    from matching.engines.cluster.local_vectors import LocalVectors, LocalVectorsWriter
    from matching.engines.cluster.state import ClusterState

log = structlog.get_logger(__name__)

_AT_ONCE: Final = 500
_PAUSE_SECONDS: Final = 5.0
"""So long the thread waits after the cluster or the disk failed it."""
_NAMES_AT_ONCE: Final = 10_000
_NAMES: Final = ["technology", KEY_FIELD]


class Follower:
    """Brings vectors from the cluster in a thread of its own, whenever the index changed.

    Args:
        connection: The cluster.
        folder: Where this machine keeps vectors.
        encoder: Name of what makes them.
    """

    def __init__(self, connection: Connection, folder: Path, encoder: str) -> None:
        self._connection = connection
        self._encoder = encoder
        root = self._root = folder / connection.place.prefix / encoder
        self._files = {language: LocalVectorFiles(root / language) for language in Language}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._was_level = False
        self._paused_until = float("-inf")

    def read(self) -> dict[Language, LocalVectors]:
        """Return the rows as of now; nothing before they were level with the index once.

        What the machine kept from before this process may lack what came since.
        """
        if not self._was_level:
            return {}
        return {
            language: rows
            for language, files in self._files.items()
            if (rows := files.read()) is not None
        }

    def is_level(self, state: ClusterState) -> bool:
        """Return whether the rows tell all that the index says in that state."""
        rows = [files.read() for files in self._files.values()]
        return all(each is not None and each.covered == _covered(state) for each in rows)

    def follow(self, state: ClusterState) -> None:
        """Begin to bring what the rows lack; where that goes on already, leave it so."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            if self.is_level(state):
                self._was_level = True
                return
            if time.monotonic() < self._paused_until:
                return
            self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)
            self._thread.start()

    def wait(self, state: ClusterState, seconds: float) -> None:
        """Wait until the rows are level with the index, but no longer than that."""
        deadline = time.monotonic() + seconds
        # what goes on already may have begun before the last commit
        for _ in range(2):
            if self._thread is not None:
                self._thread.join(max(0.0, deadline - time.monotonic()))
            self.follow(state)
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - time.monotonic()))

    def _run(self) -> None:
        try:
            if not all(self._brought(*each) for each in self._files.items()):
                return
            self._was_level = True
            # what another encoder made; who has that one is not answered by this index
            for other in self._root.parent.iterdir():
                if other != self._root:
                    shutil.rmtree(other, ignore_errors=True)
        except (SearchUnavailableError, ApiError, OSError, ValueError) as error:
            # what lies here goes on being asked, for the cluster confirms each hit
            self._paused_until = time.monotonic() + _PAUSE_SECONDS
            log.warning("vectors_not_brought", reason=type(error).__name__)

    def _brought(self, language: Language, files: LocalVectorFiles) -> bool:
        """Bring what the rows lack; return whether they are level with the index now."""
        prefix = self._connection.place.prefix
        with files.writing() as writer, self._connection.writing() as client:
            # under the lock: whoever had it before may have brought all of it
            state = state_read(client, prefix)
            if (state.vectors, state.encoder) != (VectorPlace.LOCAL, self._encoder):
                return False
            if writer.covered == _covered(state):
                return True
            name = index_name(prefix, state.generation, language)
            wanted = self._changed(client, name, writer, state)
            for batch in _batches(writer.missing(wanted)):
                for technology, key, vectors in _vectors_read(client, name, batch):
                    writer.append(technology, key, vectors)
                # a first filling that is cut short goes on from here
                writer.keep(writer.covered)
            writer.keep(_covered(state))
            return True

    def _changed(
        self, client: Elasticsearch, name: str, writer: LocalVectorsWriter, state: ClusterState
    ) -> Mapping[int, int]:
        """Return the keys of the vectors that the rows may lack, by technology."""
        covered = writer.covered
        if covered.build == state.build and covered.commits < state.commits:
            exists: dict[str, Any] = {"exists": {"field": KEY_FIELD}}
            if not writer.is_worn(client.count(index=name, query=exists)["count"]):
                return self._keys(client, name, after_commit=covered.commits)
        every = self._keys(client, name, after_commit=0)
        writer.begin_anew_where_worn(every)
        return every

    def _keys(self, client: Elasticsearch, name: str, *, after_commit: int) -> dict[int, int]:
        hits = every_hit(
            client,
            name,
            {"_source": False, "docvalue_fields": _NAMES},
            after_commit=after_commit,
            page=_NAMES_AT_ONCE,
            is_opensearch=self._connection.is_opensearch,
        )
        told = (hit["fields"] for hit in hits)
        return {
            int(each["technology"][0]): int(each[KEY_FIELD][0])
            for each in told
            if KEY_FIELD in each
        }


def _vectors_read(
    client: Elasticsearch, name: str, technologies: Sequence[int]
) -> Iterator[tuple[int, int, dict[TextSet, bytes]]]:
    """Yield technologies with the key and the vectors that their documents have now."""
    answer = client.search(
        index=name,
        body={
            "size": len(technologies),
            "query": {"bool": {"filter": [{"terms": {"technology": list(technologies)}}]}},
            "_source": False,
            "stored_fields": [kept_field(texts) for texts in TextSet],
            "docvalue_fields": _NAMES,
            "sort": [{"technology": "asc"}],
            "track_total_hits": False,
        },
        allow_partial_search_results=False,
    )
    for hit in answer["hits"]["hits"]:
        told = hit["fields"]
        if KEY_FIELD in told:
            vectors = {texts: b64decode(told.get(kept_field(texts), [""])[0]) for texts in TextSet}
            yield int(told["technology"][0]), int(told[KEY_FIELD][0]), vectors


def _covered(state: ClusterState) -> Covered:
    return Covered(state.build, state.commits)


def _batches(technologies: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(technologies)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
