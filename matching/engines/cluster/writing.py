"""The one writer of a cluster's generation."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from elasticsearch import BadRequestError
from elasticsearch.helpers import BulkIndexError, streaming_bulk

from marketplace.core.languages import Language
from matching.constants import STATISTICS_LAG_SHARE
from matching.engines.base import TextSet
from matching.engines.cluster.layout import index_name, row, vector_fields
from matching.engines.cluster.paging import every_hit
from matching.engines.cluster.state import state_write, statistics_read, statistics_write
from matching.stem_counts import StemStatistics, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from elasticsearch import Elasticsearch

    from matching.engines.base import IndexDocument
    from matching.engines.cluster.connection import Connection
    from matching.engines.cluster.state import ClusterState, Lease
    from matching.stem_counts import StemCounts

_AT_ONCE: Final = 500
_RETRIES: Final = 5
_COUNTED_AT_ONCE: Final = 1000
_MISSING: Final = 404
_REFUSED: Final = 400
_VECTOR_BYTES: Final = 4


class ClusterWriter:
    """Writes one generation; every technology's documents are replaced together.

    What was sent may already be seen before `commit`, where the cluster refreshes by itself; a
    technology's documents are always whole, and sending them again changes nothing.
    """

    def __init__(
        self, connection: Connection, lease: Lease, state: ClusterState, *, with_vectors: bool
    ) -> None:
        self._connection = connection
        self._lease = lease
        self._with_vectors = with_vectors
        self._actions: list[dict[str, Any]] = []
        self._vectors_known = False
        self._changed: set[Language] = set()
        self.state = state
        self.is_full_build = False

    def held(self, technology_ids: Sequence[int]) -> dict[int, dict[Language, int]]:
        """Return the fingerprints of the documents that the index holds of these technologies."""
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
            if answer.get("found"):
                found[one][language] = int(answer["_source"]["fingerprint"])
        return found

    def replace(self, technology_id: int, documents: Iterable[IndexDocument]) -> None:
        """Put the documents in the place of whatever the technology had, possibly nothing."""
        fresh = {document.language: document for document in documents}
        for language in Language:
            place = {"_index": self._name(language), "_id": str(technology_id)}
            if language in fresh:
                document = fresh[language]
                size = len(document.card.vector) // _VECTOR_BYTES
                if self._with_vectors and size and not self._vectors_known:
                    self._vectors_known = True
                    self._with_vectors = self._vectors_take(size)
                source = row(document, with_vectors=self._with_vectors)
                self._actions.append({"_op_type": "index", **place, "_source": source})
            elif not self.is_full_build:
                self._actions.append({"_op_type": "delete", **place})
            else:
                continue
            self._changed.add(language)
        if len(self._actions) >= _AT_ONCE:
            self._send()

    def commit(self) -> None:
        """Make everything since the last commit durable and visible.

        Raises:
            IndexBusyError: Another process took over.
            SearchUnavailableError: The cluster does not take it now.
        """
        self._send()
        names = [self._name(language) for language in sorted(self._changed)]
        with self._connection.writing() as client:
            if names:
                client.indices.refresh(index=names)
            if not self.is_full_build:
                self.state = replace(self.state, commits=self.state.commits + 1)
                state_write(client, self._connection.place.prefix, self.state)
                self._statistics_follow(client)
        self._changed.clear()

    def statistics_count(self) -> None:
        """Count in how many documents each stem stands, and keep it."""
        with self._connection.writing() as client:
            counted = {
                (language, texts): self._counted(client, language, texts)
                for language in Language
                for texts in TextSet
            }
            statistics_write(client, self._connection.place.prefix, counted)

    def _statistics_follow(self, client: Elasticsearch) -> None:
        prefix = self._connection.place.prefix
        for language in self._changed:
            there = client.count(index=self._name(language))["count"]
            known = statistics_read(client, prefix, language, TextSet.CARD).document_count
            if abs(there - known) > STATISTICS_LAG_SHARE * known:
                counted = {
                    (language, texts): self._counted(client, language, texts) for texts in TextSet
                }
                statistics_write(client, prefix, counted)

    def _counted(self, client: Elasticsearch, language: Language, texts: TextSet) -> StemStatistics:
        statistics = StemStatistics.empty()
        some: list[StemCounts] = []
        for counts in self._packed(client, language, texts):
            some.append(counts)
            if len(some) == _COUNTED_AT_ONCE:
                statistics, some = statistics.extended(some), []
        return statistics.extended(some) if some else statistics

    def _packed(
        self, client: Elasticsearch, language: Language, texts: TextSet
    ) -> Iterator[StemCounts]:
        field = f"packed{texts}"
        hits = every_hit(
            client,
            self._name(language),
            field,
            is_opensearch=self._connection.is_opensearch,
        )
        for hit in hits:
            yield unpacked(b64decode(hit["_source"][field]))

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
            ):
                outcome = next(iter(answer.values()))
                if outcome["status"] >= _REFUSED and outcome["status"] != _MISSING:
                    raise BulkIndexError("The cluster refused a document.", [outcome])
        self._actions.clear()

    def _vectors_take(self, size: int) -> bool:
        """Return whether the cluster can keep vectors; make room for them if so."""
        fields = vector_fields(size, is_opensearch=self._connection.is_opensearch)
        names = [self._name(language) for language in Language]
        with self._connection.writing() as client:
            try:
                client.indices.put_mapping(index=names, properties=fields)
            except BadRequestError:
                # an OpenSearch without its k-NN plugin: meaning is then not asked
                return False
        return True

    def _name(self, language: Language) -> str:
        return index_name(self._connection.place.prefix, self.state.generation, language)
