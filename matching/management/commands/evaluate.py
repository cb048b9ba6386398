"""Measure the ranking on judged data; needs no database."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from marketplace.core.errors import InvalidInputError
from matching.constants import RECIPE
from matching.crossing import crossing_figures, pairs_read
from matching.engines.embedded import EmbeddedEngine
from matching.evaluation.asking import listings_indexed
from matching.evaluation.comparing import compared, swept
from matching.evaluation.judged import (
    ListingText,
    QueryText,
    collection_read,
    corpus_read,
    judgments_read,
    listings_read,
    needs_read,
)
from matching.evaluation.printing import printed, printed_sweep
from matching.glossary.table import START, file_vocabulary
from matching.glossary.vocabulary import NO_WORDS
from matching.records import RecordsError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

    from matching.evaluation.judged import Judgments, Listing, Need
    from matching.glossary.vocabulary import Vocabulary

_COLLECTIONS = ("ir_cranfield", "ir_nfcorpus_test", "ko_autorag")
_SWEEPABLE = {field.name: type(getattr(RECIPE, field.name)) for field in fields(RECIPE)}


class Command(BaseCommand):
    """Print how well the product's ranking finds judged answers, beside plain BM25."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []
    _vocabulary: Vocabulary = NO_WORDS

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and what of them is used."""
        add = parser.add_argument
        add("--listings", type=Path, help="listings, .jsonl or .jsonl.gz")
        add("--needs", type=Path, help="needs, .jsonl or .jsonl.gz")
        add("--qrels", type=Path, help="judgments, a table parted by tabs")
        add("--text", choices=list(ListingText), default=ListingText.TITLE_AND_ABSTRACT)
        add("--query", choices=list(QueryText), default=QueryText.FULL)
        add("--collection", type=Path, help="a folder of corpus.jsonl, queries.jsonl, qrels.tsv")
        add("--sets", type=Path, help="a folder of sets: measure each in every way it can be asked")
        add("--pairs", type=Path, help="pairs of a demand and a listing in the other language")
        add("--distractors", type=Path, help="texts in both languages that answer none of them")
        add(
            "--sweep",
            action="append",
            default=[],
            metavar="NAME=V1,V2",
            help="measure with each of these values of a constant as well: "
            + ", ".join(_SWEEPABLE),
        )
        add(
            "--glossary",
            type=Path,
            nargs="?",
            const=START,
            help="ask with the words of this glossary, or of the one a new market begins with",
        )
        add("--json", type=Path, dest="out", help="write the figures to this file as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Index, ask, measure, print."""
        try:
            figures = list(self._measured(options))
        except RecordsError as error:
            raise CommandError(str(error)) from error
        if options["out"]:
            whole = figures if options["sets"] else figures[0]
            try:
                options["out"].write_text(json.dumps(whole, indent=2) + "\n", "utf-8")
            except OSError as error:
                raise CommandError(f"The figures cannot be written: {error}.") from error

    def _measured(self, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
        sweep = _sweep(options["sweep"])
        self._vocabulary = _vocabulary(options["glossary"])
        text, query = ListingText(options["text"]), QueryText(options["query"])
        listings, needs, qrels = (options[name] for name in ("listings", "needs", "qrels"))
        if options["pairs"] is not None:
            yield self._crossing(options["pairs"], options["distractors"])
        elif options["sets"] is not None:
            yield from self._sets(options["sets"], sweep)
        elif options["collection"] is not None:
            yield self._collection(options["collection"], sweep)
        elif listings and needs and qrels:
            yield from self._needs(listings, needs, qrels, [text], [query], sweep)
        else:
            raise CommandError(
                "Name --listings, --needs and --qrels, or --collection, --sets or --pairs."
            )

    def _crossing(self, pairs: Path, distractors: Path | None) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(prefix="sealbridge-evaluate-") as folder:
            figures = crossing_figures(
                Path(folder),
                pairs_read(pairs),
                pairs_read(distractors) if distractors else [],
                self._vocabulary,
            )
        self.stdout.write(f"Across languages, encoder {figures['encoder'] or 'none'}")
        for asked_in, row in figures["asked_in"].items():
            low, high = row["first_low"], row["first_high"]
            self.stdout.write(
                f"asked in {asked_in}: n {row['n']}, acc@1 {row['first']:.3f} "
                f"[{low:.3f}, {high:.3f}], MRR {row['mrr']:.3f}, "
                f"among both languages {row['first_of_mixed']:.3f}"
            )
        return figures

    def _sets(self, folder: Path, sweep: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
        sbir = folder / "sbir"
        found = [folder / name for name in _COLLECTIONS if (folder / name).is_dir()]
        if not found and not sbir.is_dir():
            raise CommandError(f"There is no set in {folder}.")
        if sbir.is_dir():
            yield from self._needs(
                sbir / "listings.jsonl.gz",
                sbir / "needs_dev.jsonl",
                sbir / "qrels_dev.tsv",
                list(ListingText),
                list(QueryText),
                sweep,
            )
        for collection in found:
            yield self._collection(collection, sweep)

    def _needs(
        self,
        listings: Path,
        needs: Path,
        qrels: Path,
        texts: list[ListingText],
        queries: list[QueryText],
        sweep: dict[str, list[Any]],
    ) -> Iterator[dict[str, Any]]:
        judgments, asked = judgments_read(qrels), needs_read(needs)
        self._told_about_missing(judgments, asked)
        for text, query in product(texts, queries):
            with tempfile.TemporaryDirectory(prefix="sealbridge-evaluate-") as folder:
                figures = self._one(
                    Path(folder), listings_read(listings), asked, judgments, text, query, sweep
                )
            yield figures

    def _collection(self, folder: Path, sweep: dict[str, list[Any]]) -> dict[str, Any]:
        corpus, needs, judgments = collection_read(folder)
        self._told_about_missing(judgments, needs)
        with tempfile.TemporaryDirectory(prefix="sealbridge-evaluate-") as place:
            return self._one(
                Path(place),
                corpus_read(corpus),
                needs,
                judgments,
                ListingText.TITLE_AND_ABSTRACT,
                QueryText.TITLE,
                sweep,
                name=folder.resolve().name,
            )

    def _one(
        self,
        folder: Path,
        listings: Iterable[Listing],
        needs: dict[str, Need],
        judgments: Judgments,
        text: ListingText,
        query: QueryText,
        sweep: dict[str, list[Any]],
        *,
        name: str = "",
    ) -> dict[str, Any]:
        engine = EmbeddedEngine(folder)
        rows = listings_indexed(engine, _shown(listings, "indexing"), text)
        asked = (engine.index(), needs, judgments, query)
        figures = compared(
            *asked,
            rows=rows,
            vocabulary=self._vocabulary,
            progress=lambda keys: _shown(keys, "asking"),
        )
        figures |= {"set": name, "text": str(text), "query": str(query)}
        self.stdout.write(printed(figures))
        if sweep:
            figures["sweep"] = swept(*asked, rows=rows, values=sweep, vocabulary=self._vocabulary)
            self.stdout.write(printed_sweep(figures["sweep"]))
        return figures

    def _told_about_missing(self, judgments: Judgments, needs: dict[str, Need]) -> None:
        missing = [key for key in judgments.relevant if key not in needs]
        if len(missing) == len(judgments.relevant):
            raise RecordsError("None of the judged needs is in the file of needs.")
        if missing:
            self.stderr.write(
                f"{len(missing)} judged needs are not in the file of needs, the first is "
                f"{missing[0]}; they count as unanswered."
            )


def _vocabulary(path: Path | None) -> Vocabulary:
    if path is None:
        return NO_WORDS
    try:
        return file_vocabulary(path)
    except (OSError, UnicodeDecodeError, InvalidInputError) as error:
        raise CommandError(f"{path} is no glossary: {error}") from error


def _sweep(arguments: list[str]) -> dict[str, list[Any]]:
    """Return the values to try of each constant."""
    wanted: dict[str, list[Any]] = {}
    for argument in arguments:
        name, _, values = argument.partition("=")
        if name not in _SWEEPABLE:
            raise CommandError(f"There is no constant {name}; there are {', '.join(_SWEEPABLE)}.")
        try:
            wanted[name] = [_SWEEPABLE[name](value) for value in values.split(",")]
        except ValueError:
            raise CommandError(f"{values} are not values of {name}.") from None
    return wanted


def _shown(items: Iterable[Any], title: str) -> Iterable[Any]:
    """Return the items with a progress bar on a terminal, and none elsewhere."""
    return tqdm(items, desc=title, file=sys.stderr, disable=None, unit="")
