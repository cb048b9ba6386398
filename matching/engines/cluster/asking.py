"""Questions to a cluster, in the client's own language for them; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from elasticsearch.dsl import Q, Search

from matching.engines.cluster.layout import KEY_FIELD, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elasticsearch.dsl.query import Query

    from matching.encoding.base import Vector
    from matching.engines.base import SearchFilters, TextSet
    from matching.query import WeightedQuery

_SHOWN = ["technology", "public_id", "order"]


def found_query(query: WeightedQuery, texts: TextSet) -> list[Query]:
    """Return the clauses of which a document's BM25 score is the sum."""
    asked = [(f"stems{texts}", query.stems.weights, 1.0)]
    asked.append((f"pairs{texts}", query.pairs.weights, query.pair_factor))
    return [
        Q("term", **{field: {"value": term, "boost": factor * weight}})
        for field, weights, factor in asked
        for term, weight in weights.items()
    ]


def coverage_query(query: WeightedQuery, texts: TextSet) -> list[Query]:
    """Return the clauses that each score their stem's weight."""
    return [
        Q("constant_score", filter=Q("term", **{f"stems{texts}": stem}), boost=weight)
        for stem, weight in query.stems.weights.items()
    ]


def alike_query(stem: str, distance: int, texts: TextSet, filters: SearchFilters) -> Query:
    """Return the query for documents that hold a stem spelt nearly so."""
    asked = {"value": stem, "fuzziness": distance, "transpositions": True}
    return Q("bool", filter=[Q("fuzzy", **{f"stems{texts}": asked})]) & filter_query(filters)


def nearest_query(
    vector: Vector, texts: TextSet, filters: SearchFilters, *, is_opensearch: bool
) -> Query:
    """Return the query that scores whatever passes and is alike by one plus the cosine.

    Vectors have length one, so that their inner product is the cosine.
    """
    field = f"vector{texts}"
    asked: dict[str, Any]
    if is_opensearch:
        asked = {
            "lang": "knn",
            "source": "knn_score",
            "params": {
                "field": field,
                "query_value": vector.tolist(),
                "space_type": "innerproduct",
            },
        }
    else:
        asked = {
            "source": f"cosineSimilarity(params.asked, '{field}') + 1.0",
            "params": {"asked": vector.tolist()},
        }
    passing = Q("bool", filter=[Q("exists", field=field)]) & filter_query(filters)
    return Q("script_score", query=passing, script=asked)


def passing_search(technologies: Sequence[int], filters: SearchFilters) -> Search:
    """Return the search for those of the technologies that are there and pass, unscored."""
    asked = Q("bool", filter=[Q("terms", technology=list(technologies))]) & filter_query(filters)
    return (
        Search()
        .query(asked)
        .sort("_doc")
        .source(False)
        .extra(
            size=len(technologies),
            docvalue_fields=[*_SHOWN, KEY_FIELD],
            stored_fields="_none_",
            track_total_hits=False,
        )
    )


def filter_query(filters: SearchFilters) -> Query:
    """Return the hard conditions, which have no part in scores."""
    passed = [
        Q("terms", **{field: list(values)})
        for field, values in (("industry", filters.industries), ("origin", filters.origins))
        if values
    ]
    passed += [
        Q("terms", **{field: [*values, UNKNOWN]})
        for field, values in (("mode", filters.transfer_modes), ("region", filters.regions))
        if values
    ]
    if filters.trl_min is not None or filters.trl_max is not None:
        levels = range(filters.trl_min or 1, (filters.trl_max or 9) + 1)
        passed.append(Q("terms", trl=[0, *levels]))
    without = [
        Q("terms", **{field: list(numbers)})
        for field, numbers in (
            ("owner", filters.without_owners),
            ("technology", filters.without_technologies),
        )
        if numbers
    ]
    return Q("bool", filter=passed, must_not=without)


def any_of(clauses: list[Query], filters: SearchFilters) -> Query:
    """Return the query for documents that pass and match at least one clause."""
    return Q("bool", should=clauses, minimum_should_match=1) & filter_query(filters)


def search_of(query: Query, limit: int, *, shown: list[str] | None = None) -> Search:
    """Return the search for the best of the query's documents, of equal ones the oldest."""
    return (
        Search()
        .query(query)
        # as the embedded engine has them; as they lie on a copy is another order on each
        .sort("_score", "technology")
        .source([*_SHOWN, *(shown or [])])
        .extra(size=limit, track_total_hits=False)
    )
