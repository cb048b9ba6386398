"""The index on disk: what is found, by which texts, and what a crash leaves."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from marketplace.core.languages import Language
from matching import analysis
from matching.documents import text_analysed
from matching.engines import generations
from matching.engines.base import EMPTY_VERSION, IndexDocument, SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.engines.errors import (
    IndexBusyError,
    IndexOutdatedError,
    SearchUnavailableError,
)
from matching.engines.shard_files import shard_counts
from matching.query import search_parts
from matching.ranking import newest, ranked
from matching.stem_counts import unpacked

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from matching.engines.embedded import EmbeddedWriter

EN, KO = Language.EN, Language.KO


def document(
    number: int, *, card: str = "", title: str = "", body: str = "", language: Language = EN
) -> IndexDocument:
    return IndexDocument(
        technology_id=number,
        public_id=f"t{number}",
        language=language,
        card=text_analysed("", card, language),
        summary=text_analysed(title, body, language),
        owner_id=number % 3,
        origin="native",
        industry="mobility",
        trl=5,
        transfer_modes=("licence",),
        order=number,
        fingerprint=number,
    )


def built(root: Path, *documents: IndexDocument) -> EmbeddedEngine:
    engine = EmbeddedEngine(root)
    with engine.rebuilding() as writer:
        for one in documents:
            writer.replace(one.technology_id, [one])
    return engine


def found(
    engine: EmbeddedEngine,
    text: str,
    texts: TextSet = TextSet.SUMMARY,
    filters: SearchFilters | None = None,
) -> list[str]:
    parts = search_parts(text, KO if analysis.has_hangul(text) else EN)
    ranking = ranked(
        engine.index(fresh=True),
        dict.fromkeys(Language, parts),
        texts=texts,
        filters=filters,
        limit=50,
        keep_common=True,
    )
    return [hit.public_id for hit in ranking.hits]


def _write_and_fail(opened: AbstractContextManager[EmbeddedWriter], *numbers: int) -> None:
    with opened as writer:
        for number in numbers:
            writer.replace(number, [document(number, body="heat")])
        raise KeyError


def generation_names(root: Path) -> list[str]:
    return sorted(entry.name for entry in root.iterdir() if entry.is_dir())


# --- finding ---------------------------------------------------------------------------------
def test_title_words_count_more_and_pairs_tell_documents_apart(tmp_path: Path) -> None:
    engine = built(
        tmp_path,
        document(1, title="Pump", body="A heat barrier between cells of a pack"),
        document(2, title="Heat barrier", body="Something for cells of a pack"),
        document(3, title="Pump", body="A barrier for cells that keeps the heat out of a pack"),
    )
    assert found(engine, "heat barrier") == ["t2", "t1", "t3"]


def test_an_empty_index_and_words_that_nobody_uses_find_nothing(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "none")
    assert found(engine, "heat") == []
    assert engine.version() == engine.index().version == EMPTY_VERSION
    assert newest(engine.index(), list(Language), filters=SearchFilters(), limit=5) == []
    engine = built(tmp_path / "one", document(1, body="Heat"))
    assert found(engine, "laser") == found(engine, "the of") == found(engine, "!?") == []


def test_both_languages_are_found_in_one_answer(tmp_path: Path) -> None:
    engine = built(
        tmp_path,
        document(1, title="SiC power semiconductor", body="Inverter"),
        document(2, title="SiC 전력반도체 모듈", body="인버터", language=KO),
    )
    assert found(engine, "SiC 전력반도체") == ["t2", "t1"]
    assert found(engine, "inverter") == ["t1"]
    assert found(engine, "인버터의") == ["t2"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (SearchFilters(), ["a", "b", "c"]),
        (SearchFilters(industries=("mobility", "bio_health")), ["a", "b"]),
        (SearchFilters(trl_min=4), ["a", "c"]),
        (SearchFilters(trl_max=4), ["b", "c"]),
        (SearchFilters(trl_min=1, trl_max=9), ["a", "b", "c"]),
        (SearchFilters(transfer_modes=("supply", "assignment")), ["b", "c"]),
        (SearchFilters(origins=("imported",)), ["c"]),
        (SearchFilters(without_owners=(7,)), ["b", "c"]),
        (SearchFilters(industries=("mobility",), trl_min=8), []),
    ],
)
def test_filters_choose_without_moving_scores(
    tmp_path: Path, filters: SearchFilters, expected: list[str]
) -> None:
    base = document(1, title="Heat", body="barrier")
    engine = built(
        tmp_path,
        replace(base, public_id="a", owner_id=7, trl=6, order=3),
        replace(
            base, technology_id=2, public_id="b", industry="bio_health", trl=2, order=2,
            transfer_modes=("licence", "supply"),
        ),
        replace(
            base, technology_id=3, public_id="c", industry="", trl=0, transfer_modes=(),
            origin="imported", order=1,
        ),
    )  # fmt: skip
    assert found(engine, "heat", filters=filters) == expected
    browsed = newest(engine.index(), list(Language), filters=filters, limit=9)
    assert [hit.public_id for hit in browsed] == expected
    index = engine.index()
    query = index.weighted(
        search_parts("heat", EN), language=EN, texts=TextSet.SUMMARY, keep_common=True
    )
    scores = {
        hit.score
        for chosen in (SearchFilters(), filters)
        for hit in index.found(query, language=EN, texts=TextSet.SUMMARY, filters=chosen, limit=9)
    }
    assert len(scores) == 1


def test_card_readers_neither_find_nor_feel_summary_words(tmp_path: Path) -> None:
    """Two worlds that differ in nothing but summaries answer card readers identically."""
    cards = ["Heat barrier for packs", "Heat pump", "Laser barrier", "Barrier sheet for heat"]

    def world(name: str, secret: str) -> EmbeddedEngine:
        documents = [
            document(number, card=card, title=f"{secret} title", body=f"{secret} heat " * number)
            for number, card in enumerate(cards, start=1)
        ]
        return built(tmp_path / name, *documents)

    one, other = world("one", "zirconia"), world("other", "a much longer laser barrier text")
    for text in ("heat barrier", "laser", "barrier", "zirconia", "longer", "heat heat pump"):
        answers = []
        for engine in (one, other):
            index = engine.index()
            query = index.weighted(
                search_parts(text, EN), language=EN, texts=TextSet.CARD, keep_common=True
            )
            hits = index.found(
                query, language=EN, texts=TextSet.CARD, filters=SearchFilters(), limit=9
            )
            length = index.average_length(language=EN, texts=TextSet.CARD)
            answers.append((query, hits, length))
        assert answers[0] == answers[1]
    assert found(one, "zirconia", TextSet.CARD) == []
    assert found(one, "zirconia", TextSet.SUMMARY) != []


def test_hits_carry_the_stems_of_the_text_set_asked_and_no_others(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, card="heat barrier", title="Zirconia", body="heat sheet"))
    index = engine.index()
    for texts, expected in (
        (TextSet.CARD, {"heat", "barrier"}),
        (TextSet.SUMMARY, {"heat", "sheet", "zirconia"}),
    ):
        query = index.weighted(search_parts("heat", EN), language=EN, texts=texts, keep_common=True)
        (hit,) = index.found(
            query, language=EN, texts=texts, filters=SearchFilters(), limit=9, with_stems=9
        )
        assert set(unpacked(hit.stems).stems) == expected
        counted = index.statistics(language=EN, texts=texts)
        assert len(counted.hashes) == len(expected)
        assert index.statistics(language=KO, texts=texts).document_count == 0


def test_a_commit_is_counted_and_its_stems_are_read_by_another_process(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    with engine.writing() as writer:
        writer.replace(2, [document(2, body="laser")])
        writer.commit()
    index = EmbeddedEngine(tmp_path).index()
    query = index.weighted(
        search_parts("laser", EN), language=EN, texts=TextSet.SUMMARY, keep_common=True
    )
    (hit,) = index.found(
        query, language=EN, texts=TextSet.SUMMARY, filters=SearchFilters(), limit=9, with_stems=9
    )
    assert unpacked(hit.stems).stems == ["laser"]
    assert index.statistics(language=EN, texts=TextSet.SUMMARY).document_count == 2


# --- changing --------------------------------------------------------------------------------
def test_replacing_is_idempotent_and_deletes_what_is_gone(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"), document(2, body="heat"))
    for _ in range(2):
        with engine.writing() as writer:
            writer.replace(1, [document(1, body="laser")])
            writer.replace(2, [])
            writer.replace(99, [])
            writer.commit()
        assert found(engine, "heat") == []
        assert found(engine, "laser") == ["t1"]
    assert engine.index().document_count(EN) == 1


def test_a_technology_may_gain_and_lose_a_language(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    with engine.writing() as writer:
        writer.replace(1, [document(1, body="heat"), document(1, body="열", language=KO)])
        writer.commit()
        assert writer.held([1, 2]) == {1: {EN: 1, KO: 1}, 2: {}}
    assert found(engine, "열") == ["t1"]
    with engine.writing() as writer:
        writer.replace(1, [document(1, body="열", language=KO)])
        writer.commit()
    assert found(engine, "heat") == []
    assert found(engine, "열") == ["t1"]


def test_what_was_not_committed_is_never_seen(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    before = engine.version()
    with pytest.raises(KeyError):
        _write_and_fail(engine.writing(), 1, 2)
    assert engine.version() == before
    assert found(engine, "heat") == ["t1"]
    with engine.writing() as writer:  # the lock is free again
        writer.replace(2, [document(2, body="heat")])
        writer.commit()
    assert set(found(engine, "heat")) == {"t1", "t2"}


def test_every_commit_changes_the_version_and_another_process_sees_it(tmp_path: Path) -> None:
    engine, reader = built(tmp_path, document(1, body="heat")), EmbeddedEngine(tmp_path)
    versions = {reader.index().version}
    for number in (2, 3):
        with engine.writing() as writer:
            writer.replace(number, [document(number, body="heat")])
            writer.commit()
        versions.add(reader.index(fresh=True).version)
        assert len(found(reader, "heat")) == number
    assert len(versions) == 3


# --- generations -----------------------------------------------------------------------------
def test_a_rebuild_swaps_at_once_and_keeps_one_old_generation(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    for number in (2, 3, 4):
        with engine.rebuilding() as writer:
            writer.replace(number, [document(number, body="heat")])
            # readers stay with the old one until the new one is complete
            assert found(engine, "heat") == [f"t{number - 1}"]
        assert found(engine, "heat") == [f"t{number}"]
    assert generation_names(tmp_path) == ["00000003", "00000004"]
    assert (tmp_path / "CURRENT").read_text() == "00000004"
    meta = json.loads((tmp_path / "00000004" / "meta.json").read_text())
    assert meta["doc_count"] == 1
    assert meta["analyzer_version"] == analysis.ANALYZER_VERSION


def test_a_crash_while_building_leaves_the_old_generation_in_use(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    with pytest.raises(KeyError):
        _write_and_fail(engine.rebuilding(), 2)
    assert generation_names(tmp_path) == ["00000001", "00000002"]
    assert found(EmbeddedEngine(tmp_path), "heat") == ["t1"]
    with engine.rebuilding() as writer:  # and what it left behind is cleared away
        writer.replace(3, [document(3, body="heat")])
    assert found(engine, "heat") == ["t3"]
    assert generation_names(tmp_path) == ["00000001", "00000003"]


def test_a_reader_keeps_answering_while_its_generation_is_removed(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    held = engine.index()
    shutil.rmtree(tmp_path / "00000001")
    query = held.weighted(
        search_parts("heat", EN), language=EN, texts=TextSet.SUMMARY, keep_common=True
    )
    hits = held.found(query, language=EN, texts=TextSet.SUMMARY, filters=SearchFilters(), limit=5)
    assert [hit.public_id for hit in hits] == ["t1"]


def test_deletions_above_a_tenth_ask_for_a_rebuild(tmp_path: Path) -> None:
    engine = built(tmp_path, *(document(number, body="heat") for number in range(1, 21)))
    assert not engine.needs_rebuild()
    for number, worn in ((1, False), (2, False), (3, True)):
        with engine.writing() as writer:
            writer.replace(number, [])
            writer.commit()
        assert engine.needs_rebuild() is worn
    assert shard_counts(tmp_path / "00000001" / EN)[:2] == (17, 3)


@pytest.mark.parametrize("changed", [{"schema": 0}, {"analyzer_version": "other"}])
def test_an_index_of_another_version_is_not_used(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    path = tmp_path / "00000001" / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    fresh = EmbeddedEngine(tmp_path)
    assert fresh.needs_rebuild()
    with pytest.raises(SearchUnavailableError):
        fresh.index()
    with pytest.raises(IndexOutdatedError, match="reindex"), fresh.writing():
        pass
    with engine.rebuilding() as writer:
        writer.replace(1, [document(1, body="heat")])
    assert found(fresh, "heat") == ["t1"]


@pytest.mark.parametrize("content", ["", "garbage", "../../etc", "00000007"])
def test_a_damaged_pointer_means_no_index_and_a_rebuild_mends_it(
    tmp_path: Path, content: str
) -> None:
    built(tmp_path, document(1, body="heat"))
    (tmp_path / "CURRENT").write_text(content)
    engine = EmbeddedEngine(tmp_path)
    assert engine.needs_rebuild()
    assert found(engine, "heat") == []
    with engine.rebuilding() as writer:
        writer.replace(1, [document(1, body="heat")])
    assert found(engine, "heat") == ["t1"]


def test_a_second_writer_is_told_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = built(tmp_path, document(1, body="heat"))
    monkeypatch.setattr(generations, "WRITER_WAIT_SECONDS", 0.1)
    with (
        engine.writing(),
        pytest.raises(IndexBusyError, match="Another process"),
        EmbeddedEngine(tmp_path).writing(),
    ):
        pass
