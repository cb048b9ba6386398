"""Three OpenSearch nodes that fail: people are told, changes wait, and all is there afterwards."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from marketplace.technologies.services import ImportedTechnology, technologies_import
from matching.engines.base import IndexTrouble
from matching.engines.cluster import lease
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.cluster.writing import ClusterWriter
from tests.external.search_market import ClusterMarket
from tests.external.search_places import place_opened
from tests.factories.people import NOW, people_made
from tests.flows.index_compared import faults
from tests.services.matching.market import FACTS, indexed
from tests.services.matching.test_schema import SEARCH, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pytest_django import Settings

    from matching.engines.base import IndexDocument
    from tests.services.opensearch.nodes import Cluster, Node

pytestmark = [pytest.mark.cluster, pytest.mark.slow]

WHOLE: Final = set(FACTS)
FILLERS: Final = 30
# what the tests take from the market and put back
OFFER: Final = "binder"
REST: Final = WHOLE - {OFFER}
PATIENCE_SECONDS: Final = 90.0
WATERMARKS: Final = ("low", "high", "flood_stage")
DISK: Final = "cluster.routing.allocation.disk"
CREATE_BLOCK: Final = "cluster.blocks.create_index"


@pytest.fixture
def on(
    search_cluster: Cluster, settings: Settings, tmp_path: Path, db: None
) -> Iterator[ClusterMarket]:
    """Return a market that is indexed in the cluster, all nodes and all copies at hand."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key_create()
    with place_opened(tuple(node.url for node in search_cluster.nodes)) as place:
        settings.ELASTICSEARCH_URLS = list(place.urls)
        settings.ELASTICSEARCH_PREFIX = place.prefix
        market = ClusterMarket(indexed(people_made()), search_cluster, place)
        fillers_imported()
        sequence_once(NOW)
        market.caught_up()
        search_cluster.wait()
        try:
            yield market
        finally:
            brought_back(search_cluster)


def fillers_imported() -> None:
    """Import so many listings that a change of one is no reason to build the index anew."""
    batch = [
        ImportedTechnology(
            source_ref=f"filler {number}",
            firm="Acme",
            area="Agency of tests",
            year=2020,
            title=f"Filler {number}",
            abstract=f"It fills the market, kind {number}.",
        )
        for number in range(FILLERS)
    ]
    technologies_import(batch=batch, now=NOW)


def brought_back(cluster: Cluster) -> None:
    for node in cluster.nodes:
        if not node.is_running:
            node.start()
    cluster.wait("/_cluster/health?wait_for_nodes=3&timeout=1s")


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to it in time"
        time.sleep(0.2)


def code_told(on: ClusterMarket) -> str:
    """Return the code of what the API says to a search; pages have its words in two languages."""
    [error] = asked(on.market, SEARCH)["errors"]
    return str(error["extensions"]["code"])


def killed_with(on: ClusterMarket, names: list[str]) -> Node:
    """Kill a node, not the manager, that holds the only copy of each of the indices."""
    away = next(node for node in on.cluster.nodes if node.name != on.manager())
    on.settings(
        names,
        auto_expand_replicas=False,
        number_of_replicas=0,
        **{"routing.allocation.require._name": away.name},
    )
    wait_until(lambda: all(set(on.holders(name)) == {away.name} for name in names))
    away.kill()
    wait_until(lambda: on.engine.trouble() is IndexTrouble.PARTS_AWAY)
    on.engine._forget_age()
    assert on.answer() is None
    assert code_told(on) == "search_unavailable"
    return away


@pytest.mark.parametrize("victim", ["holder", "manager"])
def test_a_killed_node_takes_nothing_with_it(on: ClusterMarket, victim: str) -> None:
    manager = on.manager()
    holders = on.holders(on.names[0])
    first = min(holders.keys() - {manager}, key=lambda name: holders[name])
    assert on.answer() == WHOLE
    killed = on.cluster.named(manager if victim == "manager" else first)
    killed.kill()
    on.pause(OFFER)
    seen = [on.answer()]
    while not on.react():
        seen.append(on.answer())
        time.sleep(0.1)
        assert len(seen) < 200
    # either the whole market or a word that search cannot answer, and never a part of it
    assert all(each in (REST, None) for each in seen)
    wait_until(lambda: on.answer() == REST)
    assert faults() == []
    killed.start()
    on.resume(OFFER)
    on.caught_up()
    on.cluster.wait("/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=1s")
    on.recovered()
    assert on.answer() == WHOLE
    on.look()
    assert on.engine.version().startswith("00000001.")


def test_a_part_that_is_away_with_its_node_is_waited_for(on: ClusterMarket) -> None:
    away = killed_with(on, on.names)
    on.pause(OFFER)
    assert on.waits()
    assert on.figure().startswith("bad: 1 listings, ")
    assert on.figure().endswith(", parts away")
    on.look()
    on.look()
    away.start()
    wait_until(lambda: on.engine.trouble() is IndexTrouble.NONE)
    on.recovered()
    assert on.answer() == REST
    # it is the same index as before
    assert on.engine.version().startswith("00000001.")


def test_a_part_that_does_not_come_back_is_built_anew(on: ClusterMarket) -> None:
    away = killed_with(on, [*on.names, on.state_name])
    on.pause(OFFER)
    assert on.waits()
    on.look()
    assert on.engine.trouble() is IndexTrouble.PARTS_AWAY
    on.look(after=timedelta(minutes=2))
    assert on.engine.trouble() is IndexTrouble.NONE
    on.recovered()
    assert on.answer() == REST
    away.start()
    on.cluster.wait("/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=1s")
    there = on.cluster.ask("GET", f"/_cat/indices/{on.place.prefix}-*?format=json&h=index")
    assert {row["index"] for row in there} == {on.state_name, *on.names}
    assert on.answer() == REST


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("texts", marks=pytest.mark.soak),
        "one language",
        pytest.param("state", marks=pytest.mark.soak),
        "everything",
    ],
)
def test_a_lost_index_is_said_and_built_anew_at_the_next_look(on: ClusterMarket, part: str) -> None:
    lost = {
        "texts": on.names,
        "one language": on.names[:1],
        "state": [on.state_name],
        "everything": [*on.names, on.state_name],
    }[part]
    for name in lost:
        on.cluster.ask("DELETE", f"/{name}")
    on.engine._forget_age()
    assert on.answer() is None
    assert code_told(on) == "search_unavailable"
    assert on.figure().startswith("bad: ")
    on.look()
    assert on.answer() == WHOLE
    on.pause(OFFER)
    on.recovered()
    assert on.answer() == REST


def test_a_writer_overtaken_amid_its_work_leaves_no_listing_out_and_none_twice(
    on: ClusterMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, number = ClusterWriter.replace, on.market.technologies["gripper"].pk

    def overtaken(
        writer: ClusterWriter, technology_id: int, documents: Iterable[IndexDocument]
    ) -> None:
        """Let another process take over, as from one that sleeps, and write something else."""
        own(writer, technology_id, documents)
        monkeypatch.undo()
        monkeypatch.setattr(lease, "_LEASE_SECONDS", 0.0)
        with ClusterEngine(on.place).writing() as other:
            other.replace(number, [])
            other.commit()

    monkeypatch.setattr(ClusterWriter, "replace", overtaken)
    on.pause(OFFER)
    assert on.waits()
    # the other's write is the last one: the first wrote nothing more
    with on.engine.writing() as writer:
        assert writer.held([number])[number] == {}
        assert writer.held([on.market.technologies[OFFER].pk])[on.market.technologies[OFFER].pk]
    # it is noticed that somebody else wrote: two looks, as nothing is certain at the first
    assert on.react()
    on.look()
    on.look()
    on.recovered()
    assert on.answer() == REST


def test_a_full_disk_lets_people_search_and_changes_wait(on: ClusterMarket) -> None:
    def disks_full_below(free: str | None) -> None:
        marks = {f"{DISK}.watermark.{mark}": free for mark in WATERMARKS}
        enabled = None if free is None else True
        transient = {f"{DISK}.threshold_enabled": enabled, **marks}
        on.cluster.ask("PUT", "/_cluster/settings", {"transient": transient})

    version = on.engine.version()
    try:
        disks_full_below("999tb")
        wait_until(lambda: on.engine.trouble() is IndexTrouble.READ_ONLY)
        assert on.answer() == WHOLE
        on.pause(OFFER)
        assert on.waits()
        assert on.waits()
        assert on.answer() == REST
        assert on.figure().startswith("bad: 1 listings, ")
        assert on.figure().endswith(", read only")
        on.look()
        assert on.engine.version() == version
        disks_full_below("1b")
        wait_until(lambda: on.engine.trouble() is IndexTrouble.NONE)
        on.recovered()
    finally:
        disks_full_below(None)
        # OpenSearch keeps this one until it is taken away by hand
        cleared = {"persistent": {CREATE_BLOCK: None}, "transient": {CREATE_BLOCK: None}}
        on.cluster.ask("PUT", "/_cluster/settings", cleared)
    assert on.answer() == REST
    assert on.engine.version() != version
