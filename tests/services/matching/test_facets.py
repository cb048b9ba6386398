"""Counting what an answer could be narrowed down to: right, and nothing that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.technologies.services import technology_pause
from matching.engines.base import SearchFilters
from matching.facet_search import market_facets
from matching.search import SearchOrder, market_search
from tests.factories.people import NOW
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from matching.facets import Facets
    from tests.services.matching.market import Market

ASKED = """query ($text: String, $industries: [Industry!], $low: Int, $high: Int) {
  marketFacets(text: $text, industries: $industries, trlMin: $low, trlMax: $high) {
    total isComplete withoutModes withoutLevel
    industries { industry count } transferModes { mode count }
    origins { origin count } levels { level count } } }"""
ORDERED = """query ($text: String, $order: SearchOrder) {
  marketSearch(text: $text, order: $order) { nodes { technology { id } } } }"""


def facets(
    market: Market,
    text: str = "",
    actor: str = "buyer_scout",
    filters: SearchFilters | None = None,
) -> Facets:
    return market_facets(
        actor=market.people.actor(actor), now=NOW, text=text, filters=filters or SearchFilters()
    )


def test_the_whole_market_is_counted_by_what_its_cards_state(market: Market) -> None:
    found = facets(market, actor="anonymous")
    assert found.total == 6
    assert found.is_complete
    assert found.industries["agri_food"] == 1
    assert found.origins == {"native": 4, "imported": 2}
    assert found.levels == {4: 1, 5: 1, 6: 1, 7: 1}
    assert found.without_modes == 2
    chosen = facets(market, filters=SearchFilters(industries=("agri_food",)))
    assert chosen.total == 1
    assert chosen.industries == found.industries
    assert chosen.origins == {"native": 1}


@pytest.mark.parametrize("text", ["battery", "battery 배터리 cells 셀", "robot", "zzqx"])
@pytest.mark.parametrize(
    "filters",
    [SearchFilters(), SearchFilters(trl_min=5), SearchFilters(origins=("imported",))],
)
def test_a_text_is_counted_as_it_is_answered(
    market: Market, text: str, filters: SearchFilters
) -> None:
    actor = market.people.actor("buyer_scout")
    page = market_search(actor=actor, now=NOW, text=text, filters=filters, first=50)
    found = facets(market, text, filters=filters)
    assert found.total == len(page.hits)
    for kind, count in found.origins.items():
        narrowed = SearchFilters(filters.industries, filters.trl_min, origins=(kind,))
        page = market_search(actor=actor, now=NOW, text=text, filters=narrowed, first=50)
        assert len(page.hits) == count


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large", "auditor", "operator"])
def test_words_of_a_summary_move_no_count_of_who_may_not_read_it(
    market: Market, actor: str
) -> None:
    assert facets(market, "mica", "buyer_scout").total == 1
    for secret in ("mica", "vacuum", "운모", "lens"):
        assert facets(market, secret, actor) == facets(market, "zzqx", actor)


def test_what_left_the_market_is_not_counted(market: Market) -> None:
    before = facets(market, "thermal runaway").total
    owner = market.people.actor("seller_owner")
    technology_pause(actor=owner, technology=market.technologies["sheet"], now=NOW)
    assert facets(market, "thermal runaway").total == before - 1
    assert facets(market).total == 5


def test_levels_that_are_turned_around_are_refused(market: Market) -> None:
    with pytest.raises(InvalidInputError):
        facets(market, filters=SearchFilters(trl_min=7, trl_max=3))


def test_the_api_tells_the_counts_and_refuses_what_is_out_of_range(market: Market) -> None:
    found = asked(market, ASKED, text="battery")["data"]["marketFacets"]
    assert found["total"] == 2
    assert found["isComplete"]
    assert found["industries"] == [{"industry": "ADVANCED_MATERIALS", "count": 1}]
    assert {"mode": "SUPPLY", "count": 1} in found["transferModes"]
    assert found["levels"] == [{"level": 7, "count": 1}]
    assert found["withoutLevel"] == found["withoutModes"] == 1
    refused = asked(market, ASKED, low=12)
    assert refused["errors"]
    assert not refused.get("data")


def test_the_hits_of_a_text_come_in_the_order_asked_for(market: Market) -> None:
    text = "battery robot binder lens 웨이퍼"

    def ordered(order: SearchOrder) -> list[str]:
        nodes = asked(market, ORDERED, text=text, order=order.name)["data"]["marketSearch"]["nodes"]
        return [market.name(node["technology"]["id"]) for node in nodes]

    by_relevance = ordered(SearchOrder.RELEVANCE)
    newest = ordered(SearchOrder.NEWEST)
    readiest = ordered(SearchOrder.READINESS)
    assert set(by_relevance) == set(newest) == set(readiest)
    for name in newest:
        market.technologies[name].refresh_from_db()
    orders = [market.technologies[name].published_order or 0 for name in newest]
    assert orders == sorted(orders, reverse=True)
    native = [name for name in readiest if name not in {"pack", "lens"}]
    assert native == ["sheet", "wafer", "binder", "gripper"]
    assert readiest[:4] == native
