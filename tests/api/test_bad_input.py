"""Wrong, oversized and hostile values: a clear error naming the field, and nothing written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.api.test_authorization import rows
from tests.api.world_case import client_of

if TYPE_CHECKING:
    from tests.api.matrix.world import World

CREATE_TECHNOLOGY = """mutation($input: TechnologyInput!) {
  it: createTechnology(requestId: "fresh", input: $input) {
    errors { code field params { name value } }
    technology { id }
  }
}"""
CREATE_DEMAND = """mutation($input: DemandInput!) {
  it: createDemand(requestId: "fresh", input: $input) {
    errors { code field params { name value } }
    demand { id }
  }
}"""
LONG = "x" * 5000
HOSTILE = "<script>alert(1)</script>'; DROP TABLE technologies_technology; -- {{7*7}} ../../etc"


def asked(client: Client, query: str, **variables: Any) -> dict[str, Any]:
    """Return the whole answer to a request."""
    answer = client.post(
        "/graphql",
        data=json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def text(**words: Any) -> dict[str, Any]:
    """Return an input with one text."""
    return {"texts": [{"language": "KO", **words}]}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"trl": 10}, "out_of_range", "trl"),
        ({"trl": 0}, "out_of_range", "trl"),
        ({"year": 1200}, "out_of_range", "year"),
        (text(title="x" * 121), "too_long", "ko.title"),
        (text(area="x" * 81), "too_long", "ko.area"),
        (text(description=LONG), "too_long", "ko.description"),
        (text(proofAvailable="a\u202eb"), "hidden_characters", "ko.proofAvailable"),
        (text(title="a\u0000b"), "hidden_characters", "ko.title"),
        (text(keywords=["k" * 41]), "too_long", "ko.keywords"),
        (text(keywords=[str(n) for n in range(13)]), "too_many", "ko.keywords"),
        ({"texts": [{"language": "KO"}, {"language": "KO"}]}, "repeated", "texts"),
    ],
)
def test_a_wrong_offer_names_its_field_and_is_not_stored(
    world: World, given: dict[str, Any], code: str, field: str
) -> None:
    before = rows()
    body = asked(client_of(world, "seller_owner"), CREATE_TECHNOLOGY, input=given)
    error = body["data"]["it"]["errors"][0]
    assert (error["code"], error["field"]) == (code, field)
    assert rows() == before


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"trlMin": 7, "trlMax": 3}, "wrong_order", "trlMax"),
        ({"budgetMin": "5", "budgetMax": "3", "currency": "KRW"}, "wrong_order", "budgetMax"),
        ({"budgetMin": "-1", "currency": "KRW"}, "out_of_range", "budgetMin"),
        ({"budgetMin": "9" * 18, "currency": "KRW"}, "out_of_range", "budgetMin"),
        ({"budgetMin": "5"}, "required", "currency"),
        ({"currency": "won"}, "invalid", "currency"),
        ({"exclusions": LONG}, "too_long", "exclusions"),
        (text(need=LONG), "too_long", "ko.need"),
        (text(title="a\u200bb"), "hidden_characters", "ko.title"),
    ],
)
def test_a_wrong_demand_names_its_field_and_is_not_stored(
    world: World, given: dict[str, Any], code: str, field: str
) -> None:
    before = rows()
    body = asked(client_of(world, "buyer_scout"), CREATE_DEMAND, input=given)
    error = body["data"]["it"]["errors"][0]
    assert (error["code"], error["field"]) == (code, field)
    assert rows() == before


@pytest.mark.parametrize(
    "given",
    [
        {"trl": "six"},
        {"industry": "MAGIC"},
        {"transferModes": ["STEAL"]},
        {"texts": [{"language": "FR"}]},
        {"ownerId": 1},
        {"state": "PUBLISHED"},
    ],
)
def test_what_the_schema_does_not_know_is_refused_before_anything_runs(
    world: World, given: dict[str, Any]
) -> None:
    before = rows()
    body = asked(client_of(world, "seller_owner"), CREATE_TECHNOLOGY, input=given)
    assert body["errors"]
    assert not body.get("data")
    assert rows() == before


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ("first: 0", "first"),
        ("first: 51", "first"),
        ('after: "junk"', "after"),
        ('after: ""', "after"),
        ('after: "WzFd"', "after"),
        # ["a",1], [1,"\ud800"]: keys of the right length, but of the wrong kind
        ('after: "WyJhIiwxXQ"', "after"),
        ('after: "WzEsIlx1ZDgwMCJd"', "after"),
    ],
)
def test_a_wrong_page_names_its_argument(world: World, arguments: str, field: str) -> None:
    for name in ("technologies", "marketSearch"):
        body = asked(Client(), f"{{ {name}({arguments}) {{ nodes {{ __typename }} }} }}")
        assert body["errors"][0]["extensions"]["field"] == field, name


@pytest.mark.parametrize(
    ("arguments", "field"),
    [("trlMin: 0", "trlMin"), ("trlMax: 10", "trlMax"), (f'text: "{LONG}"', "text")],
)
def test_a_wrong_filter_names_itself(world: World, arguments: str, field: str) -> None:
    body = asked(Client(), f"{{ marketSearch({arguments}) {{ nodes {{ relevance }} }} }}")
    assert body["errors"][0]["extensions"]["field"] == field


def test_hostile_words_are_kept_as_words(world: World) -> None:
    client = client_of(world, "seller_owner")
    body = asked(client, CREATE_TECHNOLOGY, input=text(title=HOSTILE, withheld=HOSTILE))
    public_id = body["data"]["it"]["technology"]["id"]
    query = "query($id: ID!) { it: technology(id: $id) { summary { title withheld } } }"
    summary = asked(client, query, id=public_id)["data"]["it"]["summary"]
    assert summary == {"title": HOSTILE, "withheld": HOSTILE}
    found = asked(
        client, "query($t: String!) { marketSearch(text: $t) { nodes { relevance } } }", t=HOSTILE
    )
    assert "errors" not in found


def test_a_second_click_does_not_do_a_thing_twice(world: World) -> None:
    seller, reviewer = client_of(world, "seller_owner"), client_of(world, "reviewer")
    first = asked(seller, CREATE_TECHNOLOGY, input={})["data"]["it"]["technology"]["id"]
    again = asked(seller, CREATE_TECHNOLOGY, input={})["data"]["it"]["technology"]["id"]
    assert first == again
    approve = (
        "mutation($id: ID!) { it: reviewTechnology(id: $id, revision: 2, decision: APPROVED, "
        "scores: [{criterion: CLARITY, score: 4}, {criterion: BENEFIT, score: 4}, "
        "{criterion: PROOF, score: 4}, {criterion: CONFIDENTIALITY, score: 4}]) "
        "{ errors { code } } }"
    )
    waiting = world.technologies["in_review"]
    assert asked(reviewer, approve, id=waiting)["data"]["it"]["errors"] == []
    before = rows()
    assert asked(reviewer, approve, id=waiting)["data"]["it"]["errors"] == [{"code": "stale_state"}]
    assert rows() == before


@pytest.mark.parametrize("public_id", ["", "x", "' OR 1=1 --", "../../x", "\u0000", "가" * 50])
def test_an_id_that_nobody_gave_finds_nothing(world: World, public_id: str) -> None:
    client = client_of(world, "seller_owner")
    for name in ("technology", "demand", "entry"):
        body = asked(client, f"query($id: ID!) {{ it: {name}(id: $id) {{ id }} }}", id=public_id)
        assert (body.get("data") or {}).get("it") is None, name
        assert "Something went wrong" not in json.dumps(body)


@pytest.mark.parametrize(
    "path",
    [
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/257",
        "/log/tile/99/000",
        "/log/tile/0/x000",
        "/log/tile/entries/../../etc/passwd",
        "/log/tile/entries/999",
        "/records/nothing.tlog-proof",
        "/records/%00.tlog-proof",
        "/nope.js",
        "/static/../settings.py",
    ],
)
def test_an_address_that_is_none_is_not_found(world: World, path: str) -> None:
    client = client_of(world, "seller_owner")
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize(
    "body",
    ["", "{", "[" * 100_000, r'{"email": "owner@firm.example", "password": "\ud800"}'],
)
def test_a_sign_in_that_cannot_be_read_is_refused(world: World, body: str) -> None:
    answer = Client().post("/_allauth/browser/v1/auth/login", body, "application/json")
    assert answer.status_code == 400
