"""Searches that people keep, the nearest spelling, and documents searched by."""

from __future__ import annotations

from tests.api.matrix.case import Case, both, fixed, known, mutation
from tests.api.matrix.world import EVERYONE, MEMBERS, PERSONS

_OWN = frozenset({"buyer_scout"})

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.savedSearches": (
        # who keeps nothing gets an empty list, whoever may not ask gets no answer at all
        Case("one's own list", MEMBERS, "{ list: savedSearches { id } it: __typename }"),
        Case("what one person keeps", _OWN, "{ it: savedSearches { name text } }"),
    ),
    "Query.searchFinds": (
        Case(
            "what one's own search told of",
            _OWN,
            "query($id: ID!) { it: searchFinds(id: $id) { search { name } finds { toldAt } } }",
            variables=known(id="saved search"),
        ),
    ),
    "Query.marketSpelling": (
        Case(
            "of a word",
            EVERYONE,
            "query($text: String!) { spelt: marketSpelling(text: $text) it: __typename }",
            variables=fixed(text="insulatoin"),
        ),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.saveSearch": (
        mutation(
            "saveSearch",
            MEMBERS,
            "name: String!, text: String, trlMin: Int",
            fixed(name="Films", text="film", trlMin=4),
        ),
    ),
    "Mutation.renameSavedSearch": (
        mutation(
            "renameSavedSearch",
            _OWN,
            "id: ID!, name: String!",
            both(known(id="saved search"), fixed(name="Walls")),
        ),
    ),
    "Mutation.deleteSavedSearch": (
        mutation("deleteSavedSearch", _OWN, "id: ID!", known(id="saved search")),
    ),
    "Mutation.chooseSearchAlerts": (
        mutation(
            "chooseSearchAlerts",
            _OWN,
            "id: ID!, pace: SearchPace!",
            both(known(id="saved search"), fixed(pace="WEEKLY")),
        ),
    ),
    "Mutation.lookAtSavedSearch": (
        mutation("lookAtSavedSearch", _OWN, "id: ID!", known(id="saved search")),
    ),
}

ADDRESSES: dict[str, tuple[Case, ...]] = {
    "POST /market/document": (
        # whoever is let in hears that an empty file holds no words
        Case(
            "the words of an empty file",
            PERSONS,
            path=lambda _world: "/market/document",
            method="POST",
            statuses=frozenset({400}),
        ),
    ),
}
