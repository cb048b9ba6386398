"""Sets of clauses: data with a date from which each counts, in every language of the product."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contracts.deals.states import Exclusivity
from marketplace.core.languages import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).parent / "clause_sets"
STANDARD: Final = "technology_transfer"
_OPEN_TO_OTHERS: Final = Exclusivity.NON_EXCLUSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One article of a contract.

    Attributes:
        code: Its name within the set.
        protective: Whether it protects the small firm: leaving it out needs a reason, and the
            case's coordinator hears of it.
        removable: Whether it may be left out at all.
        only_exclusive: Whether it only belongs into a contract that shuts others out.
        title: By language.
        text: By language, with names in braces for what the contract fills in.
    """

    code: str
    protective: bool
    removable: bool
    only_exclusive: bool
    title: Mapping[str, str]
    text: Mapping[str, str]

    def belongs(self, exclusivity: str) -> bool:
        """Return whether the clause is for a contract of this exclusivity."""
        return not self.only_exclusive or exclusivity != _OPEN_TO_OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSet:
    """One version of a set; a version that was used never changes."""

    code: str
    version: int
    effective_from: dt.date
    title: Mapping[str, str]
    clauses: tuple[Clause, ...]

    def clause(self, code: str) -> Clause | None:
        """Return the clause of this name, or None."""
        return next((clause for clause in self.clauses if clause.code == code), None)


@cache
def clause_sets() -> tuple[ClauseSet, ...]:
    """Return every version of every set, checked.

    Raises:
        ValueError: A file lacks a language, repeats a clause, or two files say the same version.
    """
    found = tuple(_read(path) for path in sorted(_FOLDER.glob("*.toml")))
    if len({(each.code, each.version) for each in found}) != len(found):
        message = "Two files hold the same version of a set of clauses."
        raise ValueError(message)
    return found


def clause_set_effective(on: dt.date, *, code: str = STANDARD) -> ClauseSet:
    """Return the newest version of a set that counts on a day.

    Raises:
        LookupError: None does yet.
    """
    standing = [each for each in clause_sets() if each.code == code and each.effective_from <= on]
    if not standing:
        message = f"No clauses of {code!r} count on {on:%Y-%m-%d}."
        raise LookupError(message)
    return max(standing, key=lambda each: (each.effective_from, each.version))


def clause_set(code: str, version: int) -> ClauseSet:
    """Return one version of a set.

    Raises:
        LookupError: There is none.
    """
    for each in clause_sets():
        if (each.code, each.version) == (code, version):
            return each
    message = f"There is no version {version} of the clauses {code!r}."
    raise LookupError(message)


def _read(path: Path) -> ClauseSet:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    clauses = tuple(_clause(each) for each in data["clause"])
    if len({clause.code for clause in clauses}) != len(clauses):
        message = f"{path.name} repeats a clause."
        raise ValueError(message)
    return ClauseSet(
        code=data["code"],
        version=data["version"],
        effective_from=data["effective_from"],
        title=_in_every_language(data["title"], path.name),
        clauses=clauses,
    )


def _clause(data: Mapping[str, Any]) -> Clause:
    return Clause(
        code=data["code"],
        protective=data["protective"],
        removable=data["removable"],
        only_exclusive=data.get("only_exclusive", False),
        title=_in_every_language(data["title"], data["code"]),
        text=_in_every_language(data["text"], data["code"]),
    )


def _in_every_language(words: Mapping[str, str], where: str) -> Mapping[str, str]:
    stripped = {language: text.strip() for language, text in words.items()}
    if set(stripped) != set(Language.values) or not all(stripped.values()):
        message = f"{where} needs words in each of {', '.join(Language.values)}."
        raise ValueError(message)
    return stripped
