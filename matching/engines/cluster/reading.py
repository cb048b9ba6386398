"""The index of a cluster as one answer reads it."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from elasticsearch.dsl import Q

from matching import analysis
from matching.constants import RECIPE
from matching.engines.base import Hit, TextSet, VectorPlace
from matching.engines.cluster import asking
from matching.engines.cluster.layout import KEY_FIELD, index_name
from matching.engines.cluster.state import statistics_read
from matching.engines.errors import SearchUnavailableError
from matching.query import WeightedQuery, WeightedTerms, weigh
from matching.stem_counts import StemStatistics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from elasticsearch import Elasticsearch
    from elasticsearch.dsl import Search

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.encoding.base import Vector
    from matching.engines.base import SearchFilters
    from matching.engines.cluster.connection import Connection
    from matching.engines.cluster.local_vectors import LocalVectors
    from matching.engines.cluster.state import ClusterState
    from matching.query import QueryPart

# most of what is near passes mostly, so that one question is enough
_CONFIRMED_FIRST: Final = 2
# as many as a cluster gives in one answer
_CONFIRMED_MOST: Final = 10_000
_NOTHING: Final = WeightedQuery(WeightedTerms(), WeightedTerms())


@dataclass(frozen=True, slots=True)
class Held:
    """What one language's index holds.

    Args:
        documents: How many.
        lengths: Average number of stems of each text set.
    """

    documents: int
    lengths: Mapping[TextSet, float]


def held_read(
    client: Elasticsearch, prefix: str, state: ClusterState, languages: Sequence[Language]
) -> dict[Language, Held]:
    """Return what each language's index of a generation holds, by one question for all."""
    names = {each: index_name(prefix, state.generation, each) for each in languages}
    averages = {f"length{texts}": {"avg": {"field": f"length{texts}"}} for texts in TextSet}
    asked: list[dict[str, Any]] = []
    for name in names.values():
        asked += [{"index": name}, {"size": 0, "track_total_hits": True, "aggs": averages}]
    answers = client.msearch(searches=asked)["responses"]
    held = {}
    for language, answer in zip(names, answers, strict=True):
        if "error" in answer:
            raise SearchUnavailableError
        held[language] = Held(
            documents=answer["hits"]["total"]["value"],
            lengths={
                texts: float(answer["aggregations"][f"length{texts}"]["value"] or 0.0)
                for texts in TextSet
            },
        )
    return held


class ClusterIndex:
    """One generation at the time of its last refresh.

    Args:
        connection: Where to ask.
        state: The generation.
        held: What its indices hold.
        vectors: Where vectors of this installation's encoder are compared.
        local: This machine's rows, where they are compared here.
        counted: Statistics that were read already; filled as they are asked for.
    """

    def __init__(
        self,
        connection: Connection,
        state: ClusterState,
        held: Mapping[Language, Held],
        *,
        vectors: VectorPlace,
        local: Mapping[Language, LocalVectors],
        counted: dict[tuple[Language, TextSet], StemStatistics],
    ) -> None:
        self._connection = connection
        self._state = state
        self._held = held
        self._vectors = vectors
        self._local = local
        self._counted = counted

    @property
    def version(self) -> str:
        """Return a text that changes with every commit."""
        return self._state.version

    def document_count(self, language: Language) -> int:
        """Return how many documents there are in the language."""
        return self._held[language].documents if language in self._held else 0

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
        if not self.document_count(language):
            return _NOTHING
        count = self.document_count(language)
        wanted = {
            "stems": {token for part in parts for token in part.tokens},
            "pairs": {pair for part in parts for pair in analysis.pairs(part.tokens)},
        }
        if not wanted["stems"]:
            return _NOTHING
        known = self._frequencies(wanted, language, texts)
        return weigh(
            parts,
            stem_frequency=lambda stem: known["stems"].get(stem, 0),
            pair_frequency=lambda pair: known["pairs"].get(pair, 0),
            document_count=count,
            keep_common=keep_common,
            recipe=recipe,
        )

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
        clauses = asking.found_query(query, texts)
        if not clauses:
            return []
        shown = f"packed{texts}" if with_stems else ""
        search = asking.search_of(
            asking.any_of(clauses, filters), limit, shown=[shown] if shown else []
        )
        return self._hits(search, language, stems=shown)

    def statistics(self, *, language: Language, texts: TextSet) -> StemStatistics:
        """Return in how many documents each stem stands, by this text set alone."""
        place = (language, texts)
        if place not in self._counted:
            with self._connection.reading() as client:
                prefix = self._connection.place.prefix
                self._counted[place] = statistics_read(client, prefix, language, texts).statistics
        return self._counted[place]

    def coverage(
        self,
        query: WeightedQuery,
        *,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
    ) -> float:
        """Return the largest weight of query stems that one document holds."""
        clauses = asking.coverage_query(query, texts)
        if not clauses:
            return 0.0
        hits = self._hits(asking.search_of(asking.any_of(clauses, filters), 1), language)
        return hits[0].score if hits else 0.0

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
        query = asking.alike_query(stem, distance, texts, filters)
        shown = f"packed{texts}"
        return self._hits(asking.search_of(query, limit, shown=[shown]), language, stems=shown)

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
        """Return the hits of nearest meaning, scored by cosine; none where vectors are lacking.

        Raises:
            SearchUnavailableError: The cluster does not answer, or this machine's vectors are
                still on their way.
        """
        if self._vectors is VectorPlace.NONE or not self.document_count(language):
            return []
        if self._vectors is VectorPlace.LOCAL:
            return self._nearest_locally(vector, language, texts, filters, limit, above)
        query = asking.nearest_query(
            vector, texts, filters, is_opensearch=self._connection.is_opensearch
        )
        hits = self._hits(asking.search_of(query, limit), language, subtracted=1.0)
        return [hit for hit in hits if hit.score > above]

    def _nearest_locally(
        self,
        vector: Vector,
        language: Language,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
        above: float,
    ) -> list[Hit]:
        """Return the nearest of those that the cluster says are there, unchanged, and pass.

        They are asked for nearest first until there are enough, so that the answer is the same as
        where filters come first.
        """
        if language not in self._local:
            raise SearchUnavailableError
        hits: list[Hit] = []
        for some in self._local[language].by_nearness(
            vector, texts=texts, first=_CONFIRMED_FIRST * limit, most=_CONFIRMED_MOST, above=above
        ):
            search = asking.passing_search([technology for technology, _, _ in some], filters)
            passing = {
                int(told["technology"][0]): told
                for each in self._answer(search, language)
                if KEY_FIELD in (told := each["fields"])
            }
            for technology, key, cosine in some:
                told = passing.get(technology)
                if told is not None and int(told[KEY_FIELD][0]) == key:
                    public_id, order = str(told["public_id"][0]), int(told["order"][0])
                    hits.append(Hit(technology, public_id, language, cosine, order))
            if len(hits) >= limit:
                break
        return hits[:limit]

    def newest(
        self,
        *,
        language: Language,
        filters: SearchFilters,
        limit: int,
        order_at_most: int | None = None,
    ) -> list[Hit]:
        """Return the hits that pass the filters, newest first, from that order downwards."""
        query = asking.filter_query(filters)
        if order_at_most is not None:
            query &= Q("bool", filter=[Q("range", order={"lte": order_at_most})])
        return self._hits(asking.search_of(query, limit).sort("-order"), language)

    def average_length(self, *, language: Language, texts: TextSet) -> float:
        """Return how many stems a document holds on average."""
        return self._held[language].lengths[texts] if language in self._held else 0.0

    def _name(self, language: Language) -> str:
        return index_name(self._connection.place.prefix, self._state.generation, language)

    def _frequencies(
        self, wanted: Mapping[str, Iterable[str]], language: Language, texts: TextSet
    ) -> dict[str, dict[str, int]]:
        """Return in how many documents each of the terms stands."""
        fields = {kind: f"{kind}{texts}" for kind in wanted}
        with self._connection.reading() as client:
            answer = client.termvectors(
                index=self._name(language),
                doc={fields[kind]: " ".join(terms) for kind, terms in wanted.items()},
                fields=list(fields.values()),
                term_statistics=True,
                field_statistics=False,
                offsets=False,
                payloads=False,
                positions=False,
            )
        found = answer["term_vectors"]
        return {
            kind: {
                term: int(said.get("doc_freq", 0))
                for term, said in found.get(field, {"terms": {}})["terms"].items()
            }
            for kind, field in fields.items()
        }

    def _hits(
        self, search: Search, language: Language, *, stems: str = "", subtracted: float = 0.0
    ) -> list[Hit]:
        if language not in self._held:
            return []
        return [
            Hit(
                technology_id=int(each["_source"]["technology"]),
                public_id=str(each["_source"]["public_id"]),
                language=language,
                score=float(each["_score"] or 0.0) - subtracted,
                order=int(each["_source"]["order"]),
                stems=b64decode(each["_source"].get(stems, "")) if stems else b"",
            )
            for each in self._answer(search, language)
        ]

    def _answer(self, search: Search, language: Language) -> list[dict[str, Any]]:
        asked = search.to_dict()
        with self._connection.reading() as client:
            answer = client.search(
                index=self._name(language),
                body=asked,
                preference=_copy_for(asked["query"]),
                allow_partial_search_results=False,
            )
        found: list[dict[str, Any]] = answer["hits"]["hits"]
        return found


def _copy_for(query: Mapping[str, Any]) -> str:
    """Return what leads the same question to the same copy of the index, and others to others.

    Copies count deleted documents differently until they merge, so that the pages of one answer
    would not fit together if each came from another copy.
    """
    return f"{zlib.crc32(json.dumps(query, sort_keys=True).encode()):08x}"
