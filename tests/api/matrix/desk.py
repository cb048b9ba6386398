"""Who gets what of a coordinator's desk: notes, conflicts, load and hand-overs."""

from __future__ import annotations

import datetime as dt

from tests.api.matrix.case import Case, both, fixed, known, mutation, some
from tests.api.matrix.world import COORDINATOR, COORDINATORS, World
from tests.factories.people import NOW

_CONTACT = {
    "kind": "TELEPHONE",
    "side": "SELLER",
    "personName": "Ms Han",
    "happenedAt": NOW.isoformat(),
}
_FOLLOW_UP = {"text": "Ask again", "dueOn": (NOW.date() + dt.timedelta(days=3)).isoformat()}
_LOAD = "{ it: caseLoad { people rows { openCases } } }"
_CANDIDATES = "query($ids: [ID!]!) { it: caseCandidates(caseIds: $ids) { name } }"
_NOTES = "query($id: ID) { it: caseNotes(first: 5, caseId: $id) { nodes { text } } }"

_LEAD = frozenset({"institution_owner"})


def _the_case(world: World) -> dict[str, list[str]]:
    return {"ids": [world.ids["case"]]}


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.caseNotes": (
        Case("a list", COORDINATORS, "{ it: caseNotes(first: 5) { pageInfo { hasNextPage } } }"),
        Case("of one's own cases", COORDINATOR, _NOTES, some(), known(id="case")),
    ),
    "Query.caseLoad": (
        Case("figures", COORDINATORS | _LEAD, _LOAD),
        Case(
            "one's own work",
            COORDINATOR | _LEAD,
            _LOAD,
            lambda it: any(row["openCases"] for row in (it or {"rows": ()})["rows"]),
        ),
    ),
    "Query.caseCandidates": (Case("who could take it", _LEAD, _CANDIDATES, bool, _the_case),),
    "Query.caseHandovers": (
        Case("a list", _LEAD, "{ it: caseHandovers(first: 5) { pageInfo { hasNextPage } } }"),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.addCaseNote": (
        mutation(
            "addCaseNote",
            COORDINATOR,
            "id: ID!, text: String!, contact: CaseContactInput, followUp: CaseFollowUpInput",
            both(
                known(id="case"),
                fixed(text="They hesitate", contact=_CONTACT, followUp=_FOLLOW_UP),
            ),
        ),
    ),
    "Mutation.correctCaseNote": (
        mutation(
            "correctCaseNote",
            COORDINATOR,
            "id: ID!, text: String!, contact: CaseContactInput",
            both(known(id="case note"), fixed(text="They agree", contact=_CONTACT)),
        ),
    ),
    "Mutation.settleFollowUp": (
        mutation(
            "settleFollowUp",
            COORDINATOR,
            "id: ID!, done: Boolean!",
            both(known(id="case note"), fixed(done=True)),
        ),
    ),
    "Mutation.declareInterest": (
        mutation(
            "declareInterest",
            COORDINATOR,
            "id: ID!, hasInterest: Boolean!",
            both(known(id="case"), fixed(hasInterest=False)),
        ),
    ),
    "Mutation.decideConflict": (
        mutation(
            "decideConflict",
            frozenset(),
            "id: ID!, reason: String!",
            both(known(id="case"), fixed(reason="Long ago")),
            title="of a case that waits for none",
        ),
    ),
    "Mutation.handOverCases": (
        mutation(
            "handOverCases",
            _LEAD,
            "caseIds: [ID!]!, membershipId: ID!, reason: String!",
            lambda world: {
                "caseIds": [world.ids["case"]],
                "membershipId": world.ids["other_coordinator"],
                "reason": "Load",
            },
        ),
    ),
    "Mutation.returnHandover": (
        mutation("returnHandover", frozenset(), "id: ID!", known(id="case"), title="of nobody"),
    ),
}
