"""Both engines rank judged needs alike: within 1 % of nDCG@10, the same first ten for 95 %."""

from __future__ import annotations

import statistics
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pytest

from marketplace.core.languages import Language
from matching import analysis
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import listing_documents, product_answers
from matching.evaluation.figures import measured
from matching.evaluation.judged import (
    Judgments,
    ListingText,
    QueryText,
    collection_read,
    corpus_read,
    judgments_read,
    listings_read,
    needs_read,
)
from tests.external.judged_sets import JudgedSet, small_set
from tests.external.search_places import ALLOWED_HOSTS, place_opened
from tests.requirements import require_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from matching.engines.base import IndexDocument, SearchEngine
    from matching.evaluation.judged import Need

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.allow_hosts(ALLOWED_HOSTS)]

SHOWN: Final = 10
APART_AT_MOST: Final = 0.01
ALIKE_AT_LEAST: Final = 0.95
# a set in which hardly anything is found would prove nothing
FOUND_AT_LEAST: Final = 0.2


@dataclass(frozen=True, slots=True)
class Filled:
    """Both engines with the same listings."""

    judged: JudgedSet
    engines: tuple[SearchEngine, SearchEngine]
    rows: Mapping[str, int]


def filled(engines: tuple[SearchEngine, ...], documents: Iterable[IndexDocument]) -> dict[str, int]:
    """Write the documents to all engines as they come, and return the row of each."""
    rows = {}
    with ExitStack() as stack:
        writers = [stack.enter_context(engine.rebuilding()) for engine in engines]
        for document in documents:
            rows[document.public_id] = document.technology_id
            for writer in writers:
                writer.replace(document.technology_id, [document])
    return rows


@pytest.fixture(scope="module")
def both(
    search_urls: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    judged = small_set()
    with place_opened(search_urls) as place:
        engines = (EmbeddedEngine(tmp_path_factory.mktemp("index")), ClusterEngine(place))
        yield Filled(judged, engines, filled(engines, listing_documents(judged.listings)))


def assert_alike(
    name: str,
    engines: tuple[SearchEngine, SearchEngine],
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    rows: Mapping[str, int],
) -> None:
    """Ask both engines every need, and tell how far apart they are."""
    given = (needs, judgments, query)
    one, other = (
        product_answers(engine.index(fresh=True), *given, rows=rows) for engine in engines
    )
    for which, judged in (("all", judgments.relevant), ("hard", judgments.hard())):
        runs = [getattr(answers, which) for answers in (one, other)]
        first, second = (measured(judged, each).means()["ndcg@10"] for each in runs)
        same = statistics.mean(runs[0][key][:SHOWN] == runs[1][key][:SHOWN] for key in runs[0])
        sys.stdout.write(
            f"{name}, {query}, {which}: {len(runs[0])} needs, nDCG@10 {first:.4f} and "
            f"{second:.4f}, the same ten for {same:.1%}\n"
        )
        assert first > FOUND_AT_LEAST
        assert abs(first - second) <= APART_AT_MOST * first
        assert same >= ALIKE_AT_LEAST
        if judged == judgments.relevant and one.all == one.hard:
            return


@pytest.mark.parametrize("query", QueryText)
def test_a_market_is_ranked_alike(both: Filled, query: QueryText) -> None:
    judged = both.judged
    assert_alike(judged.name, both.engines, judged.needs, judged.judgments, query, both.rows)


@pytest.fixture(scope="module")
def changed(both: Filled) -> Filled:
    """Reword or withdraw every 25th listing; what is deleted goes on counting for a while."""
    answering = {key for answers in both.judged.judgments.relevant.values() for key in answers}
    for engine in both.engines:
        with engine.writing() as writer:
            for document in listing_documents(both.judged.listings[::25]):
                row, key = both.rows[document.public_id], document.public_id
                stems = [*document.summary.stems, *analysis.stems(f"reworded {key}", Language.EN)]
                kept = replace(
                    document,
                    technology_id=row,
                    owner_id=row,
                    order=-row,
                    summary=replace(document.summary, stems=stems),
                )
                writer.replace(row, [kept] if row % 2 or key in answering else [])
            writer.commit()
        assert not engine.needs_rebuild()
    return both


@pytest.mark.parametrize("query", QueryText)
def test_a_market_that_changed_is_ranked_alike(changed: Filled, query: QueryText) -> None:
    judged = changed.judged
    name = f"{judged.name}, changed"
    assert_alike(name, changed.engines, judged.needs, judged.judgments, query, changed.rows)


def whole_sets() -> Iterator[tuple[str, str]]:
    for text in ListingText:
        yield "sbir", text
    for name in ("ir_cranfield", "ir_nfcorpus_test", "ko_autorag"):
        yield name, ListingText.TITLE_AND_ABSTRACT


@pytest.mark.soak
@pytest.mark.parametrize(("name", "text"), list(whole_sets()))
def test_the_whole_sets_are_ranked_alike(
    search_urls: tuple[str, ...], tmp_path: Path, name: str, text: str
) -> None:
    folder, queries = require_data(name), list(QueryText)
    if name == "sbir":
        found = judgments_read(folder / "qrels_dev.tsv")
        relevant = {key: found.relevant[key] for key in found.hard()}
        judgments = Judgments(relevant, found.same_title)
        needs, listings = needs_read(folder / "needs_dev.jsonl"), folder / "listings.jsonl.gz"
        documents = listing_documents(listings_read(listings), ListingText(text))
    else:
        corpus, needs, judgments = collection_read(folder)
        documents = listing_documents(corpus_read(corpus))
        queries = [QueryText.TITLE, QueryText.FULL]
    with place_opened(search_urls) as place:
        engines = (EmbeddedEngine(tmp_path), ClusterEngine(place))
        rows = filled(engines, documents)
        for query in queries:
            assert_alike(f"{name}, {text}", engines, needs, judgments, query, rows)
