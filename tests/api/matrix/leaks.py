"""Public words compared with the deposits behind them."""

from __future__ import annotations

from tests.api.matrix.case import Case, both, fixed, has, known, mutation, some
from tests.api.matrix.world import REVIEWERS, SELLER_WRITERS, SELLERS

_LEAKS = "query($id: ID!) { it: leakReport(technologyId: $id) { state passages { text } } }"

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.leakReport": (
        Case(
            "of words that wait",
            SELLERS | REVIEWERS,
            _LEAKS,
            has("state"),
            known(id="technology.in_review"),
        ),
        Case("its passages", SELLERS, _LEAKS, some("passages"), known(id="technology.leaking")),
        Case(
            "passages of words that wait",
            SELLERS,
            _LEAKS,
            has("passages"),
            known(id="technology.in_review"),
        ),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.requestLeakCheck": (
        mutation(
            "requestLeakCheck",
            SELLER_WRITERS,
            "technologyId: ID!, revision: Int!",
            both(known(technologyId="technology.deposit attached"), fixed(revision=1)),
        ),
    ),
    "Mutation.overrideLeakReport": (
        mutation(
            "overrideLeakReport",
            SELLER_WRITERS,
            "technologyId: ID!, reportId: ID!, reason: String!",
            both(
                known(technologyId="technology.leaking", reportId="leak report"),
                fixed(reason="Published before"),
            ),
        ),
    ),
}
