"""Words spelt nearly so, and single technologies left out, as an index answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from matching.engines.base import SearchFilters, TextSet
from matching.engines.embedded import EmbeddedEngine
from matching.stem_counts import unpacked
from tests.unit.matching.test_engine import built, document, found

if TYPE_CHECKING:
    from pathlib import Path


def alike(
    engine: EmbeddedEngine,
    stem: str,
    distance: int = 2,
    *,
    language: Language = Language.EN,
    texts: TextSet = TextSet.SUMMARY,
    filters: SearchFilters | None = None,
) -> dict[str, list[str]]:
    hits = engine.index(fresh=True).alike(
        stem,
        distance=distance,
        language=language,
        texts=texts,
        filters=filters or SearchFilters(),
        limit=10,
    )
    return {hit.public_id: sorted(unpacked(hit.stems).stems) for hit in hits}


def test_documents_with_a_word_spelt_nearly_so_come_with_what_they_hold(tmp_path: Path) -> None:
    engine = built(
        tmp_path,
        document(1, card="Welding", body="Laser welding"),
        document(2, body="A separator film"),
        document(3, body="고체 전해질", language=Language.KO),
    )
    assert alike(engine, "lazer", 1) == {"t1": ["laser", "weld"]}
    assert alike(engine, "lezer", 1) == {}
    assert alike(engine, "lezer") == {"t1": ["laser", "weld"]}
    # two letters swapped are one mistake
    assert alike(engine, "flim", 1) == {"t2": ["film", "separ"]}
    assert alike(engine, "lazer", texts=TextSet.CARD) == {}
    assert alike(engine, "wedl", 1, texts=TextSet.CARD) == {"t1": ["weld"]}
    assert alike(engine, "lazer", filters=SearchFilters(without_owners=(1,))) == {}
    korean = alike(engine, "전해절", 1, language=Language.KO)
    assert list(korean) == ["t3"]
    assert "전해질" in korean["t3"]
    assert alike(EmbeddedEngine(tmp_path / "none"), "lazer") == {}


def test_single_technologies_are_left_out(tmp_path: Path) -> None:
    engine = built(tmp_path, *(document(number, body="Heat barrier") for number in range(1, 4)))
    left = SearchFilters(without_technologies=(1, 3))
    assert found(engine, "heat barrier", filters=left) == ["t2"]
