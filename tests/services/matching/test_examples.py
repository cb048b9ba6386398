"""Searching by a technology or a document: what is alike, by words that the asker may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.languages import Language
from marketplace.evidence.models import Entry
from marketplace.technologies.services import technology_create
from matching import meaning
from matching.constants import DOCUMENT_TEXT_MAX
from matching.engines.base import SearchFilters
from matching.example import document_example, technology_example
from matching.facet_search import market_facets
from matching.models import TextVector
from matching.search import MarketPage, SearchOrder, market_search
from tests.factories.people import NOW
from tests.services.matching.market import content
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from tests.services.matching.market import Market

DOCUMENT = """Requirement 12. The battery pack must not catch fire.
Heat must not spread from one cell to the next; a thin barrier between cells is wanted."""
ASKED = """query ($like: ID, $document: String, $text: String) {
  marketSearch(like: $like, document: $document, text: $text) {
    nodes { relevance highlights technology { id } } }
  marketFacets(like: $like, document: $document, text: $text) { total } }"""


def like(market: Market, name: str, actor: str = "buyer_scout", **options: Any) -> MarketPage:
    given: dict[str, Any] = {"filters": SearchFilters(), "first": 20} | options
    return market_search(
        actor=market.people.actor(actor),
        now=NOW,
        like=market.technologies[name].public_id,
        **given,
    )


def by_document(market: Market, text: str, actor: str = "buyer_scout") -> MarketPage:
    return market_search(
        actor=market.people.actor(actor),
        now=NOW,
        document=text,
        filters=SearchFilters(),
        first=20,
    )


def names(market: Market, page: MarketPage) -> list[str]:
    return [market.name(hit.technology.public_id) for hit in page.hits]


def test_what_is_alike_comes_first_and_the_technology_itself_not_at_all(market: Market) -> None:
    page = like(market, "sheet")
    assert names(market, page)[0] == "pack"
    assert page.hits[0].relevance == 100
    assert "sheet" not in names(market, page)
    facets = market_facets(
        actor=market.people.actor("buyer_scout"),
        now=NOW,
        like=market.technologies["sheet"].public_id,
        filters=SearchFilters(),
    )
    assert facets.total == len(page.hits)


def test_filters_order_and_pages_hold_as_for_words(market: Market) -> None:
    whole = names(market, like(market, "pack"))
    assert whole[0] == "sheet"
    first = like(market, "pack", first=1)
    assert first.has_next == (len(whole) > 1)
    rest = like(market, "pack", after=first.keys[-1])
    assert [*names(market, first), *names(market, rest)] == whole
    native = SearchFilters(origins=("imported",))
    assert "sheet" not in names(market, like(market, "pack", filters=native))
    by_level = like(market, "pack", order=SearchOrder.READINESS)
    assert sorted(names(market, by_level)) == sorted(whole)


def test_the_askers_own_offers_are_left_out(market: Market) -> None:
    # of the seller's firm are all but the two imported ones
    assert set(names(market, like(market, "pack", "seller_owner"))) <= {"lens"}
    assert "sheet" in names(market, like(market, "pack", "outsider_sme"))
    assert set(names(market, by_document(market, DOCUMENT, "seller_owner"))) <= {"pack", "lens"}


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large", "auditor", "rival_scout"])
def test_words_that_the_asker_may_not_read_do_not_ask(market: Market, actor: str) -> None:
    sheet = market.technologies["sheet"]
    example = technology_example(
        actor=market.people.actor(actor), now=NOW, public_id=sheet.public_id
    )
    told = "\n".join(f"{text.title}\n{text.body}" for text in example.texts.values())
    assert "Heat spreads between cells" in told
    for hidden in ("mica", "barrier", "thermal", "운모", "열폭주", "Better"):
        assert hidden not in told
    assert set(example.texts) == set(Language)


def test_the_same_words_ask_the_same_whatever_is_hidden_behind_them(market: Market) -> None:
    """An asker who reads cards is answered as if no summary were there."""
    page = like(market, "sheet", "anonymous")
    assert "pack" not in names(market, page)
    for hit in page.hits:
        assert hit.technology.summaries == {}


def test_a_technology_that_the_asker_may_not_know_of_is_not_there(market: Market) -> None:
    draft = technology_create(
        actor=market.people.actor("seller_owner"),
        request_id="draft",
        content=content("sheet"),
        now=NOW,
    )
    unknown = asked(market, ASKED, like="A" * 22)
    hidden = asked(market, ASKED, like=draft.public_id)
    assert unknown == hidden
    assert {each["extensions"]["code"] for each in hidden["errors"]} == {"not_found"}
    assert not hidden["data"]
    for wrong in (draft.public_id, "A" * 22, "../..", ""):
        if wrong:
            with pytest.raises(NotFoundError):
                technology_example(
                    actor=market.people.actor("buyer_scout"), now=NOW, public_id=wrong
                )
    # its own firm may look for what is like it before it is published
    own = market_search(
        actor=market.people.actor("seller_owner"),
        now=NOW,
        like=draft.public_id,
        filters=SearchFilters(),
        first=5,
    )
    assert names(market, own)[:1] == ["pack"]


def test_a_document_finds_what_it_tells_of_and_leaves_no_trace(
    market: Market, caplog: pytest.LogCaptureFixture
) -> None:
    before = [table.objects.count() for table in (Entry, TextVector)]
    remembered = meaning._vector.cache_info().currsize
    page = by_document(market, DOCUMENT)
    assert names(market, page)[0] == "sheet"
    korean = by_document(market, "요구사항: 배터리 셀 사이의 열폭주를 늦추는 얇은 시트")
    assert names(market, korean)[0] == "sheet"
    assert (
        by_document(market, "  \n ").hits
        == market_search(
            actor=market.people.actor("buyer_scout"),
            now=NOW,
            document="zzqx",
            filters=SearchFilters(),
            first=5,
        ).hits
    )
    assert [table.objects.count() for table in (Entry, TextVector)] == before
    assert meaning._vector.cache_info().currsize == remembered
    assert "Requirement" not in caplog.text


def test_documents_are_mended_and_bounded(market: Market) -> None:
    example = document_example("Heat\u00ad bar\u200brier &amp; cell\x00s")
    assert example.texts[Language.EN].body == "Heat barrier & cell s"
    with pytest.raises(InvalidInputError) as refused:
        by_document(market, "x" * (DOCUMENT_TEXT_MAX + 1))
    assert (refused.value.field, refused.value.code) == ("document", "too_long")


def test_one_thing_is_asked_by_at_a_time(market: Market) -> None:
    sheet = market.technologies["sheet"].public_id
    for given in ({"like": sheet, "text": "heat"}, {"document": "heat", "text": "heat"}):
        body = asked(market, ASKED, **given)
        assert {each["extensions"]["code"] for each in body["errors"]} == {"only_one"}
    data = asked(market, ASKED, like=sheet)["data"]
    assert len(data["marketSearch"]["nodes"]) == data["marketFacets"]["total"] > 0
    data = asked(market, ASKED, document=DOCUMENT)["data"]
    assert data["marketSearch"]["nodes"][0]["technology"]["id"] == sheet
