"""Who gets what of the glossary: its words, its history, what is proposed, and its tables."""

from __future__ import annotations

from tests.api.matrix.case import Case, both, fixed, known, mutation, some
from tests.api.matrix.world import (
    COORDINATORS,
    EVERYONE,
    INSTITUTION,
    MEMBERS,
    REVIEWERS,
    VERIFIED_FIRMS,
)
from tests.factories.glossary import PROPOSER
from tests.factories.people import TOKEN

_KEEPERS = REVIEWERS | COORDINATORS | {"institution_owner"}
_OWN = frozenset({PROPOSER})
_WORDS = fixed(words={"korean": ["가열 장치"], "english": ["heater"], "note": "ovens"})
_TABLE = "korean,english\n나사,screw\n"
_CONCEPTS = """query($retired: Boolean) { it: glossaryConcepts(first: 5, retired: $retired) {
  nodes { id } } }"""


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.glossaryConcepts": (
        Case("those in use", EVERYONE, _CONCEPTS, some(), fixed(retired=False)),
        Case("those retired", _KEEPERS, _CONCEPTS, some(), fixed(retired=True)),
        Case(
            "who changed it",
            _KEEPERS,
            "{ it: glossaryConcepts(first: 5) { nodes { changedBy } } }",
            lambda it: bool(it and it["nodes"][0]["changedBy"]),
        ),
    ),
    "Query.glossaryTable": (Case("the table", EVERYONE, "{ it: glossaryTable }"),),
    "Query.glossaryHistory": (
        Case(
            "of a concept",
            _KEEPERS,
            "query($id: ID!) { it: glossaryHistory(id: $id) { act changedBy } }",
            variables=known(id="concept"),
        ),
    ),
    "Query.glossaryProposals": (
        Case("a list", MEMBERS, "{ it: glossaryProposals(first: 5) { nodes { id } } }"),
        Case(
            "what one person proposed",
            _KEEPERS | _OWN,
            "{ it: glossaryProposals(first: 5) { nodes { words { korean } } } }",
            some(),
        ),
        Case(
            "for whom",
            _KEEPERS,
            "{ it: glossaryProposals(first: 5) { nodes { organisation } } }",
            lambda it: bool(it and it["nodes"] and it["nodes"][0]["organisation"]),
        ),
    ),
    "Query.glossaryRights": (
        Case("one's rights", EVERYONE - {TOKEN}, "{ it: glossaryRights { keeps mayPropose } }"),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.addGlossaryConcept": (
        mutation("addGlossaryConcept", _KEEPERS, "words: GlossaryWordsInput!", _WORDS),
    ),
    "Mutation.changeGlossaryConcept": (
        mutation(
            "changeGlossaryConcept",
            _KEEPERS,
            "id: ID!, revision: Int!, words: GlossaryWordsInput!",
            both(known(id="concept"), fixed(revision=1), _WORDS),
        ),
    ),
    "Mutation.retireGlossaryConcept": (
        mutation("retireGlossaryConcept", _KEEPERS, "id: ID!", known(id="concept")),
    ),
    "Mutation.restoreGlossaryConcept": (
        mutation("restoreGlossaryConcept", _KEEPERS, "id: ID!", known(id="retired concept")),
    ),
    "Mutation.proposeGlossaryWords": (
        mutation(
            "proposeGlossaryWords",
            VERIFIED_FIRMS | INSTITUTION,
            "words: GlossaryWordsInput!",
            _WORDS,
        ),
    ),
    "Mutation.acceptGlossaryProposal": (
        mutation("acceptGlossaryProposal", _KEEPERS, "id: ID!", known(id="proposal")),
    ),
    "Mutation.refuseGlossaryProposal": (
        mutation(
            "refuseGlossaryProposal",
            _KEEPERS,
            "id: ID!, answer: String!",
            both(known(id="proposal"), fixed(answer="It is a brand.")),
        ),
    ),
    "Mutation.withdrawGlossaryProposal": (
        mutation("withdrawGlossaryProposal", _OWN, "id: ID!", known(id="proposal")),
    ),
    "Mutation.importGlossary": (
        mutation(
            "importGlossary",
            _KEEPERS,
            "table: String!, version: String!",
            fixed(table=_TABLE, version=""),
        ),
    ),
    "Mutation.previewGlossaryImport": (
        mutation("previewGlossaryImport", _KEEPERS, "table: String!", fixed(table=_TABLE)),
    ),
}
