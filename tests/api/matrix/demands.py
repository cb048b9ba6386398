"""Demands, what answers them, and who hears of it."""

from __future__ import annotations

from marketplace.demands.models import Demand
from tests.api.matrix.case import Case, both, fixed, has, known, mutation, rows_of, some
from tests.api.matrix.world import (
    BUYER_WRITERS,
    BUYERS,
    LARGE_WRITERS,
    READS_DEMANDS,
    SELLER_WRITERS,
    SELLERS,
)
from tests.factories.market import DEMAND_STATES


def _demand_cases() -> tuple[Case, ...]:
    query = "query($id: ID!) { it: demand(id: $id) { text { title } } }"
    private = "query($id: ID!) { it: demand(id: $id) { exclusions allTexts { title } } }"
    readers = {"draft": BUYERS, "published": BUYERS | READS_DEMANDS, "closed": BUYERS}
    words = (
        case
        for state in DEMAND_STATES
        for case in (
            Case(f"{state} text", readers[state], query, bool, known(id=f"demand.{state}")),
            Case(
                f"{state} private", BUYERS, private, has("exclusions"), known(id=f"demand.{state}")
            ),
        )
    )
    sealed = known(id="demand.match matched")
    seal = "query($id: ID!) { it: demand(id: $id) { seal { depositNumber record { leaf } } } }"
    month = "query($id: ID!) { it: demand(id: $id) { sealedMonth } }"
    return (
        *words,
        Case("its seal", BUYERS, seal, has("seal"), sealed),
        Case("the month of its seal", BUYERS | READS_DEMANDS, month, has("sealedMonth"), sealed),
    )


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.demand": _demand_cases(),
    "Query.demands": (
        Case(
            "published ones",
            READS_DEMANDS,
            "{ it: demands(first: 50) { nodes { id } } }",
            rows_of(Demand, state="published"),
        ),
        Case(
            "one's own",
            BUYERS,
            "{ it: demands(first: 50, mine: true) { nodes { id } } }",
            rows_of(Demand),
        ),
    ),
    "Query.alertChoices": (
        Case(
            "of the seller",
            SELLERS,
            "{ it: alertChoices { technologies { id } } }",
            some("technologies"),
        ),
        Case(
            "of the buyer",
            BUYERS,
            "{ it: alertChoices { demands { id } } }",
            some("demands"),
        ),
    ),
    "Query.demandPreview": (
        Case(
            "of words that nobody saved",
            LARGE_WRITERS,
            '{ it: demandPreview(input: {texts: [{language: EN, title: "Barrier sheet"}]}) '
            "{ vagueness } }",
            some("vagueness"),
        ),
        Case(
            "of a draft's words",
            BUYER_WRITERS,
            "query($id: ID!) { it: demandPreview(demandId: $id, input: {}) { found } }",
            bool,
            known(id="demand.draft"),
        ),
    ),
    "Query.demandSuggestions": (
        Case(
            "for the buyer's demand",
            BUYERS,
            "query($id: ID!) { it: demandSuggestions(demandId: $id) "
            "{ suggestions { relevance } } }",
            some("suggestions"),
            known(id="demand.published"),
        ),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.createDemand": (
        mutation(
            "createDemand",
            LARGE_WRITERS,
            "requestId: ID!, input: DemandInput!",
            fixed(requestId="fresh", input={}),
        ),
    ),
    "Mutation.saveDemand": (
        mutation(
            "saveDemand",
            BUYER_WRITERS,
            "id: ID!, revision: Int!, input: DemandInput!",
            both(known(id="demand.draft"), fixed(revision=1, input={})),
        ),
    ),
    "Mutation.publishDemand": (
        mutation(
            "publishDemand",
            BUYER_WRITERS,
            "id: ID!, revision: Int!",
            both(known(id="demand.draft"), fixed(revision=1)),
        ),
    ),
    "Mutation.duplicateDemand": (
        mutation(
            "duplicateDemand",
            BUYER_WRITERS,
            "id: ID!, requestId: ID!",
            both(known(id="demand.published"), fixed(requestId="copy")),
        ),
    ),
    "Mutation.closeDemand": (
        mutation("closeDemand", BUYER_WRITERS, "id: ID!", known(id="demand.published")),
    ),
    "Mutation.unsealDemand": (
        mutation(
            "unsealDemand",
            frozenset({"buyer_deal_lead"}),
            "id: ID!",
            known(id="demand.sealed draft"),
        ),
    ),
    "Mutation.chooseDemandAlerts": (
        mutation(
            "chooseDemandAlerts",
            BUYER_WRITERS,
            "demandId: ID!, pace: AlertPace!",
            both(known(demandId="demand.published"), fixed(pace="WEEKLY")),
        ),
    ),
    "Mutation.chooseOfferAlerts": (
        mutation(
            "chooseOfferAlerts",
            SELLER_WRITERS,
            "technologyId: ID, pace: AlertPace!",
            both(known(technologyId="technology.published"), fixed(pace="INSTANT")),
        ),
    ),
    "Mutation.judgeSuggestion": (
        mutation(
            "judgeSuggestion",
            BUYER_WRITERS,
            "demandId: ID!, technologyId: ID!, reason: JudgementReason!",
            both(
                known(demandId="demand.published", technologyId="technology.published"),
                fixed(reason="TOO_VAGUE"),
            ),
        ),
    ),
    "Mutation.undoJudgement": (
        mutation(
            "undoJudgement",
            BUYER_WRITERS,
            "demandId: ID!, technologyId: ID!",
            known(demandId="demand.published", technologyId="technology.published"),
        ),
    ),
}

SUBSCRIPTIONS: dict[str, tuple[Case, ...]] = {
    "Subscription.demandSuggestions": (
        Case(
            "for the buyer's demand",
            BUYERS,
            "subscription($id: ID!) { it: demandSuggestions(demandId: $id) "
            "{ suggestions { relevance } } }",
            some("suggestions"),
            known(id="demand.published"),
        ),
    ),
}
