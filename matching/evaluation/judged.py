"""Judged data as files hold it: listings, needs, and which of them belong together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from matching import analysis
from matching.constants import RECIPE
from matching.query import demand_parts, search_parts
from matching.records import RecordsError, json_lines, text_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from marketplace.core.languages import Language
    from matching.constants import Recipe
    from matching.query import QueryPart

_QRELS_COLUMNS: Final = ("need_id", "listing_id", "relevance", "same_title")
_COLLECTION_COLUMNS: Final = ("query_id", "doc_id", "relevance")


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

    def parts(
        self, query: QueryText, recipe: Recipe = RECIPE
    ) -> tuple[Language, tuple[QueryPart, ...]]:
        """Return the need's language and what it asks."""
        language = analysis.language_of(f"{self.title} {self.description}")
        if query == QueryText.TITLE:
            return language, search_parts(self.title, language)
        return language, demand_parts(
            title=self.title,
            need=self.objective,
            body=self.description,
            language=language,
            recipe=recipe,
        )

    def said(self, query: QueryText) -> str:
        """Return the text that is asked."""
        return (
            self.title
            if query == QueryText.TITLE
            else "\n".join((self.title, self.objective, self.description))
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing of the judged data."""

    key: str
    title: str
    body: str


def judgments_read(path: Path) -> Judgments:
    """Return the judgments of a table with a heading, columns parted by tabs.

    Raises:
        RecordsError: A column is missing or a line is malformed.
    """
    judgments = Judgments()
    with text_file(path) as file:
        heading = next(file, "").rstrip("\r\n").split("\t")
        columns = _COLLECTION_COLUMNS if _COLLECTION_COLUMNS[0] in heading else _QRELS_COLUMNS
        missing = [name for name in columns if name not in heading]
        if missing:
            raise RecordsError(
                f"{path}, line 1: the heading lacks {', '.join(missing)}; "
                f"needed are {', '.join(columns)}, parted by tabs."
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
            _judged(judgments, row, columns, where=f"{path}, line {number}")
    if not judgments.relevant:
        raise RecordsError(f"{path} holds no judgment.")
    return judgments


def _judged(
    judgments: Judgments, row: Mapping[str, str], columns: Sequence[str], *, where: str
) -> None:
    need, listing, relevance = (row[name] for name in columns[:3])
    try:
        grade = int(relevance)
    except ValueError:
        raise RecordsError(f"{where}: relevance is not a whole number.") from None
    judgments.relevant[need][listing] = grade
    if row.get("same_title", "").strip() == "1":
        judgments.same_title[need].add(listing)


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


def listings_read(path: Path) -> Iterator[Listing]:
    """Yield the listings of a file.

    Raises:
        RecordsError: A line is malformed, or an id comes twice.
    """
    yield from _listings(path, "abstract")


def collection_read(folder: Path) -> tuple[Path, dict[str, Need], Judgments]:
    """Return corpus, queries and judgments of a folder of `corpus.jsonl` and its companions.

    Raises:
        RecordsError: A file is missing or a line is malformed.
    """
    needs = {}
    for record, where in _records(folder / "queries.jsonl"):
        text = _text(record, "text", where=where)
        needs[_key(record, where=where)] = Need(title=text, objective="", description="")
    return folder / "corpus.jsonl", needs, judgments_read(folder / "qrels.tsv")


def corpus_read(path: Path) -> Iterator[Listing]:
    """Yield the documents of a collection.

    Raises:
        RecordsError: A line is malformed, or an id comes twice.
    """
    yield from _listings(path, "text")


def _listings(path: Path, body: str) -> Iterator[Listing]:
    known: set[str] = set()
    for record, where in _records(path):
        key = _key(record, where=where)
        if key in known:
            raise RecordsError(f"{where}: the id {key} came before.")
        known.add(key)
        yield Listing(key, _text(record, "title", where=where), _text(record, body, where=where))


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
