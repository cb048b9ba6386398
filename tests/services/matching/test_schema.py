"""Search and suggestions over GraphQL, from query text to JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.documents import RefusedDocumentError
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.graphql.subscriptions import event_answer, subscription_of
from marketplace.core.languages import Language
from marketplace.technologies.services import technology_pause
from matching.schema import INDEX_GROUP
from matching.services import technologies_index
from tests.factories.people import NOW
from tests.services.matching.test_suggestions import BATTERY, KOREAN, demand

if TYPE_CHECKING:
    from tests.services.matching.market import Market

SEARCH = """query ($text: String, $first: Int, $after: String, $modes: [TransferMode!],
    $industries: [Industry!], $origins: [Origin!], $low: Int, $high: Int) {
  marketSearch(text: $text, first: $first, after: $after, transferModes: $modes,
      industries: $industries, origins: $origins, trlMin: $low, trlMax: $high) {
    edges { cursor node { relevance } }
    nodes { relevance highlights technology { id origin summary(language: KO) { title } } }
    pageInfo { hasNextPage endCursor }
  }
}"""
PARTS = """{ demandId indexVersion suggestions {
    relevance coverage evidence technology { id }
    reasons { kind label detail share } fits { criterion state wanted offered } } }"""
SUGGESTIONS = "query ($id: ID!, $first: Int) { demandSuggestions(demandId: $id, first: $first) %s }"
FOLLOWED = "subscription ($id: ID!) { demandSuggestions(demandId: $id) %s }"


def context(market: Market, actor: str) -> RequestContext:
    return RequestContext(market.people.actor(actor), NOW, Language.EN, "test")


def asked(market: Market, query: str, actor: str = "buyer_scout", **variables: Any) -> Any:
    request = OperationRequest(query, variables=variables)
    return engine.run(engine.operation(request), context(market, actor)).body


def found(market: Market, actor: str = "buyer_scout", **variables: Any) -> list[str]:
    nodes = asked(market, SEARCH, actor, **variables)["data"]["marketSearch"]["nodes"]
    return [market.name(node["technology"]["id"]) for node in nodes]


def test_a_hit_carries_relevance_highlights_and_the_technology(market: Market) -> None:
    body = asked(market, SEARCH, text="열폭주 단열")
    [node] = body["data"]["marketSearch"]["nodes"]
    assert node["relevance"] == 100
    assert set(node["highlights"]) == {"열폭주", "단열"}
    assert node["technology"]["summary"] == {"title": "얇은 단열 시트"}
    assert "score" not in json.dumps(body)


def test_filters_of_every_kind(market: Market) -> None:
    everything = {"sheet", "gripper", "binder", "wafer", "pack", "lens"}
    assert set(found(market)) == everything
    assert set(found(market, text=None, first=None, origins=["IMPORTED"])) == {"pack", "lens"}
    assert set(found(market, industries=["AGRI_FOOD", "MACHINERY_ROBOTICS"])) == {
        "binder",
        "gripper",
    }
    assert set(found(market, modes=["ASSIGNMENT"], origins=["NATIVE"])) == {"gripper"}
    assert set(found(market, low=5, high=6, origins=["NATIVE"])) == {"binder", "wafer"}
    assert set(found(market, industries=[])) == everything


def test_pages_are_walked_by_their_cursors(market: Market) -> None:
    seen: list[str] = []
    after = None
    while True:
        body = asked(market, SEARCH, first=4, after=after)["data"]["marketSearch"]
        seen += [node["technology"]["id"] for node in body["nodes"]]
        assert body["pageInfo"]["endCursor"] == body["edges"][-1]["cursor"]
        after = body["pageInfo"]["endCursor"]
        if not body["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == 6


def test_a_cursor_of_another_list_is_refused(market: Market) -> None:
    for cursor in ("WzEsMl0", "WyJhIiwiYiJd", "WzFd"):
        body = asked(market, SEARCH, after=cursor)
        assert body["errors"][0]["extensions"] == {"code": "invalid", "field": "after"}


def test_too_many_values_are_refused_by_name(market: Market) -> None:
    body = asked(market, SEARCH, modes=["SUPPLY"] * 21)
    assert body["errors"][0]["extensions"]["field"] == "transferModes"


def test_suggestions_carry_reasons_and_fits(market: Market) -> None:
    wanted = demand(market, replace(BATTERY, texts=(*BATTERY.texts, KOREAN)))
    answer = asked(market, SUGGESTIONS % PARTS, id=wanted.public_id, first=3)
    suggestions = answer["data"]["demandSuggestions"]["suggestions"]
    best = suggestions[0]
    assert market.name(best["technology"]["id"]) == "sheet"
    assert {reason["kind"] for reason in best["reasons"]} >= {
        "SHARED_TERM", "EVIDENCE", "COVERAGE", "TRL", "TRANSFER_MODE",
    }  # fmt: skip
    assert {"criterion": "TRL", "state": "FITS", "wanted": "6-8", "offered": "7"} in best["fits"]
    labels = [reason["label"] for reason in best["reasons"] if reason["kind"] == "SHARED_TERM"]
    assert len(labels) == len(set(labels))


def test_the_demand_of_another_firm_is_nothing(market: Market) -> None:
    wanted = demand(market)
    body = asked(market, SUGGESTIONS % PARTS, "outsider_large", id=wanted.public_id)
    assert body == {"data": {"demandSuggestions": None}}
    for actor, code in (("anonymous", "UNAUTHENTICATED"), ("seller_owner", "FORBIDDEN")):
        body = asked(market, SUGGESTIONS % PARTS, actor, id=wanted.public_id)
        assert body["errors"][0]["extensions"]["code"] == code


def test_the_subscription_answers_at_once_and_again_as_the_index_changes(market: Market) -> None:
    wanted = demand(market)
    request = OperationRequest(FOLLOWED % PARTS, variables={"id": wanted.public_id})
    followed = subscription_of(engine, engine.operation(request))
    scout = context(market, "buyer_scout")
    assert followed.groups(scout.actor) == {INDEX_GROUP}
    answers = [event_answer(engine, followed, scout, None)]
    sheet, owner = market.technologies["sheet"], market.people.actor("seller_owner")
    technology_pause(actor=owner, technology=sheet, now=NOW)
    technologies_index(technology_ids=[sheet.pk], now=NOW)
    answers.append(event_answer(engine, followed, scout, {}))
    assert sheet.public_id in str(answers[0])
    assert sheet.public_id not in str(answers[1])
    with pytest.raises(RefusedDocumentError):
        event_answer(engine, followed, context(market, "outsider_large"), {})
