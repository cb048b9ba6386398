"""Meaning in the index: what is nearest, to whom, and what a crash leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from marketplace.core.languages import Language
from matching.encoding.base import packed
from matching.engines.base import AnalysedText, IndexDocument, SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.engines.vectors import DIMENSIONS
from matching.meaning import Meaning
from matching.query import search_parts
from matching.ranking import ranked

if TYPE_CHECKING:
    from pathlib import Path

    from matching.encoding.base import Vector

EN, KO = Language.EN, Language.KO
COUNT = 300
_RANDOM = np.random.default_rng(7)
ROWS = _RANDOM.standard_normal((COUNT, DIMENSIONS)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
NAME = "test-encoder"


def document(number: int, *, card: bytes = b"", language: Language = EN) -> IndexDocument:
    return IndexDocument(
        technology_id=number,
        public_id=f"t{number}",
        language=language,
        card=AnalysedText((), (), card),
        summary=AnalysedText(["valv"], [], packed(ROWS[number])),
        owner_id=number % 50,
        trl=1 + number % 9,
        order=number,
        fingerprint=number,
    )


def built(root: Path, *documents: IndexDocument, encoder: str = NAME) -> EmbeddedEngine:
    engine = EmbeddedEngine(root, encoder=encoder)
    with engine.rebuilding() as writer:
        for one in documents:
            writer.replace(one.technology_id, [one])
    return engine


def nearest(
    engine: EmbeddedEngine,
    vector: Vector,
    *,
    filters: SearchFilters | None = None,
    texts: TextSet = TextSet.SUMMARY,
    limit: int = 10,
) -> list[int]:
    hits = engine.index(fresh=True).nearest(
        vector, language=EN, texts=texts, filters=filters or SearchFilters(), limit=limit
    )
    return [hit.technology_id for hit in hits]


def exact(vector: Vector, among: list[int], limit: int = 10) -> list[int]:
    cosines = {number: float(ROWS[number] @ vector) for number in among}
    best = sorted(among, key=lambda number: -cosines[number])
    return [number for number in best if cosines[number] > 0][:limit]


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    return built(tmp_path, *map(document, range(COUNT)))


def test_the_nearest_come_first_and_none_is_missed(engine: EmbeddedEngine) -> None:
    for number in (0, 17, 299):
        vector = ROWS[number]
        assert nearest(engine, vector) == exact(vector, list(range(COUNT)))


def test_a_narrow_filter_loses_none_of_those_that_pass(engine: EmbeddedEngine) -> None:
    passing = [number for number in range(COUNT) if number % 9 == 4]
    filters = SearchFilters(trl_min=5, trl_max=5)
    assert nearest(engine, ROWS[3], filters=filters) == exact(ROWS[3], passing)


def test_an_owner_left_out_is_not_found_by_meaning(engine: EmbeddedEngine) -> None:
    found = nearest(engine, ROWS[3], filters=SearchFilters(without_owners=(3,)))
    assert 3 not in found
    assert len(found) == 10


def test_what_was_taken_out_or_rewritten_is_not_found_by_its_old_meaning(
    engine: EmbeddedEngine,
) -> None:
    with engine.writing() as writer:
        writer.held([5, 6])
        writer.replace(5, [])
        writer.replace(6, [replace(document(6), summary=document(7).summary)])
        writer.commit()
    assert nearest(engine, ROWS[5], limit=1) != [5]
    assert 6 not in nearest(engine, ROWS[6], limit=1)
    assert set(nearest(engine, ROWS[7], limit=2)) == {6, 7}


def test_a_card_is_matched_by_its_own_meaning_alone(tmp_path: Path) -> None:
    engine = built(tmp_path, document(1, card=packed(ROWS[200])), document(2))
    assert nearest(engine, ROWS[200], texts=TextSet.CARD) == [1]
    assert nearest(engine, ROWS[1], texts=TextSet.CARD) != [2]
    assert nearest(engine, ROWS[2], texts=TextSet.CARD, limit=5) in ([], [1])


def test_half_a_row_that_a_crash_left_is_cut_off(tmp_path: Path) -> None:
    engine = built(tmp_path, *map(document, range(20)))
    for path in tmp_path.glob("*/en/vectors1.f32"):
        with path.open("ab") as file:
            file.write(packed(ROWS[250]) + b"half a row")
    assert nearest(engine, ROWS[3], limit=1) == [3]
    with engine.writing() as writer:
        writer.held([30])
        writer.replace(30, [document(30)])
        writer.commit()
    assert nearest(engine, ROWS[30], limit=1) == [30]
    assert nearest(engine, ROWS[3], limit=1) == [3]


def test_vectors_of_another_encoder_are_neither_asked_nor_added_to(tmp_path: Path) -> None:
    built(tmp_path, document(1))
    other = EmbeddedEngine(tmp_path, encoder="another")
    assert nearest(other, ROWS[1]) == []
    assert other.needs_rebuild()
    assert EmbeddedEngine(tmp_path).needs_rebuild()
    assert not EmbeddedEngine(tmp_path, encoder=NAME).needs_rebuild()


def test_a_vector_of_another_length_is_refused(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, encoder=NAME)
    with pytest.raises(ValueError, match="dimensions"), engine.rebuilding() as writer:
        writer.replace(1, [replace(document(1), summary=AnalysedText((), (), b"1234"))])


def test_words_beat_meaning_in_the_query_s_own_language(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, encoder=NAME)
    with engine.rebuilding() as writer:
        writer.replace(1, [document(1, language=EN), document(1, language=KO)])
        writer.replace(2, [document(2, language=KO)])
    index = engine.index(fresh=True)
    parts = search_parts("valve", EN)
    ranking = ranked(
        index,
        {EN: parts},
        texts=TextSet.SUMMARY,
        limit=9,
        keep_common=True,
        meaning=Meaning(ROWS[2], (KO,)),
    )
    assert [(hit.public_id, hit.by_meaning) for hit in ranking.hits] in (
        [("t1", False), ("t2", True)],
        [("t2", True), ("t1", False)],
    )
