"""Vectors in this machine's files, for a real cluster that compares none: the same answers."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from marketplace.core.languages import Language
from matching.encoding.base import packed
from matching.engines.base import AnalysedText, SearchFilters, TextSet, VectorStanding
from matching.engines.cluster import following, writing
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.cluster.following import Follower
from matching.engines.cluster.layout import vector_fields
from matching.engines.cluster.local_vectors import LocalVectorFiles
from matching.engines.embedded import EmbeddedEngine
from matching.engines.errors import SearchUnavailableError
from tests.external.search_places import ALLOWED_HOSTS, place_opened
from tests.external.test_search_cluster import ENCODER, FILTERS, built, document, market

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matching.encoding.base import Vector
    from matching.engines.base import IndexDocument, SearchEngine
    from matching.engines.cluster.connection import ClusterPlace

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.allow_hosts(ALLOWED_HOSTS)]

EN, KO = Language.EN, Language.KO
ANY: Final = SearchFilters()
NARROW: Final = SearchFilters(trl_min=9, without_owners=(1, 2))


def random_vector(seed: int) -> Vector:
    point = np.random.default_rng(seed).normal(size=512).astype(np.float32)
    made: Vector = point / np.linalg.norm(point)
    return made


ASKED: Final = random_vector(1)


@pytest.fixture
def engine(
    search_place: ClusterPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ClusterEngine:
    """Return an engine whose cluster is asked for a kind of field that it does not know."""
    field = {"type": "not_offered"}
    monkeypatch.setattr(
        writing, "vector_fields", lambda *_, **__: {f"vector{texts}": field for texts in TextSet}
    )
    return ClusterEngine(search_place, encoder=ENCODER, folder=tmp_path)


def another(engine: ClusterEngine, tmp_path: Path) -> ClusterEngine:
    """Return the engine of another process."""
    return ClusterEngine(engine._connection.place, encoder=ENCODER, folder=tmp_path)


def meant(
    engine: SearchEngine, seed: int, filters: SearchFilters = ANY, texts: TextSet = TextSet.SUMMARY
) -> list[str]:
    """Return what means the very same as the random text of that number."""
    hits = engine.index(fresh=True).nearest(
        random_vector(seed), language=EN, texts=texts, filters=filters, limit=9, above=0.5
    )
    return [hit.public_id for hit in hits]


def names(tmp_path: Path) -> list[int]:
    """Return whose vectors the one file of English texts holds."""
    [folder] = tmp_path.glob("*/*/en")
    rows = LocalVectorFiles(folder).read()
    assert rows is not None
    listed: list[int] = rows.names["technology"].tolist()
    return listed


def meaning(number: int, seed: int) -> IndexDocument:
    vector = packed(random_vector(seed))
    text = AnalysedText(["heat"], [], vector)
    return replace(document(number, "heat"), card=text, summary=text)


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def change(engine: SearchEngine, number: int, *documents: IndexDocument) -> None:
    with engine.writing() as writer:
        writer.held([number])
        writer.replace(number, documents)
        writer.commit()


@pytest.fixture
def three(
    engine: ClusterEngine, search_urls: tuple[str, ...], tmp_path: Path
) -> Iterator[tuple[SearchEngine, ...]]:
    """Return the engine, the embedded one and one whose cluster compares vectors itself."""
    embedded = EmbeddedEngine(tmp_path / "index", encoder=ENCODER)
    # cards mean something else than summaries, and some of both mean nothing
    documents = [
        replace(
            each,
            card=replace(each.card, vector=packed(random_vector(1000 + n)) if n % 7 else b""),
            summary=replace(each.summary, vector=each.summary.vector if n % 11 else b""),
        )
        for n, each in enumerate(market())
    ]
    for each in (embedded, engine):
        built(each, documents)
    with place_opened(search_urls) as place, pytest.MonkeyPatch.context() as context:
        context.setattr(writing, "vector_fields", vector_fields)
        own = ClusterEngine(place, encoder=ENCODER, folder=tmp_path)
        built(own, documents)
        yield engine, embedded, own


def test_all_ways_find_the_same(three: tuple[SearchEngine, ...]) -> None:
    every = (ANY, FILTERS, NARROW, SearchFilters(without_technologies=(3, 4, 5)))
    # with one wanted, what is near and does not pass takes several questions
    for texts, filters, limit in product(TextSet, every, (1, 9, 40)):
        local, *others = (
            each.index(fresh=True).nearest(
                ASKED, language=EN, texts=texts, filters=filters, limit=limit, above=0.01
            )
            for each in three
        )
        assert local
        for other in others:
            assert [hit._replace(score=0) for hit in local] == [
                hit._replace(score=0) for hit in other
            ]
            scores = [[hit.score for hit in each] for each in (local, other)]
            assert scores[0] == pytest.approx(scores[1], abs=1e-5)
    assert [each.vector_standing() for each in three] == [
        VectorStanding.LOCAL,
        VectorStanding.NONE,
        VectorStanding.NONE,
    ]


def test_what_changed_is_followed_and_a_stale_row_is_no_answer(
    engine: ClusterEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(engine, [meaning(number, number) for number in (1, 2, 3)])
    several = (engine, another(engine, tmp_path))
    for each in several:
        assert meant(each, 2) == ["t2"]
    change(engine, 2, meaning(2, 7))
    change(engine, 4, meaning(4, 8))
    for each in several:
        assert [meant(each, seed) for seed in (2, 7, 8)] == [[], ["t2"], ["t4"]]
    # from now on the files stay as they are, whatever the cluster says
    monkeypatch.setattr(Follower, "follow", lambda *_: None)
    change(engine, 1)
    change(engine, 2, meaning(2, 9))
    change(engine, 3, replace(meaning(3, 3), owner_id=5))
    for each in several:
        assert [meant(each, seed) for seed in (1, 7, 9, 3)] == [[], [], [], ["t3"]]
        assert meant(each, 3, SearchFilters(without_owners=(5,))) == []
        assert each.vector_standing() is VectorStanding.FILLING


def test_another_build_of_the_same_brings_no_vector_anew(
    engine: ClusterEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [meaning(number, number) for number in range(1, 31)]
    built(engine, documents)
    assert meant(engine, 5) == ["t5"]
    with monkeypatch.context() as context:
        context.setattr(following, "_vectors_read", lambda *_: pytest.fail("it is there"))
        # neither a restart nor a change of other things, also where a cluster offers fields by then
        context.setattr(writing, "vector_fields", vector_fields)
        change(engine, 5, replace(documents[4], trl=3))
        for each in (engine, another(engine, tmp_path)):
            assert meant(each, 5, SearchFilters(trl_min=3, trl_max=3)) == ["t5"]
    assert len(names(tmp_path)) == 30
    built(engine, [documents[0], meaning(2, 40), *documents[20:]])
    assert [meant(engine, seed) for seed in (1, 2, 40, 5, 30)] == [
        *(["t1"], [], ["t2"], [], ["t30"]),
    ]
    # rows of what is gone went with them
    assert len(names(tmp_path)) == 12


def test_nothing_is_said_before_the_files_are_whole(
    engine: ClusterEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(engine, [meaning(number, number) for number in range(1, 40)])
    with monkeypatch.context() as context:
        context.setattr(Follower, "_run", lambda _: None)
        with pytest.raises(SearchUnavailableError):
            meant(engine, 1)
        assert engine.vector_standing() is VectorStanding.FILLING
        # words are asked all the same, and so is a language without a text
        index = engine.index()
        assert index.newest(language=EN, filters=ANY, limit=5)
        assert index.nearest(ASKED, language=KO, texts=TextSet.CARD, filters=ANY, limit=5) == []
    former = tmp_path / engine._connection.place.prefix / "former-encoder"
    former.mkdir(parents=True)
    several = [another(engine, tmp_path) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(meant, several, (1, 2, 3))) == [["t1"], ["t2"], ["t3"]]
    assert len(names(tmp_path)) == 39
    assert not former.exists()
    monkeypatch.setattr(following, "_PAUSE_SECONDS", 0.0)
    with monkeypatch.context() as context:
        context.setattr(following, "_vectors_read", no_room)
        change(engine, 50, meaning(50, 50))
        # a full disk takes nothing away of what is there
        assert (meant(several[0], 50), meant(several[0], 1)) == ([], ["t1"])
        assert several[0].vector_standing() is VectorStanding.FILLING
        # but who begins with it then does not know what is missing
        with pytest.raises(SearchUnavailableError):
            meant(engine, 1)
    assert meant(several[0], 50) == meant(engine, 50) == ["t50"]
    for path in tmp_path.glob("*/*/en/*/vectors1.f32"):
        path.unlink()
    assert meant(another(engine, tmp_path), 1) == ["t1"]
