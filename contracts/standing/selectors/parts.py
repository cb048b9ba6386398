"""One part of a deal as its reader may know it, and what the reader may do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.selectors.matches import MatchRow

Fact = TypeVar("Fact", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[Fact]):
    """What is known of a part, or None, and what the policies allow."""

    fact: Fact | None = None
    may: frozenset[str] = frozenset()


def keys_of(rows: Sequence[MatchRow]) -> list[int]:
    """Return the row keys of the matches."""
    return [row.match.pk for row in rows]


def goes_on(row: MatchRow) -> bool:
    """Return whether the match still stands between its two firms, as the reader sees it."""
    return row.state == MatchState.MATCHED
