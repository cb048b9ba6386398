"""Technologies, their review, and search."""

from __future__ import annotations

from marketplace.technologies.models import Technology
from tests.api.matrix.case import Case, both, fixed, has, known, mutation, rows_of, some
from tests.api.matrix.world import (
    BUYERS,
    EVERYONE,
    READS_SUMMARIES,
    REVIEWER,
    REVIEWERS,
    SELLER_WRITERS,
    SELLERS,
    SME_WRITERS,
)
from tests.factories.market import TECHNOLOGY_STATES

_SCORES = [
    {"criterion": criterion, "score": 4, "reason": "Clear"}
    for criterion in ("CLARITY", "BENEFIT", "PROOF", "CONFIDENTIALITY")
]


def _technology_cases() -> tuple[Case, ...]:
    own = dict.fromkeys(("draft", "paused", "withdrawn"), SELLERS)
    cards = {**own, "in_review": SELLERS | REVIEWERS, "published": EVERYONE}
    summaries = {**own, "in_review": SELLERS | REVIEWERS, "published": READS_SUMMARIES}
    revisions = dict.fromkeys(TECHNOLOGY_STATES, SELLERS) | {"in_review": SELLERS | REVIEWERS}
    card = "query($id: ID!) { it: technology(id: $id) { card { area } } }"
    summary = "query($id: ID!) { it: technology(id: $id) { summary { title } } }"
    private = "query($id: ID!) { it: technology(id: $id) { revision } }"
    owner = "query($id: ID!) { it: technology(id: $id) { ownerNameEn } }"
    of_states = tuple(
        case
        for state in TECHNOLOGY_STATES
        for case in (
            Case(f"{state} card", cards[state], card, bool, known(id=f"technology.{state}")),
            Case(
                f"{state} summary",
                summaries[state],
                summary,
                has("summary"),
                known(id=f"technology.{state}"),
            ),
            Case(
                f"{state} revision",
                revisions[state],
                private,
                has("revision"),
                known(id=f"technology.{state}"),
            ),
            Case(
                f"{state} firm",
                SELLERS,
                owner,
                has("ownerNameEn"),
                known(id=f"technology.{state}"),
            ),
        )
    )
    return (
        *of_states,
        Case(
            "the firm behind a match not yet accepted",
            SELLERS,
            owner,
            has("ownerNameEn"),
            known(id="technology.match requested"),
        ),
        Case(
            "the firm behind a match",
            SELLERS | BUYERS,
            owner,
            has("ownerNameEn"),
            known(id="technology.match matched"),
        ),
    )


def _of_technology(name: str, state: str, allowed: frozenset[str]) -> tuple[Case, ...]:
    """Return the case of a mutation that takes a technology's id and nothing else."""
    return (
        mutation(
            name,
            allowed,
            "id: ID!",
            known(id=f"technology.{state}"),
            title=f"of a {state} technology",
        ),
    )


_on_the_market = rows_of(Technology, state="published")
_WORKING = SELLERS | REVIEWERS

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.technology": _technology_cases(),
    "Query.technologies": (
        Case(
            "the market",
            EVERYONE,
            "{ it: technologies(first: 50) { nodes { id } } }",
            _on_the_market,
        ),
        Case(
            "one's own",
            SELLERS,
            "{ it: technologies(first: 50, mine: true) { nodes { id } } }",
            rows_of(Technology),
        ),
    ),
    "Query.technologyDraft": (
        Case(
            "a draft",
            SELLERS,
            "query($id: ID!) { it: technologyDraft(id: $id) { texts { title } } }",
            bool,
            known(id="technology.draft"),
        ),
        Case(
            "what waits",
            _WORKING,
            "query($id: ID!) { it: technologyDraft(id: $id) { texts { title } } }",
            bool,
            known(id="technology.in_review"),
        ),
    ),
    "Query.technologyVersions": (
        Case(
            "of what waits",
            _WORKING,
            "query($id: ID!) { it: technologyVersions(id: $id) { number } }",
            bool,
            known(id="technology.in_review"),
        ),
        Case(
            "of what is published",
            SELLERS,
            "query($id: ID!) { it: technologyVersions(id: $id) { number } }",
            bool,
            known(id="technology.published"),
        ),
    ),
    "Query.technologyDiff": (
        Case(
            "of one version with itself",
            SELLERS,
            "query($id: ID!) { it: technologyDiff(id: $id, fromNumber: 1, toNumber: 1)"
            " { toNumber } }",
            bool,
            known(id="technology.published"),
        ),
    ),
    "Query.technologyReviews": (
        Case(
            "of what is published",
            SELLERS,
            "query($id: ID!) { it: technologyReviews(id: $id) { scores { score } } }",
            bool,
            known(id="technology.published"),
        ),
    ),
    "Query.technologyExposure": (
        Case(
            "of what is published",
            SELLERS,
            "query($id: ID!) { it: technologyExposure(technologyId: $id) { weeks { searches } } }",
            some("weeks"),
            known(id="technology.published"),
        ),
        Case(
            "of a draft",
            SELLERS,
            "query($id: ID!) { it: technologyExposure(technologyId: $id) { gaps } }",
            some("gaps"),
            known(id="technology.draft"),
        ),
    ),
    "Query.reviewComments": (
        Case(
            "of what waits",
            _WORKING,
            "query($id: ID!) { it: reviewComments(id: $id) { nodes { text } } }",
            some(),
            known(id="technology.in_review"),
        ),
    ),
    "Query.reviewQueue": (
        Case(
            "the queue",
            REVIEWERS,
            "{ it: reviewQueue { nodes { waitingDays } } }",
            rows_of(Technology, state="in_review"),
        ),
        Case(
            "what one may decide on",
            REVIEWER,
            "{ it: reviewQueue { nodes { canReview } } }",
            lambda it: bool(it and it["nodes"] and it["nodes"][0]["canReview"]),
        ),
    ),
    "Query.marketSearch": (
        Case(
            "the market",
            EVERYONE,
            "{ it: marketSearch(first: 50) { nodes { relevance } } }",
            _on_the_market,
        ),
        Case(
            "by a word of the summary",
            READS_SUMMARIES,
            '{ it: marketSearch(first: 50, text: "thinner sheet") { nodes { relevance } } }',
            _on_the_market,
        ),
    ),
    "Query.marketFacets": (
        Case(
            "of the market",
            EVERYONE,
            "{ it: marketFacets { total } }",
            lambda it: bool(it and it["total"]),
        ),
        Case(
            "by a word of the summary",
            READS_SUMMARIES,
            '{ it: marketFacets(text: "thinner sheet") { total } }',
            lambda it: bool(it and it["total"]),
        ),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.createTechnology": (
        mutation(
            "createTechnology",
            SME_WRITERS,
            "requestId: ID!, input: TechnologyInput!",
            fixed(requestId="fresh", input={}),
        ),
    ),
    "Mutation.saveTechnology": (
        mutation(
            "saveTechnology",
            SELLER_WRITERS,
            "id: ID!, revision: Int!, input: TechnologyInput!",
            both(known(id="technology.draft"), fixed(revision=1, input={})),
        ),
    ),
    "Mutation.submitTechnology": (
        mutation(
            "submitTechnology",
            SELLER_WRITERS,
            "id: ID!, revision: Int!",
            both(known(id="technology.draft"), fixed(revision=1)),
        ),
    ),
    "Mutation.duplicateTechnology": (
        mutation(
            "duplicateTechnology",
            SELLER_WRITERS,
            "id: ID!, requestId: ID!",
            both(known(id="technology.published"), fixed(requestId="copy")),
        ),
    ),
    "Mutation.reviseTechnology": _of_technology("reviseTechnology", "published", SELLER_WRITERS),
    "Mutation.discardRevision": _of_technology("discardRevision", "revised", SELLER_WRITERS),
    "Mutation.reviewTechnology": (
        mutation(
            "reviewTechnology",
            REVIEWER,
            "id: ID!, revision: Int!, decision: ReviewDecision!, scores: [ReviewScoreInput!]!",
            both(
                known(id="technology.in_review"),
                # submitting counts as a change
                fixed(revision=2, decision="APPROVED", scores=_SCORES),
            ),
        ),
    ),
    "Mutation.commentOnReview": (
        mutation(
            "commentOnReview",
            SELLER_WRITERS | REVIEWERS,
            "id: ID!, text: String!",
            both(known(id="technology.in_review"), fixed(text="Which figure is missing?")),
        ),
    ),
    "Mutation.pauseTechnology": _of_technology("pauseTechnology", "published", SELLER_WRITERS),
    "Mutation.resumeTechnology": _of_technology("resumeTechnology", "paused", SELLER_WRITERS),
    "Mutation.withdrawTechnology": _of_technology(
        "withdrawTechnology", "published", SELLER_WRITERS
    ),
}
