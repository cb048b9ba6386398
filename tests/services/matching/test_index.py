"""The index says what the database says, however often and in whatever order it is told."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from marketplace.core.languages import Language
from marketplace.technologies.services import technology_pause, technology_resume
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters
from matching.ranking import newest
from matching.services import index_ensure, index_rebuild, index_version, technologies_index
from matching.services import indexing as services
from tests.factories.market import technology_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.people import People
    from tests.services.matching.market import Market


def in_index(market: Market) -> set[str]:
    index = active_engine().index(fresh=True)
    hits = newest(index, list(Language), filters=SearchFilters(), limit=99)
    return {market.name(hit.public_id) for hit in hits}


def test_what_is_published_is_in_the_index_once_a_language(market: Market) -> None:
    assert in_index(market) == set(market.technologies)
    index = active_engine().index(fresh=True)
    assert index.document_count(Language.KO) == 2
    assert index.document_count(Language.EN) == 5


def test_drafts_and_withdrawn_offers_never_enter(people: People) -> None:
    made = [
        technology_made(people, state, key=state)
        for state in ("draft", "in_review", "paused", "withdrawn")
    ]
    technologies_index(technology_ids=[one.pk for one in made], now=NOW)
    index = active_engine().index(fresh=True)
    assert not newest(index, list(Language), filters=SearchFilters(), limit=9)


def test_a_pause_takes_out_and_a_resume_puts_back(market: Market) -> None:
    sheet, owner = market.technologies["sheet"], market.people.actor("seller_owner")
    technology_pause(actor=owner, technology=sheet, now=NOW)
    technologies_index(technology_ids=[sheet.pk], now=NOW)
    assert "sheet" not in in_index(market)
    technology_resume(actor=owner, technology=sheet, now=NOW)
    technologies_index(technology_ids=[sheet.pk], now=NOW)
    assert "sheet" in in_index(market)


def test_a_repetition_changes_nothing(market: Market) -> None:
    before = index_version()
    ids = [one.pk for one in market.technologies.values()]
    technologies_index(technology_ids=[*ids, *ids, 10**9], now=NOW)
    assert index_version() == before


def test_every_change_changes_the_version(market: Market) -> None:
    before = index_version()
    sheet = market.technologies["sheet"]
    technology_pause(actor=market.people.actor("seller_owner"), technology=sheet, now=NOW)
    technologies_index(technology_ids=[sheet.pk], now=NOW)
    assert index_version() != before


def test_a_missing_index_is_built_whole(market: Market, tmp_path: Path) -> None:
    (tmp_path / "index" / "technologies" / "CURRENT").unlink()
    assert in_index(market) == set()
    technologies_index(technology_ids=[market.technologies["lens"].pk], now=NOW)
    assert in_index(market) == set(market.technologies)


def test_starting_rebuilds_only_what_needs_it(market: Market, tmp_path: Path) -> None:
    assert index_ensure(now=NOW) is False
    (tmp_path / "index" / "technologies" / "CURRENT").unlink()
    assert index_ensure(now=NOW) is True
    assert in_index(market) == set(market.technologies)


def test_deletions_above_a_tenth_start_a_new_generation(market: Market) -> None:
    generation = index_version().split(".")[0]
    binder = market.technologies["binder"]
    technology_pause(actor=market.people.actor("seller_owner"), technology=binder, now=NOW)
    technologies_index(technology_ids=[binder.pk], now=NOW)  # one of seven documents
    assert index_version().split(".")[0] > generation
    assert not active_engine().needs_rebuild()
    assert in_index(market) == set(market.technologies) - {"binder"}


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_version()

    def broken(**_: object) -> list[object]:
        raise OSError("disk")

    monkeypatch.setattr(services, "technologies_to_index", broken)
    with pytest.raises(OSError, match="disk"):
        index_rebuild(now=NOW)
    assert index_version() == before
    assert in_index(market) == set(market.technologies)


def test_the_command_rebuilds_and_tells_how_much_there_is(market: Market) -> None:
    before, printed = index_version(), StringIO()
    call_command("reindex", stdout=printed)
    assert printed.getvalue() == "6 technologies are searchable.\n"
    assert index_version() != before
    assert in_index(market) == set(market.technologies)
