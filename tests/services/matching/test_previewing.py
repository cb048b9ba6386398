"""A scout sees what the market answers while the demand is written, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.languages import Language
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.models import Demand, DemandText
from marketplace.demands.remarks import RemarkKind
from marketplace.evidence.models import Entry
from matching import services
from matching.models import TextVector
from matching.previewing import DemandPreview, demand_preview
from matching.states import JudgementReason
from matching.vagueness import Vagueness
from tests.factories.people import NOW
from tests.services.matching.test_schema import asked
from tests.services.matching.test_suggestions import BATTERY, KOREAN, demand, suggested

if TYPE_CHECKING:
    from tests.services.matching.market import Market

ASKED = """query ($input: DemandInput!, $id: ID, $first: Int) {
  demandPreview(input: $input, demandId: $id, first: $first) {
    found vagueness remarks { kind field start end words }
    suggestions { relevance coverage technology { id summary(language: EN) { title } } } } }"""


def previewed(
    market: Market, content: DemandContent = BATTERY, actor: str = "buyer_scout", **options: Any
) -> DemandPreview:
    given: dict[str, Any] = {"first": 5, "language": Language.EN} | options
    return demand_preview(actor=market.people.actor(actor), now=NOW, content=content, **given)


def names(market: Market, found: DemandPreview) -> list[str]:
    return [market.name(one.technology.public_id) for one in found.suggestions]


def kept() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Demand, DemandText, Entry, TextVector))


def test_words_find_what_the_saved_demand_will_find_and_leave_no_trace(market: Market) -> None:
    before = kept()
    found = previewed(market)
    assert kept() == before
    assert names(market, found)[0] == "sheet"
    assert found.found >= len(found.suggestions)
    assert found.suggestions[0].match is None
    later = suggested(market, demand(market))
    assert names(market, found) == [
        market.name(one.technology.public_id) for one in later.suggestions[:5]
    ]
    assert [one.coverage for one in found.suggestions] == [
        one.coverage for one in later.suggestions[:5]
    ]


def test_a_heading_is_vague_and_a_need_that_says_what_is_wanted_is_not(market: Market) -> None:
    heading = DemandContent(texts=(DemandWords(language="ko", title="더 좋은 시트"),))
    assert previewed(market, heading).vagueness == (Vagueness.FEW_WORDS,)
    assert Vagueness.FEW_WORDS not in previewed(market).vagueness
    far = DemandWords(
        language="en",
        title="Underwater acoustic modem",
        need="Divers exchange telemetry through murky estuaries with hydrophone arrays.",
    )
    assert previewed(market, DemandContent(texts=(far,))).vagueness == (Vagueness.UNKNOWN_WORDS,)


def test_no_words_find_nothing_and_are_no_fault(market: Market) -> None:
    assert previewed(market, DemandContent()) == DemandPreview()
    empty = DemandContent(texts=(DemandWords(language="ko"), DemandWords(language="en")))
    assert previewed(market, empty) == DemandPreview()


def test_a_text_in_the_other_language_is_read_as_well(market: Market) -> None:
    both = replace(BATTERY, texts=(*BATTERY.texts, KOREAN))
    assert names(market, previewed(market, both))[0] == "sheet"


def test_places_that_tell_of_the_plan_are_named(market: Market) -> None:
    text = replace(BATTERY.texts[0], constraints="Series production by March 2027 in Ulsan plant.")
    found = previewed(market, replace(BATTERY, texts=(text,)))
    assert [(each.kind, each.field, each.words) for each in found.remarks] == [
        (RemarkKind.DATE, "en.constraints", "March 2027"),
        (RemarkKind.SITE, "en.constraints", "Ulsan plant"),
    ]


def test_what_was_set_aside_for_the_draft_does_not_come_again(market: Market) -> None:
    draft = demand(market)
    services.suggestion_judge(
        actor=market.people.actor("buyer_scout"),
        demand=draft,
        technology=market.technologies["sheet"],
        reason=JudgementReason.values[0],
        note="",
        now=NOW,
    )
    assert "sheet" in names(market, previewed(market))
    assert "sheet" not in names(market, previewed(market, demand_id=draft.public_id))


@pytest.mark.parametrize("actor", ["seller_owner", "reviewer", "anonymous"])
def test_others_are_refused_and_nothing_is_kept(market: Market, actor: str) -> None:
    before = kept()
    with pytest.raises(NotAllowedError):
        previewed(market, actor=actor)
    assert "errors" in asked(market, ASKED, actor, input={})
    assert kept() == before


def test_a_foreign_draft_is_not_known_and_wrong_fields_are_refused(market: Market) -> None:
    with pytest.raises(NotFoundError):
        previewed(market, demand_id="A" * 22)
    with pytest.raises(InvalidInputError):
        previewed(market, first=0)
    with pytest.raises(InvalidInputError):
        previewed(market, replace(BATTERY, trl_min=8, trl_max=2))


def test_the_api_gives_suggestions_places_and_vagueness(market: Market) -> None:
    text = {"language": "EN", "title": "Innovative sheet for Project Falcon"}
    data = asked(market, ASKED, input={"texts": [text]}, first=2)["data"]["demandPreview"]
    assert data["vagueness"] == ["FEW_WORDS"]
    assert [(each["kind"], each["start"]) for each in data["remarks"]] == [
        ("EMPTY_WORD", 0),
        ("PROJECT", 21),
    ]
    assert data["suggestions"][0]["relevance"] == 100
    assert asked(market, ASKED, input={}, id="A" * 22)["data"]["demandPreview"] is None
