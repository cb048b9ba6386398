"""The demo's files as the tests read them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Table = dict[str, Any]

DATA = Path(__file__).parents[3] / "marketplace" / "config" / "demo" / "data"


def read(path: Path) -> Table:
    """Return one TOML file as a dictionary."""
    with path.open("rb") as handle:
        return tomllib.load(handle)


FIRMS: list[Table] = read(DATA / "firms.toml")["firms"]
PEOPLE: list[Table] = read(DATA / "people.toml")["people"]
TECHNOLOGIES = {path.stem: read(path) for path in sorted((DATA / "technologies").glob("*.toml"))}
DEMANDS = {path.stem: read(path) for path in sorted((DATA / "demands").glob("*.toml"))}
FIRM_BY_SLUG = {firm["slug"]: firm for firm in FIRMS}
OFFERINGS = {**TECHNOLOGIES, **DEMANDS}
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield (place, language, text) for every text another firm may come to read."""
    for slug, offering in OFFERINGS.items():
        for language in ("ko", "en"):
            for field, value in offering[language].items():
                for text in value if isinstance(value, list) else [value]:
                    yield f"{slug}.{language}.{field}", language, text


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; a full stop inside a number ends none."""
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]
