"""What a person keeps to search for again: own, once, at most fifty, with what is new in it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.technologies.models import Technology
from matching.engines.base import SearchFilters
from matching.models import SavedSearch, SearchAlert
from matching.saved import services
from matching.saved.constants import MOST_SAVED
from matching.saved.content import SearchContent
from matching.saved.selectors import saved_searches
from matching.search import SearchOrder
from matching.services import technologies_index
from tests.factories.people import NOW
from tests.services.matching.market import content, published
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.matching.market import Market

LATER = NOW + dt.timedelta(days=3)
SCOUT, COLLEAGUE = "buyer_scout", "buyer_deal_lead"
BATTERY = SearchContent(text="battery", filters=SearchFilters(trl_min=3, origins=("native",)))

SAVE = """mutation ($name: String!, $text: String, $like: ID, $modes: [TransferMode!],
    $order: SearchOrder) {
  saveSearch(name: $name, text: $text, like: $like, transferModes: $modes, order: $order) {
    errors { code field params { name value } }
    search { id name text like industries trlMin trlMax transferModes origins order fresh } } }"""
LIST = "{ savedSearches { id name text fresh } }"
RENAME = """mutation ($id: ID!, $name: String!) { renameSavedSearch(id: $id, name: $name) {
  errors { code field } search { name } } }"""
DELETE = "mutation ($id: ID!) { deleteSavedSearch(id: $id) { errors { code } } }"
LOOK = "mutation ($id: ID!) { lookAtSavedSearch(id: $id) { errors { code } search { fresh } } }"


def save(market: Market, what: SearchContent = BATTERY, name: str = "Films", **given: Any) -> Any:
    actor = market.people.actor(given.pop("actor", SCOUT))
    return services.search_save(actor=actor, content=what, name=name, now=NOW, **given)


def fresh(market: Market, actor: str = SCOUT) -> dict[str, int | None]:
    kept = saved_searches(actor=market.people.actor(actor), now=LATER)
    return {each.search.name: each.fresh for each in kept}


def refused(error: type[MarketplaceError], act: Callable[[], object]) -> MarketplaceError:
    """Check that an act is refused and leaves no trace."""
    before = list(SavedSearch.objects.order_by("pk").values())
    with pytest.raises(error) as caught:
        act()
    assert list(SavedSearch.objects.order_by("pk").values()) == before
    return caught.value


def test_a_search_is_kept_for_one_person_alone(market: Market) -> None:
    save(market)
    save(market, SearchContent(), name=" Everything ")
    assert fresh(market) == {"Everything": 0, "Films": 0}
    assert fresh(market, COLLEAGUE) == fresh(market, "reviewer") == {}
    # a colleague may keep the same one
    save(market, actor=COLLEAGUE)
    assert fresh(market, COLLEAGUE) == {"Films": 0}


def test_the_same_search_is_not_kept_twice_however_it_is_written(market: Market) -> None:
    save(market)
    same = SearchContent(
        text="  battery ",
        filters=SearchFilters(trl_min=3, origins=("native", "native")),
        order=SearchOrder.RELEVANCE,
    )
    error = refused(MarketplaceError, lambda: save(market, same, name="Again"))
    assert (error.code, error.params) == ("saved_already", {"name": "Films"})
    save(market, SearchContent(text="battery", order=SearchOrder.NEWEST), name="Newest")
    # without a question the order makes no difference
    save(market, SearchContent(order=SearchOrder.NEWEST), name="All")
    refused(MarketplaceError, lambda: save(market, SearchContent(), name="All again"))


def test_wrong_searches_are_refused_and_nothing_is_kept(market: Market) -> None:
    cases: list[tuple[type[MarketplaceError], SearchContent, str, str]] = [
        (InvalidInputError, BATTERY, " ", "required"),
        (InvalidInputError, BATTERY, "n" * 81, "too_long"),
        (InvalidInputError, BATTERY, "a\u202eb", "hidden_characters"),
        (InvalidInputError, SearchContent(text="x" * 501), "n", "too_long"),
        (InvalidInputError, SearchContent(filters=SearchFilters(trl_min=12)), "n", "out_of_range"),
        (
            InvalidInputError,
            SearchContent(filters=SearchFilters(industries=("gold",))),
            "n",
            "not_a_choice",
        ),
        (InvalidInputError, SearchContent(text="a", example="A" * 22), "n", "only_one"),
        (NotFoundError, SearchContent(example="A" * 22), "n", "not_found"),
    ]
    for error, what, name, code in cases:
        assert refused(error, partial(save, market, what, name)).code == code
    for actor in ("anonymous", "no_firm"):
        refused(NotAllowedError, partial(save, market, actor=actor))


def test_fifty_are_enough(market: Market) -> None:
    for number in range(MOST_SAVED):
        save(market, SearchContent(text=f"word{number}"), name=f"{number}")
    error = refused(InvalidInputError, lambda: save(market))
    assert (error.code, error.params) == ("too_many", {"max": str(MOST_SAVED)})
    save(market, actor=COLLEAGUE)


def test_what_came_to_the_market_since_the_last_look_is_counted(market: Market) -> None:
    lens = market.technologies["lens"]
    kept = save(market, SearchContent(text="battery 배터리"), name="Battery")
    save(market, SearchContent(filters=SearchFilters(industries=("agri_food",))), name="Food")
    save(market, SearchContent(text="lenses"), name="Lenses")
    save(market, SearchContent(example=lens.public_id), name="Like lens")
    save(market, SearchContent(), name="All")
    added = [published(market.people, f"new {name}", content(name)) for name in ("sheet", "binder")]
    keys = [one.pk for one in added]
    Technology.objects.filter(pk__in=keys).update(published_at=NOW + dt.timedelta(days=1))
    technologies_index(technology_ids=keys, now=NOW)
    found = fresh(market)
    assert {name: found[name] for name in ("Battery", "Food", "Lenses", "All")} == {
        "Battery": 1,
        "Food": 1,
        "Lenses": 0,
        "All": 2,
    }
    services.saved_search_look(
        actor=market.people.actor(SCOUT), public_id=kept.public_id, now=LATER
    )
    assert fresh(market)["Battery"] == 0
    # what it was like left the market
    Technology.objects.filter(pk=lens.pk).update(state="withdrawn")
    assert fresh(market)["Like lens"] is None


def test_the_api_keeps_opens_renames_and_deletes(market: Market) -> None:
    given: dict[str, Any] = {
        "name": "Films",
        "text": "battery",
        "modes": ["SUPPLY"],
        "order": "NEWEST",
    }
    kept = asked(market, SAVE, **given)["data"]["saveSearch"]["search"]
    assert kept == {
        "id": kept["id"],
        "name": "Films",
        "text": "battery",
        "like": None,
        "industries": [],
        "trlMin": None,
        "trlMax": None,
        "transferModes": ["SUPPLY"],
        "origins": [],
        "order": "NEWEST",
        "fresh": 0,
    }
    again = asked(market, SAVE, **given)["data"]["saveSearch"]
    assert again["errors"] == [
        {
            "code": "saved_already",
            "field": "name",
            "params": [{"name": "name", "value": "Films"}],
        }
    ]
    renamed = asked(market, RENAME, id=kept["id"], name="Cells")["data"]["renameSavedSearch"]
    assert renamed == {"errors": [], "search": {"name": "Cells"}}
    looked = asked(market, LOOK, id=kept["id"])["data"]["lookAtSavedSearch"]
    assert looked == {"errors": [], "search": {"fresh": 0}}
    [listed] = asked(market, LIST)["data"]["savedSearches"]
    assert (listed["name"], listed["fresh"]) == ("Cells", 0)
    assert asked(market, DELETE, id=kept["id"])["data"]["deleteSavedSearch"] == {"errors": []}
    assert asked(market, LIST)["data"]["savedSearches"] == []


def test_a_colleague_finds_nothing_there_and_changes_nothing(market: Market) -> None:
    kept = save(market)
    before = list(SavedSearch.objects.values())
    for query, given in ((RENAME, {"name": "Mine"}), (DELETE, {}), (LOOK, {})):
        for actor, code in ((COLLEAGUE, "not_found"), ("anonymous", "unauthenticated")):
            data = asked(market, query, actor, id=kept.public_id, **given)["data"]
            [answer] = data.values()
            assert [each["code"] for each in answer["errors"]] == [code]
    assert "errors" in asked(market, LIST, "anonymous")
    assert list(SavedSearch.objects.values()) == before


CHOOSE = """mutation ($id: ID!, $pace: SearchPace!) { chooseSearchAlerts(id: $id, pace: $pace) {
  errors { code } search { pace } } }"""
FINDS = """query ($id: ID!) { searchFinds(id: $id) {
  search { name pace told lastAt } finds { toldAt technology { id } } } }"""
CHOICES = "{ alertChoices { searches { name pace told } } }"


def test_the_pace_and_what_was_found_are_read_by_their_person_alone(market: Market) -> None:
    kept = asked(market, SAVE, name="Films", text="battery")["data"]["saveSearch"]["search"]
    given = {"id": kept["id"], "pace": "WEEKLY"}
    chosen = asked(market, CHOOSE, **given)["data"]["chooseSearchAlerts"]
    assert chosen == {"errors": [], "search": {"pace": "WEEKLY"}}
    for name, told_at in (("sheet", NOW), ("gripper", None), ("pack", LATER)):
        SearchAlert.objects.create(
            person=market.people.users[SCOUT],
            technology=market.technologies[name],
            search=SavedSearch.objects.get(),
            created_at=NOW,
            told_at=told_at,
        )
    found = asked(market, FINDS, id=kept["id"])["data"]["searchFinds"]
    assert found["search"]["told"] == 2
    assert [market.name(each["technology"]["id"]) for each in found["finds"]] == ["pack", "sheet"]
    # what is on the market no more is not read either
    Technology.objects.filter(pk=market.technologies["pack"].pk).update(state="paused")
    found = asked(market, FINDS, id=kept["id"])["data"]["searchFinds"]
    assert [market.name(each["technology"]["id"]) for each in found["finds"]] == ["sheet"]
    assert asked(market, CHOICES)["data"]["alertChoices"]["searches"] == [
        {"name": "Films", "pace": "WEEKLY", "told": 2}
    ]
    before = list(SavedSearch.objects.values())
    refusal = asked(market, CHOOSE, COLLEAGUE, id=kept["id"], pace="OFF")["data"]
    assert [each["code"] for each in refusal["chooseSearchAlerts"]["errors"]] == ["not_found"]
    [error] = asked(market, FINDS, COLLEAGUE, id=kept["id"])["errors"]
    assert error["extensions"]["code"] == "not_found"
    assert list(SavedSearch.objects.values()) == before
