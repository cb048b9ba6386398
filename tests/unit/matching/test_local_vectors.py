"""The files of a machine whose cluster compares no vectors: kept, cut, shared and begun anew."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from matching.encoding.base import packed
from matching.engines.base import TextSet
from matching.engines.cluster.local_vectors import Covered, LocalVectorFiles
from matching.engines.vectors import DIMENSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from matching.encoding.base import Vector

COUNT: Final = 200
_RANDOM: Final = np.random.default_rng(7).standard_normal((COUNT, DIMENSIONS))
ROWS: Final = (_RANDOM / np.linalg.norm(_RANDOM, axis=1, keepdims=True)).astype(np.float32)
NOW: Final = Covered("build", 3)
ENDLESS: Final = """
import sys
from pathlib import Path
from matching.engines.base import TextSet
from matching.engines.cluster.local_vectors import Covered, LocalVectorFiles

row = bytes(4) + bytes([0, 0, 128, 63]) * 511
while True:
    with LocalVectorFiles(Path(sys.argv[1])).writing() as writer:
        for _ in range(7):
            done = writer.covered.commits + 1
            writer.append(done, 10 * done, dict.fromkeys(TextSet, row))
            writer.keep(Covered("build", done))
            print(done, flush=True)
"""


def write(root: Path, *numbers: int, covered: Covered = NOW, key: int = 1) -> None:
    with LocalVectorFiles(root).writing() as writer:
        wanted = {number: number * 10 + key for number in numbers}
        for number in writer.missing(wanted):
            writer.append(number, wanted[number], vectors(number))
        writer.keep(covered)


def vectors(number: int) -> dict[TextSet, bytes]:
    return {TextSet.CARD: packed(ROWS[-number]), TextSet.SUMMARY: packed(ROWS[number])}


def nearest(root: Path, vector: Vector, texts: TextSet = TextSet.SUMMARY) -> list[tuple[int, int]]:
    rows = LocalVectorFiles(root).read()
    assert rows is not None
    blocks = rows.by_nearness(vector, texts=texts, first=5, most=50, above=0.0)
    return [(technology, key) for block in blocks for technology, key, _ in block]


def test_all_come_nearest_first_in_growing_blocks(tmp_path: Path) -> None:
    write(tmp_path, *range(1, COUNT))
    rows = LocalVectorFiles(tmp_path).read()
    assert rows is not None
    assert rows.covered == NOW
    blocks = list(rows.by_nearness(ROWS[3], texts=TextSet.SUMMARY, first=5, most=50, above=-1))
    assert [len(block) for block in blocks[:3]] == [5, 20, 50]
    told = [each for block in blocks for each in block]
    assert sorted(technology for technology, _, _ in told) == list(range(1, COUNT))
    assert all(one[2] >= other[2] for one, other in pairwise(told))
    assert told[0][:2] == (3, 31)
    assert told[0][2] == pytest.approx(1, abs=1e-6)
    assert all(cosine > 0.05 for _, _, cosine in _above(tmp_path, 0.05))


def _above(root: Path, floor: float) -> list[tuple[int, int, float]]:
    rows = LocalVectorFiles(root).read()
    assert rows is not None
    blocks = rows.by_nearness(ROWS[3], texts=TextSet.SUMMARY, first=5, most=50, above=floor)
    return [each for block in blocks for each in block]


def test_cards_and_summaries_lie_apart(tmp_path: Path) -> None:
    write(tmp_path, 1, 2)
    assert nearest(tmp_path, ROWS[1])[0] == (1, 11)
    assert nearest(tmp_path, ROWS[-1], TextSet.CARD)[0] == (1, 11)
    assert _cosine(tmp_path, ROWS[1], TextSet.CARD) < 0.5


def _cosine(root: Path, vector: Vector, texts: TextSet) -> float:
    rows = LocalVectorFiles(root).read()
    assert rows is not None
    [block] = rows.by_nearness(vector, texts=texts, first=9, most=9, above=-1)
    return block[0][2]


def test_what_lies_here_is_not_brought_again(tmp_path: Path) -> None:
    write(tmp_path, 1, 2)
    write(tmp_path, 2, key=5)
    with LocalVectorFiles(tmp_path).writing() as writer:
        assert writer.missing({1: 11, 2: 25, 3: 31}) == [3]
        # as it was before, and as it never was
        assert writer.missing({2: 21, 1: 12}) == [1]
        assert not writer.is_worn(3)
        assert writer.is_worn(2)


def test_what_a_crash_left_behind_does_not_count_and_is_cut_off(tmp_path: Path) -> None:
    write(tmp_path, 1, 2)
    [folder] = (path for path in tmp_path.iterdir() if path.is_dir())
    for name in ("names.i64", "vectors0.f32", "vectors1.f32"):
        with (folder / name).open("ab") as file:
            file.write(b"\1" * (3000 if name == "vectors1.f32" else 2500))
    assert [technology for technology, _ in nearest(tmp_path, ROWS[1])][:1] == [1]
    write(tmp_path, 3)
    assert {each for each, _ in nearest(tmp_path, ROWS[3])} <= {1, 2, 3}
    assert nearest(tmp_path, ROWS[3])[0] == (3, 31)
    assert nearest(tmp_path, ROWS[2])[0] == (2, 21)
    assert (folder / "names.i64").stat().st_size == 3 * 24


@pytest.mark.parametrize("damaged", ["names.i64", "vectors0.f32", "vectors1.f32", "CURRENT.json"])
def test_files_that_lack_something_are_begun_anew(tmp_path: Path, damaged: str) -> None:
    write(tmp_path, *range(1, 20))
    [path] = tmp_path.rglob(damaged)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert LocalVectorFiles(tmp_path).read() is None
    with LocalVectorFiles(tmp_path).writing() as writer:
        assert writer.covered == Covered()
    write(tmp_path, 1, 2)
    assert nearest(tmp_path, ROWS[2])[0] == (2, 21)
    assert len([each for each in tmp_path.iterdir() if each.is_dir()]) == 1


def test_whoever_is_killed_leaves_all_it_kept(tmp_path: Path) -> None:
    kept = 0
    for pause in (0.0, 0.02, 0.05):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.kill()
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        rows = LocalVectorFiles(tmp_path).read()
        assert rows is not None
        last = max([kept, *map(int, rest)])
        assert rows.covered.commits >= last
        kept = rows.covered.commits
        listed = [tuple(each) for each in rows.names[["technology", "key"]].tolist()]
        assert listed == [(number, 10 * number) for number in range(1, kept + 1)]
        assert all(len(each) == 4 * DIMENSIONS for each in rows.vectors(kept - 1).values())


def test_two_writers_take_turns(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with LocalVectorFiles(tmp_path).writing() as writer:
            order.append(len(writer.missing({1: 11, 2: 21})))
            writer.append(2, 21, vectors(2))
            writer.keep(NOW)

    with LocalVectorFiles(tmp_path).writing() as writer:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.1)
        assert order == []
        writer.append(1, 11, vectors(1))
        writer.keep(NOW)
    thread.join()
    assert order == [1]
    assert nearest(tmp_path, ROWS[1])[0] == (1, 11)
    assert nearest(tmp_path, ROWS[2])[0] == (2, 21)


def test_worn_files_are_begun_anew_under_a_reader_s_feet(tmp_path: Path) -> None:
    write(tmp_path, *range(1, 100))
    files = LocalVectorFiles(tmp_path)
    before = files.read()
    assert before is not None
    with files.writing() as writer:
        living = {number: number * 10 + 1 for number in range(1, 51)} | {60: 605}
        writer.begin_anew_where_worn(living)
        assert writer.missing(living) == [60]
        writer.append(60, 605, vectors(7))
        writer.keep(Covered("other", 9))
    [block] = before.by_nearness(ROWS[99], texts=TextSet.SUMMARY, first=1000, most=1000, above=0.9)
    assert [technology for technology, _, _ in block] == [99]
    after = files.read()
    assert after is not None
    assert (len(after.names), after.covered) == (51, Covered("other", 9))
    assert nearest(tmp_path, ROWS[50])[0] == (50, 501)
    assert {(7, 71), (60, 605)} == set(nearest(tmp_path, ROWS[7])[:2])
    assert nearest(tmp_path, ROWS[-50], TextSet.CARD)[0] == (50, 501)
    assert len([each for each in tmp_path.iterdir() if each.is_dir()]) == 1
