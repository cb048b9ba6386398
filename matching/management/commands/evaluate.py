"""Measure the ranking on judged data; needs no database."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from matching.engines.embedded import EmbeddedEngine
from matching.evaluation import (
    Evaluation,
    Judgments,
    ListingText,
    QueryText,
    evaluated,
    judgments_read,
    listings_indexed,
    measured,
    needs_read,
)
from matching.records import RecordsError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable


class Command(BaseCommand):
    """Print how well the product's ranking finds judged answers, beside plain BM25."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and what of them is used."""
        add = parser.add_argument
        add("--listings", type=Path, required=True, help="listings, .jsonl or .jsonl.gz")
        add("--needs", type=Path, required=True, help="needs, .jsonl or .jsonl.gz")
        add("--qrels", type=Path, required=True, help="judgments, a table parted by tabs")
        add("--text", choices=list(ListingText), default=ListingText.TITLE_AND_ABSTRACT)
        add("--query", choices=list(QueryText), default=QueryText.FULL)
        add("--json", type=Path, dest="out", help="write the figures to this file as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Index, ask, measure, print."""
        try:
            figures = self._figures(**options)
        except RecordsError as error:
            raise CommandError(str(error)) from error
        if options["out"]:
            try:
                options["out"].write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
            except OSError as error:
                raise CommandError(f"The figures cannot be written: {error}.") from error
        self._printed(figures)

    def _figures(self, **options: Any) -> dict[str, Any]:
        judgments = judgments_read(options["qrels"])
        needs = needs_read(options["needs"])
        self._told_about_missing(judgments, needs)
        with tempfile.TemporaryDirectory(prefix="sealbridge-evaluate-") as folder:
            engine = EmbeddedEngine(Path(folder))
            listings = listings_indexed(
                engine,
                options["listings"],
                ListingText(options["text"]),
                progress=lambda records: _shown(records, "indexing"),
            )
            evaluation = evaluated(
                engine.index(),
                needs,
                judgments,
                QueryText(options["query"]),
                listings=listings,
                progress=lambda keys: _shown(keys, "asking"),
            )
        return _summed(evaluation, judgments, text=options["text"], query=options["query"])

    def _told_about_missing(self, judgments: Judgments, needs: dict[str, Any]) -> None:
        missing = [key for key in judgments.relevant if key not in needs]
        if len(missing) == len(judgments.relevant):
            raise RecordsError("None of the judged needs is in the file of needs.")
        if missing:
            self.stderr.write(
                f"{len(missing)} judged needs are not in the file of needs, the first is "
                f"{missing[0]}; they count as unanswered."
            )

    def _printed(self, figures: dict[str, Any]) -> None:
        self.stdout.write(
            f"{figures['listings']:,} listings ({figures['text']}), query: {figures['query']}, "
            f"CPU a query {figures['cpu_ms']['p50']:.1f} ms p50, "
            f"{figures['cpu_ms']['p95']:.1f} ms p95"
        )
        self.stdout.write(f"{'':22}{'n':>5}{'nDCG@10':>9}{'MRR':>7}{'R@100':>7}")
        for subset in ("all", "hard"):
            rows = (
                (subset, figures[subset]),
                (f"{subset}, plain BM25", figures["baseline"][subset]),
            )
            for label, row in rows:
                self.stdout.write(
                    f"{label:22}{row['n']:>5}{row['ndcg@10']:>9.3f}{row['mrr']:>7.3f}"
                    f"{row['r@100']:>7.3f}"
                )


def _summed(
    evaluation: Evaluation, judgments: Judgments, *, text: str, query: str
) -> dict[str, Any]:
    hard = judgments.hard()
    cpu = sorted(1000 * seconds for seconds in evaluation.cpu_seconds)
    return {
        "text": str(text),
        "query": str(query),
        "listings": evaluation.listings,
        "all": measured(judgments.relevant, evaluation.product.all),
        "hard": measured(hard, evaluation.product.hard),
        "baseline": {
            "all": measured(judgments.relevant, evaluation.baseline.all),
            "hard": measured(hard, evaluation.baseline.hard),
        },
        "cpu_ms": {
            "p50": statistics.median(cpu),
            "p95": cpu[int(0.95 * len(cpu))],
        },
    }


def _shown(items: Iterable[Any], title: str) -> Iterable[Any]:
    """Return the items with a progress bar on a terminal, and none elsewhere."""
    return tqdm(items, desc=title, file=sys.stderr, disable=None, unit="")
