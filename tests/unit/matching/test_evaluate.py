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

from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import listings_indexed, plain_answers, product_answers
from matching.evaluation.figures import measured
from matching.evaluation.judged import (
    Judgments,
    ListingText,
    QueryText,
    judgments_read,
    listings_read,
    needs_read,
)
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


def collection(folder: Path) -> Path:
    """Return a folder of pages, queries and judgments, as public collections have them."""
    pages = [
        {"id": f"D{number}", "title": word, "text": f"All about the {word}."}
        for number, word in enumerate(WORDS)
    ]
    queries = [{"id": f"Q{number}", "text": word} for number, word in enumerate(WORDS)]
    folder.mkdir()
    for name, records in (("corpus.jsonl", pages), ("queries.jsonl", queries)):
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    rows = [f"Q{number}\tD{number}\t2" for number in range(len(WORDS))]
    (folder / "qrels.tsv").write_text("\n".join(["query_id\tdoc_id\trelevance", *rows]) + "\n")
    return folder


def test_a_collection_of_pages_and_queries_is_measured(tmp_path: Path) -> None:
    out, told = tmp_path / "out.json", StringIO()
    folder = collection(tmp_path / "pages")
    call_command("evaluate", f"--collection={folder}", f"--json={out}", stdout=told)
    figures = json.loads(out.read_text())
    assert figures["set"] == "pages"
    assert figures["all"] == {"n": 6, "ndcg@10": 1.0, "mrr": 1.0, "r@100": 1.0}
    assert figures["intervals"]["all"]["ndcg@10"] == [1.0, 1.0]
    assert figures["gains"]["all"]["ndcg@10"] == {"mean": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    assert "pages: 6 listings" in told.getvalue()


def test_every_set_of_a_folder_is_measured(files: dict[str, Path], tmp_path: Path) -> None:
    sbir = tmp_path / "sets" / "sbir"
    sbir.mkdir(parents=True)
    files["listings.jsonl.gz"].rename(sbir / "listings.jsonl.gz")
    files["needs.jsonl"].rename(sbir / "needs_dev.jsonl")
    files["qrels.tsv"].rename(sbir / "qrels_dev.tsv")
    collection(tmp_path / "sets" / "ir_cranfield")
    out = tmp_path / "out.json"
    call_command("evaluate", f"--sets={sbir.parent}", f"--json={out}", stdout=StringIO())
    asked = [(one["set"], one["text"], one["query"]) for one in json.loads(out.read_text())]
    assert asked == [
        ("", "title+abstract", "full"),
        ("", "title+abstract", "title"),
        ("", "abstract", "full"),
        ("", "abstract", "title"),
        ("ir_cranfield", "title+abstract", "title"),
    ]
    with pytest.raises(CommandError, match="There is no set in"):
        call_command("evaluate", f"--sets={tmp_path / 'sets' / 'sbir'}", stdout=StringIO())


def test_a_sweep_tells_what_each_value_would_win(files: dict[str, Path]) -> None:
    figures, told = evaluate(files, "--sweep=pair_factor=0,0.4", "--sweep=head=5")
    tried = {(one["constant"], one["value"]): one for one in figures["sweep"]}
    assert set(tried) == {("pair_factor", 0.0), ("pair_factor", 0.4), ("head", 5)}
    assert tried["pair_factor", 0.4]["gains"]["hard"]["mrr"]["mean"] == 0.0
    assert "pair_factor=0.4" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sweep=nothing=1", "--sets=x"], "There is no constant nothing"),
        (["--sweep=head=many", "--sets=x"], "many are not values of head"),
        ([], "Name --listings, --needs and --qrels, or --collection, --sets or --pairs"),
    ],
)
def test_what_cannot_be_measured_is_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("evaluate", *arguments, stdout=StringIO())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("title+abstract", {"full": (0.68, 0.925), "title": (0.515, 0.75)}),
        ("abstract", {"full": (0.62, 0.915), "title": (0.425, 0.715)}),
    ],
)
def test_the_real_set_reaches_its_figures(
    tmp_path: Path, text: str, figures: dict[str, tuple[float, float]]
) -> None:
    folder = require_data("sbir")
    judgments = judgments_read(folder / "qrels_dev.tsv")
    needs = needs_read(folder / "needs_dev.jsonl")
    engine = EmbeddedEngine(tmp_path)
    listings = listings_read(folder / "listings.jsonl.gz")
    rows = listings_indexed(engine, listings, ListingText(text))
    assert len(rows) == 18_000
    hard = judgments.hard()
    assert (len(judgments.relevant), len(hard)) == (280, 117)
    asked = Judgments({key: judgments.relevant[key] for key in hard}, judgments.same_title)
    for query, (ndcg, recall) in figures.items():
        given = (engine.index(), needs, asked, QueryText(query))
        found = measured(hard, product_answers(*given, rows=rows).hard)
        plain = measured(hard, plain_answers(*given, rows=rows).hard)
        assert found.means()["ndcg@10"] >= ndcg, query
        assert found.means()["r@100"] >= recall, query
        assert found.gains(plain)["ndcg@10"]["p"] < 0.05, query


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "gain", "smallest"),
    [("ir_cranfield", 0.02, 0.38), ("ir_nfcorpus_test", 0.0, 0.33), ("ko_autorag", 0.0, 0.958)],
)
def test_public_collections_are_answered_better_than_by_plain_bm25(
    tmp_path: Path, name: str, gain: float, smallest: float
) -> None:
    out = tmp_path / "figures.json"
    folder = require_data(name)
    call_command("evaluate", f"--collection={folder}", f"--json={out}", stdout=StringIO())
    figures = json.loads(out.read_text())
    assert figures["all"]["ndcg@10"] >= smallest
    assert figures["gains"]["all"]["ndcg@10"]["mean"] >= gain
