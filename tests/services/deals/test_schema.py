"""Terms and contracts over GraphQL, from query text to JSON."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from tests.factories.deals import room_opened, terms_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from tests.factories.people import People

DUE = f"{NOW.date() + timedelta(days=500)}"
TERMS: dict[str, Any] = {
    "mode": "LICENCE",
    "field": "Packs",
    "territory": "Korea",
    "exclusivity": "NON_EXCLUSIVE",
    "currency": "USD",
    "upfrontMinor": "90071992547409",
    "milestones": [
        {
            "title": "Samples",
            "amountMinor": "5",
            "dueOn": DUE,
            "delivery": "Twenty sheets",
        }
    ],
}
OFFER = """mutation($id: ID!, $terms: TermsInput!) { it: offerTerms(matchId: $id, terms: $terms) {
    errors { code field params { name value } }
    termSheet { id state revision turn side canAccept canCounter canWithdraw canDraft
        versions { number side currency upfrontMinor months royaltyBasisPoints
            milestones { position amountMinor dueOn delivery documents depositRelease } } } } }"""
DRAFT = """mutation($id: ID!, $revision: Int!) {
  it: draftContract(termSheetId: $id, revision: $revision, language: EN) {
    errors { code } contract { id revision state text documentSha256 clauseSet hasDocument
        clauses { code included protective } } } }"""
OFFER_IT = """mutation($id: ID!, $revision: Int!) {
  it: offerContract(id: $id, revision: $revision) {
    errors { code } contract { text documentSha256 canSign canWithdraw expiresAt } } }"""
READ = "query($id: ID!) { it: contract(id: $id) { side canSign canRefuse text } }"


def asked(people: People, who: str, query: str, **variables: Any) -> Any:
    """Return what one field of an operation answers a person."""
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    request = OperationRequest(query, variables=variables)
    body = engine.run(engine.operation(request), context).body
    assert body is not None
    return body["data"] and body["data"]["it"]


def test_amounts_travel_as_digits_and_errors_name_the_milestone(people: People) -> None:
    match = room_opened(people, key="schema")
    wrong = TERMS | {"milestones": [TERMS["milestones"][0] | {"delivery": "The source code"}]}
    refused = asked(people, "seller_owner", OFFER, id=match.public_id, terms=wrong)
    [error] = refused["errors"]
    assert (error["code"], error["field"]) == ("undeclared_data", "milestones.0.documents")
    assert refused["termSheet"] is None
    huge = TERMS | {"upfrontMinor": "9007199254740993"}
    too_much = asked(people, "seller_owner", OFFER, id=match.public_id, terms=huge)
    assert [each["field"] for each in too_much["errors"]] == ["upfrontMinor"]
    sheet = asked(people, "seller_owner", OFFER, id=match.public_id, terms=TERMS)["termSheet"]
    [version] = sheet["versions"]
    assert version["upfrontMinor"] == "90071992547409"
    assert version["milestones"] == [
        {
            "position": 1,
            "amountMinor": "5",
            "dueOn": DUE,
            "delivery": "Twenty sheets",
            "documents": [],
            "depositRelease": False,
        }
    ]
    assert (sheet["side"], sheet["turn"]) == ("SELLER", "BUYER")
    assert (sheet["canAccept"], sheet["canCounter"], sheet["canDraft"]) == (False, True, False)


def test_a_draft_shows_its_words_before_they_are_fixed(people: People) -> None:
    sheet = terms_made(people, "agreed", key="schema")
    drafted = asked(people, "buyer_owner", DRAFT, id=sheet.public_id, revision=sheet.revision)
    contract = drafted["contract"]
    assert contract["documentSha256"] is None
    assert contract["clauseSet"] == "technology_transfer/1"
    assert {each["code"] for each in contract["clauses"] if each["protective"]} >= {"escrow"}
    assert all(each["included"] for each in contract["clauses"])
    offered = asked(people, "seller_deal_lead", OFFER_IT, id=contract["id"], revision=1)["contract"]
    assert offered["text"] == contract["text"]
    assert hashlib.sha256(offered["text"].encode()).hexdigest() == offered["documentSha256"]
    assert (offered["canSign"], offered["canWithdraw"]) == (False, True)
    coordinator = asked(people, "case_coordinator", READ, id=contract["id"])
    assert (coordinator["side"], coordinator["canRefuse"]) == (None, False)
    assert coordinator["text"] == offered["text"]
    assert asked(people, "seller_engineer", READ, id=contract["id"]) is None
