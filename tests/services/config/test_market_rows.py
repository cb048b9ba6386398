"""The market's page as a visitor gets it: with the newest offers in it, and with nothing else."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone

from marketplace.technologies.services import technology_pause
from matching.services import technologies_index
from tests.factories.people import NOW
from tests.services.matching.market import content, indexed, published

if TYPE_CHECKING:
    from tests.factories.people import People
    from tests.services.matching.market import Market

pytestmark = pytest.mark.django_db

OUTLINE = "<p>outline</p>"
FRAME = f"<h1>Market</h1>{OUTLINE}<footer></footer>"
PIECES = {
    "outline": OUTLINE,
    "list": "<ul>$rows</ul>",
    "row": '<li id="$id">$eyebrow<h2 lang="$language">$title</h2>$lead$chips$gauge</li>\n',
    "eyebrow": "<em>$industry</em>",
    "lead": '<p lang="$language">$words</p>',
    "chips": "<ol>$chips</ol>",
    "gauges": {str(level): f"<b>{level}</b>" for level in range(1, 10)},
    "sealed": "[sealed]",
    "sealedMonth": "[sealed $month]",
    "notSealed": "[not sealed]",
    "imported": "[imported]",
    "recorded": "[recorded]",
    "modes": {"LICENCE": "[licence]", "SUPPLY": "[supply]", "ASSIGNMENT": "[assignment]"},
    "year": "[$year]",
    "foreign": "[foreign]",
    "industries": {"AGRI_FOOD": "Food", "ADVANCED_MATERIALS": "Materials"},
    "months": {f"{NOW:%m}": f"{NOW:%B} $year"},
    "untitled": "Untitled",
}


@pytest.fixture(autouse=True)
def _built(settings: Any, tmp_path: Path) -> None:
    """Give the server the market's page and its pieces, and an index of its own."""
    folder = tmp_path / "prerendered" / "en"
    folder.mkdir(parents=True)
    (tmp_path / "index.html").write_text("empty")
    (folder / "market.html").write_text(FRAME)
    (folder / "market.json").write_text(json.dumps(PIECES))
    settings.FRONTEND_DIST = tmp_path
    settings.INDEX_DIR = tmp_path / "index"


@pytest.fixture
def market(people: People) -> Market:
    return indexed(people)


def sent(client: Client, address: str = "/market", **headers: str) -> str:
    answer = client.get(address, headers={"Accept-Language": "en", **headers})
    assert answer.status_code == 200
    return answer.content.decode()


def row_of(page: str, market: Market, name: str) -> str:
    start = f'<li id="{market.technologies[name].public_id}">'
    return next(row for row in page.split("\n") if start in row)


def test_the_newest_offers_stand_in_the_page(client: Client, market: Market) -> None:
    page = sent(client)
    assert OUTLINE not in page
    assert page.startswith("<h1>Market</h1><ul><li")
    assert page.endswith("</ul><footer></footer>")
    assert page.count("<li") == len(market.technologies)
    assert row_of(page, market, "binder").endswith(
        '<em>Food</em><h2 lang="en">Food protein</h2><p lang="en">Binder from eggs</p>'
        f"<ol>[sealed {NOW:%B %Y}][recorded][licence][2025]</ol><b>5</b></li>"
    )


def test_a_visitor_gets_the_card_alone(client: Client, market: Market) -> None:
    page = sent(client)
    for hidden in ("Thin barrier sheet", "thermal runaway", "Plant protein binder", "Better."):
        assert hidden not in page


def test_what_is_taken_from_public_records_says_so(client: Client, market: Market) -> None:
    row = row_of(sent(client), market, "pack")
    assert "[imported]" in row
    assert "[recorded]" not in row
    assert "sealed]" not in row


def test_a_text_in_the_other_language_says_so(client: Client, market: Market) -> None:
    row = row_of(sent(client), market, "wafer")
    assert '<h2 lang="ko">반도체 검사</h2>' in row
    assert "[foreign]" in row


def test_words_are_text_and_never_mark_up(client: Client, people: People) -> None:
    offer = content("binder")
    words = replace(offer.texts[0], area="<script>$id</script>", problem="a & b $title")
    technology = published(people, "hostile", replace(offer, texts=(words,)))
    technologies_index(technology_ids=[technology.pk], now=NOW)
    page = sent(client)
    assert "&lt;script&gt;$id&lt;/script&gt;" in page
    assert "a &amp; b $title" in page
    assert "<script>" not in page


def test_what_left_the_market_is_not_sent(client: Client, market: Market) -> None:
    binder = market.technologies["binder"]
    technology_pause(actor=market.people.actor("seller_owner"), technology=binder, now=NOW)
    page = sent(client)
    assert binder.public_id not in page
    assert page.count("<li") == len(market.technologies) - 1


def test_eight_rows_are_enough(client: Client, people: People) -> None:
    made = [published(people, f"food {n}", content("binder")) for n in range(9)]
    technologies_index(technology_ids=[one.pk for one in made], now=NOW)
    assert sent(client).count("<li") == 8


def test_it_is_sent_squeezed_to_whom_takes_it_so(client: Client, market: Market) -> None:
    headers = {"Accept-Language": "en", "Accept-Encoding": "gzip, br"}
    answer = client.get("/market", headers=headers)
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == sent(client)
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/market?q=battery", "/market?trl=7-9"])
def test_a_search_is_left_to_the_application(client: Client, market: Market, address: str) -> None:
    assert sent(client, address) == FRAME


def test_who_has_signed_in_gets_no_page_of_visitors(client: Client, market: Market) -> None:
    client.cookies[configured.SESSION_COOKIE_NAME] = "any"
    assert sent(client) == "empty"


def test_an_empty_market_and_one_without_index_send_the_outline(
    client: Client, people: People
) -> None:
    assert sent(client) == FRAME
    technologies_index(technology_ids=[], now=timezone.now())
    assert sent(client) == FRAME


def test_who_asks_too_often_gets_the_outline(client: Client, market: Market, settings: Any) -> None:
    settings.RATE_LIMITS = {"search.visitor": "2/minute"}
    pages = [sent(client, **{"X-Forwarded-For": "192.0.2.77"}) for _ in range(3)]
    assert [OUTLINE in page for page in pages] == [False, False, True]


def test_rows_take_few_queries(
    client: Client, market: Market, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        assert sent(client).count("<li") == len(market.technologies)
