"""The written form of a request: data files with a version and the day from which each holds."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_FOLDER: Final = Path(__file__).parent / "form_texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """One version of the form.

    Attributes:
        retention_years: How long what was asked and answered has to be kept.
        items_max: Largest number of items in one request.
        purposes: What technical data may be asked for.
        refused_words: Words in an item that name no single thing.
    """

    version: str
    effective_from: date
    retention_years: int
    items_max: int
    purposes: frozenset[str]
    refused_words: tuple[re.Pattern[str], ...]

    def asks_for_everything(self, words: str) -> bool:
        """Return whether an item asks for everything at once instead of naming one thing."""
        text = unicodedata.normalize("NFKC", words).casefold()
        return any(pattern.search(text) for pattern in self.refused_words)

    def kept_until(self, day: date) -> date:
        """Return the last day on which what happened on a day has to be kept."""
        last = day.year + self.retention_years
        try:
            return day.replace(year=last)
        except ValueError:
            # the 29th of February, in a year without one
            return day.replace(year=last, month=3, day=1)


def form_on(day: date, *, among: Iterable[RequestForm] | None = None) -> RequestForm:
    """Return the newest form that holds on a day.

    Raises:
        LookupError: None does yet.
    """
    forms = [form for form in (among or _all()) if form.effective_from <= day]
    if not forms:
        message = f"No form of a technical-data request holds on {day}."
        raise LookupError(message)
    return max(forms, key=lambda form: form.effective_from)


@lru_cache(maxsize=1)
def _all() -> tuple[RequestForm, ...]:
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.toml")))


def _read(path: Path) -> RequestForm:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return RequestForm(
        version=data["version"],
        effective_from=data["effective_from"],
        retention_years=data["retention_years"],
        items_max=data["items_max"],
        purposes=frozenset(data["purposes"]),
        refused_words=tuple(re.compile(pattern) for pattern in data["scope"]["refused"]),
    )
