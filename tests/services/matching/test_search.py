"""Searching the market: right offers, right order, nothing that the reader may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.core.errors import InvalidInputError
from marketplace.technologies.services import (
    ImportedTechnology,
    technologies_import,
    technology_pause,
)
from matching.engines.base import SearchFilters
from matching.search import CursorKey, MarketPage, market_search
from matching.services import index_rebuild, technologies_index
from tests.factories.people import NOW
from tests.services.matching.market import content, published

if TYPE_CHECKING:
    from tests.services.matching.market import Market


def search(
    market: Market,
    text: str = "",
    actor: str = "buyer_scout",
    filters: SearchFilters | None = None,
    first: int = 20,
    after: CursorKey | None = None,
) -> MarketPage:
    return market_search(
        actor=market.people.actor(actor),
        now=NOW,
        text=text,
        filters=filters or SearchFilters(),
        first=first,
        after=after,
    )


def names(market: Market, page: MarketPage) -> list[str]:
    return [market.name(hit.technology.public_id) for hit in page.hits]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("thermal runaway barrier", "sheet"),
        ("열폭주 단열", "sheet"),
        ("SiC 웨이퍼 검사", "wafer"),
        ("sic", "wafer"),
        ("robots gripping cables", "gripper"),
        ("infrared lenses", "lens"),
    ],
)
def test_words_in_both_languages_find_the_offer(market: Market, text: str, best: str) -> None:
    page = search(market, text)
    assert names(market, page)[0] == best
    assert page.hits[0].relevance == 100
    assert page.hits[0].highlights


def test_an_offer_in_two_languages_comes_once(market: Market) -> None:
    found = names(market, search(market, "battery 배터리 cells 셀"))
    assert sorted(found) == ["pack", "sheet"]


def test_a_word_that_many_offers_use_still_finds_them(market: Market) -> None:
    assert set(names(market, search(market, "battery"))) == {"sheet", "pack"}


def test_without_words_the_newest_come_first_and_filters_hold(market: Market) -> None:
    everything = search(market)
    assert len(everything.hits) == 6
    orders = [hit.technology.published_order or 0 for hit in everything.hits]
    assert orders == sorted(orders, reverse=True)
    assert not everything.hits[0].highlights
    chosen = search(market, filters=SearchFilters(industries=("agri_food",)))
    assert names(market, chosen) == ["binder"]
    imported = search(market, filters=SearchFilters(origins=("imported",)))
    assert set(names(market, imported)) == {"pack", "lens"}
    # imported listings state neither level nor modes, and are not hidden for it
    level = search(market, filters=SearchFilters(trl_min=7, transfer_modes=("supply",)))
    assert set(names(market, level)) == {"sheet", "pack", "lens"}


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large", "auditor", "operator"])
def test_whoever_reads_cards_is_answered_from_cards_alone(market: Market, actor: str) -> None:
    for secret in ("mica", "vacuum", "peas", "운모", "광학", "grinds", "lens"):
        assert names(market, search(market, secret, actor)) == []
    page = search(market, "heat cells", actor)
    assert names(market, page) == ["sheet"]
    assert page.hits[0].technology.summaries == {}
    assert set(page.hits[0].highlights) == {"Heat", "cells"}
    assert search(market, "mica", "buyer_scout").hits


def test_what_left_the_market_is_dropped_before_the_index_hears_of_it(market: Market) -> None:
    sheet, owner = market.technologies["sheet"], market.people.actor("seller_owner")
    technology_pause(actor=owner, technology=sheet, now=NOW)
    assert names(market, search(market, "thermal runaway")) == []
    assert names(market, search(market, "battery", first=1)) == ["pack"]


def test_pages_follow_each_other_without_gap_or_repetition(market: Market) -> None:
    for text in ("", "battery robot binder lens 웨이퍼"):
        whole = names(market, search(market, text))
        seen: list[str] = []
        after = None
        while True:
            page = search(market, text, first=2, after=after)
            seen += names(market, page)
            if not page.has_next:
                break
            after = page.keys[-1]
        assert seen == whole
        assert len(whole) >= 5


def test_a_page_goes_on_after_its_last_hit_though_the_index_changed(market: Market) -> None:
    first = search(market, first=2)
    published(market.people, "later", content("binder"))
    technologies_index(technology_ids=[one.pk for one in market.technologies.values()], now=NOW)
    second = search(market, first=9, after=first.keys[-1])
    assert not set(names(market, first)) & set(names(market, second))
    assert len(second.hits) == 4


@pytest.mark.parametrize(
    ("text", "filters", "after", "field", "code"),
    [
        ("x" * 501, SearchFilters(), None, "text", "too_long"),
        ("a\u202eb", SearchFilters(), None, "text", "hidden_characters"),
        ("a", SearchFilters(trl_min=0), None, "trlMin", "out_of_range"),
        ("a", SearchFilters(trl_max=10), None, "trlMax", "out_of_range"),
        ("a", SearchFilters(trl_min=7, trl_max=3), None, "trlMax", "out_of_range"),
        ("a", SearchFilters(), CursorKey(-1, "x"), "after", "invalid"),
        ("a", SearchFilters(), CursorKey(10**12, "x"), "after", "invalid"),
    ],
)
def test_wrong_input_is_named(
    market: Market,
    text: str,
    filters: SearchFilters,
    after: CursorKey | None,
    field: str,
    code: str,
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        search(market, text, filters=filters, after=after)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    "text", ["   ", "AND OR NOT", '"(', "*:*", "title:lasers", "\\", "the of", "🙂", "ㅋㅋ"]
)
def test_no_text_is_a_query_language(market: Market, text: str) -> None:
    page = search(market, text)
    assert len(page.hits) in {0, 6}


def test_browsing_reaches_the_last_of_many(market: Market) -> None:
    many = [
        ImportedTechnology(
            source_ref=f"MANY-{n}", firm="Many", area="Many", year=2020, title=f"Item {n}",
            abstract="Text.",
        )
        for n in range(230)
    ]  # fmt: skip
    technologies_import(batch=many, now=NOW)
    index_rebuild(now=NOW)
    seen: list[str] = []
    after = None
    while True:
        page = search(market, first=50, after=after)
        seen += [hit.technology.public_id for hit in page.hits]
        if not page.has_next:
            break
        after = page.keys[-1]
    assert len(seen) == len(set(seen)) == 230 + len(market.technologies)
