"""The product's own analysis, query and ranking measured on judged data, without a database."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import pytrec_eval

from marketplace.core.languages import Language
from matching import analysis
from matching.constants import WINDOW
from matching.documents import text_analysed
from matching.engines.base import AnalysedText, IndexDocument, SearchFilters, TextSet
from matching.query import (
    QueryPart,
    WeightedQuery,
    WeightedTerms,
    demand_parts,
    search_parts,
)
from matching.ranking import ranked
from matching.records import RecordsError, json_lines, text_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from matching.engines.embedded import EmbeddedEngine, EmbeddedIndex

_DEPTH: Final = 100
_MEASURES: Final = {"ndcg@10": "ndcg_cut_10", "mrr": "recip_rank", "r@100": "recall_100"}
_EMPTY: Final = AnalysedText((), ())
_QRELS_COLUMNS: Final = ("need_id", "listing_id", "relevance", "same_title")


class ListingText(StrEnum):
    """What of a listing is indexed."""

    TITLE_AND_ABSTRACT = "title+abstract"
    ABSTRACT = "abstract"


class QueryText(StrEnum):
    """What of a need is asked."""

    FULL = "full"
    TITLE = "title"


@dataclass(slots=True)
class Judgments:
    """Which listings answer which need, and which of them share its title."""

    relevant: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    same_title: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def hard(self) -> dict[str, dict[str, int]]:
        """Return the judgments without the answers that share the need's title."""
        kept = {
            need: {key: grade for key, grade in answers.items() if key not in self.same_title[need]}
            for need, answers in self.relevant.items()
        }
        return {need: answers for need, answers in kept.items() if answers}


@dataclass(frozen=True, slots=True)
class Need:
    """One need of the judged data."""

    title: str
    objective: str
    description: str

    def parts(self, query: QueryText) -> tuple[Language, tuple[QueryPart, ...]]:
        """Return the need's language and what it asks."""
        language = analysis.language_of(f"{self.title} {self.description}")
        if query == QueryText.TITLE:
            return language, search_parts(self.title, language)
        return language, demand_parts(
            title=self.title, need=self.objective, body=self.description, language=language
        )


@dataclass(slots=True)
class Runs:
    """The answers of one method: for each need its listings, best first."""

    all: dict[str, list[str]] = field(default_factory=dict)
    hard: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Evaluation:
    """What was measured."""

    listings: int
    product: Runs = field(default_factory=Runs)
    baseline: Runs = field(default_factory=Runs)
    cpu_seconds: list[float] = field(default_factory=list)


def judgments_read(path: Path) -> Judgments:
    """Return the judgments of a table with a heading, columns parted by tabs.

    Raises:
        RecordsError: A column is missing or a line is malformed.
    """
    judgments = Judgments()
    with text_file(path) as file:
        heading = next(file, "").rstrip("\r\n").split("\t")
        missing = [name for name in _QRELS_COLUMNS if name not in heading]
        if missing:
            raise RecordsError(
                f"{path}, line 1: the heading lacks {', '.join(missing)}; "
                f"needed are {', '.join(_QRELS_COLUMNS)}, parted by tabs."
            )
        for number, line in enumerate(file, start=2):
            if not line.strip():
                continue
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != len(heading):
                raise RecordsError(
                    f"{path}, line {number}: {len(cells)} columns instead of {len(heading)}."
                )
            row = dict(zip(heading, cells, strict=True))
            _judged(judgments, row, where=f"{path}, line {number}")
    if not judgments.relevant:
        raise RecordsError(f"{path} holds no judgment.")
    return judgments


def _judged(judgments: Judgments, row: Mapping[str, str], *, where: str) -> None:
    try:
        grade = int(row["relevance"])
    except ValueError:
        raise RecordsError(f"{where}: relevance is not a whole number.") from None
    judgments.relevant[row["need_id"]][row["listing_id"]] = grade
    if row["same_title"].strip() == "1":
        judgments.same_title[row["need_id"]].add(row["listing_id"])


def needs_read(path: Path) -> dict[str, Need]:
    """Return the needs of a file by their id.

    Raises:
        RecordsError: A line is malformed or lacks id, title and description.
    """
    needs = {}
    for record, where in _records(path):
        need = Need(
            title=_text(record, "title", where=where),
            objective=_text(record, "objective", where=where),
            description=_text(record, "description", where=where),
        )
        if not (need.title or need.description):
            raise RecordsError(f"{where}: neither title nor description.")
        needs[_key(record, where=where)] = need
    return needs


def listings_indexed(
    engine: EmbeddedEngine,
    path: Path,
    text: ListingText,
    *,
    progress: Callable[[Iterator[Any]], Iterable[Any]],
) -> int:
    """Build an index of the file's listings and return how many there are.

    Raises:
        RecordsError: A line is malformed, or an id comes twice.
    """
    known: set[str] = set()
    with engine.rebuilding() as writer:
        for record, where in progress(_records(path)):
            key = _key(record, where=where)
            if key in known:
                raise RecordsError(f"{where}: the id {key} came before.")
            known.add(key)
            writer.replace(len(known), [_document(record, key, text, len(known), where)])
    return len(known)


def _document(
    record: Mapping[str, Any], key: str, text: ListingText, row: int, where: str
) -> IndexDocument:
    title = _text(record, "title", where=where)
    body = _text(record, "abstract", where=where)
    language = analysis.language_of(f"{title} {body}")
    return IndexDocument(
        technology_id=row,
        public_id=key,
        language=language,
        card=_EMPTY,
        summary=text_analysed(
            title if text == ListingText.TITLE_AND_ABSTRACT else "", body, language
        ),
        order=-row,  # equal scores keep the order of the file
    )


def evaluated(
    index: EmbeddedIndex,
    needs: Mapping[str, Need],
    judgments: Judgments,
    query: QueryText,
    *,
    listings: int,
    progress: Callable[[Iterator[Any]], Iterable[Any]],
) -> Evaluation:
    """Return the answers to every judged need, by the product's way and by plain BM25."""
    evaluation = Evaluation(listings)
    for key in progress(key for key in judgments.relevant if key in needs):
        excluded = judgments.same_title[key]
        limit = WINDOW + len(excluded)
        started = time.thread_time()
        language, parts = needs[key].parts(query)
        ranking = ranked(index, {language: parts}, texts=TextSet.SUMMARY, limit=limit)
        evaluation.cpu_seconds.append(time.thread_time() - started)
        found = [hit.public_id for hit in ranking.hits]
        plain = _plain(index, language, parts, limit)
        for runs, answer in ((evaluation.product, found), (evaluation.baseline, plain)):
            runs.all[key] = answer[:_DEPTH]
            runs.hard[key] = [listing for listing in answer if listing not in excluded][:_DEPTH]
    return evaluation


def _plain(
    index: EmbeddedIndex, language: Language, parts: Sequence[QueryPart], limit: int
) -> list[str]:
    """Return what a plain bag of words finds: each word once, no weights, no pairs."""
    words = dict.fromkeys((stem for part in parts for stem in part.tokens), 1.0)
    hits = index.found(
        WeightedQuery(WeightedTerms(words), WeightedTerms()),
        language=language,
        texts=TextSet.SUMMARY,
        filters=SearchFilters(),
        limit=limit,
    )
    return [hit.public_id for hit in hits]


def measured(
    judged: Mapping[str, Mapping[str, int]], runs: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Return the number of needs and the mean of each measure over them.

    A need that was not asked counts as one that found nothing.
    """
    scored = {
        need: {listing: float(_DEPTH - rank) for rank, listing in enumerate(runs.get(need, ()))}
        for need in judged
    }
    evaluator = pytrec_eval.RelevanceEvaluator(
        {need: dict(answers) for need, answers in judged.items()}, set(_MEASURES.values())
    )
    values = evaluator.evaluate(scored).values()
    means = {
        name: sum(value[measure] for value in values) / max(len(judged), 1)
        for name, measure in _MEASURES.items()
    }
    return {"n": len(judged), **means}


def _records(path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    for line in json_lines(path):
        where = f"{path}, line {line.number}"
        if line.problem:
            raise RecordsError(f"{where}: {line.problem}.")
        yield line.record, where


def _key(record: Mapping[str, Any], *, where: str) -> str:
    key = record.get("id")
    if not isinstance(key, str) or not key:
        raise RecordsError(f"{where}: id is missing or not a text.")
    return key


def _text(record: Mapping[str, Any], name: str, *, where: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordsError(f"{where}: {name} is not a text.")
    return analysis.text_mended(value)
