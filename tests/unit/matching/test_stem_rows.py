"""Stem counts on disk: what a crash leaves, and what statistics say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from matching.analysis import pairs
from matching.engines.base import AnalysedText, TextSet
from matching.engines.stem_rows import StemRows, StemRowsWriter
from matching.stem_counts import joined, packed, pair_hashes, stem_hash, unpacked

if TYPE_CHECKING:
    from pathlib import Path

S0, S1 = TextSet


def told(text: str) -> AnalysedText:
    return AnalysedText(text.split(), pairs(text.split()))


def written(folder: Path, *stems: str) -> list[int]:
    """Append a document for each text and return its places in the second text set."""
    writer = StemRowsWriter(folder)
    places = [writer.append({S0: told("card"), S1: told(text)})[S1] for text in stems]
    writer.sync()
    writer.close()
    return places


def frequency(folder: Path, texts: TextSet, stem: str) -> int:
    found = StemRows(folder, texts).statistics
    return int(found.frequencies_of(np.array([stem_hash(stem)], np.uint32))[0])


def test_records_are_read_back_and_text_sets_stay_apart(tmp_path: Path) -> None:
    places = written(tmp_path, "heat pump", "heat")
    rows = StemRows(tmp_path, S1)
    assert [unpacked(rows.read(place)).length for place in places] == [2, 1]
    both = joined([rows.read(place) for place in places])
    assert both.pair_sizes.tolist() == [1, 0]
    assert both.pairs.tolist() == pair_hashes(["heat_pump"]).tolist()
    assert frequency(tmp_path, S1, "heat") == 2
    assert frequency(tmp_path, S0, "heat") == frequency(tmp_path, S1, "card") == 0
    assert frequency(tmp_path, S0, "card") == 2
    assert rows.read(-1) == rows.read(10_000) == b""


@pytest.mark.parametrize("torn", [packed(["lost", "half"])[:-3], b"\xff" * 40, b"\x00\x00"])
def test_what_a_crash_left_of_a_record_is_cut_away(tmp_path: Path, torn: bytes) -> None:
    written(tmp_path, "heat")
    with (tmp_path / "stems1.rows").open("ab") as file:
        file.write(torn)
    (place,) = written(tmp_path, "pump")
    assert unpacked(StemRows(tmp_path, S1).read(place)).stems == ["pump"]
    assert frequency(tmp_path, S1, "pump") == frequency(tmp_path, S1, "heat") == 1
    assert frequency(tmp_path, S1, "lost") == 0


def test_statistics_catch_up_once_enough_was_added(tmp_path: Path) -> None:
    written(tmp_path, *(f"w{number} heat" for number in range(200)))
    assert frequency(tmp_path, S1, "heat") == 200
    written(tmp_path, "heat")
    assert frequency(tmp_path, S1, "heat") == 200
    written(tmp_path, *["heat pump"] * 8)
    assert frequency(tmp_path, S1, "heat") == 209
    assert StemRows(tmp_path, S1).statistics.document_count == 209


def test_a_folder_without_files_holds_nothing(tmp_path: Path) -> None:
    rows = StemRows(tmp_path, S0)
    assert rows.read(0) == b""
    assert rows.statistics.document_count == 0
