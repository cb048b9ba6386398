"""Import, indexing and search at 18,000 listings, beside the bare engine's own query.

Real public records are used where `SEALBRIDGE_DATA` names them, made-up ones elsewhere.
"""

from __future__ import annotations

import os
import random
import resource
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import tantivy
from django.conf import settings

from marketplace.core.languages import Language
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import ImportedDemand, demand_create
from marketplace.technologies.services import ImportedTechnology, technologies_import
from matching import analysis, sbir
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters, TextSet
from matching.query import search_parts
from matching.ranking import ranked
from matching.search import market_search
from matching.services import index_rebuild
from matching.suggestions import demand_suggestions
from tests.benchmarks.report import cpu_of, figure, ratio
from tests.factories.people import NOW, people_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.report import Timing
    from tests.factories.people import People

Item = TypeVar("Item")

LISTINGS: Final = 18_000
BATCH: Final = 500
QUERIES: Final = 200
WINDOW: Final = 200
FILTERS: Final = SearchFilters(
    trl_min=3, trl_max=7, transfer_modes=("licence",), origins=("imported",)
)


def run() -> None:
    """Print the figures."""
    people = people_made()
    listings, needs = _records()
    _imported(listings)
    _searched(people, [need.title for need in needs])
    _suggested(people, needs)


def _imported(listings: list[ImportedTechnology]) -> None:
    started = time.perf_counter()
    for start in range(0, len(listings), BATCH):
        technologies_import(batch=listings[start : start + BATCH], now=NOW)
    written = time.perf_counter() - started
    started = time.perf_counter()
    index_rebuild(now=NOW)
    indexed = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figure(
        f"{len(listings):,} listings",
        f"written in {written:.1f} s, indexed in {indexed:.1f} s, {memory:.0f} MB resident",
    )


def _searched(people: People, titles: list[str]) -> None:
    actor = people.actor("buyer_scout")

    def market(filters: SearchFilters) -> Callable[[], object]:
        texts = _cycled(titles)
        return lambda: market_search(
            actor=actor, now=NOW, text=next(texts), filters=filters, first=20
        )

    def ranking() -> Callable[[], object]:
        texts, index = _cycled(titles), active_engine().index()
        return lambda: ranked(
            index,
            dict.fromkeys(Language, search_parts(next(texts), Language.EN)),
            texts=TextSet.SUMMARY,
            limit=WINDOW,
            keep_common=True,
        )

    bare = _timed(_bare(titles))
    for name, call in (
        ("ranking of a short text", ranking()),
        ("market search with a page of 20 read from the database", market(SearchFilters())),
        ("the same with three filters", market(FILTERS)),
    ):
        _told(name, _timed(call), bare)


def _suggested(people: People, needs: list[ImportedDemand]) -> None:
    scout = people.actor("buyer_scout")
    made = [
        demand_create(
            actor=scout,
            request_id=need.source_ref,
            now=NOW,
            content=DemandContent(
                texts=(
                    DemandWords(
                        language="en",
                        title=need.title[:100],
                        need=(need.objective or need.title)[:1000],
                        outcomes=need.description[:1500],
                    ),
                )
            ),
        ).public_id
        for need in needs[:50]
    ]
    ids = _cycled(made)
    bare = _timed(_bare([f"{need.title} {need.objective} {need.description}" for need in needs]))
    spent = cpu_of(
        lambda: demand_suggestions(
            actor=scout, now=NOW, demand_id=next(ids), first=10, language=Language.EN
        ),
        calls=100,
    )
    _told("ten suggestions for a demand, with reasons", spent, bare)


def _bare(texts: list[str]) -> Callable[[], object]:
    """Return the engine's own query: a plain bag of words, analysed before, ids read."""
    generation = (Path(settings.INDEX_DIR) / "technologies" / "CURRENT").read_text()
    path = Path(settings.INDEX_DIR) / "technologies" / generation / Language.EN
    index = tantivy.Index.open(str(path))
    searcher, schema = index.searcher(), index.schema
    should, term = tantivy.Occur.Should, tantivy.Query.term_query
    asked = _cycled(
        [
            [
                (should, term(schema, "stems1", stem, index_option="freq"))
                for stem in dict.fromkeys(analysis.stems(text, Language.EN))
            ]
            for text in texts
        ]
    )

    def call() -> object:
        hits = searcher.search(tantivy.Query.boolean_query(next(asked)), WINDOW).hits
        return searcher.fast_field_values("technology", [address for _, address in hits])

    return call


def _timed(call: Callable[[], object]) -> Timing:
    return cpu_of(call, calls=QUERIES)


def _told(name: str, spent: Timing, bare: Timing) -> None:
    for label, value, base in (("p50", spent.p50, bare.p50), ("p95", spent.p95, bare.p95)):
        ratio(
            f"{name}, {label} CPU",
            value * 1000,
            baseline="the bare tantivy query",
            base=base * 1000,
        )


def _cycled(items: list[Item]) -> Iterator[Item]:
    while True:
        yield from items


def _records() -> tuple[list[ImportedTechnology], list[ImportedDemand]]:
    folder = Path(os.environ.get("SEALBRIDGE_DATA", "")) / "sbir"
    if os.environ.get("SEALBRIDGE_DATA") and folder.is_dir():
        skipped = sbir.Skipped()
        listings = sbir.listings_read(sbir.listings_file(folder), skipped)
        needs = sbir.needs_read(sbir.needs_file(folder), skipped)
        figure("records", "public ones")
        return list(islice(listings, LISTINGS)), list(islice(needs, QUERIES))
    figure("records", "made up; SEALBRIDGE_DATA names no folder with sbir in it")
    return [_listing(number) for number in range(LISTINGS)], [_need(n) for n in range(QUERIES)]


def _words(count: int) -> str:
    """Return words as unevenly frequent as those of a language."""
    return " ".join(f"w{int(random.paretovariate(0.7)) % 40_000}" for _ in range(count))


def _listing(number: int) -> ImportedTechnology:
    return ImportedTechnology(
        source_ref=f"M{number}",
        firm=f"Firm {number % 3000}",
        area="Made up",
        year=2020,
        title=_words(8),
        abstract=_words(190),
    )


def _need(number: int) -> ImportedDemand:
    return ImportedDemand(
        source_ref=f"D{number}",
        buyer="Buyer",
        title=_words(6),
        objective=_words(30),
        description=_words(400),
    )
