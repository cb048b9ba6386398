"""The one writer of a cluster's generation."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from elasticsearch import BadRequestError
from elasticsearch.helpers import streaming_bulk

from marketplace.core.languages import Language
from matching.constants import STATISTICS_LAG_SHARE
from matching.engines.base import TextSet, VectorPlace
from matching.engines.cluster.connection import passes
from matching.engines.cluster.layout import index_name, row, vector_fields, writing_name
from matching.engines.cluster.paging import every_hit
from matching.engines.cluster.state import (
    PATIENCE,
    Counted,
    state_write,
    statistics_read,
    statistics_write,
    written_key,
)
from matching.engines.errors import (
    DocumentRefusedError,
    IndexBusyError,
    SearchUnavailableError,
)
from matching.stem_counts import StemStatistics, unpacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from elasticsearch import Elasticsearch

    from matching.engines.base import IndexDocument
    from matching.engines.cluster.connection import Connection
    from matching.engines.cluster.lease import Lease
    from matching.engines.cluster.state import ClusterState, Place

_AT_ONCE: Final = 500
# a cluster that has too much to do is given a moment; after that the indexer comes again
_RETRIES: Final = 3
_COUNTED_AT_ONCE: Final = 1000
_CONFLICT: Final = 409
_VECTOR_BYTES: Final = 4


class ClusterWriter:
    """Writes one generation; every technology's documents are replaced together.

    What was sent may already be seen before `commit`, where the cluster refreshes by itself; a
    technology's documents are always whole, and sending them again changes nothing.

    Args:
        connection: The cluster.
        lease: The right to write.
        state: The generation that is written.
        place: Where the state was read, or None for a generation that is not in use yet.
        with_vectors: Whether vectors are kept.
    """

    def __init__(
        self,
        connection: Connection,
        lease: Lease,
        state: ClusterState,
        place: Place | None = None,
        *,
        with_vectors: bool,
    ) -> None:
        self._connection = connection
        self._lease = lease
        self._place = place
        self._with_vectors = with_vectors
        self._actions: list[dict[str, Any]] = []
        self._changed: set[Language] = set()
        self._known: dict[int, dict[Language, int]] = {}
        self._written = Counter(state.written)
        self.state = state
        self.is_full_build = False

    def held(self, technology_ids: Sequence[int]) -> dict[int, dict[Language, int]]:
        """Return the fingerprints of the documents that the index holds of these technologies.

        Raises:
            SearchUnavailableError: A part of the index is away.
        """
        found: dict[int, dict[Language, int]] = {one: {} for one in technology_ids}
        asked = [(language, one) for language in Language for one in technology_ids]
        if not asked:
            return found
        with self._connection.writing() as client:
            answers = client.mget(
                docs=[
                    {"_index": self._name(language), "_id": str(one), "_source": ["fingerprint"]}
                    for language, one in asked
                ]
            )["docs"]
        for (language, one), answer in zip(asked, answers, strict=True):
            if "error" in answer:
                # who cannot be asked does not hold nothing
                raise SearchUnavailableError
            if answer["found"]:
                found[one][language] = int(answer["_source"]["fingerprint"])
        self._known.update(found)
        return found

    def replace(self, technology_id: int, documents: Iterable[IndexDocument]) -> None:
        """Put the documents in the place of whatever the technology had, possibly nothing."""
        fresh = {document.language: document for document in documents}
        # to delete what is not there would count as a deletion all the same
        held: Collection[Language] = self._known.pop(technology_id, list(Language))
        for language in Language:
            action: dict[str, Any] = {
                "_index": self._writing_name(language),
                "_id": str(technology_id),
                "version": self._lease.fence,
                "version_type": "external_gte",
            }
            if language in fresh:
                document = fresh[language]
                size = len(document.card.vector) // _VECTOR_BYTES
                if self._with_vectors and size and not self.state.vectors:
                    place = self._place_for_vectors(size)
                    self.state = replace(self.state, vectors=place)
                action["_source"] = self._row(document)
            elif language in held and not self.is_full_build:
                action["_op_type"] = "delete"
            else:
                continue
            self._actions.append(action)
            self._changed.add(language)
        if len(self._actions) >= _AT_ONCE:
            self._send()

    def commit(self) -> None:
        """Make everything since the last commit durable and visible.

        Raises:
            DocumentRefusedError: The cluster does not take a document as it is.
            IndexBusyError: Another process took over.
            SearchUnavailableError: The cluster does not take it now.
        """
        self._send()
        names = [self._name(language) for language in sorted(self._changed)]
        with self._connection.writing() as client:
            if names:
                client.indices.refresh(index=names)
            self.state = replace(self.state, written=dict(self._written))
            if not self.is_full_build:
                self.state = replace(self.state, commits=self._commit)
                self._place = state_write(
                    client, self._connection.place.prefix, self.state, self._place
                )
        self._changed.clear()
        self._statistics_follow()

    def _statistics_follow(self) -> None:
        """Count in how many documents each stem stands, where enough was written to matter."""
        with self._connection.writing() as client:
            for language in Language:
                for texts in TextSet:
                    self._follow(client, language, texts)

    def _follow(self, client: Elasticsearch, language: Language, texts: TextSet) -> None:
        """Count what later commits wrote; replaced documents stay counted, as on a local disk."""
        prefix = self._connection.place.prefix
        written = self.state.written.get(written_key(language, texts), 0)
        # a generation that is not in use yet is counted from its beginning
        known = Counted(StemStatistics.empty())
        if not self.is_full_build:
            known = statistics_read(client, prefix, language, texts)
            if written - known.covered <= STATISTICS_LAG_SHARE * known.covered:
                return
        field = f"packed{texts}"
        hits = every_hit(
            client,
            self._name(language),
            {"_source": [field]},
            after_commit=known.commit,
            is_opensearch=self._connection.is_opensearch,
        )
        documents = (unpacked(b64decode(hit["_source"][field])) for hit in hits)
        statistics = known.statistics
        while some := list(islice(documents, _COUNTED_AT_ONCE)):
            statistics = statistics.extended(some)
        counted = Counted(statistics, written, self.state.commits)
        statistics_write(client, prefix, language, texts, counted)

    def _send(self) -> None:
        if not self._actions:
            return
        # first see that the right to write is still there, so that a late writer changes nothing
        self._lease.renew()
        with self._connection.writing() as client:
            for _, answer in streaming_bulk(
                client,
                self._actions,
                chunk_size=_AT_ONCE,
                max_retries=_RETRIES,
                initial_backoff=0.2,
                max_backoff=3,
                raise_on_error=False,
                require_alias=True,
                timeout=PATIENCE,
            ):
                _assert_taken(next(iter(answer.values())))
        self._actions.clear()

    @property
    def _commit(self) -> int:
        """Return the number of the commit to come; a whole build is its generation's first."""
        return self.state.commits if self.is_full_build else self.state.commits + 1

    def _row(self, document: IndexDocument) -> dict[str, Any]:
        vectors = self.state.vectors if self._with_vectors else VectorPlace.NONE
        made = row(document, commit=self._commit, vectors=vectors)
        for texts in TextSet:
            encoded: str = made[f"packed{texts}"]
            size = len(encoded) * 3 // 4 - encoded[-2:].count("=")
            self._written[written_key(document.language, texts)] += size
        return made

    def _place_for_vectors(self, size: int) -> VectorPlace:
        """Return where vectors are compared; make room for them in the cluster if it is there.

        That holds for the whole generation: half of its vectors would be no answer.
        """
        fields = vector_fields(size, is_opensearch=self._connection.is_opensearch)
        names = [self._name(language) for language in Language]
        with self._connection.writing() as client:
            try:
                client.indices.put_mapping(index=names, properties=fields)
            except BadRequestError:
                # an OpenSearch without its k-NN plugin
                return VectorPlace.LOCAL
        return VectorPlace.CLUSTER

    def _name(self, language: Language) -> str:
        return index_name(self._connection.place.prefix, self.state.generation, language)

    def _writing_name(self, language: Language) -> str:
        prefix, generation = self._connection.place.prefix, self.state.generation
        return writing_name(prefix, generation, language, self._lease.fence)


def _assert_taken(outcome: Mapping[str, Any]) -> None:
    """Raise the error that an outcome stands for; a deletion of what is not there is none."""
    error = outcome.get("error")
    if not error:
        return
    status, kind = outcome["status"], str(error.get("type", "")) if isinstance(error, dict) else ""
    if status == _CONFLICT:
        raise IndexBusyError("Another process took over writing the index.")
    if passes(status, kind):
        raise SearchUnavailableError
    raise DocumentRefusedError(f"The cluster refused a document: {kind or status}.")
