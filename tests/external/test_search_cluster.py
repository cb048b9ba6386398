"""The cluster engine on a real OpenSearch: the same answers as the embedded one, one writer."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from marketplace.core.languages import Language
from matching.documents import text_analysed
from matching.encoding.base import packed
from matching.engines.base import IndexDocument, IndexTrouble, SearchFilters, TextSet
from matching.engines.cluster import lease
from matching.engines.cluster.connection import ClusterPlace, Connection
from matching.engines.cluster.engine import ClusterEngine
from matching.engines.cluster.lease import Lease
from matching.engines.embedded import EmbeddedEngine
from matching.engines.errors import (
    DocumentRefusedError,
    IndexBusyError,
    SearchUnavailableError,
)
from matching.query import search_parts
from tests.external.search_places import ALLOWED_HOSTS

if TYPE_CHECKING:
    from pathlib import Path

    from matching.engines.base import Hit, SearchEngine, SearchIndex

pytestmark = [pytest.mark.cluster, pytest.mark.slow, pytest.mark.allow_hosts(ALLOWED_HOSTS)]

EN = Language.EN
ENCODER = "random"
WORDS = [
    "heat",
    "pump",
    "battery",
    "lithium",
    "sensor",
    "cooling",
    "valve",
    "polymer",
    "graphene",
    "laser",
    "optics",
]
FILTERS = SearchFilters(without_owners=(1,), trl_min=4, transfer_modes=("licence",))


@pytest.fixture
def engine(search_place: ClusterPlace) -> ClusterEngine:
    return ClusterEngine(search_place, encoder=ENCODER)


def document(number: int, text: str) -> IndexDocument:
    analysed = text_analysed("", text, EN)
    return IndexDocument(
        number, f"t{number}", EN, analysed, analysed, order=number, fingerprint=number
    )


def market() -> list[IndexDocument]:
    chance = np.random.default_rng(7)
    made = []
    for number in range(1, 150):
        point = chance.normal(size=512).astype(np.float32)
        vector = packed(point / np.linalg.norm(point))
        card, title, body = (
            " ".join(chance.choice(WORDS, count)) for count in (5, 3, int(chance.integers(5, 300)))
        )
        made.append(
            IndexDocument(
                technology_id=number,
                public_id=f"t{number}",
                language=EN,
                card=replace(text_analysed("", card, EN), vector=vector),
                summary=replace(text_analysed(title, body, EN), vector=vector),
                owner_id=number % 5,
                trl=number % 10,
                transfer_modes=("licence",) if number % 3 else (),
                order=number,
                fingerprint=number,
            )
        )
    return made


def built(engine: SearchEngine, documents: list[IndexDocument]) -> None:
    with engine.rebuilding() as writer:
        for each in documents:
            writer.replace(each.technology_id, [each])


def write(engine: SearchEngine, each: IndexDocument) -> None:
    with engine.writing() as writer:
        writer.replace(each.technology_id, [each])
        writer.commit()


def rebuild_and_fail(engine: SearchEngine) -> None:
    with engine.rebuilding() as writer:
        writer.replace(2, [document(2, "heat pipe")])
        raise ZeroDivisionError


def write_too_late(engine: ClusterEngine) -> None:
    with engine.writing() as writer:
        writer.replace(1, [])
        with engine._connection.writing() as client:
            name = f"{engine._connection.place.prefix}-state"
            client.index(index=name, id="writer", document={"owner": "other"})
        writer.commit()


def found(engine: SearchEngine, text: str, texts: TextSet = TextSet.SUMMARY) -> list[Hit]:
    index = engine.index(fresh=True)
    query = index.weighted(search_parts(text, EN), language=EN, texts=texts, keep_common=True)
    return index.found(
        query, language=EN, texts=texts, filters=SearchFilters(), limit=50, with_stems=50
    )


def test_both_engines_answer_alike(engine: ClusterEngine, tmp_path: Path) -> None:
    embedded, documents = EmbeddedEngine(tmp_path, encoder=ENCODER), market()
    for each in (embedded, engine):
        built(each, documents)
        assert not each.needs_rebuild()
    asked = np.random.default_rng(1).normal(size=512).astype(np.float32)
    asked /= np.linalg.norm(asked)
    parts = search_parts("lithium battery cooling unheard", EN)
    one: SearchIndex = embedded.index(fresh=True)
    other: SearchIndex = engine.index(fresh=True)
    for texts in TextSet:
        queries = [
            index.weighted(parts, language=EN, texts=texts, keep_common=True)
            for index in (one, other)
        ]
        assert queries[0] == queries[1]
        hits = [
            index.found(query, language=EN, texts=texts, filters=FILTERS, limit=30, with_stems=30)
            for index, query in zip((one, other), queries, strict=True)
        ]
        assert [hit.public_id for hit in hits[0]] == [hit.public_id for hit in hits[1]]
        assert [hit.stems for hit in hits[0]] == [hit.stems for hit in hits[1]]
        scores = [[hit.score for hit in each] for each in hits]
        assert scores[0] == pytest.approx(scores[1], rel=1e-4)
        near, newest, lengths = (
            [
                index.nearest(asked, language=EN, texts=texts, filters=FILTERS, limit=9)
                for index in (one, other)
            ],
            [
                index.newest(language=EN, filters=FILTERS, limit=9, order_at_most=99)
                for index in (one, other)
            ],
            [index.average_length(language=EN, texts=texts) for index in (one, other)],
        )
        assert [hit.public_id for hit in near[0]] == [hit.public_id for hit in near[1]]
        assert [hit.score for hit in near[0]] == pytest.approx(
            [hit.score for hit in near[1]], abs=1e-4
        )
        assert newest[0] == newest[1]
        wanted = replace(FILTERS, without_technologies=(7, 8))
        spelt = [
            index.alike("lithuim", distance=2, language=EN, texts=texts, filters=wanted, limit=200)
            for index in (one, other)
        ]
        assert spelt[0]
        assert {(hit.public_id, hit.stems) for hit in spelt[0]} == {
            (hit.public_id, hit.stems) for hit in spelt[1]
        }
        assert lengths[0] == pytest.approx(lengths[1])
        counted = [index.statistics(language=EN, texts=texts) for index in (one, other)]
        assert (counted[0].hashes == counted[1].hashes).all()
        assert (counted[0].frequencies == counted[1].frequencies).all()


def test_a_change_is_found_and_a_withdrawn_offer_is_not(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump"), document(2, "zinc battery")])
    before = engine.version()
    with engine.writing() as writer:
        assert writer.held([1, 3]) == {1: {EN: 1}, 3: {}}
        writer.replace(1, [])
        writer.replace(3, [document(3, "zinc coating")])
        writer.commit()
    assert engine.version() != before
    assert found(engine, "heat") == []
    assert {hit.public_id for hit in found(engine, "zinc")} == {"t2", "t3"}


def test_a_failed_rebuild_leaves_the_index_in_use(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump")])
    version = engine.version()
    with pytest.raises(ZeroDivisionError):
        rebuild_and_fail(engine)
    assert engine.version() == version
    assert [hit.public_id for hit in found(engine, "heat")] == ["t1"]
    built(engine, [document(4, "heat sink")])
    assert [hit.public_id for hit in found(engine, "heat")] == ["t4"]


def test_whoever_lost_the_right_to_write_changes_nothing(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump")])
    with pytest.raises(IndexBusyError):
        write_too_late(engine)
    assert [hit.public_id for hit in found(engine, "heat")] == ["t1"]


def test_what_an_overtaken_writer_sends_is_refused_by_the_cluster_itself(
    engine: ClusterEngine, search_place: ClusterPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(engine, [document(1, "heat pump"), document(2, "zinc battery")])
    monkeypatch.setattr(lease, "_LEASE_SECONDS", 0.0)
    late = [document(1, "late words"), document(2, "late words"), document(3, "late words")]

    def overtaken() -> None:
        with engine.writing() as writer:
            for each in late:
                writer.replace(each.technology_id, [each])
            with ClusterEngine(search_place, encoder=ENCODER).writing() as other:
                other.replace(1, [document(1, "zinc coating")])
                other.replace(2, [])
                other.commit()
            # as where it was overtaken between the look at its right and the sending
            monkeypatch.setattr(Lease, "renew", lambda _lease: None)
            writer.commit()

    with pytest.raises((IndexBusyError, SearchUnavailableError)):
        overtaken()
    assert [hit.public_id for hit in found(engine, "zinc")] == ["t1"]
    assert found(engine, "late") == []


def test_an_overtaken_rebuild_does_not_come_into_use(
    engine: ClusterEngine, search_place: ClusterPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(engine, [document(1, "heat pump")])
    monkeypatch.setattr(lease, "_LEASE_SECONDS", 0.0)

    def overtaken() -> None:
        with engine.rebuilding() as writer:
            writer.replace(2, [document(2, "late words")])
            built(ClusterEngine(search_place, encoder=ENCODER), [document(3, "heat sink")])
            monkeypatch.setattr(Lease, "renew", lambda _lease: None)

    with pytest.raises((IndexBusyError, SearchUnavailableError)):
        overtaken()
    assert [hit.public_id for hit in found(engine, "heat")] == ["t3"]
    assert found(engine, "late") == []


def test_a_write_to_a_lost_index_does_not_make_one_of_a_few_documents(
    engine: ClusterEngine, search_place: ClusterPlace
) -> None:
    built(engine, [document(1, "heat pump"), document(2, "zinc battery")])
    names = engine._generations.names(1)

    def lost_amid_writing() -> None:
        with engine.writing() as writer:
            assert writer.held([1]) == {1: {EN: 1}}
            with engine._connection.writing() as client:
                client.indices.delete(index=names)
            writer.replace(3, [document(3, "zinc coating")])
            writer.commit()

    with pytest.raises(SearchUnavailableError):
        lost_amid_writing()
    with engine._connection.writing() as client:
        assert not client.indices.exists(index=names[0])
    assert engine.trouble() is IndexTrouble.LOST
    built(engine, [document(1, "heat pump")])
    with engine._connection.writing() as client:
        there = set(client.indices.get(index=f"{search_place.prefix}-technologies-*"))
    assert there == set(engine._generations.names(int(engine.version().split(".")[0])))


def test_what_was_sent_and_never_committed_is_seen_by_whoever_writes_next(
    engine: ClusterEngine,
) -> None:
    built(engine, [document(1, "heat pump")])
    with engine.writing() as writer:
        writer.replace(1, [])
        writer.replace(2, [document(2, "heat pipe")])
        writer._send()
    assert [hit.public_id for hit in found(engine, "heat")] == ["t1"]
    with engine.writing() as writer:
        assert writer.held([1, 2]) == {1: {}, 2: {EN: 2}}
    assert [hit.public_id for hit in found(engine, "heat")] == ["t2"]


def test_texts_of_one_language_wear_nothing_of_the_other(engine: ClusterEngine) -> None:
    built(engine, [document(number, "heat pump") for number in range(1, 30)])
    with engine.writing() as writer:
        writer.held(list(range(30, 60)))
        for number in range(30, 60):
            writer.replace(number, [document(number, "heat pipe")])
        writer.commit()
    assert not engine.needs_rebuild()


def test_a_document_that_cannot_be_taken_is_no_outage(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump")])
    with pytest.raises(DocumentRefusedError):
        write(engine, replace(document(2, "heat pipe"), trl=10**6))
    write(engine, document(2, "heat pipe"))
    assert len(found(engine, "heat")) == 2


def test_a_lost_index_is_said_and_built_anew(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump")])
    index = engine.index(fresh=True)
    query = index.weighted(search_parts("heat", EN), language=EN, texts=TextSet.CARD)
    with engine._connection.writing() as client:
        client.indices.delete(index=engine._generations.names(1))
    with pytest.raises(SearchUnavailableError):
        index.found(query, language=EN, texts=TextSet.CARD, filters=FILTERS, limit=5)
    assert engine.needs_rebuild()
    built(engine, [document(1, "heat pump")])
    assert [hit.public_id for hit in found(engine, "heat")] == ["t1"]


def test_a_full_disk_refuses_changes_and_keeps_answering(engine: ClusterEngine) -> None:
    built(engine, [document(1, "heat pump")])
    names = engine._generations.names(1)
    block = "index.blocks.read_only_allow_delete"
    with engine._connection.writing() as client:
        client.indices.put_settings(index=names, settings={block: True})
    with pytest.raises(SearchUnavailableError):
        write(engine, document(2, "heat pipe"))
    assert [hit.public_id for hit in found(engine, "heat")] == ["t1"]
    with engine._connection.writing() as client:
        client.indices.put_settings(index=names, settings={block: None})
    write(engine, document(2, "heat pipe"))
    assert len(found(engine, "heat")) == 2


def test_a_cluster_that_is_away_is_not_waited_for() -> None:
    engine = ClusterEngine(ClusterPlace(("http://127.0.0.1:9",)))
    for _ in range(2):
        with pytest.raises(SearchUnavailableError):
            engine.index()


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ({"distribution": "opensearch", "number": "2.19.1"}, "BM25"),
        # its own BM25 leaves out a factor, and thresholds of alerts would be less than half
        ({"distribution": "opensearch", "number": "3.8.0"}, "LegacyBM25"),
        ({"number": "9.1.0"}, "BM25"),
    ],
)
def test_each_product_is_told_of_bm25_by_the_name_that_keeps_its_scale(
    version: dict[str, str], name: str
) -> None:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("x-elastic-product", "Elasticsearch")
            self.end_headers()
            self.wfile.write(json.dumps({"version": version}).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = Connection(ClusterPlace((f"http://127.0.0.1:{server.server_port}",)))
        with connection.reading():
            pass
        server.shutdown()
    assert connection.bm25 == name
