"""How an index stands, and up to where this process knows it to be right."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.engines.errors import SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from marketplace.core.languages import Language


@dataclass(frozen=True, slots=True)
class Standing:
    """An index at one moment, told without looking at its documents.

    Args:
        version: Changes with every commit.
        documents: How many there are of each language.
    """

    version: str
    documents: Mapping[Language, int]


class KnownStanding:
    """The standing in which the index is known to say what the database says.

    A comparison with the whole market begins it and this process's own writes carry it on. After a
    loss, or a write of somebody else, the index stands otherwise, and has to be compared again.

    Args:
        read: Tells how the index stands now.
    """

    def __init__(self, read: Callable[[], Standing]) -> None:
        self._read = read
        self._known: Standing | None = None

    def begin(self, standing: Standing) -> None:
        """Take it that the index is right where it stands so."""
        self._known = standing

    def holds(self) -> bool:
        """Return whether the index stands as it was known to be right.

        Raises:
            SearchUnavailableError: The index cannot be read.
        """
        return self._known is not None and self._known == self._read()

    @contextmanager
    def carried_on(self) -> Iterator[None]:
        """Carry it on over what the block writes, if nothing happened to the index before."""
        held = False
        with suppress(SearchUnavailableError):
            held = self.holds()
        self._known = None
        yield
        if held:
            with suppress(SearchUnavailableError):
                self._known = self._read()
