"""Search among ever more listings, beside the same question put to the bare engine.

    python -m tests.benchmarks scale                      18,000 and 100,000 listings
    python -m tests.benchmarks scale --size 1000000       so many

A listing is a real title with real sentences of other listings; one in ten is Korean. Vectors lie
around points drawn by lot, twenty Korean listings to a point, so that a search comes near to some.

Two baselines, because an engine out of the box compares the vectors of all its listings, while a
search here compares those of the other language alone: the plain query with a scan of all vectors,
and the same with a scan of no more than what the search compares.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from itertools import cycle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import tantivy

from marketplace.core.languages import Language
from matching import analysis
from matching.constants import TITLE_REPEATS, WINDOW
from matching.encoding.base import packed
from matching.engines.base import AnalysedText, IndexDocument, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.engines.vectors import DIMENSIONS
from matching.evaluation.judged import QueryText, corpus_read, listings_read, needs_read
from matching.meaning import Meaning
from matching.ranking import ranked
from tests.benchmarks.report import cpu_of, figure, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from matching.encoding.base import Vector
    from matching.engines.embedded import EmbeddedIndex
    from matching.evaluation.judged import Listing, Need
    from matching.query import QueryPart

    _Bag = list[tuple[tantivy.Occur, tantivy.Query]]

SIZES: Final = "18000,100000"
QUERIES: Final = 120
_KOREAN_ONE_IN: Final = 10
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_ENCODER: Final = "by-lot"
# rows compared at once
_BLOCK: Final = 16_384
_NEAR_EACH_OTHER: Final = 20
_NEARNESS: Final = 0.75


class _Words(NamedTuple):
    """Stems and pairs of a text."""

    stems: tuple[str, ...]
    pairs: tuple[str, ...]


class _Pool(NamedTuple):
    """What listings of one language are made of."""

    titles: Sequence[_Words]
    sentences: Sequence[_Words]
    lengths: Sequence[int]


def run() -> None:
    """Print the figures."""
    folder = os.environ.get("SEALBRIDGE_DATA")
    if not folder:
        figure("scale", "skipped: SEALBRIDGE_DATA names no records")
        return
    data = Path(folder)
    pools = {
        Language.EN: _pool(listings_read(data / "sbir" / "listings.jsonl.gz"), Language.EN),
        Language.KO: _pool(corpus_read(data / "ko_autorag" / "corpus.jsonl"), Language.KO),
    }
    needs = list(needs_read(data / "sbir" / "needs_dev.jsonl").values())[:QUERIES]
    for size in os.environ.get("BENCHMARK_SIZES", SIZES).split(","):
        with tempfile.TemporaryDirectory(prefix="sealbridge-scale-") as place:
            _measured(Path(place), pools, needs, int(size))


def _pool(listings: Iterable[Listing], language: Language) -> _Pool:
    titles, sentences, lengths = [], [], []
    for listing in listings:
        parts = [part for part in _SENTENCE_END.split(listing.body) if part]
        titles.append(_words(listing.title or (parts or [""])[0][:80], language))
        sentences += [_words(part, language) for part in parts]
        lengths.append(max(len(parts), 1))
    return _Pool(titles, sentences, lengths)


def _words(text: str, language: Language) -> _Words:
    stems = analysis.stems(text, language)
    return _Words(tuple(stems), tuple(analysis.pairs(stems)))


def _measured(root: Path, pools: dict[Language, _Pool], needs: Sequence[Need], size: int) -> None:
    engine = EmbeddedEngine(root, encoder=_ENCODER)
    started = time.perf_counter()
    with engine.rebuilding() as writer:
        for document in _documents(pools, size):
            writer.replace(document.technology_id, [document])
    figure(f"{size:,} listings", f"indexed in {time.perf_counter() - started:.0f} s")
    index = engine.index()
    searcher, schema = _opened(root)
    vectors = np.fromfile(
        next(root.glob(f"0*/{Language.KO}/vectors{TextSet.SUMMARY}.f32")), dtype="<f4"
    ).reshape(-1, DIMENSIONS)
    draw = np.random.default_rng(11)
    middles = _middles(size)
    points = [_around(middles[place], draw) for place in range(len(needs))]
    everything = np.resize(vectors, (size, DIMENSIONS))
    for query in QueryText:
        parts = [need.parts(query)[1] for need in needs]
        bags = [_bag(schema, each) for each in parts]
        name = "title alone" if query == QueryText.TITLE else "whole need"
        baselines = {
            what: cpu_of(_bare(searcher, scanned, bags, points), calls=QUERIES)
            for what, scanned in (("all vectors", everything), ("the Korean vectors", vectors))
        }
        for how, refine in (("", True), (", not ranked anew", False)):
            spent = cpu_of(_ranking(index, parts, points, refine=refine), calls=QUERIES)
            for what, base in baselines.items():
                for label, value, bare in (
                    ("p50", spent.p50, base.p50),
                    ("p95", spent.p95, base.p95),
                ):
                    ratio(
                        f"{size:,} listings, {name}{how}, {label} CPU",
                        value * 1000,
                        baseline=f"the bare tantivy query plus a scan of {what}",
                        base=bare * 1000,
                    )


def _bare(
    searcher: tantivy.Searcher, vectors: Vector, bags: Sequence[_Bag], points: Sequence[Vector]
) -> Callable[[], object]:
    places = cycle(range(len(bags)))

    def call() -> object:
        at = next(places)
        hits = searcher.search(tantivy.Query.boolean_query(bags[at]), WINDOW).hits
        ids = searcher.fast_field_values("technology", [address for _, address in hits])
        return ids, _scanned(vectors, points[at])

    return call


def _ranking(
    index: EmbeddedIndex,
    parts: Sequence[Sequence[QueryPart]],
    points: Sequence[Vector],
    *,
    refine: bool,
) -> Callable[[], object]:
    places = cycle(range(len(parts)))

    def call() -> object:
        at = next(places)
        return ranked(
            index,
            {Language.EN: parts[at]},
            texts=TextSet.SUMMARY,
            limit=WINDOW,
            meaning=Meaning(points[at], (Language.KO,)),
            refine=refine,
        )

    return call


def _documents(pools: dict[Language, _Pool], size: int) -> Iterator[IndexDocument]:
    chance, draw = Random(5), np.random.default_rng(5)
    middles = _middles(size)
    for number in range(1, size + 1):
        language = Language.EN if number % _KOREAN_ONE_IN else Language.KO
        pool = pools[language]
        title = chance.choice(pool.titles)
        body = chance.choices(pool.sentences, k=chance.choice(pool.lengths))
        # vectors of the language that most searches ask by words are never looked at
        vector = b""
        if language == Language.KO:
            vector = packed(_around(chance.choice(middles), draw))
        yield IndexDocument(
            technology_id=number,
            public_id=f"T{number:07d}",
            language=language,
            card=AnalysedText(title.stems, title.pairs, vector),
            summary=AnalysedText(
                title.stems * TITLE_REPEATS + tuple(stem for each in body for stem in each.stems),
                title.pairs * TITLE_REPEATS + tuple(pair for each in body for pair in each.pairs),
                vector,
            ),
            owner_id=number % 5_000,
            origin="native",
            order=number,
        )


def _middles(size: int) -> list[Vector]:
    draw = np.random.default_rng(7)
    korean = size // _KOREAN_ONE_IN
    return [_by_lot(draw) for _ in range(max(korean // _NEAR_EACH_OTHER, QUERIES))]


def _around(middle: Vector, draw: np.random.Generator) -> Vector:
    return _of_length_one(_NEARNESS * middle + (1 - _NEARNESS) * _by_lot(draw))


def _by_lot(draw: np.random.Generator) -> Vector:
    return _of_length_one(draw.standard_normal(DIMENSIONS, dtype=np.float32))


def _of_length_one(point: Vector) -> Vector:
    return point / np.linalg.norm(point)


def _opened(root: Path) -> tuple[tantivy.Searcher, tantivy.Schema]:
    generation = (root / "CURRENT").read_text()
    index = tantivy.Index.open(str(root / generation / Language.EN))
    return index.searcher(), index.schema


def _bag(schema: tantivy.Schema, parts: Sequence[QueryPart]) -> _Bag:
    """Return a plain bag of the query's words."""
    stems = dict.fromkeys(stem for part in parts for stem in part.tokens)
    field = f"stems{TextSet.SUMMARY}"
    return [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, stem, index_option="freq"))
        for stem in stems
    ]


def _scanned(vectors: Vector, point: Vector) -> object:
    cosines = np.concatenate(
        [vectors[start : start + _BLOCK] @ point for start in range(0, len(vectors), _BLOCK)]
    )
    kept = min(WINDOW, len(cosines) - 1)
    return np.argpartition(-cosines, kept)[:kept]
