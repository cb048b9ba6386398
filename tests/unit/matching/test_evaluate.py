"""`manage.py evaluate` measures the product's ranking with no database at all."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.requirements import require_data

ROOT = Path(__file__).parents[3]
WORDS = ["heat", "laser", "protein", "turbine", "antenna", "lens"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Return a tiny judged set: for each word a need, an easy answer and a hard one."""
    listings, needs, qrels = [], [], ["need_id\tlisting_id\trelevance\tmethod\tsame_title"]
    for number, word in enumerate(WORDS):
        title = f"Better {word} device"
        needs.append({"id": f"N{number}", "title": title, "objective": None,
                      "description": f"We need a {word} device that lasts."})  # fmt: skip
        listings.append({"id": f"E{number}", "title": title, "abstract": "Nothing told."})
        listings.append({"id": f"H{number}", "title": "Work", "abstract": f"The {word} device."})
        qrels.append(f"N{number}\tE{number}\t1\tcode\t1")
        qrels.append(f"N{number}\tH{number}\t1\tcode\t0")
    found = {name: tmp_path / name for name in ("listings.jsonl.gz", "needs.jsonl", "qrels.tsv")}
    with gzip.open(found["listings.jsonl.gz"], "wt") as file:
        file.writelines(json.dumps(listing) + "\n" for listing in listings)
    found["needs.jsonl"].write_text("".join(json.dumps(need) + "\n" for need in needs))
    found["qrels.tsv"].write_text("\n".join(qrels) + "\n")
    return found


def evaluate(files: dict[str, Path], *extra: str) -> tuple[dict[str, Any], str]:
    out = files["qrels.tsv"].with_name("out.json")
    printed = StringIO()
    call_command("evaluate", *arguments(files), "--json", str(out), *extra, stdout=printed)
    return json.loads(out.read_text()), printed.getvalue()


def arguments(files: dict[str, Path]) -> list[str]:
    return [
        f"--listings={files['listings.jsonl.gz']}",
        f"--needs={files['needs.jsonl']}",
        f"--qrels={files['qrels.tsv']}",
    ]


def test_figures_for_all_and_hard_beside_plain_bm25(files: dict[str, Path]) -> None:
    figures, printed = evaluate(files)
    for part in (figures, figures["baseline"]):
        for subset in ("all", "hard"):
            assert set(part[subset]) == {"n", "ndcg@10", "mrr", "r@100"}
            assert part[subset]["n"] == len(WORDS)
    assert figures["all"] == {"n": 6, "ndcg@10": 1.0, "mrr": 1.0, "r@100": 1.0}
    assert figures["hard"] == figures["all"]
    assert "nDCG@10" in printed
    assert "plain BM25" in printed


def test_abstract_only_hides_the_titles_from_the_index(files: dict[str, Path]) -> None:
    figures, _ = evaluate(files, "--text", "abstract", "--query", "title")
    assert figures["hard"]["r@100"] == 1.0
    assert figures["all"]["r@100"] < 1.0


def test_it_runs_with_neither_settings_nor_database(files: dict[str, Path]) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SEALBRIDGE_", "DJANGO_", "DATABASE_"))
    }
    run = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "evaluate", *arguments(files)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=files["qrels.tsv"].parent,
    )
    assert run.returncode == 0, run.stderr
    assert "hard" in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("needs.jsonl", '{"id": "N0", "title": "x"}\n{broken\n', "needs.jsonl, line 2: not a line"),
        ("needs.jsonl", '{"id": "N0", "title": 5}\n', "line 1: title is not a text"),
        ("needs.jsonl", '{"title": "x"}\n', "line 1: id is missing"),
        ("needs.jsonl", '{"id": "N0"}\n', "line 1: neither title nor description"),
        ("needs.jsonl", '{"id": "X", "title": "x"}\n', "None of the judged needs"),
        ("needs.jsonl", "[1]\n", "line 1: not a JSON object"),
        ("listings.jsonl.gz", '{"id": "A"}\n{"id": "A"}\n', "line 2: the id A came before"),
        ("listings.jsonl.gz", b"\x1f\x8bdamaged", "listings.jsonl.gz cannot be read"),
        ("qrels.tsv", "a\tb\n", "line 1: the heading lacks need_id"),
        ("qrels.tsv", "need_id\tlisting_id\trelevance\tsame_title\n", "holds no judgment"),
        (
            "qrels.tsv",
            "need_id\tlisting_id\trelevance\tsame_title\nN0\tE0\t1\t0\nN0\tE0\n",
            "line 3: 2 columns instead of 4",
        ),
        (
            "qrels.tsv",
            "need_id\tlisting_id\trelevance\tsame_title\nN0\tE0\tyes\t0\n",
            "line 2: relevance is not a whole number",
        ),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    files: dict[str, Path], name: str, content: str | bytes, message: str
) -> None:
    files[name].write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(CommandError, match=message):
        evaluate(files)


@pytest.mark.parametrize("name", ["listings.jsonl.gz", "needs.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(files: dict[str, Path], name: str) -> None:
    files[name].unlink()
    with pytest.raises(CommandError, match=f"There is no file .*{name}"):
        evaluate(files)


def test_needs_that_are_not_there_count_as_unanswered(files: dict[str, Path]) -> None:
    lines = files["needs.jsonl"].read_text().splitlines(keepends=True)
    files["needs.jsonl"].write_text("".join(lines[:3]))
    told = StringIO()
    out = files["qrels.tsv"].with_name("out.json")
    call_command("evaluate", *arguments(files), f"--json={out}", stdout=StringIO(), stderr=told)
    assert "3 judged needs are not in the file" in told.getvalue()
    assert json.loads(out.read_text())["all"] == {
        "n": 6, "ndcg@10": 0.5, "mrr": 0.5, "r@100": 0.5,
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "query", "ndcg", "recall"),
    [
        ("title+abstract", "full", 0.65, 0.92),
        ("abstract", "full", 0.595, 0.90),
        ("title+abstract", "title", 0.51, 0.70),
    ],
)
def test_the_real_set_reaches_its_figures(
    tmp_path: Path, text: str, query: str, ndcg: float, recall: float
) -> None:
    data = require_data("sbir")
    out = tmp_path / "figures.json"
    call_command(
        "evaluate",
        f"--listings={data / 'listings.jsonl.gz'}",
        f"--needs={data / 'needs_dev.jsonl'}",
        f"--qrels={data / 'qrels_dev.tsv'}",
        f"--text={text}",
        f"--query={query}",
        f"--json={out}",
        stdout=StringIO(),
    )
    figures = json.loads(out.read_text())
    assert figures["listings"] == 18_000
    assert (figures["all"]["n"], figures["hard"]["n"]) == (280, 117)
    assert figures["hard"]["ndcg@10"] >= ndcg
    assert figures["hard"]["r@100"] >= recall
    assert figures["hard"]["ndcg@10"] > figures["baseline"]["hard"]["ndcg@10"]
