"""The demo's files, as tables."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"

Table = dict[str, Any]


@cache
def firms() -> list[Table]:
    """Return every firm, in the order of the files."""
    return _rows("firms")


@cache
def people() -> list[Table]:
    """Return everybody who acts for a firm, in the order of the files."""
    return _rows("people")


@cache
def offers(name: str) -> dict[str, Table]:
    """Return the technologies or the demands, by their slugs."""
    return {path.stem: _read(path) for path in sorted((DATA / name).glob("*.toml"))}


@cache
def table(name: str) -> Table:
    """Return one file of the data, for example `matches`."""
    return _read(DATA / f"{name}.toml")


def _rows(name: str) -> list[Table]:
    paths = [DATA / f"{name}.toml", *sorted((DATA / name).glob("*.toml"))]
    return [row for path in paths for row in _read(path)[name]]


def _read(path: Path) -> Table:
    with path.open("rb") as file:
        return tomllib.load(file)
