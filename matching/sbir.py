"""Public records of small firms' awards and of the topics they answered, made fit to import.

The texts are as published: some abstracts are a single line, some hold markup entities and stray
characters, firms appear under several spellings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from marketplace.demands.services import ImportedDemand
from marketplace.technologies.services import ImportedTechnology
from matching.analysis import text_mended
from matching.records import Line, RecordsError, json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Record = TypeVar("Record")

SHORTEST_TEXT: Final = 40
LONGEST_TEXT: Final = 60_000
_LONGEST_NAME: Final = 200
_LONGEST_ID: Final = 80
_EXAMPLES: Final = 3
_YEARS: Final = range(1970, 2101)
_UNNAMED_FIRM: Final = "Unnamed firm"


class _SkippedError(Exception):
    """The record cannot be used; the message is the reason counted."""


@dataclass(slots=True)
class Skipped:
    """What was left out, by reason, with the first lines it happened in."""

    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, where: str) -> None:
        """Count one record."""
        self.reasons[reason] += 1
        known = self.examples.setdefault(reason, [])
        if len(known) < _EXAMPLES:
            known.append(where)


def listings_file(folder: Path) -> Path:
    """Return the folder's file of listings.

    Raises:
        RecordsError: The folder or the file is missing.
    """
    return _file(folder, "listings")


def needs_file(folder: Path) -> Path:
    """Return the folder's file of needs.

    Raises:
        RecordsError: The folder or the file is missing.
    """
    return _file(folder, "needs")


def listings_read(path: Path, skipped: Skipped) -> Iterator[ImportedTechnology]:
    """Yield the usable listings; what is wrong with the others is counted.

    Raises:
        RecordsError: The file cannot be read.
    """
    yield from _read(path, skipped, _listing)


def needs_read(path: Path, skipped: Skipped) -> Iterator[ImportedDemand]:
    """Yield the usable needs; what is wrong with the others is counted.

    Raises:
        RecordsError: The file cannot be read.
    """
    yield from _read(path, skipped, _need)


def _file(folder: Path, name: str) -> Path:
    if not folder.is_dir():
        raise RecordsError(f"There is no folder {folder}.")
    for candidate in (folder / f"{name}.jsonl.gz", folder / f"{name}.jsonl"):
        if candidate.is_file():
            return candidate
    raise RecordsError(f"{folder} holds neither {name}.jsonl.gz nor {name}.jsonl.")


def _read(
    path: Path, skipped: Skipped, parsed: Callable[[str, Mapping[str, Any]], Record]
) -> Iterator[Record]:
    seen: set[str] = set()
    for line in json_lines(path):
        where = f"{path.name}, line {line.number}"
        try:
            key = _key(line)
            if key in seen:
                raise _SkippedError("the id came before in this file")
            record = parsed(key, line.record)
        except _SkippedError as reason:
            skipped.add(str(reason), where)
            continue
        seen.add(key)
        yield record


def _key(line: Line) -> str:
    if line.problem:
        raise _SkippedError(line.problem)
    key = line.record.get("id")
    if not isinstance(key, str) or not key.strip():
        raise _SkippedError("no id")
    if len(key) > _LONGEST_ID or not key.isprintable():
        raise _SkippedError(f"id longer than {_LONGEST_ID} characters or with hidden ones")
    return key.strip()


def _listing(key: str, record: Mapping[str, Any]) -> ImportedTechnology:
    title = _one_line(record, "title")
    if not title:
        raise _SkippedError("no title")
    abstract = _long(record, "abstract")
    if not abstract:
        raise _SkippedError("no abstract")
    if len(abstract) < SHORTEST_TEXT:
        raise _SkippedError(f"abstract shorter than {SHORTEST_TEXT} characters")
    agency, component = _one_line(record, "agency"), _one_line(record, "component")
    named = [part for part in dict.fromkeys((agency, component)) if part]
    return ImportedTechnology(
        source_ref=key,
        firm=_one_line(record, "firm") or _UNNAMED_FIRM,
        area=", ".join(named),
        year=_year(record.get("year")),
        title=title,
        abstract=abstract,
    )


def _need(key: str, record: Mapping[str, Any]) -> ImportedDemand:
    title = _one_line(record, "title")
    if not title:
        raise _SkippedError("no title")
    objective, description = _long(record, "objective"), _long(record, "description")
    if not (objective or description):
        raise _SkippedError("neither objective nor description")
    if len(objective) + len(description) < SHORTEST_TEXT:
        raise _SkippedError(f"text shorter than {SHORTEST_TEXT} characters")
    areas = record.get("tech_areas")
    return ImportedDemand(
        source_ref=key,
        buyer=_one_line(record, "agency") or _UNNAMED_FIRM,
        title=title,
        objective=objective,
        description=description,
        tech_areas=tuple(
            text_mended(area)[:_LONGEST_NAME]
            for area in (areas if isinstance(areas, list) else [])
            if isinstance(area, str) and area.strip()
        ),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _SkippedError(f"{name} is not a text")
    return text_mended(value)


def _long(record: Mapping[str, Any], name: str) -> str:
    text = _text(record, name)
    if len(text) > LONGEST_TEXT:
        raise _SkippedError(f"{name} longer than {LONGEST_TEXT} characters")
    return text


def _one_line(record: Mapping[str, Any], name: str) -> str:
    return " ".join(_text(record, name).split())


def _year(value: object) -> int | None:
    """Return the year, which the source gives as a number or as text."""
    text = str(value).strip() if isinstance(value, int | str) else ""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if year in _YEARS else None
