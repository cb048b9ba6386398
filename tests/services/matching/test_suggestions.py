"""A demand's own firm reads which offers answer it, and why."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.models import Organisation
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.languages import Language
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import demand_create
from marketplace.technologies.models import Technology
from marketplace.technologies.services import technology_pause
from matching.scoring import FitState
from matching.services import index_rebuild, index_version, technologies_index
from matching.suggestions import ReasonKind, SuggestionList, demand_suggestions
from tests.factories.people import NOW
from tests.services.matching.market import FACTS, content, published

if TYPE_CHECKING:
    from marketplace.demands.models import Demand
    from tests.services.matching.market import Market

BATTERY = DemandContent(
    industries=("mobility",),
    trl_min=6,
    trl_max=8,
    transfer_modes=("supply",),
    texts=(
        DemandWords(
            language="en",
            title="Barrier against thermal runaway in battery packs",
            need="A thin sheet that slows heat between cells.",
            outcomes="Neighbouring cells stay cool.",
            constraints="Thin.",
        ),
    ),
)
KOREAN = DemandWords(
    language="ko",
    title="배터리 열폭주를 늦추는 단열 시트",
    need="셀 사이에 끼우는 얇은 시트가 필요합니다.",
)


def demand(market: Market, wanted: DemandContent = BATTERY) -> Demand:
    scout = market.people.actor("buyer_scout")
    return demand_create(actor=scout, request_id=wanted.texts[0].title, content=wanted, now=NOW)


def suggested(
    market: Market,
    wanted: Demand,
    actor: str = "buyer_scout",
    first: int = 10,
    language: Language = Language.EN,
) -> SuggestionList:
    return demand_suggestions(
        actor=market.people.actor(actor),
        now=NOW,
        demand_id=wanted.public_id,
        first=first,
        language=language,
    )


def names(market: Market, found: SuggestionList) -> list[str]:
    return [market.name(one.technology.public_id) for one in found.suggestions]


def test_the_offer_that_answers_comes_first_with_its_reasons(market: Market) -> None:
    found = suggested(market, demand(market))
    assert names(market, found)[0] == "sheet"
    best = found.suggestions[0]
    assert best.relevance == 100
    assert best.evidence == "A mica sheet that slows thermal runaway between battery cells."
    shared = [reason for reason in best.reasons if reason.kind == ReasonKind.SHARED_TERM]
    assert {"runaway", "thermal", "Thin"} & {reason.label for reason in shared}
    assert 0 < sum(reason.share or 0 for reason in shared) <= 101
    assert 30 < best.coverage <= 100
    states = {fit.criterion: fit.state for fit in best.fits}
    assert states == {
        "trl": FitState.FITS,
        "transfer_mode": FitState.FITS,
        "industry": FitState.DIFFERS,
    }
    assert ReasonKind.TRL in {reason.kind for reason in best.reasons}
    assert found.index_version == index_version()


def test_levels_and_modes_exclude_only_offers_that_state_others(market: Market) -> None:
    found = suggested(market, demand(market))
    assert "pack" in names(market, found)
    pack = found.suggestions[names(market, found).index("pack")]
    assert {fit.state for fit in pack.fits} == {FitState.NOT_STATED}
    other = demand(
        market,
        replace(BATTERY, trl_max=6, texts=(replace(BATTERY.texts[0], title="Other barrier"),)),
    )
    assert "sheet" not in names(market, suggested(market, other))


def test_of_equal_words_the_offer_of_the_industry_asked_comes_first(market: Market) -> None:
    of_cars = replace(content("sheet"), industry="mobility")
    other = published(market.people, "other", of_cars)
    technologies_index(technology_ids=[other.pk], now=NOW)
    sheet, words = market.technologies["sheet"].pk, BATTERY.texts[0]
    for industry, order in (
        ("mobility", [other.pk, sheet]),
        ("advanced_materials", [sheet, other.pk]),
    ):
        asked = replace(BATTERY, industries=(industry,), texts=(replace(words, title=industry),))
        found = suggested(market, demand(market, asked)).suggestions
        assert [one.technology.pk for one in found[:2]] == order
        assert found[0].relevance == 100 > found[1].relevance > 90


def test_a_demand_in_both_languages_asks_each_language_in_its_own_words(market: Market) -> None:
    both = demand(market, replace(BATTERY, texts=(*BATTERY.texts, KOREAN)))
    found = suggested(market, both)
    assert names(market, found).count("sheet") == 1
    assert names(market, found)[0] == "sheet"
    korean = demand(market, replace(BATTERY, texts=(KOREAN,)))
    found = suggested(market, korean)
    assert names(market, found) == ["sheet"]
    assert found.suggestions[0].language == "ko"
    assert found.suggestions[0].evidence == "배터리 셀 사이의 열폭주를 늦추는 운모 시트입니다."


def test_offers_of_the_own_firm_are_left_out(market: Market) -> None:
    wanted = demand(market)
    buyer = Organisation.objects.get(pk=market.people.organisations["buyer"].pk)
    Technology.objects.filter(pk=market.technologies["sheet"].pk).update(owner=buyer)
    technologies_index(technology_ids=[market.technologies["sheet"].pk], now=NOW)
    assert "sheet" not in names(market, suggested(market, wanted))


def test_a_publication_shows_at_once(market: Market) -> None:
    wanted, before = demand(market), index_version()
    later = published(market.people, "later", content("sheet"))
    technologies_index(technology_ids=[later.pk], now=NOW)
    found = suggested(market, wanted)
    assert later.public_id in {one.technology.public_id for one in found.suggestions}
    assert found.index_version not in {before, ""}


def test_what_left_the_market_makes_room_for_the_next(market: Market) -> None:
    wanted = demand(market)
    sheet, owner = market.technologies["sheet"], market.people.actor("seller_owner")
    technology_pause(actor=owner, technology=sheet, now=NOW)
    assert names(market, suggested(market, wanted, first=1)) == ["pack"]


@pytest.mark.parametrize(
    "actor",
    ["anonymous", "no_firm", "seller_owner", "outsider_large", "reviewer", "operator"],
)
def test_nobody_else_learns_of_the_demand(market: Market, actor: str) -> None:
    wanted = demand(market)
    with pytest.raises(NotFoundError):
        suggested(market, wanted, actor)


@pytest.mark.parametrize("first", [0, -1, 51, 10**9])
def test_how_many_is_limited(market: Market, first: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        suggested(market, demand(market), first=first)
    assert refused.value.field == "first"


def test_an_unverified_firm_is_answered_alike_whatever_the_summaries_say(market: Market) -> None:
    actor, people = "unverified_large", market.people
    wanted = demand_create(actor=people.actor(actor), request_id="cards", content=BATTERY, now=NOW)
    verified = demand(market)
    before_verified = answers(suggested(market, verified))
    before = answers(suggested(market, wanted, actor))
    assert [card for card, _ in before] == ["Battery pack safety"]
    for name in FACTS:
        technology_pause(
            actor=people.actor("seller_owner"), technology=market.technologies[name], now=NOW
        )
        offer = content(name)
        texts = [
            replace(text, title="Barrier sheet canary", summary="Thermal runaway in cells, canary.")
            for text in offer.texts
        ]
        published(people, f"{name} again", replace(offer, texts=tuple(texts)))
    index_rebuild(now=NOW)
    assert answers(suggested(market, wanted, actor)) == before
    assert answers(suggested(market, verified)) != before_verified


def answers(found: SuggestionList) -> list[tuple[str, dict[str, Any]]]:
    """Return everything but the ids, which are random."""
    return [
        (
            one.technology.cards["en"]["area"],
            {name: value for name, value in asdict(one).items() if name != "technology"},
        )
        for one in found.suggestions
    ]


@pytest.mark.parametrize(("language", "word"), [(Language.KO, "시트"), (Language.EN, "sheet")])
def test_reasons_come_in_the_readers_language_where_both_sides_have_it(
    market: Market, language: Language, word: str
) -> None:
    both = replace(BATTERY, texts=(*BATTERY.texts, KOREAN))
    best = suggested(market, demand(market, both), language=language).suggestions[0]
    assert market.name(best.technology.public_id) == "sheet"
    assert best.language is language
    assert word in (best.evidence or "")


def test_an_offer_in_one_language_is_explained_in_it(market: Market) -> None:
    both = replace(BATTERY, texts=(*BATTERY.texts, KOREAN))
    found = suggested(market, demand(market, both), language=Language.KO).suggestions
    pack = next(one for one in found if market.name(one.technology.public_id) == "pack")
    assert pack.language is Language.EN
