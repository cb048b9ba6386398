"""What each side reads of an agreement over the API, and what people are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.nda.selectors import ndas_of
from contracts.nda.services import nda_draft
from marketplace.config.graphql import engine
from marketplace.core.errors import InvalidInputError
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.notifications.models import Notification
from tests.factories.deposits import deposit_made
from tests.factories.market import match_made, technology_made
from tests.factories.ndas import nda_content, nda_made
from tests.factories.people import NOW
from tests.services.nda.acting import reacted, refused

if TYPE_CHECKING:
    from contracts.nda.models import Nda
    from tests.factories.people import People

NDA = """query($id: ID!) { nda(id: $id) { state side text documentSha256 canOffer canSign
    files { position commitment name depositFileId } holders { name removedAt }
    signatures { side title method statementSha256 } hasDocument } }"""
DRAFT = """mutation($match: ID!, $files: [ID!]) { draftNda(matchId: $match, language: KO,
    templateCode: "technical_data", purpose: "To judge it", months: 6, annexFileIds: $files) {
    errors { code field } nda { id state language months returnDays ownership text } } }"""


def asked(people: People, who: str, query: str, **variables: Any) -> Any:
    """Return the data of an operation's answer."""
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    answer = engine.run(engine.operation(OperationRequest(query, variables=variables)), context)
    assert "errors" not in answer.body, answer.body
    return answer.body["data"]


def test_the_annex_shows_commitments_to_both_and_names_to_the_seller(people: People) -> None:
    foreign = deposit_made(people).files.earliest("pk")
    technology = technology_made(people, "published")
    sealed = deposit_made(people, "attached", technology=technology, key="two")
    files = list(sealed.files.order_by("pk"))
    match = match_made(people, "matched", technology=technology)
    refused(
        InvalidInputError,
        lambda: nda_draft(
            actor=people.actor("seller_owner"),
            match=match,
            template_code="technical_data",
            language="en",
            content=nda_content(annex_file_ids=(foreign.public_id,)),
            now=NOW,
        ),
    )
    wanted = [file.public_id for file in reversed(files)]
    nda = nda_made(people, "offered", match=match, files=wanted)
    own = asked(people, "seller_engineer", NDA, id=nda.public_id)["nda"]["files"]
    assert [file["depositFileId"] for file in own] == wanted
    assert [file["name"] for file in own] == [file.name for file in reversed(files)]
    theirs = asked(people, "buyer_deal_lead", NDA, id=nda.public_id)["nda"]
    assert [file["commitment"] for file in theirs["files"]] == [f["commitment"] for f in own]
    assert {file["name"] for file in theirs["files"]} == {None}
    for file in files:
        assert file.commitment in theirs["text"]
        assert file.name not in theirs["text"]


def test_a_draft_begun_over_the_api_is_read_by_both_sides(people: People) -> None:
    match = match_made(people, "matched")
    begun = asked(people, "seller_deal_lead", DRAFT, match=match.public_id, files=None)["draftNda"]
    assert begun["errors"] == []
    nda = begun["nda"]
    assert (nda["state"], nda["language"], nda["months"]) == ("DRAFT", "KO", 6)
    assert nda["returnDays"] == 30
    # the text can be read before it is fixed, with the terms that the template fills in
    assert nda["ownership"] in nda["text"]
    read = asked(people, "buyer_owner", NDA, id=nda["id"])["nda"]
    assert (read["side"], read["canOffer"], read["documentSha256"]) == ("BUYER", False, None)
    assert asked(people, "buyer_scout", NDA, id=nda["id"])["nda"] is None
    again = asked(people, "seller_deal_lead", DRAFT, match=match.public_id, files=None)["draftNda"]
    assert again == {"errors": [{"code": "nda_open_already", "field": None}], "nda": None}


def told(people: People, who: str, nda: Nda) -> list[tuple[str, bool]]:
    """Return what a person was told of an agreement, and whether an act is still asked for."""
    rows = Notification.objects.filter(user=people.users[who], subject_ref=nda.public_id)
    return [(row.kind, row.asks and row.read_at is None) for row in rows.order_by("pk")]


def test_each_side_is_asked_when_it_is_its_turn(log_key: None, people: People) -> None:
    half, signed = nda_made(people, "half_signed"), nda_made(people, "signed")
    reacted()
    assert told(people, "buyer_deal_lead", half)[-1] == ("nda.signature_given", True)
    assert ("nda.holders_named", False) in told(people, "seller_deal_lead", half)
    for who in ("seller_deal_lead", "buyer_owner"):
        heard = told(people, who, signed)
        assert heard[-1] == ("nda.signed", False)
        assert not any(asks for _, asks in heard)
    assert told(people, "buyer_engineer", signed) == []


@pytest.mark.parametrize("who", ["seller_owner", "buyer_engineer"])
def test_reading_takes_as_many_queries_for_many_as_for_one(people: People, who: str) -> None:
    first = nda_made(people, "refused")
    actor, match_id = people.actor(who), first.match.public_id
    with CaptureQueriesContext(connection) as of_one:
        ndas_of(actor=actor, match_id=match_id)
    nda_made(people, "signed", match=first.match, holders=("buyer_engineer", "buyer_owner"))
    with CaptureQueriesContext(connection) as of_two:
        rows = ndas_of(actor=actor, match_id=match_id)
    assert [len(row.holders) for row in rows] == [2, 1]
    assert len(of_two) == len(of_one)


def test_each_side_is_offered_what_it_may_choose_and_nobody_else(people: People) -> None:
    technology = technology_made(people, "published")
    sealed = deposit_made(people, "attached", technology=technology)
    match = match_made(people, "matched", technology=technology)
    query = """query($id: ID!) { it: ndaChoices(matchId: $id) { canDraft files { id }
        candidates { email roles } } }"""
    owner = asked(people, "seller_owner", query, id=match.public_id)["it"]
    assert owner["canDraft"]
    assert {file["id"] for file in owner["files"]} == {
        file.public_id for file in sealed.files.all()
    }
    assert owner["candidates"] == []
    lead = asked(people, "buyer_deal_lead", query, id=match.public_id)["it"]
    assert (lead["canDraft"], lead["files"]) == (False, [])
    named = {one["email"] for one in lead["candidates"]}
    assert people.users["buyer_engineer"].email in named
    assert people.users["buyer_scout"].email not in named
    engineer = asked(people, "seller_engineer", query, id=match.public_id)["it"]
    assert engineer == {"canDraft": False, "files": [], "candidates": []}
    assert asked(people, "outsider_owner", query, id=match.public_id)["it"] is None
    nda_made(people, "draft", match=match)
    assert not asked(people, "seller_owner", query, id=match.public_id)["it"]["canDraft"]
