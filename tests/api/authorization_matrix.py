"""Every operation and every address for every actor: who gets what it is for.

A row holds cases. A case says what is asked, of a world with one technology and one demand in
every state, and who gets it; whoever is not named gets nothing and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.factories.market import (
    DEMAND_STATES,
    TECHNOLOGY_STATES,
    demand_made,
    technology_made,
)
from tests.factories.people import ACTORS, CAST, People, people_made

EVERYONE = frozenset(ACTORS)
SIGNED_IN = EVERYONE - {"anonymous"}
SELLERS = frozenset(name for name, spec in CAST.items() if spec[0] == "seller")
SELLER_WRITERS = frozenset({"seller_owner", "seller_deal_lead"})
BUYERS = frozenset(name for name, spec in CAST.items() if spec[0] == "buyer")
BUYER_WRITERS = frozenset({"buyer_scout", "buyer_deal_lead"})
LARGE_FIRMS = frozenset(name for name, spec in CAST.items() if spec[1] == "large_firm")
VERIFIED_FIRMS = frozenset(
    name for name, spec in CAST.items() if spec[2] and spec[1] in {"sme", "large_firm"}
)
MEDIATORS = frozenset({"reviewer", "case_coordinator"})
READS_SUMMARIES = VERIFIED_FIRMS | MEDIATORS
READS_DEMANDS = MEDIATORS | {name for name in VERIFIED_FIRMS if CAST[name][1] == "sme"}
REVIEWER = frozenset({"reviewer"})
NOBODY: frozenset[str] = frozenset()


@dataclass
class World:
    """The cast and what lies before them."""

    people: People
    technologies: dict[str, str] = field(default_factory=dict)
    demands: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)


def world_made(mark: str = "") -> World:
    """Return a world with one technology and one demand in every state."""
    world = World(people_made())
    for state in TECHNOLOGY_STATES:
        technology = technology_made(world.people, state, mark=mark)
        world.technologies[state] = technology.public_id
        if state == "published" and technology.publication_entry is not None:
            world.entries["technology"] = technology.publication_entry.uid
    for state in DEMAND_STATES:
        demand = demand_made(world.people, state, mark=mark)
        world.demands[state] = demand.public_id
        if state == "published" and demand.publication_entry is not None:
            world.entries["demand"] = demand.publication_entry.uid
    return world


@dataclass(frozen=True)
class Case:
    """One question of a row.

    Args:
        name: What is asked, in words.
        allowed: The actors who get it.
        query: GraphQL document; its one root field is aliased `it`.
        given: Whether the data of `it` shows that the actor got it.
        variables: The variables, from the world.
        path: Instead of a query: the address, from the world.
        method: HTTP method of the address.
        body: JSON body of the address.
        statuses: HTTP statuses that show that the actor got it.
    """

    name: str
    allowed: frozenset[str]
    query: str = ""
    given: Callable[[Any], bool] = bool
    variables: Callable[[World], Mapping[str, Any]] = lambda _world: {}
    path: Callable[[World], str] | None = None
    method: str = "GET"
    body: Mapping[str, Any] | None = None
    statuses: frozenset[int] = frozenset({200})


def _technology_cases() -> tuple[Case, ...]:
    own = {"draft": SELLERS, "paused": SELLERS, "withdrawn": SELLERS}
    cards = {**own, "in_review": SELLERS | REVIEWER, "published": EVERYONE}
    summaries = {**own, "in_review": SELLERS | REVIEWER, "published": READS_SUMMARIES}
    revisions = dict.fromkeys(TECHNOLOGY_STATES, SELLERS) | {"in_review": SELLERS | REVIEWER}
    card = "query($id: ID!) { it: technology(id: $id) { card { area } } }"
    summary = "query($id: ID!) { it: technology(id: $id) { summary { title } } }"
    private = "query($id: ID!) { it: technology(id: $id) { revision } }"
    return tuple(
        case
        for state in TECHNOLOGY_STATES
        for case in (
            Case(f"{state} card", cards[state], card, bool, _technology(state)),
            Case(
                f"{state} summary", summaries[state], summary, _has("summary"), _technology(state)
            ),
            Case(
                f"{state} revision", revisions[state], private, _has("revision"), _technology(state)
            ),
        )
    )


def _demand_cases() -> tuple[Case, ...]:
    query = "query($id: ID!) { it: demand(id: $id) { text { title } } }"
    private = "query($id: ID!) { it: demand(id: $id) { exclusions } }"
    readers = {"draft": BUYERS, "published": BUYERS | READS_DEMANDS, "closed": BUYERS}
    return tuple(
        case
        for state in DEMAND_STATES
        for case in (
            Case(f"{state} text", readers[state], query, bool, _demand(state)),
            Case(f"{state} private", BUYERS, private, _has("exclusions"), _demand(state)),
        )
    )


def _technology(state: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"id": world.technologies[state]}


def _demand(state: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"id": world.demands[state]}


def _has(name: str) -> Callable[[Any], bool]:
    return lambda it: bool(it and it[name] is not None)


def _nodes(count: int) -> Callable[[Any], bool]:
    return lambda it: bool(it and len(it["nodes"]) == count)


def _written(it: Any) -> bool:
    return bool(it and it["errors"] == [])


def _move(
    name: str, state: str, allowed: frozenset[str], kind: str = "technology", given: str = ""
) -> tuple[Case, ...]:
    """Return the case of a mutation that takes an id, and perhaps a revision or a reason."""
    typed = {"revision": "Int!", "reason": "String!"}
    # submitting counts as a change
    values = {"revision": 2 if state == "in_review" else 1, "reason": "Name no maker."}
    names = given.split()
    head = "".join(f", ${name}: {typed[name]}" for name in names)
    passed = "".join(f", {name}: ${name}" for name in names)
    query = (
        f"mutation($id: ID!{head}) {{ it: {name}(id: $id{passed}) {{ errors {{ code field }} }} }}"
    )

    def variables(world: World) -> Mapping[str, Any]:
        ids = world.technologies if kind == "technology" else world.demands
        return {"id": ids[state], **{name: values[name] for name in names}}

    return (Case(f"of a {state} {kind}", allowed, query, _written, variables),)


def _create(name: str, allowed: frozenset[str], type_: str) -> tuple[Case, ...]:
    query = (
        f"mutation($input: {type_}!) "
        f'{{ it: {name}(requestId: "fresh", input: $input) {{ errors {{ code }} }} }}'
    )
    return (Case("a draft", allowed, query, _written, lambda _world: {"input": {}}),)


def _save(name: str, kind: str, allowed: frozenset[str], type_: str) -> tuple[Case, ...]:
    query = (
        f"mutation($id: ID!, $input: {type_}!) "
        f"{{ it: {name}(id: $id, revision: 1, input: $input) {{ errors {{ code }} }} }}"
    )

    def variables(world: World) -> Mapping[str, Any]:
        ids = world.technologies if kind == "technology" else world.demands
        return {"id": ids["draft"], "input": {}}

    return (Case("a draft", allowed, query, _written, variables),)


def _get(path: str, allowed: frozenset[str] = EVERYONE, *statuses: int) -> tuple[Case, ...]:
    return (
        Case(
            "the address",
            allowed,
            path=lambda _world: path,
            statuses=frozenset(statuses or {200}),
        ),
    )


_ENTRY = "query($id: ID!) { it: entry(id: $id) { kind body } }"
_SELLER_PARTIES = frozenset({"seller_owner", "seller_deal_lead", "seller_engineer"})
_BUYER_PARTIES = frozenset({"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer"})
_INSTITUTION_PARTIES = frozenset(
    {"institution_owner", "verifier", "reviewer", "case_coordinator", "treasurer"}
)
_AUDITOR = frozenset({"auditor"})


def _entry(name: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"id": world.entries[name]}


def _proof(name: str) -> Callable[[World], str]:
    return lambda world: f"/records/{world.entries[name]}.tlog-proof"


OPERATIONS: dict[str, tuple[Case, ...]] = {
    "Query.viewer": (
        Case("oneself", SIGNED_IN, "{ it: viewer { email } }"),
        Case(
            "one's organisation",
            SIGNED_IN - {"no_firm"},
            "{ it: viewer { organisation { id } } }",
            _has("organisation"),
        ),
    ),
    "Query.technology": _technology_cases(),
    "Query.technologies": (
        Case("the market", EVERYONE, "{ it: technologies { nodes { id } } }", _nodes(1)),
        Case("one's own", SELLERS, "{ it: technologies(mine: true) { nodes { id } } }", _nodes(5)),
    ),
    "Query.reviewQueue": (
        Case("the queue", REVIEWER, "{ it: reviewQueue { nodes { id } } }", _nodes(1)),
    ),
    "Query.marketSearch": (
        Case("the market", EVERYONE, "{ it: marketSearch { nodes { relevance } } }", _nodes(1)),
        Case(
            "by a word of the summary",
            READS_SUMMARIES,
            '{ it: marketSearch(text: "thinner sheet") { nodes { relevance } } }',
            _nodes(1),
        ),
    ),
    "Query.demand": _demand_cases(),
    "Query.demands": (
        Case("published ones", READS_DEMANDS, "{ it: demands { nodes { id } } }", _nodes(1)),
        Case("one's own", BUYERS, "{ it: demands(mine: true) { nodes { id } } }", _nodes(3)),
    ),
    "Query.demandSuggestions": (
        Case(
            "for the buyer's demand",
            BUYERS,
            "query($id: ID!) { it: demandSuggestions(demandId: $id) "
            "{ suggestions { relevance } } }",
            lambda it: bool(it and it["suggestions"]),
            _demand("published"),
        ),
    ),
    "Query.entry": (
        Case(
            "the seller's record",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            _ENTRY,
            bool,
            _entry("technology"),
        ),
        Case(
            "its content",
            _SELLER_PARTIES | _INSTITUTION_PARTIES,
            _ENTRY,
            _has("body"),
            _entry("technology"),
        ),
        Case("the buyer's record", _BUYER_PARTIES | _AUDITOR, _ENTRY, bool, _entry("demand")),
        Case("its content", _BUYER_PARTIES, _ENTRY, _has("body"), _entry("demand")),
    ),
    "Query.entries": (
        Case(
            "records of the seller's technology",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            'query($id: ID!) { it: entries(subjectType: "technology", subjectId: $id) '
            "{ nodes { id } } }",
            lambda it: bool(it and it["nodes"]),
            _technology("published"),
        ),
    ),
    "Query.logCheckpoint": (Case("it", EVERYONE, "{ it: logCheckpoint { size } }"),),
    "Mutation.createTechnology": _create(
        "createTechnology",
        SELLER_WRITERS | {"outsider_sme", "unverified_sme"},
        "TechnologyInput",
    ),
    "Mutation.saveTechnology": _save(
        "saveTechnology", "technology", SELLER_WRITERS, "TechnologyInput"
    ),
    "Mutation.submitTechnology": _move(
        "submitTechnology", "draft", SELLER_WRITERS, given="revision"
    ),
    "Mutation.approveTechnology": _move(
        "approveTechnology", "in_review", REVIEWER, given="revision"
    ),
    "Mutation.returnTechnology": _move(
        "returnTechnology", "in_review", REVIEWER, given="revision reason"
    ),
    "Mutation.pauseTechnology": _move("pauseTechnology", "published", SELLER_WRITERS),
    "Mutation.resumeTechnology": _move("resumeTechnology", "paused", SELLER_WRITERS),
    "Mutation.withdrawTechnology": _move("withdrawTechnology", "published", SELLER_WRITERS),
    "Mutation.createDemand": _create(
        "createDemand", BUYER_WRITERS | {"outsider_large", "unverified_large"}, "DemandInput"
    ),
    "Mutation.saveDemand": _save("saveDemand", "demand", BUYER_WRITERS, "DemandInput"),
    "Mutation.publishDemand": _move(
        "publishDemand", "draft", BUYER_WRITERS, "demand", given="revision"
    ),
    "Mutation.closeDemand": _move("closeDemand", "published", BUYER_WRITERS, "demand"),
    "Subscription.logCheckpoint": (
        Case("each checkpoint", EVERYONE, "subscription { it: logCheckpoint { size } }"),
    ),
    "Subscription.demandSuggestions": (
        Case(
            "for the buyer's demand",
            BUYERS,
            "subscription($id: ID!) { it: demandSuggestions(demandId: $id) "
            "{ suggestions { relevance } } }",
            lambda it: bool(it and it["suggestions"]),
            _demand("published"),
        ),
    ),
    "GET /graphql": _get("/graphql?query={__typename}"),
    "POST /graphql": (
        Case(
            "a query",
            EVERYONE,
            path=lambda _world: "/graphql",
            method="POST",
            body={"query": "{ __typename }"},
        ),
    ),
    "GET /healthz": _get("/healthz"),
    "GET /readyz": _get("/readyz"),
    "GET /_allauth/browser/v1/config": _get("/_allauth/browser/v1/config"),
    # 401 is allauth's answer to a visitor: it lists the ways to sign in
    "GET /_allauth/browser/v1/auth/session": _get("/_allauth/browser/v1/auth/session", SIGNED_IN),
    "POST /_allauth/browser/v1/auth/login": (
        Case(
            "a wrong password",
            NOBODY,
            path=lambda _world: "/_allauth/browser/v1/auth/login",
            method="POST",
            body={"email": "nobody@people.example", "password": "wrong password"},
        ),
    ),
    "GET /log/checkpoint": _get("/log/checkpoint"),
    "GET /log/vkey": _get("/log/vkey"),
    "GET /log/tile/entries/<path:place>": _get("/log/tile/entries/000.p/1"),
    "GET /log/tile/<str:level>/<path:place>": _get("/log/tile/0/000.p/1"),
    "GET /records/<str:uid>.tlog-proof": (
        Case(
            "the seller's proof",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            path=_proof("technology"),
        ),
        Case("the buyer's proof", _BUYER_PARTIES | _AUDITOR, path=_proof("demand")),
    ),
    # 503 where the pages are not built: open to everyone all the same
    "GET /": _get("/", EVERYONE, 200, 503),
    "GET /<path:page>": _get("/market", EVERYONE, 200, 503),
}
