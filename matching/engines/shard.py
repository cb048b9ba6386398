"""One tantivy index: the documents of one language, with filters and two sets of texts."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import tantivy

from matching.constants import NEAREST_FIRST, RECIPE, WRITER_MEMORY_BYTES
from matching.engines.base import Hit, SearchFilters, TextSet
from matching.engines.stem_rows import StemRows, StemRowsWriter
from matching.engines.vectors import NO_ROW, VectorRows, VectorWriter
from matching.query import WeightedQuery, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.encoding.base import Vector
    from matching.engines.base import IndexDocument
    from matching.query import QueryPart
    from matching.stem_counts import StemStatistics

SCHEMA_VERSION: Final = 7
"""Grows with every change of the fields below and of how titles count; an older generation is then
rebuilt."""

_UNKNOWN: Final = "unknown"
_TERM_OPTION: Final = "freq"
_PUBLIC_IDS_KEPT: Final = 20_000


_NUMBERS: Final = ("technology", "owner", "trl", "year", "order", "fingerprint", "row")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*_NUMBERS, "length0", "length1"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for texts in TextSet:
        builder.add_integer_field(f"place{texts}", fast=True)
    builder.add_text_field("public_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("industry", "mode", "origin", "region"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for texts in TextSet:
        for kind in ("stems", "pairs"):
            builder.add_text_field(
                f"{kind}{texts}", tokenizer_name="whitespace", index_option=_TERM_OPTION
            )
    return builder.build()


def _row(
    document: IndexDocument, vector_row: int, places: Mapping[TextSet, int]
) -> tantivy.Document:
    row = tantivy.Document()
    row.add_text("public_id", document.public_id)
    row.add_integer("technology", document.technology_id)
    row.add_integer("owner", document.owner_id)
    row.add_integer("trl", document.trl)
    row.add_integer("year", document.year)
    row.add_integer("order", document.order)
    row.add_integer("fingerprint", document.fingerprint)
    row.add_integer("row", vector_row)
    row.add_text("origin", document.origin or _UNKNOWN)
    row.add_text("industry", document.industry or _UNKNOWN)
    for field, values in (("mode", document.transfer_modes), ("region", document.regions)):
        for value in values or (_UNKNOWN,):
            row.add_text(field, value)
    for texts, analysed in ((TextSet.CARD, document.card), (TextSet.SUMMARY, document.summary)):
        row.add_integer(f"length{texts}", len(analysed.stems))
        row.add_integer(f"place{texts}", places[texts])
        row.add_text(f"stems{texts}", " ".join(analysed.stems))
        row.add_text(f"pairs{texts}", " ".join(analysed.pairs))
    return row


class ShardWriter:
    """Writes one shard; the caller holds the index's writer lock."""

    def __init__(self, path: Path, *, with_vectors: bool) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(path), reuse=True)
        # one thread: document order, and so the order of equal scores, stays that of arrival
        self._writer = self._index.writer(WRITER_MEMORY_BYTES, 1)
        self._vectors = VectorWriter(path) if with_vectors else None
        self._stems = StemRowsWriter(path)

    def delete(self, technology_id: int) -> None:
        """Delete the technology's documents."""
        self._writer.delete_documents_by_term("technology", technology_id)

    def add(self, document: IndexDocument) -> None:
        """Add one document."""
        row = NO_ROW
        if self._vectors is not None:
            row = self._vectors.append(
                {TextSet.CARD: document.card.vector, TextSet.SUMMARY: document.summary.vector}
            )
        places = self._stems.append(
            {TextSet.CARD: document.card, TextSet.SUMMARY: document.summary}
        )
        self._writer.add_document(_row(document, row, places))

    def commit(self) -> None:
        """Write, sync and publish what was added and deleted."""
        if self._vectors is not None:
            self._vectors.sync()
        self._stems.sync()
        self._writer.commit()

    def close(self) -> None:
        """Finish merges and free the engine's own lock; uncommitted changes are lost."""
        if self._vectors is not None:
            self._vectors.close()
        self._stems.close()
        self._writer.wait_merging_threads()


class Shard:
    """Reads one shard at one moment.

    Args:
        index: The opened index.
        language: Of its documents.
        folder: Where the index and what belongs to it lie.
        with_vectors: Whether its vectors may be asked.
    """

    def __init__(
        self, index: tantivy.Index, language: Language, folder: Path, *, with_vectors: bool = False
    ) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self._language = language
        self._average: dict[TextSet, float] = {}
        self._public_ids: dict[int, str] = {}
        self._vectors = {texts: VectorRows(folder, texts) for texts in TextSet if with_vectors}
        self._stems = {texts: StemRows(folder, texts) for texts in TextSet}

    @property
    def document_count(self) -> int:
        """Return how many documents there are."""
        return self._searcher.num_docs

    def weighted(
        self,
        parts: Sequence[QueryPart],
        *,
        texts: TextSet,
        keep_common: bool,
        recipe: Recipe = RECIPE,
    ) -> WeightedQuery:
        """Return the query weighted by this shard's statistics of the text set."""
        frequency = self._searcher.doc_freq
        return weigh(
            parts,
            stem_frequency=lambda stem: frequency(f"stems{texts}", stem),
            pair_frequency=lambda pair: frequency(f"pairs{texts}", pair),
            document_count=self.document_count,
            keep_common=keep_common,
            recipe=recipe,
        )

    def found(
        self,
        query: WeightedQuery,
        *,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
        with_stems: int = 0,
    ) -> list[Hit]:
        """Return the best hits by BM25 over stems and pairs."""
        wanted = self._terms(f"stems{texts}", query.stems.weights, 1.0)
        wanted += self._terms(f"pairs{texts}", query.pairs.weights, query.pair_factor)
        if not wanted:
            return []
        found = self._searcher.search(
            self._filtered(tantivy.Query.boolean_query(wanted), filters), limit, count=False
        )
        return self._hits(found.hits, texts=texts, with_stems=with_stems)

    def statistics(self, texts: TextSet) -> StemStatistics:
        """Return in how many documents each stem stands."""
        return self._stems[texts].statistics

    def coverage(self, query: WeightedQuery, *, texts: TextSet, filters: SearchFilters) -> float:
        """Return the largest weight of query stems that one document holds."""
        wanted = [
            (occur, tantivy.Query.const_score_query(self._term(f"stems{texts}", stem), weight))
            for occur, stem, weight in (
                (tantivy.Occur.Should, stem, weight) for stem, weight in query.stems.weights.items()
            )
        ]
        if not wanted:
            return 0.0
        scored = self._filtered(tantivy.Query.boolean_query(wanted), filters)
        found = self._searcher.search(scored, 1, count=False)
        return float(found.hits[0][0]) if found.hits else 0.0

    def alike(
        self, stem: str, *, distance: int, texts: TextSet, filters: SearchFilters, limit: int
    ) -> list[Hit]:
        """Return documents that hold a stem spelt nearly so, with what they hold."""
        spelt = tantivy.Query.fuzzy_term_query(self._schema, f"stems{texts}", stem, distance)
        found = self._searcher.search(self._filtered(spelt, filters), limit, count=False)
        return self._hits(found.hits, texts=texts, with_stems=limit)

    def nearest(
        self,
        vector: Vector,
        *,
        texts: TextSet,
        filters: SearchFilters,
        limit: int,
        above: float = 0.0,
    ) -> list[Hit]:
        """Return the hits of nearest meaning, scored by cosine."""
        vectors = self._vectors.get(texts)
        if vectors is None or not vectors.count:
            return []
        first = NEAREST_FIRST * limit
        found = vectors.nearest(vector, first, above=above)
        if not found:
            return []
        passing = self._rows_passing(filters, [row for row, _ in found])
        if len(passing) < limit and len(found) == first:
            # a narrow filter left too few of the nearest: look only at what passes it
            passing = self._rows_passing(filters)
            among = np.array(sorted(passing), dtype=np.int64)
            found = vectors.nearest(vector, limit, above=above, among=among)
        return self._hits(
            [(cosine, passing[row]) for row, cosine in found if row in passing][:limit]
        )

    def _rows_passing(
        self, filters: SearchFilters, rows: Sequence[int] | None = None
    ) -> dict[int, tantivy.DocAddress]:
        """Return the rows of living documents that pass the filters, out of those given."""
        wanted = (
            tantivy.Query.all_query()
            if rows is None
            else tantivy.Query.term_set_query(self._schema, "row", rows)
        )
        most = max(self._searcher.num_docs if rows is None else len(rows), 1)
        found = self._searcher.search(self._filtered(wanted, filters), most, count=False)
        addresses = [address for _, address in found.hits]
        numbers = self._searcher.fast_field_values("row", addresses)
        return {
            int(number): address
            for number, address in zip(numbers, addresses, strict=True)
            if number is not None and number != NO_ROW
        }

    def newest(
        self, *, filters: SearchFilters, limit: int, order_at_most: int | None = None
    ) -> list[Hit]:
        """Return the hits that pass the filters, newest first, from that order downwards."""
        wanted = tantivy.Query.all_query()
        if order_at_most is not None:
            wanted = tantivy.Query.range_query(
                self._schema, "order", tantivy.FieldType.Integer, 0, order_at_most
            )
        found = self._searcher.search(
            self._filtered(wanted, filters),
            limit,
            count=False,
            order_by_field="order",
            order=tantivy.Order.Desc,
        )
        return self._hits([(0.0, address) for _, address in found.hits])

    def fingerprints(self, technology_ids: Sequence[int]) -> dict[int, int]:
        """Return the fingerprints of those of the technologies that are held here."""
        wanted = tantivy.Query.term_set_query(self._schema, "technology", technology_ids)
        found = self._searcher.search(wanted, max(len(technology_ids), 1), count=False)
        addresses = [address for _, address in found.hits]
        technologies = self._numbers("technology", addresses)
        return dict(zip(technologies, self._numbers("fingerprint", addresses), strict=True))

    def average_length(self, texts: TextSet) -> float:
        """Return how many stems a document holds on average."""
        if texts not in self._average:
            wanted = {"length": {"avg": {"field": f"length{texts}"}}}
            answer = self._searcher.aggregate(tantivy.Query.all_query(), wanted)
            self._average[texts] = float(answer["length"]["value"] or 0.0)
        return self._average[texts]

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, index_option=_TERM_OPTION)

    def _terms(
        self, field: str, weights: Mapping[str, float], factor: float
    ) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        boost = tantivy.Query.boost_query
        return [
            (tantivy.Occur.Should, boost(self._term(field, term), factor * weight))
            for term, weight in weights.items()
        ]

    def _filtered(self, query: tantivy.Query, filters: SearchFilters) -> tantivy.Query:
        conditions = self._conditions(filters)
        if not conditions:
            return query
        passed = [
            (occur, tantivy.Query.const_score_query(condition, 0.0))
            for occur, condition in conditions
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *passed])

    def _conditions(self, filters: SearchFilters) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        must, query = tantivy.Occur.Must, tantivy.Query
        conditions: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for field, values in (("industry", filters.industries), ("origin", filters.origins)):
            if values:
                conditions.append((must, query.term_set_query(self._schema, field, values)))
        for field, values in (("mode", filters.transfer_modes), ("region", filters.regions)):
            if values:
                stated = query.term_set_query(self._schema, field, (*values, _UNKNOWN))
                conditions.append((must, stated))
        if filters.trl_min is not None or filters.trl_max is not None:
            levels = [0, *range(filters.trl_min or 1, (filters.trl_max or 9) + 1)]
            conditions.append((must, query.term_set_query(self._schema, "trl", levels)))
        for field, numbers in (
            ("owner", filters.without_owners),
            ("technology", filters.without_technologies),
        ):
            if numbers:
                left_out = query.term_set_query(self._schema, field, numbers)
                conditions.append((tantivy.Occur.MustNot, left_out))
        return conditions

    def _hits(
        self,
        found: Sequence[tuple[Any, tantivy.DocAddress]],
        *,
        texts: TextSet = TextSet.CARD,
        with_stems: int = 0,
    ) -> list[Hit]:
        addresses = [address for _, address in found]
        technologies = self._numbers("technology", addresses)
        orders = self._numbers("order", addresses)
        stems = [b""] * len(addresses)
        if with_stems:
            rows = self._stems[texts]
            places = self._numbers(f"place{texts}", addresses[:with_stems])
            stems[: len(places)] = [rows.read(place) for place in places]
        public_ids = self._public_ids_of(technologies, addresses)
        scores = [float(score) for score, _ in found]
        return list(
            map(Hit, technologies, public_ids, repeat(self._language), scores, orders, stems)
        )

    def _numbers(self, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        values = self._searcher.fast_field_values(field, addresses)
        return [int(value or 0) for value in values]

    def _public_ids_of(
        self, technologies: Sequence[int], addresses: list[tantivy.DocAddress]
    ) -> list[str]:
        """Return the public ids of technologies; reading a document costs most of a hit."""
        known = self._public_ids
        if len(known) > _PUBLIC_IDS_KEPT:
            known.clear()
        return [
            known.get(technology)
            or known.setdefault(technology, str(self._searcher.doc(address).get_first("public_id")))
            for technology, address in zip(technologies, addresses, strict=True)
        ]


def shard_opened(path: Path) -> tantivy.Index | None:
    """Return the shard's index for reading, or None when it was never committed."""
    if not (path / "meta.json").exists():
        return None
    index = tantivy.Index(_schema(), path=str(path), reuse=True)
    index.config_reader("manual")
    index.reload()
    return index
