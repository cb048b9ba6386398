"""The glossary as a table that spreadsheets open, out and in again; pure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import InvalidInputError, MarketplaceError
from matching.glossary.constants import CONCEPTS_MAX, TABLE_MAX
from matching.glossary.content import PARTED_BY, ConceptContent, content_checked
from matching.glossary.vocabulary import Concept, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS: Final = ("id", "korean", "english", "note")
START: Final = Path(__file__).parent / "data" / "start.csv"
"""What a new market begins with."""

_BYTE_ORDER_MARK: Final = "\ufeff"
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")
_MADE_HARMLESS: Final = "'"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table.

    Args:
        line: Its number; the heading is line 1.
        concept_id: The opaque id of the concept it is about, or empty for a new one.
        content: Words and note, cleaned; None where they are not sound.
        error: What is wrong with it.
    """

    line: int
    concept_id: str
    content: ConceptContent | None
    error: MarketplaceError | None = None


def table_written(rows: Iterable[tuple[str, ConceptContent]]) -> str:
    """Return the concepts, each with its opaque id, as text in CSV.

    It begins with a byte order mark, without which spreadsheets misread Korean, and no cell of it
    is a formula to them.

    Source: OWASP, CSV Injection; RFC 4180.
    """
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for concept_id, content in rows:
        parted = f"{PARTED_BY} "
        cells = (
            concept_id,
            parted.join(content.korean),
            parted.join(content.english),
            content.note,
        )
        table.writerow(map(_harmless, cells))
    return _BYTE_ORDER_MARK + file.getvalue()


def table_read(text: str) -> list[TableRow]:
    """Return the lines of a table; empty ones are passed over.

    Raises:
        InvalidInputError: It is too large, or its heading lacks `korean` or `english`.
    """
    if len(text) > TABLE_MAX:
        raise InvalidInputError(
            f"Shorten the table to at most {TABLE_MAX} characters.",
            field="table",
            code="too_long",
            params={"max": str(TABLE_MAX), "length": str(len(text))},
        )
    try:
        lines = list(csv.reader(io.StringIO(text.removeprefix(_BYTE_ORDER_MARK), newline="")))
    except csv.Error:
        raise _not_a_table() from None
    heading = [name.strip().lower() for name in lines[0]] if lines else []
    if not {"korean", "english"} <= set(heading):
        raise _not_a_table()
    if len(lines) > CONCEPTS_MAX + 1:
        raise InvalidInputError(
            f"Give at most {CONCEPTS_MAX} lines.",
            field="table",
            code="too_many",
            params={"max": str(CONCEPTS_MAX)},
        )
    return [
        _row(number, dict(zip(heading, map(_as_meant, cells), strict=False)))
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def file_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary that a table makes, for measuring without a database.

    Raises:
        InvalidInputError: The file is no such table.
        OSError: It cannot be read.
    """
    rows = table_read(path.read_text("utf-8"))
    return Vocabulary(
        (Concept(str(row.line), row.content.words) for row in rows if row.content is not None),
        version=str(path),
    )


def _row(line: int, cells: dict[str, str]) -> TableRow:
    concept_id = cells.get("id", "").strip()
    given = ConceptContent(
        korean=tuple(cells.get("korean", "").split(PARTED_BY)),
        english=tuple(cells.get("english", "").split(PARTED_BY)),
        note=cells.get("note", ""),
    )
    try:
        return TableRow(line, concept_id, content_checked(given))
    except MarketplaceError as error:
        return TableRow(line, concept_id, None, error)


def _harmless(cell: str) -> str:
    return _MADE_HARMLESS + cell if cell.startswith(_RUN_BY_SPREADSHEETS) else cell


def _as_meant(cell: str) -> str:
    harmless = cell.startswith(_MADE_HARMLESS) and cell[1:].startswith(_RUN_BY_SPREADSHEETS)
    return cell[1:] if harmless else cell


def _not_a_table() -> InvalidInputError:
    return InvalidInputError(
        "Give a table in CSV whose first line names the columns korean and english.",
        field="table",
        code="not_a_table",
    )
