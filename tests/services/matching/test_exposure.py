"""What is shown is counted once for each firm and day, and decides among near equals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from marketplace.config import background
from marketplace.config.background import Exposures
from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from marketplace.notifications.korea import KOREA
from marketplace.technologies.models import Technology
from matching.constants import FAIR_DAYS
from matching.engines.base import SearchFilters
from matching.exposure import services
from matching.exposure.constants import KEPT_DAYS
from matching.exposure.services import exposure_flush, exposure_forget, shares_refresh
from matching.exposure.shares import SHARES
from matching.exposure.states import Surface
from matching.exposure.tally import EXPOSURE, TALLY, Counted, ExposureTally
from matching.models import ExposureDay
from matching.search import CursorKey, SearchOrder, market_search
from matching.suggestions import demand_suggestions
from tests.factories.market import demand_made
from tests.factories.people import NOW
from tests.services.matching.exposed import (
    TODAY,
    asked,
    equals_made,
    keys_of,
    ledger,
    shown_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.factories.people import People
    from tests.services.matching.market import Market


@pytest.fixture(autouse=True)
def beginning() -> Iterator[None]:
    """Let the process have counted and read nothing before, nor keep anything after."""
    TALLY.forget()
    SHARES.hold({})
    yield
    TALLY.forget()
    SHARES.hold({})


def test_the_ten_places_count_by_their_worth_and_the_ten_behind_as_near(people: People) -> None:
    equals_made(25)
    found = keys_of(asked(people.actor("buyer_scout")))
    assert EXPOSURE[:3] == (1000, 631, 500)
    assert ledger() == {
        **{key: (1, place, EXPOSURE[place - 1], 0) for place, key in enumerate(found[:10], 1)},
        **dict.fromkeys(found[10:20], (0, 0, 0, 1)),
    }
    row = ExposureDay.objects.get(technology_id=found[0])
    assert (row.day, row.surface, row.owner_id) == (
        TODAY,
        Surface.SEARCH,
        Technology.objects.get(pk=found[0]).owner_id,
    )


def test_a_short_page_shows_no_more_than_it_holds(people: People) -> None:
    equals_made(12)
    found = keys_of(asked(people.actor("buyer_scout"), first=3))
    rows = ledger()
    assert {key for key, row in rows.items() if row[0]} == set(found)
    assert sorted(row[3] for row in rows.values()) == [0] * 3 + [1] * 9


def test_searching_again_and_again_counts_once_for_a_firm_and_day(people: People) -> None:
    victim = equals_made(1)[0]
    for _ in range(20):
        for name in ("buyer_scout", "buyer_deal_lead", "buyer_owner"):
            asked(people.actor(name))
            asked(people.actor(name), text="seal")
            ledger()
    assert ledger() == {victim.pk: (1, 1, 1000, 0)}
    asked(people.actor("outsider_large"))
    assert ledger() == {victim.pk: (2, 2, 2000, 0)}
    asked(people.actor("buyer_scout"), now=NOW + timedelta(days=1))
    exposure_flush()
    assert list(ExposureDay.objects.order_by("day").values_list("shown", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    "name",
    ["anonymous", "no_firm", "seller_owner", "outsider_sme", "unverified_large", "reviewer"],
)
def test_a_rival_or_anybody_who_cannot_buy_pushes_nobody_down(people: People, name: str) -> None:
    equals_made(3)
    for _ in range(50):
        asked(people.actor(name))
    assert ledger() == {}


def test_a_program_of_a_buyer_counts_nothing(people: People) -> None:
    equals_made(3)
    scout = people.actor("buyer_scout")
    asked(replace(scout, token_id=1, scopes=frozenset({"market:read"})))
    assert ledger() == {}


def test_only_the_first_page_of_words_in_the_order_of_fit_counts(people: People) -> None:
    equals_made(6)
    scout = people.actor("buyer_scout")
    for order in (SearchOrder.NEWEST, SearchOrder.READINESS):
        market_search(
            actor=scout, now=NOW, text="seal", filters=SearchFilters(), first=5, order=order
        )
    market_search(actor=scout, now=NOW, text="", filters=SearchFilters(), first=5)
    assert ledger() == {}
    page = asked(scout, first=2)
    before = ledger()
    asked(scout, first=2, after=page.keys[-1])
    assert ledger() == before


def test_suggestions_count_as_such_and_who_was_shown_is_not_near(market: Market) -> None:
    scout, people = market.people.actor("buyer_scout"), market.people
    wanted = demand_made(people, "published")
    for first in (1, 10):
        found = demand_suggestions(
            actor=scout, now=NOW, demand_id=wanted.public_id, first=first, language=Language.EN
        )
    assert found.suggestions
    exposure_flush()
    rows = ExposureDay.objects.filter(shown=1)
    assert {row.surface for row in rows} == {Surface.SUGGESTIONS}
    assert {row.technology_id for row in rows} == {each.technology.pk for each in found.suggestions}


def test_a_second_writing_adds_to_the_first(people: People) -> None:
    one = equals_made(1)[0]
    for viewer in range(5):
        tally = ExposureTally()
        tally.add(
            viewer=viewer,
            day=TODAY,
            surface=Surface.SEARCH,
            answers=[(one.pk, Counted(shown=1, places=4, thousandths=431)), (10**9, Counted(1))],
        )
        # the second technology is none, and is passed over
        assert exposure_flush(tally) == 1
        assert exposure_flush(tally) == 0
    row = ExposureDay.objects.get()
    assert (row.shown, row.places, row.thousandths, row.near) == (5, 20, 2155, 0)
    assert (row.technology_id, row.owner_id) == (one.pk, one.owner_id)


def _failing(_ids: object) -> dict[int, int]:
    raise OperationalError


def test_what_cannot_be_written_is_written_the_next_time(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    equals_made(2)
    asked(people.actor("buyer_scout"))

    with monkeypatch.context() as broken:
        broken.setattr(services, "owners_of", _failing)
        with pytest.raises(OperationalError):
            exposure_flush()
    asked(people.actor("outsider_large"))
    assert sorted(row[0] for row in ledger().values()) == [2, 2]


def test_what_is_remembered_of_a_day_is_bounded() -> None:
    tally = ExposureTally(marks_max=3)
    for technology in range(10):
        tally.add(
            viewer=1,
            day=TODAY,
            surface=Surface.SEARCH,
            answers=[(technology, Counted(shown=1))],
        )
    assert len(tally.taken()) == 3
    tomorrow = TODAY + timedelta(days=1)
    for day, counted in ((tomorrow, 1), (TODAY, 0)):
        tally.add(viewer=2, day=day, surface=Surface.SEARCH, answers=[(1, Counted(shown=1))])
        assert len(tally.taken()) == counted


def test_those_shown_less_come_first_among_near_equals(people: People) -> None:
    equals = equals_made(12)
    scout = people.actor("buyer_scout")
    plain = keys_of(asked(scout))
    assert plain == [each.pk for each in equals]
    for technology in equals[:6]:
        shown_before(technology, shown=1, thousandths=1000)
    shown_before(equals[3], days_ago=2, shown=9, thousandths=9000)
    # too long ago to count
    shown_before(equals[11], days_ago=FAIR_DAYS + 1, shown=99, thousandths=99_000)
    assert keys_of(asked(scout)) == plain
    shares_refresh(NOW)
    found = keys_of(asked(scout))
    assert found[:2] == plain[:2]
    assert found[2:8] == plain[6:12]
    # of the others two have a place left; the one shown most has none, the rest keep their order
    assert found[8:] == [equals[number].pk for number in (2, 4, 3, 5)]


def test_a_better_answer_does_not_give_way(market: Market) -> None:
    scout = market.people.actor("buyer_scout")
    before = keys_of(asked(scout, text="battery robot binder lens 웨이퍼"))
    for name in ("sheet", "gripper", "binder", "wafer"):
        shown_before(market.technologies[name], shown=9, thousandths=9000)
    shares_refresh(NOW)
    after = asked(scout, text="battery robot binder lens 웨이퍼")
    scores = {hit.technology.pk: hit.relevance for hit in after.hits}
    found = keys_of(after)
    assert found[:2] == before[:2]
    for place, key in enumerate(found):
        assert all(scores[other] - scores[key] <= 13 for other in found[place:])


@pytest.mark.parametrize("size", [1, 3, 7, 20, 23])
def test_pages_go_on_in_the_order_of_the_first_whatever_is_shown_meanwhile(
    people: People, size: int
) -> None:
    equals = equals_made(26)
    scout = people.actor("buyer_scout")
    for technology in equals[:7]:
        shown_before(technology, shown=1, thousandths=1000)
    shares_refresh(NOW)
    whole = keys_of(asked(scout, first=50))
    assert whole != [each.pk for each in equals]
    seen: list[int] = []
    after = None
    turn = 0
    while True:
        page = asked(scout, first=size, after=after)
        seen += keys_of(page)
        if not page.has_next:
            break
        after = page.keys[-1]
        # everybody else was shown since then
        turn += 1
        SHARES.hold({each.owner_id: (number * turn) % 7 / 7 for number, each in enumerate(equals)})
    assert seen == whole


@pytest.mark.parametrize("picks", ["zz", "aa", "cdefghijk", "c" * 300])
def test_a_cursor_of_nobodys_making_is_refused(people: People, picks: str) -> None:
    [one] = equals_made(1)
    with pytest.raises(InvalidInputError) as refused:
        asked(people.actor("buyer_scout"), after=CursorKey(0, one.public_id, picks))
    assert (refused.value.field, refused.value.code) == ("after", "invalid")


def test_a_forged_order_changes_what_its_forger_sees_and_no_counts(people: People) -> None:
    equals = equals_made(5)
    scout = people.actor("buyer_scout")
    page = asked(scout, after=CursorKey(1, equals[1].public_id, "edc"))
    assert keys_of(page) == [equals[4].pk, equals[3].pk, equals[2].pk]
    assert ledger() == {}


def test_the_thread_writes_reads_and_forgets(people: People) -> None:
    one, other = equals_made(2)
    # it has a clock of its own
    now = timezone.now()
    today = now.astimezone(KOREA).date()
    shown_before(one, shown=1, day=today - timedelta(days=KEPT_DAYS + 2))
    shown_before(one, shown=1, thousandths=1000, day=today)
    asked(people.actor("buyer_scout"), now=now)
    assert Exposures().round() is False
    assert set(ExposureDay.objects.values_list("technology_id", "day")) == {
        (one.pk, today),
        (other.pk, today),
    }
    assert SHARES.latest == {one.owner_id: 1.0, other.owner_id: 0.5}


def test_what_was_counted_last_is_written_when_the_process_ends(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    equals_made(2)
    asked(people.actor("buyer_scout"))
    # the test goes on with its connection
    monkeypatch.setattr(connections, "close_all", lambda: None)
    with monkeypatch.context() as broken:
        broken.setattr(services, "owners_of", _failing)
        background.exposure_finish()
    assert not ExposureDay.objects.exists()
    background.exposure_finish()
    assert ExposureDay.objects.filter(shown=1).count() == 2


def test_rows_are_kept_as_long_as_something_reads_them(people: People) -> None:
    one = equals_made(1)[0]
    for days_ago in (FAIR_DAYS, KEPT_DAYS, KEPT_DAYS + 1):
        shown_before(one, days_ago=days_ago, shown=1)
    assert exposure_forget(NOW) == 1
    assert ExposureDay.objects.count() == 2
