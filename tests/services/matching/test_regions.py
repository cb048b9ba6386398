"""Regions belong to the summary: they narrow the market for its readers, and tell no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import NotAllowedError
from matching.engines.base import SearchFilters
from matching.facet_search import market_facets
from matching.saved import services
from matching.saved.content import SearchContent
from matching.search import market_search
from matching.services import technologies_index
from tests.factories.people import NOW
from tests.services.matching.market import content, published
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from tests.services.matching.market import Market

EUROPE = SearchFilters(regions=("europe",))
ASKED = """query ($text: String, $regions: [Region!]) {
  marketSearch(text: $text, regions: $regions) { nodes { technology { id } } }
  marketFacets(text: $text, regions: $regions) {
    total withoutRegions regions { region count } } }"""


@pytest.fixture
def regional(market: Market) -> Market:
    """Return the market with two offers that state where partners are sought."""
    stated = {"north": ("europe", "korea"), "south": ("asia",)}
    technologies = dict(market.technologies)
    for name, regions in stated.items():
        offer = replace(content("sheet"), regions=regions)
        technologies[name] = published(market.people, name, offer)
    keys = [technologies[name].pk for name in stated]
    technologies_index(technology_ids=keys, now=NOW)
    return replace(market, technologies=technologies)


def found(market: Market, actor: str, text: str = "", **given: Any) -> set[str]:
    page = market_search(
        actor=market.people.actor(actor),
        now=NOW,
        text=text,
        filters=given.get("filters", EUROPE),
        first=50,
    )
    return {market.name(hit.technology.public_id) for hit in page.hits}


def test_offers_that_state_other_regions_are_left_out(regional: Market) -> None:
    everything = found(regional, "buyer_scout", filters=SearchFilters())
    assert found(regional, "buyer_scout") == everything - {"south"}
    assert "south" not in found(regional, "buyer_scout", "battery")
    assert {"north", "sheet"} <= found(regional, "buyer_scout", "battery")
    for text in ("", "battery"):
        facets = market_facets(
            actor=regional.people.actor("buyer_scout"), now=NOW, text=text, filters=EUROPE
        )
        assert facets.total == len(found(regional, "buyer_scout", text))
        assert facets.regions == {"europe": 1, "korea": 1, "asia": 1}


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large", "auditor", "operator"])
def test_readers_of_cards_are_neither_answered_nor_counted_by_regions(
    regional: Market, actor: str
) -> None:
    reader = regional.people.actor(actor)
    for text in ("", "heat"):
        with pytest.raises(NotAllowedError):
            found(regional, actor, text)
        with pytest.raises(NotAllowedError):
            market_facets(actor=reader, now=NOW, text=text, filters=EUROPE)
        told = market_facets(actor=reader, now=NOW, text=text, filters=SearchFilters())
        assert told.regions is None
        assert told.without_regions == 0
    body = asked(regional, ASKED, actor, regions=["EUROPE"])
    assert {each["extensions"]["code"] for each in body["errors"]} == {"not_allowed"}
    assert asked(regional, ASKED, actor)["data"]["marketFacets"]["regions"] is None


def test_who_is_barred_learns_no_region_of_the_firm_that_bars(regional: Market) -> None:
    # the seller's cards still stand on the market for its rival
    assert "north" in found(regional, "rival_scout", filters=SearchFilters())
    for text in ("", "battery 배터리"):
        assert found(regional, "rival_scout", text) <= {"pack", "lens"}
        facets = market_facets(
            actor=regional.people.actor("rival_scout"),
            now=NOW,
            text=text,
            filters=SearchFilters(),
        )
        assert facets.regions == {}
    whole = market_facets(actor=regional.people.actor("rival_scout"), now=NOW, filters=EUROPE)
    assert whole.total == len(found(regional, "rival_scout"))


def test_a_saved_search_keeps_regions_for_who_may_ask_by_them(regional: Market) -> None:
    content_ = SearchContent(filters=EUROPE)
    kept = services.search_save(
        actor=regional.people.actor("buyer_scout"), content=content_, name="Europe", now=NOW
    )
    assert kept.regions == ["europe"]
    with pytest.raises(NotAllowedError):
        services.search_save(
            actor=regional.people.actor("unverified_large"), content=content_, name="E", now=NOW
        )
