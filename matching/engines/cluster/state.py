"""What a cluster is told about its index beside the documents: generation, commits, who writes."""

from __future__ import annotations

import secrets
import time
import zlib
from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from elasticsearch import ConflictError, NotFoundError

from matching.analysis import ANALYZER_VERSION
from matching.constants import WRITER_WAIT_SECONDS
from matching.engines.base import EMPTY_VERSION
from matching.engines.cluster.layout import CLUSTER_SCHEMA_VERSION, state_name
from matching.engines.errors import IndexBusyError
from matching.stem_counts import StemStatistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elasticsearch import Elasticsearch

    from marketplace.core.languages import Language
    from matching.engines.base import TextSet
    from matching.engines.cluster.connection import Connection

_Place = tuple[int, int]
_LEASE_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.25
_STATE: Final = "technologies"
_WRITER: Final = "writer"


@dataclass(frozen=True, slots=True)
class ClusterState:
    """The generation in use.

    Args:
        generation: Its number; 0 where there is none.
        commits: Grows with each commit.
        schema: Version of the fields it was made with.
        analyzer_version: Of the analysis it was made with.
        encoder: What made its vectors.
    """

    generation: int = 0
    commits: int = 0
    schema: int = CLUSTER_SCHEMA_VERSION
    analyzer_version: str = ANALYZER_VERSION
    encoder: str = ""

    @property
    def version(self) -> str:
        """Return a text that changes with every commit."""
        return f"{self.generation:08d}.{self.commits}" if self.generation else EMPTY_VERSION

    @property
    def is_usable(self) -> bool:
        """Return whether this program's fields and analysis made it."""
        built_with = (self.schema, self.analyzer_version)
        return self.generation > 0 and built_with == (CLUSTER_SCHEMA_VERSION, ANALYZER_VERSION)


def state_read(client: Elasticsearch, prefix: str) -> ClusterState:
    """Return the state as it was written last."""
    try:
        answer = client.get(index=state_name(prefix), id=_STATE)
    except NotFoundError:
        return ClusterState()
    return ClusterState(**answer["_source"])


def state_write(client: Elasticsearch, prefix: str, state: ClusterState) -> None:
    """Write the state."""
    client.index(index=state_name(prefix), id=_STATE, document=asdict(state))


def statistics_write(
    client: Elasticsearch,
    prefix: str,
    counted: dict[tuple[Language, TextSet], StemStatistics],
) -> None:
    """Keep the statistics of each language and text set."""
    for (language, texts), known in counted.items():
        columns = np.stack([known.hashes, known.frequencies]).astype("<u4").tobytes()
        document = {
            "columns": b64encode(zlib.compress(columns, 1)).decode(),
            "document_count": known.document_count,
            "total_length": known.total_length,
        }
        client.index(
            index=state_name(prefix), id=f"statistics-{language}-{texts}", document=document
        )


def statistics_read(
    client: Elasticsearch, prefix: str, language: Language, texts: TextSet
) -> StemStatistics:
    """Return the statistics as they were counted last."""
    try:
        answer = client.get(index=state_name(prefix), id=f"statistics-{language}-{texts}")
    except NotFoundError:
        return StemStatistics.empty()
    kept = answer["_source"]
    columns = np.frombuffer(zlib.decompress(b64decode(kept["columns"])), "<u4").reshape(2, -1)
    return StemStatistics(columns[0], columns[1], kept["document_count"], kept["total_length"])


class Lease:
    """The right to write, which ends by itself when its holder dies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = state_name(connection.place.prefix)
        self._owner = secrets.token_hex(8)
        self._place: _Place | None = None
        self._seen: tuple[_Place, float] | None = None

    @contextmanager
    def held(self) -> Iterator[Lease]:
        """Hold the right for the block.

        Raises:
            IndexBusyError: Another writer kept it for the whole waiting time.
            SearchUnavailableError: The cluster does not answer.
        """
        deadline = time.monotonic() + WRITER_WAIT_SECONDS
        while not self._taken():
            if time.monotonic() >= deadline:
                raise IndexBusyError(
                    "Another process is writing the index of the cluster. "
                    "Stop it or wait until it is done."
                )
            time.sleep(_POLL_SECONDS)
        try:
            yield self
        finally:
            self._given_back()

    def renew(self) -> None:
        """Show that the holder lives, and make sure that nobody took over.

        Raises:
            IndexBusyError: Somebody took over.
        """
        with self._connection.writing() as client:
            try:
                self._write(client, self._place)
            except (ConflictError, NotFoundError) as error:
                raise IndexBusyError("Another process took over writing the index.") from error

    def _taken(self) -> bool:
        with self._connection.writing() as client:
            place: _Place | None = None
            try:
                known = client.get(index=self._index, id=_WRITER)
            except NotFoundError:
                pass
            else:
                place = (known["_seq_no"], known["_primary_term"])
                if self._lives(place):
                    return False
            try:
                self._write(client, place)
            except ConflictError:
                return False
            return True

    def _lives(self, place: _Place) -> bool:
        """Return whether the holder may still live: it showed itself within the lease's time.

        Measured by this machine's own stopwatch, because clocks of two machines differ.
        """
        if self._seen is None or self._seen[0] != place:
            self._seen = (place, time.monotonic())
        return time.monotonic() - self._seen[1] < _LEASE_SECONDS

    def _write(self, client: Elasticsearch, place: _Place | None) -> None:
        document = {"owner": self._owner}
        if place is None:
            answer = client.index(
                index=self._index, id=_WRITER, document=document, op_type="create"
            )
        else:
            answer = client.index(
                index=self._index,
                id=_WRITER,
                document=document,
                if_seq_no=place[0],
                if_primary_term=place[1],
            )
        self._place = (answer["_seq_no"], answer["_primary_term"])

    def _given_back(self) -> None:
        if self._place is None:
            return
        with self._connection.writing() as client:
            try:
                client.delete(
                    index=self._index,
                    id=_WRITER,
                    if_seq_no=self._place[0],
                    if_primary_term=self._place[1],
                )
            except (ConflictError, NotFoundError):
                return
