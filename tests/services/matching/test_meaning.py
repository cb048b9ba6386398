"""An offer in the other language is found, labelled as such, and encoded once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from marketplace.core.languages import Language
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import demand_create
from matching.encoding.active import active_encoder
from matching.encoding.usem3 import Usem3
from matching.engines.base import SearchFilters
from matching.models import TextVector
from matching.search import market_search
from matching.services import index_rebuild, vectors_ensure
from matching.services.encoding import KEPT_DAYS
from matching.suggestions import demand_suggestions
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_django import Settings

    from matching.encoding.base import Vector
    from tests.services.matching.market import Market

GRIPPING = DemandContent(
    industries=("machinery_robotics",),
    trl_min=None,
    trl_max=None,
    transfer_modes=(),
    texts=(
        DemandWords(
            language="ko",
            title="부드러운 케이블을 잡는 로봇 손",
            need="진공 손가락으로 유연한 케이블을 집는 로봇 그리퍼가 필요합니다.",
        ),
    ),
)


@pytest.fixture
def encoding(settings: Settings) -> None:
    settings.SEARCH_ENCODER = "usem3"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    encoded = Usem3.encoded

    def counting(encoder: Usem3, wanted: Sequence[str]) -> list[Vector]:
        texts.extend(wanted)
        return encoded(encoder, wanted)

    monkeypatch.setattr(Usem3, "encoded", counting)
    return texts


@pytest.mark.usefixtures("encoding")
def test_a_korean_demand_finds_the_english_offer_and_says_how(market: Market) -> None:
    scout = market.people.actor("buyer_scout")
    demand = demand_create(actor=scout, request_id="gripping", content=GRIPPING, now=NOW)
    found = demand_suggestions(
        actor=scout, now=NOW, demand_id=demand.public_id, first=10, language=Language.KO
    )
    best = found.suggestions[0]
    assert market.name(best.technology.public_id) == "gripper"
    assert best.language == Language.EN
    assert best.coverage == 0
    assert best.meaning is not None
    assert best.meaning.offered in {
        "Flexible cable gripper",
        "A robot hand that grips soft cables with vacuum fingers.",
    }
    assert best.meaning.asked in {GRIPPING.texts[0].title, GRIPPING.texts[0].need}


def test_without_an_encoder_the_english_offer_is_not_found(market: Market) -> None:
    scout = market.people.actor("buyer_scout")
    demand = demand_create(actor=scout, request_id="gripping", content=GRIPPING, now=NOW)
    found = demand_suggestions(
        actor=scout, now=NOW, demand_id=demand.public_id, first=10, language=Language.KO
    )
    assert not [one for one in found.suggestions if one.meaning]
    assert "gripper" not in {market.name(one.technology.public_id) for one in found.suggestions}
    assert not TextVector.objects.exists()


@pytest.mark.usefixtures("encoding")
def test_a_search_in_korean_finds_english_words_and_meaning(market: Market) -> None:
    page = market_search(
        actor=market.people.actor("buyer_scout"),
        now=NOW,
        text="부드러운 케이블을 진공으로 잡는 로봇 손",
        filters=SearchFilters(),
        first=10,
    )
    by_name = {market.name(hit.technology.public_id): hit for hit in page.hits}
    assert by_name["gripper"].by_meaning
    assert by_name["gripper"].highlights == []


def test_no_text_is_encoded_twice(encoding: None, counted: list[str], market: Market) -> None:
    first = len(counted)
    assert first == TextVector.objects.count() > 0
    index_rebuild(now=NOW)
    assert len(counted) == first
    assert vectors_ensure(texts=[counted[0], counted[0]], now=NOW).keys() == {counted[0]}
    assert len(counted) == first


@pytest.mark.usefixtures("encoding", "market")
def test_vectors_that_nothing_asks_for_go() -> None:
    vectors_ensure(texts=["an offer that was withdrawn"], now=NOW)
    kept = TextVector.objects.count() - 1
    index_rebuild(now=NOW + timedelta(days=KEPT_DAYS + 1))
    assert TextVector.objects.count() == kept


def test_the_encoder_is_one_for_the_process(encoding: None) -> None:
    assert active_encoder() is active_encoder()
