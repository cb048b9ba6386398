"""Lines of JSON from a file, plain or gzipped, each with its number so that errors can name it."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_GZIP_MAGIC: Final = b"\x1f\x8b"


class RecordsError(Exception):
    """A file of records cannot be used; the message names file, line and mend."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: a record, or what is wrong with it."""

    number: int
    record: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


def json_lines(path: Path) -> Iterator[Line]:
    """Yield the file's lines, empty ones left out.

    Raises:
        RecordsError: The file is missing, unreadable, or a damaged archive.
    """
    with text_file(path) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _parsed(number, line)


@contextmanager
def text_file(path: Path) -> Iterator[IO[str]]:
    """Open a text file, gzipped or not.

    Raises:
        RecordsError: The file is missing, unreadable, or a damaged archive.
    """
    try:
        with path.open("rb") as raw:
            is_gzipped = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
            binary = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if is_gzipped else raw)
            with io.TextIOWrapper(binary, encoding="utf-8-sig", errors="replace") as text:
                yield text
    except FileNotFoundError as error:
        raise RecordsError(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise RecordsError(f"{path} is a folder; name a file in it.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise RecordsError(f"{path} cannot be read: {error}.") from error


def _parsed(number: int, line: str) -> Line:
    try:
        record = json.loads(line)
    except ValueError:
        return Line(number, problem="not a line of JSON")
    except RecursionError:
        return Line(number, problem="JSON nested too deeply")
    if not isinstance(record, dict):
        return Line(number, problem="not a JSON object")
    return Line(number, record)
