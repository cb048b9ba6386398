"""The texts of agreements: data files with a version and the day from which each one holds.

A version never changes once somebody may have signed it; a new text is a new file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

TEXTS: Final = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Article:
    """One numbered clause."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaTemplate:
    """One version of a text in one language.

    Attributes:
        parties: Who agrees, with places for their names.
        annex: Lines of the annexes by name, with places for what the parties write.
        defaults: What stands in an annex line for which the parties write nothing else.
        attribution: Whose text it was made of, and under which licence.
    """

    code: str
    version: int
    language: str
    effective_from: date
    title: str
    attribution: str
    parties: tuple[str, ...]
    articles: tuple[Article, ...]
    annex: Mapping[str, str]
    defaults: Mapping[str, str]


def templates_effective(
    on: date, *, among: Iterable[NdaTemplate] | None = None
) -> list[NdaTemplate]:
    """Return the newest text of each code and language that holds on a day, in their order."""
    newest: dict[tuple[str, str], NdaTemplate] = {}
    for template in sorted(_all() if among is None else among, key=lambda one: one.version):
        if template.effective_from <= on:
            newest[template.code, template.language] = template
    return [newest[key] for key in sorted(newest)]


def template_effective(
    code: str, language: str, *, on: date, among: Iterable[NdaTemplate] | None = None
) -> NdaTemplate | None:
    """Return the newest text of a code in a language that holds on a day, or None."""
    for template in templates_effective(on, among=among):
        if (template.code, template.language) == (code, language):
            return template
    return None


def template_of(code: str, version: int, language: str) -> NdaTemplate:
    """Return exactly this text.

    Raises:
        LookupError: The product has none, or no longer.
    """
    for template in _all():
        if (template.code, template.version, template.language) == (code, version, language):
            return template
    message = f"There is no text {code} {version} in {language}."
    raise LookupError(message)


def template_parsed(text: str) -> NdaTemplate:
    """Return the template that a data file holds."""
    data: dict[str, Any] = tomllib.loads(text)
    articles = tuple(
        Article(article["heading"], tuple(article["paragraphs"])) for article in data["articles"]
    )
    return NdaTemplate(
        **{**data, "articles": articles, "parties": tuple(data["parties"])},
    )


@lru_cache(maxsize=1)
def _all() -> tuple[NdaTemplate, ...]:
    return tuple(
        template_parsed(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.toml"))
    )
