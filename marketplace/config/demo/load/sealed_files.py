"""The files in the demo's deposits: tables, notes, drawings and reports, the same each time."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from typing import TYPE_CHECKING, Any, Final

from marketplace.config.demo.load.files import DATA
from marketplace.core.pdf import pdf_made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from marketplace.config.demo.load.files import Table

_TEMPLATES: Final = DATA / "documents"
_MOST_MEASURED: Final = 12


def sealed_files(
    slug: str, row: Table, *, firm: str, language: str, now: datetime
) -> Iterator[tuple[str, str, bytes]]:
    """Give name, media type and bytes of each file of a deposit.

    Args:
        slug: The technology's name in the files.
        row: The deposit as its file describes it.
        firm: Whose deposit it is, as its drawings say.
        language: The language of its words, `ko` or `en`.
        now: The moment of its documents.
    """
    shown = {"language": language, "firm": firm}
    if "drawing" in row:
        yield _document("drawing", row["drawing"] | shown, now)
    if "report" in row:
        measured = list(values(slug, row["table"]))[:: _step(row["table"])]
        columns = [column["name"] for column in row["table"]["columns"]]
        content = {"columns": columns, "values": measured}
        yield _document("report", row["report"] | shown | content, now)
    if "table" in row:
        yield row["table"]["name"], "text/csv", _csv(slug, row["table"])
    if "note" in row:
        text = "\n\n".join(row["note"]["lines"]) + "\n"
        yield row["note"]["name"], "text/plain", text.encode()


def values(slug: str, table: Table) -> Iterator[list[str]]:
    """Give the lines of a table: each column runs from one value to another, a little unevenly."""
    last = table["rows"] - 1
    for number in range(table["rows"]):
        yield [_value(slug, column, number, last) for column in table["columns"]]


def _document(kind: str, data: dict[str, Any], now: datetime) -> tuple[str, str, bytes]:
    content = pdf_made(_TEMPLATES / f"{kind}.typ", data | {"title": data["heading"]}, made_at=now)
    return data["name"], "application/pdf", content


def _csv(slug: str, table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column["name"] for column in table["columns"])
    writer.writerows(values(slug, table))
    return out.getvalue().encode()


def _step(table: Table) -> int:
    """Return how many lines to pass by, so that few enough are left for a page."""
    rows: int = table["rows"]
    return max(1, math.ceil(rows / _MOST_MEASURED))


def _value(slug: str, column: Table, number: int, last: int) -> str:
    first, way = column["from"], column["to"] - column["from"]
    pace = column.get("pace")
    share = 1 - math.exp(-number / pace) if pace else number / last
    value = first + way * share + column.get("spread", 0) * _unevenness(slug, column, number)
    return f"{max(value, column.get('least', value)):.{column.get('digits', 0)}f}"


def _unevenness(slug: str, column: Table, number: int) -> float:
    """Return between -1 and 1, for the same place the same each time."""
    digest = hashlib.sha256(f"{slug} {column['name']} {number}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**31 - 1
