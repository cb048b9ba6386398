"""Matches and cases."""

from __future__ import annotations

from datetime import timedelta

from tests.api.matrix.case import Case, both, fixed, has, known, mutation, some
from tests.api.matrix.world import (
    BUYER_ROLES,
    BUYER_WRITERS,
    COORDINATOR,
    COORDINATORS,
    SELLER_ROLES,
    SELLER_WRITERS,
)
from tests.factories.people import NOW, WHOLE_CAST

_BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
_SELLER_LEADS = frozenset({"seller_owner", "seller_deal_lead"})
_OWNER = frozenset({"institution_owner"})
_PARTIES = SELLER_ROLES | BUYER_ROLES
# every member of a firm with a role, and those who run cases
_MAY_READ = COORDINATORS | {
    name for name, spec in WHOLE_CAST.items() if spec[1] in {"sme", "large_firm"} and spec[3]
}
_MATCH = "query($id: ID!) { it: match(id: $id) { note } }"
_SEAL = "query($id: ID!) { it: match(id: $id) { demandSeal { commitment record { proof } } } }"
_NAMES = "query($id: ID!) { it: match(id: $id) { counterpart { nameEn } } }"
_REPORT = f"caseReport(year: {NOW.year}, month: {NOW.month})"


def _day(days: int) -> str:
    return f"{NOW.date() + timedelta(days=days)}"


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.match": (
        Case("a scout's", BUYER_ROLES, _MATCH, bool, known(id="match awaiting_lead")),
        Case("asked for", _PARTIES, _MATCH, bool, known(id="match requested")),
        Case("accepted", _PARTIES | COORDINATOR, _MATCH, bool, known(id="match matched")),
        Case(
            "its names before",
            frozenset(),
            _NAMES,
            has("counterpart"),
            known(id="match requested"),
        ),
        Case(
            "what the buyer sealed, before",
            frozenset(),
            _SEAL,
            has("demandSeal"),
            known(id="match requested"),
        ),
        Case(
            "what the buyer sealed",
            _PARTIES | COORDINATOR,
            _SEAL,
            has("demandSeal"),
            known(id="match matched"),
        ),
        Case("its names", _PARTIES, _NAMES, has("counterpart"), known(id="match matched")),
    ),
    "Query.matches": (
        Case(
            "one's own",
            _PARTIES | COORDINATOR,
            "{ it: matches(group: MATCHED) { nodes { id } } }",
            some(),
        ),
    ),
    "Query.matchesOf": (
        Case(
            "of a technology",
            _PARTIES,
            "query($id: ID!) { it: matchesOf(technologyId: $id) { id } }",
            bool,
            known(id="technology.match requested"),
        ),
    ),
    "Query.matchQuestions": (
        Case(
            "asked with a request",
            _PARTIES,
            "query($id: ID!) { it: matchQuestions(matchId: $id) { questions { text } } }",
            some("questions"),
            known(id="match requested"),
        ),
        Case(
            "of a match",
            _PARTIES,
            "query($id: ID!) { it: matchQuestions(matchId: $id) { questions { text } } }",
            some("questions"),
            known(id="match matched"),
        ),
    ),
    "Query.demandAnswers": (
        Case(
            "side by side",
            BUYER_ROLES,
            "query($id: ID!) { it: demandAnswers(demandId: $id) { lines { text } } }",
            some("lines"),
            known(id="demand.match requested"),
        ),
    ),
    "Query.proposable": (
        Case(
            "for a demand",
            SELLER_WRITERS,
            "query($id: ID!) { it: proposable(demandId: $id) { id } }",
            bool,
            known(id="demand.published"),
        ),
    ),
    "Query.cases": (
        Case("one's own", COORDINATOR, "{ it: cases { nodes { id } } }", some()),
        Case(
            "the institution's",
            COORDINATOR | _OWNER,
            "{ it: cases(mine: false) { nodes { id } } }",
            some(),
        ),
    ),
    "Query.case": (
        Case(
            "it",
            COORDINATOR | _OWNER,
            "query($id: ID!) { it: case(id: $id) { stage } }",
            bool,
            known(id="case"),
        ),
        Case(
            "its firms",
            COORDINATOR,
            "query($id: ID!) { it: case(id: $id) { seller { nameEn } buyer { nameEn } } }",
            has("seller"),
            known(id="case"),
        ),
    ),
    "Query.today": (
        Case("figures", COORDINATORS | _OWNER, "{ it: today { open } }"),
        Case("one's own work", COORDINATOR, "{ it: today { open } }", some("open")),
    ),
    "Query.coordinatorAbsence": (
        Case("one's own", COORDINATORS, "{ it: coordinatorAbsence { coveredCases } }"),
    ),
    "Query.caseReport": (
        Case(
            "a month",
            COORDINATORS | _OWNER,
            f"{{ it: {_REPORT} {{ months {{ opened }} }} }}",
        ),
        Case(
            "one's own work",
            COORDINATOR | _OWNER,
            f"{{ it: {_REPORT} {{ loads {{ openCases }} }} }}",
            lambda it: bool(it and it["loads"]),
        ),
    ),
    "Query.pipeline": (
        Case("its steps", _MAY_READ, "{ it: pipeline { stage } }"),
        Case(
            "one's own deals",
            _PARTIES | COORDINATOR,
            "{ it: pipeline { week month quarter longer } }",
            lambda it: any(count for step in it or () for count in step.values()),
        ),
        Case(
            "what took too long",
            COORDINATORS,
            "{ it: pipeline { overdue } }",
            lambda it: any(step["overdue"] is not None for step in it or ()),
        ),
    ),
}


def _act(name: str, match: str, allowed: frozenset[str], types: str = "", **given: object) -> Case:
    """Return the case of an act on a match as it was first seen."""
    revision = 3 if match == "matched" else 1
    return mutation(
        name,
        allowed,
        f"id: ID!, revision: Int!{types}",
        both(known(id=f"match {match}"), fixed(revision=revision, **given)),
        title=f"of a {match} one",
    )


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.requestMatch": (
        mutation(
            "requestMatch",
            BUYER_WRITERS | SELLER_WRITERS,
            "requestId: ID!, demandId: ID!, technologyId: ID!, note: String",
            both(
                known(demandId="demand.published", technologyId="technology.published"),
                fixed(requestId="new", note="We measure"),
            ),
        ),
    ),
    "Mutation.answerMatchQuestions": (
        mutation(
            "answerMatchQuestions",
            _SELLER_LEADS,
            "matchId: ID!, answers: [AnswerInput!]!",
            lambda world: {
                "matchId": world.ids["match requested"],
                "answers": [{"questionId": world.ids["question requested"], "text": "Thin"}],
            },
        ),
    ),
    "Mutation.seeMatch": (
        mutation("seeMatch", _SELLER_LEADS, "matchId: ID!", known(matchId="match requested")),
    ),
    "Mutation.remindMatch": (
        mutation(
            "remindMatch",
            frozenset({"buyer_deal_lead", "buyer_scout"}),
            "matchId: ID!",
            known(matchId="match requested"),
        ),
    ),
    "Mutation.acceptMatch": (
        _act("acceptMatch", "awaiting_lead", _BUYER_LEADS),
        _act("acceptMatch", "requested", _SELLER_LEADS),
    ),
    "Mutation.declineMatch": (
        _act(
            "declineMatch", "requested", _SELLER_LEADS, ", reason: DeclineReason!", reason="TERMS"
        ),
    ),
    "Mutation.withdrawMatch": (
        _act(
            "withdrawMatch",
            "awaiting_lead",
            frozenset({"buyer_owner", "buyer_deal_lead", "buyer_scout"}),
        ),
        _act("withdrawMatch", "requested", _BUYER_LEADS),
    ),
    "Mutation.endMatch": (
        _act(
            "endMatch", "matched", _BUYER_LEADS | _SELLER_LEADS, ", words: String!", words="Enough"
        ),
    ),
    "Mutation.moveCase": (
        mutation(
            "moveCase",
            COORDINATOR,
            "id: ID!, revision: Int!, stage: CaseStage!",
            both(known(id="case"), fixed(revision=2, stage="NDA")),
        ),
    ),
    "Mutation.setNextStep": (
        mutation(
            "setNextStep",
            COORDINATOR,
            "id: ID!, revision: Int!, text: String!, side: StepSide!",
            both(known(id="case"), fixed(revision=2, text="Send a draft", side="SELLER")),
        ),
    ),
    "Mutation.remindCase": (
        mutation(
            "remindCase",
            COORDINATOR,
            "id: ID!, side: StepSide!",
            both(known(id="case"), fixed(side="SELLER")),
        ),
    ),
    "Mutation.planAbsence": (
        mutation(
            "planAbsence",
            COORDINATORS - COORDINATOR,
            "deputyId: ID!, fromOn: Date!, untilOn: Date!",
            both(
                known(deputyId="case_coordinator"),
                fixed(fromOn=_day(9), untilOn=_day(12)),
            ),
            title="with another coordinator",
        ),
    ),
    "Mutation.endAbsence": (
        mutation("endAbsence", frozenset(), "id: ID!", known(id="case"), title="of nobody"),
    ),
}
