"""A lost or damaged index is said, never passed off as an empty market, and mended by itself."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.config.index_watch import (
    COMPARED_EVERY,
    INDEX_LOOK_SECONDS,
    PARTS_AWAY_BORNE,
    IndexWatch,
    index_lag,
)
from marketplace.config.models import HandlerCursor
from marketplace.core.actor import ANONYMOUS
from marketplace.core.languages import Language
from marketplace.evidence.models import Entry
from marketplace.technologies.services import technology_pause, technology_resume
from matching.engines.active import active_engine
from matching.engines.base import EMPTY_VERSION, IndexTrouble, SearchFilters
from matching.engines.errors import SearchUnavailableError
from matching.search import market_search
from matching.services import index_rebuild, index_version, technologies_index
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from tests.services.matching.market import Market


def shown(market: Market, text: str = "") -> set[str]:
    """Return what a visitor finds, whatever was read within the last second."""
    active_engine().index(fresh=True)
    found = market_search(actor=ANONYMOUS, now=NOW, text=text, filters=SearchFilters(), first=20)
    return {market.name(hit.technology.public_id) for hit in found.hits}


def handed_on() -> None:
    """Let the index's handler have everything behind it that was recorded."""
    for place, entry in enumerate(Entry.objects.order_by("pk")):
        Entry.objects.filter(pk=entry.pk).update(index=place, integrated_at=NOW)
    HandlerCursor.objects.update_or_create(
        handler="index", defaults={"index": Entry.objects.count() - 1}
    )


def one(folder: Path, pattern: str) -> Path:
    return next(iter(sorted(folder.glob(pattern))))


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "no pointer": lambda root: (root / "CURRENT").unlink(),
    "a pointer to nothing": lambda root: (root / "CURRENT").write_text("00009999"),
    "a torn pointer": lambda root: (root / "CURRENT").write_text(""),
    "an empty generation": lambda root: emptied(one(root, "0*")),
    "a torn commit": lambda root: one(root, "0*/en/meta.json").write_text('{"segments": ['),
    "no commit": lambda root: one(root, "0*/en/meta.json").unlink(),
    "no segment": lambda root: one(root, "0*/en/*.idx").unlink(),
    "no deletions' text": lambda root: one(root, "0*/en/*.store").unlink(),
    "no stems": lambda root: one(root, "0*/en/stems1.rows").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_said_or_answers_and_is_rebuilt_at_the_next_look(
    market: Market, index_folder: Path, damage: str
) -> None:
    whole = shown(market)
    assert whole == set(market.technologies)
    DAMAGES[damage](index_folder / "technologies")
    with suppress(SearchUnavailableError):
        # what is in memory may still answer, but then with the whole market
        assert shown(market) == whole
    assert active_engine().needs_rebuild()
    IndexWatch().look(NOW)
    assert shown(market) == whole
    assert not active_engine().needs_rebuild()


def test_a_language_that_is_gone_without_a_trace_is_rebuilt_at_the_second_look(
    market: Market, index_folder: Path
) -> None:
    handed_on()
    watch = IndexWatch()
    shutil.rmtree(one(index_folder / "technologies", "0*/ko"))
    assert active_engine().index(fresh=True).document_count(Language.KO) == 0
    watch.look(NOW)
    watch.look(NOW)
    assert active_engine().index(fresh=True).document_count(Language.KO) == 2


def test_a_whole_index_is_left_alone_and_so_is_one_that_changes_explain(market: Market) -> None:
    handed_on()
    before, watch = index_version(), IndexWatch()
    watch.look(NOW)
    watch.look(NOW)
    sheet = market.technologies["sheet"]
    technology_pause(actor=market.people.actor("seller_owner"), technology=sheet, now=NOW)
    watch.look(NOW)
    watch.look(NOW)
    assert index_version() == before


def test_an_index_that_nobody_can_write_is_looked_at_the_next_time(
    market: Market, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_: object) -> bool:
        raise SearchUnavailableError

    shutil.rmtree(index_folder)
    watch = IndexWatch()
    with monkeypatch.context() as broken:
        broken.setattr("marketplace.config.index_watch.index_ensure", away)
        watch.look(NOW)
    with pytest.raises(SearchUnavailableError):
        shown(market)
    watch.look(NOW)
    assert shown(market) == set(market.technologies)


def test_an_empty_market_without_an_index_is_empty(db: None) -> None:
    found = market_search(actor=ANONYMOUS, now=NOW, text="", filters=SearchFilters(), first=5)
    assert not found.hits


def test_the_lag_counts_listings_once_and_ages_with_the_oldest_change(market: Market) -> None:
    handed_on()
    index_rebuild(now=NOW)
    assert (index_lag().listings, index_lag().since) == (0, None)
    owner = market.people.actor("seller_owner")
    for name in ("sheet", "binder"):
        technology_pause(actor=owner, technology=market.technologies[name], now=NOW)
    assert (index_lag().listings, index_lag().since) == (2, NOW)
    handed_on()
    assert index_lag().listings == 0


def test_a_loss_is_noticed_within_seconds() -> None:
    assert INDEX_LOOK_SECONDS <= 15


def queries_of(watch: IndexWatch, now: datetime) -> int:
    """Return how often a look asks the database."""
    with CaptureQueriesContext(connection) as asked:
        watch.look(now)
    return len(asked)


def moved(market: Market, name: str, move: Callable[..., object]) -> None:
    """Change one offer and index it, as the runner does."""
    technology = market.technologies[name]
    technology.refresh_from_db()
    move(actor=market.people.actor("seller_owner"), technology=technology, now=NOW)
    technologies_index(technology_ids=[technology.pk], now=NOW)
    handed_on()


def test_a_look_counts_the_market_only_where_something_may_be_lost(market: Market) -> None:
    moved(market, "sheet", technology_pause)
    watch, soon = IndexWatch(), NOW + timedelta(seconds=INDEX_LOOK_SECONDS)
    assert queries_of(watch, NOW) > 0
    assert queries_of(watch, soon) == 0
    # what this process wrote itself is known
    moved(market, "sheet", technology_resume)
    assert queries_of(watch, soon) == 0
    # what somebody else wrote is not, until it was compared
    before = index_version()
    index_rebuild(now=NOW)
    assert index_version() != before
    assert queries_of(watch, soon) > 0
    assert queries_of(watch, soon) == 0
    assert queries_of(watch, soon + COMPARED_EVERY) > 0


@pytest.mark.parametrize("writes", [False, True])
def test_a_loss_after_a_good_look_is_mended_whoever_writes_meanwhile(
    market: Market, index_folder: Path, writes: bool
) -> None:
    moved(market, "wafer", technology_pause)
    watch = IndexWatch()
    watch.look(NOW)
    shutil.rmtree(one(index_folder / "technologies", "0*/en"))
    if writes:
        moved(market, "wafer", technology_resume)
    watch.look(NOW)
    watch.look(NOW)
    assert active_engine().index(fresh=True).document_count(Language.EN) == 5


def test_parts_that_are_away_are_waited_for_before_they_are_built_anew(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_on()
    before, watch = index_version(), IndexWatch()
    trouble = IndexTrouble.PARTS_AWAY
    monkeypatch.setattr("marketplace.config.index_watch.index_trouble", lambda: trouble)
    watch.look(NOW)
    watch.look(NOW + PARTS_AWAY_BORNE - timedelta(seconds=1))
    assert index_version() == before
    # they came back, and went again
    trouble = IndexTrouble.NONE
    watch.look(NOW + PARTS_AWAY_BORNE)
    trouble = IndexTrouble.PARTS_AWAY
    watch.look(NOW + 2 * PARTS_AWAY_BORNE)
    assert index_version() == before
    watch.look(NOW + 3 * PARTS_AWAY_BORNE)
    assert index_version() != before


@pytest.mark.parametrize("trouble", [IndexTrouble.NO_ANSWER, IndexTrouble.READ_ONLY])
def test_where_nothing_can_be_built_nothing_is_tried(
    market: Market, index_folder: Path, monkeypatch: pytest.MonkeyPatch, trouble: IndexTrouble
) -> None:
    monkeypatch.setattr("marketplace.config.index_watch.index_trouble", lambda: trouble)
    shutil.rmtree(index_folder)
    IndexWatch().look(NOW)
    assert index_version() == EMPTY_VERSION
