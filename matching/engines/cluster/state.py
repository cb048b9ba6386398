"""What a cluster is told about its index beside the documents: generation, commits, statistics."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from elasticsearch import ConflictError, NotFoundError

from matching.analysis import ANALYZER_VERSION
from matching.engines.base import EMPTY_VERSION, VectorPlace
from matching.engines.cluster.layout import CLUSTER_SCHEMA_VERSION, state_name
from matching.engines.errors import IndexBusyError
from matching.stem_counts import StemStatistics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elasticsearch import Elasticsearch

    from marketplace.core.languages import Language
    from matching.engines.base import TextSet

Place = tuple[int, int]
"""Number and primary term of a document's last write."""

PATIENCE: Final = "10s"
"""So long a write waits in the cluster for the copy that takes it."""
_STATE: Final = "technologies"


@dataclass(frozen=True, slots=True)
class ClusterState:
    """The generation in use.

    Args:
        generation: Its number; 0 where there is none.
        commits: Grows with each commit.
        schema: Version of the fields it was made with.
        analyzer_version: Of the analysis it was made with.
        encoder: What made its vectors.
        written: Bytes of packed stems ever written to it, by language and text set.
        build: Names it among all that ever were, also where numbers begin anew.
        vectors: Where its vectors are compared.
    """

    generation: int = 0
    commits: int = 0
    schema: int = CLUSTER_SCHEMA_VERSION
    analyzer_version: str = ANALYZER_VERSION
    encoder: str = ""
    written: Mapping[str, int] = field(default_factory=dict)
    build: str = ""
    vectors: str = VectorPlace.NONE

    @property
    def version(self) -> str:
        """Return a text that changes with every commit."""
        return f"{self.generation:08d}.{self.commits}" if self.generation else EMPTY_VERSION

    @property
    def is_usable(self) -> bool:
        """Return whether this program's fields and analysis made it."""
        built_with = (self.schema, self.analyzer_version)
        return self.generation > 0 and built_with == (CLUSTER_SCHEMA_VERSION, ANALYZER_VERSION)


def state_known(client: Elasticsearch, prefix: str) -> tuple[ClusterState, Place | None]:
    """Return the state as it was written last, and where; None where it never was."""
    try:
        answer = client.get(index=state_name(prefix), id=_STATE)
    except NotFoundError:
        return ClusterState(), None
    return ClusterState(**answer["_source"]), (answer["_seq_no"], answer["_primary_term"])


def state_read(client: Elasticsearch, prefix: str) -> ClusterState:
    """Return the state as it was written last."""
    return state_known(client, prefix)[0]


def state_write(
    client: Elasticsearch, prefix: str, state: ClusterState, place: Place | None
) -> Place:
    """Write the state where nobody wrote it since it was read, and return its new place.

    Raises:
        IndexBusyError: Somebody did.
    """
    try:
        return document_write(client, state_name(prefix), _STATE, asdict(state), place)
    except ConflictError as error:
        raise IndexBusyError("Another process took over writing the index.") from error


def document_write(
    client: Elasticsearch, index: str, key: str, document: Mapping[str, Any], place: Place | None
) -> Place:
    """Write a document where nobody wrote it since its place was read, and return the new place.

    Raises:
        ConflictError: Somebody did.
    """
    if place is None:
        answer = client.index(
            index=index, id=key, document=document, op_type="create", timeout=PATIENCE
        )
    else:
        answer = client.index(
            index=index,
            id=key,
            document=document,
            if_seq_no=place[0],
            if_primary_term=place[1],
            timeout=PATIENCE,
        )
    return answer["_seq_no"], answer["_primary_term"]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Statistics and how much of what was written they cover.

    Args:
        statistics: Of one language and text set.
        covered: Bytes of packed stems that were counted.
        commit: The last commit whose documents were.
    """

    statistics: StemStatistics
    covered: int = 0
    commit: int = 0


def written_key(language: Language, texts: TextSet) -> str:
    """Return what a language's text set is called in `ClusterState.written`."""
    return f"{language}-{texts}"


def statistics_write(
    client: Elasticsearch, prefix: str, language: Language, texts: TextSet, counted: Counted
) -> None:
    """Keep the statistics of a language and text set."""
    known = counted.statistics
    columns = np.stack([known.hashes, known.frequencies]).astype("<u4").tobytes()
    document = {
        "columns": b64encode(zlib.compress(columns, 1)).decode(),
        "document_count": known.document_count,
        "total_length": known.total_length,
        "covered": counted.covered,
        "commit": counted.commit,
    }
    client.index(
        index=state_name(prefix),
        id=f"statistics-{written_key(language, texts)}",
        document=document,
        timeout=PATIENCE,
    )


def statistics_read(
    client: Elasticsearch, prefix: str, language: Language, texts: TextSet
) -> Counted:
    """Return the statistics as they were counted last."""
    key = f"statistics-{written_key(language, texts)}"
    try:
        kept = client.get(index=state_name(prefix), id=key)["_source"]
    except NotFoundError:
        return Counted(StemStatistics.empty())
    columns = np.frombuffer(zlib.decompress(b64decode(kept["columns"])), "<u4").reshape(2, -1)
    statistics = StemStatistics(
        columns[0], columns[1], kept["document_count"], kept["total_length"]
    )
    return Counted(statistics, kept["covered"], kept["commit"])
