"""A market whose index lies in a cluster, with the indexer's and the watch's clock at hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from marketplace.config.index_watch import IndexWatch, index_lag
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.operating.parts import parts_measured
from marketplace.config.reactions import HANDLERS, INDEX_HANDLER
from marketplace.config.runner import react_once
from marketplace.core.actor import ANONYMOUS
from marketplace.evidence.sequencer import sequence_once
from marketplace.technologies.services import technology_pause, technology_resume
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.errors import SearchUnavailableError
from matching.search import market_search
from tests.factories.people import NOW
from tests.flows.index_compared import faults

if TYPE_CHECKING:
    from matching.engines.cluster.connection import ClusterPlace
    from tests.services.matching.market import Market
    from tests.services.opensearch.nodes import Cluster

_LONGEST_PAUSE: Final = timedelta(seconds=61)
_PATIENCE_SECONDS: Final = 60.0


@dataclass
class ClusterMarket:
    """The market, the cluster it is searched in, and a clock that only this moves."""

    market: Market
    cluster: Cluster
    place: ClusterPlace
    watch: IndexWatch = field(default_factory=IndexWatch)
    now: datetime = NOW

    @property
    def engine(self) -> ClusterEngine:
        """Return the product's own engine."""
        engine = active_engine()
        assert isinstance(engine, ClusterEngine)
        return engine

    @property
    def names(self) -> list[str]:
        """Return the indices of the generation in use."""
        return self.engine._generations.names(int(self.engine.version().split(".")[0]))

    @property
    def state_name(self) -> str:
        """Return the index that holds the state."""
        return f"{self.place.prefix}-state"

    def answer(self) -> set[str] | None:
        """Return what a visitor finds of what was written here, or None where search is away."""
        try:
            found = market_search(
                actor=ANONYMOUS,
                now=self.now,
                text="",
                filters=SearchFilters(origins=("native",)),
                first=20,
            )
        except SearchUnavailableError:
            return None
        return {self.market.name(hit.technology.public_id) for hit in found.hits}

    def pause(self, name: str) -> None:
        """Take an offer from the market for a while."""
        owner = self.market.people.actor("seller_owner")
        technology_pause(actor=owner, technology=self.market.technologies[name], now=self.now)
        self.market.technologies[name].refresh_from_db()
        sequence_once(self.now)

    def resume(self, name: str) -> None:
        """Put it back."""
        owner = self.market.people.actor("seller_owner")
        technology_resume(actor=owner, technology=self.market.technologies[name], now=self.now)
        self.market.technologies[name].refresh_from_db()
        sequence_once(self.now)

    def react(self) -> bool:
        """Let the indexer have its turn, whatever pause it made; return whether it keeps up."""
        self.now += _LONGEST_PAUSE
        react_once(self.now, [INDEX_HANDLER])
        return not index_lag().listings

    def look(self, after: timedelta = timedelta(seconds=10)) -> None:
        """Let the watch look some time later."""
        self.now += after
        self.watch.look(self.now)

    def caught_up(self) -> None:
        """Let the indexer come again until it keeps up, and see that nothing was set aside."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.react():
            assert time.monotonic() < deadline, "the index does not follow"
            time.sleep(0.3)
        assert not ParkedEntry.objects.exists()

    def recovered(self) -> None:
        """Let the indexer catch up, and hold the whole index against the market."""
        self.caught_up()
        assert faults() == []

    def waits(self) -> bool:
        """Return whether the indexer comes again for what it could not write, and holds nothing."""
        before = HandlerCursor.objects.get(handler=INDEX_HANDLER.name).index
        keeps_up = self.react()
        cursor = HandlerCursor.objects.get(handler=INDEX_HANDLER.name)
        is_paused = cursor.index == before and cursor.next_try_at is not None
        return not keeps_up and is_paused and not ParkedEntry.objects.exists()

    def figure(self) -> str:
        """Return what the operator's page says of the index."""
        parts = parts_measured(HANDLERS, self.now)
        part = next(part for part in parts if part.name == "search_index")
        return f"{part.state}: {part.figure}"

    def settings(self, names: list[str], **settings: Any) -> None:
        """Change settings of indices past the product."""
        self.cluster.ask("PUT", f"/{','.join(names)}/_settings", {"index": settings})

    def holders(self, name: str) -> dict[str, str]:
        """Return the nodes that hold a copy of the index: p for the first, r for others."""
        rows = self.cluster.ask("GET", f"/_cat/shards/{name}?format=json&h=prirep,state,node")
        return {row["node"]: row["prirep"] for row in rows if row["state"] == "STARTED"}

    def manager(self) -> str:
        """Return the name of the node that the others elected."""
        rows = self.cluster.ask("GET", "/_cat/cluster_manager?format=json&h=node")
        return str(rows[0]["node"])
