"""A search cluster that nobody reaches: people are told so, and what changes waits for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from marketplace.config import background
from marketplace.config.background import Reactions
from marketplace.config.index_watch import IndexWatch, index_lag
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.operating.parts import parts_measured
from marketplace.config.reactions import HANDLERS, INDEX_HANDLER
from marketplace.config.runner import react_once
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from marketplace.technologies.services import technology_pause
from matching.engines.base import IndexTrouble, VectorStanding
from tests.factories.people import NOW, people_made
from tests.services.matching.market import indexed
from tests.services.matching.test_schema import SEARCH, asked

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.services.matching.market import Market

NOWHERE = ["http://127.0.0.1:9"]


@pytest.fixture
def away(db: None, settings: Settings, tmp_path: Path) -> Market:
    """Return the market, whose index is from now on in a cluster that does not answer."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key_create()
    market = indexed(people_made())
    sequence_once(NOW)
    react_once(NOW, [INDEX_HANDLER])
    settings.ELASTICSEARCH_URLS = NOWHERE
    return market


def test_a_search_is_answered_with_a_word_that_pages_translate(away: Market) -> None:
    for text in ("", "battery"):
        body = asked(away, SEARCH, text=text)
        [error] = body["errors"]
        assert body["data"] is None
        assert error["extensions"] == {"code": "search_unavailable"}


def test_the_operator_is_told_that_nobody_answers(away: Market) -> None:
    part = next(part for part in parts_measured(HANDLERS, NOW) if part.name == "search_index")
    assert (part.state, part.figure) == ("bad", "0 listings, 0 s, no answer")


@pytest.mark.parametrize(
    "trouble", [IndexTrouble.LOST, IndexTrouble.PARTS_AWAY, IndexTrouble.READ_ONLY]
)
def test_the_operator_is_told_what_is_wrong(
    market: Market, monkeypatch: pytest.MonkeyPatch, trouble: IndexTrouble
) -> None:
    monkeypatch.setattr("marketplace.config.operating.parts.index_trouble", lambda: trouble)
    part = next(part for part in parts_measured(HANDLERS, NOW) if part.name == "search_index")
    assert part.state == "bad"
    assert part.figure.endswith(f", {trouble.value}")


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (VectorStanding.NONE, ("good", "")),
        (VectorStanding.LOCAL, ("good", "local vectors")),
        (VectorStanding.FILLING, ("slow", "local vectors behind")),
    ],
)
def test_the_operator_is_told_where_meaning_is_compared(
    market: Market,
    monkeypatch: pytest.MonkeyPatch,
    standing: VectorStanding,
    told: tuple[str, str],
) -> None:
    name = "marketplace.config.operating.parts.index_vector_standing"
    monkeypatch.setattr(name, lambda: standing)
    part = next(part for part in parts_measured(HANDLERS, NOW) if part.name == "search_index")
    assert (part.state, part.figure.partition(" s")[2].removeprefix(", ")) == told


def test_changes_wait_however_long_it_takes_and_are_written_then(
    away: Market, settings: Settings
) -> None:
    technology = away.technologies["sheet"]
    technology_pause(actor=away.people.actor("seller_owner"), technology=technology, now=NOW)
    sequence_once(NOW)
    now = NOW
    for _ in range(8):
        now += timedelta(minutes=2)
        react_once(now, [INDEX_HANDLER])
        IndexWatch().look(now)
    assert index_lag().listings == 1
    assert not ParkedEntry.objects.exists()
    settings.ELASTICSEARCH_URLS = []
    react_once(now + timedelta(minutes=2), [INDEX_HANDLER])
    assert index_lag().listings == 0


def test_a_start_beside_a_cluster_that_is_away_keeps_no_other_reaction_waiting(
    away: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[None] = []
    monkeypatch.setattr(background, "react_round", lambda: rounds.append(None))
    reactions = Reactions()
    reactions.round()
    reactions.round()
    assert len(rounds) == 2
    assert HandlerCursor.objects.get(handler=INDEX_HANDLER.name).outages == 0
