"""How many parts travel at a time, in all and for one person."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from marketplace.files.consumers.refusals import busy

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 24
"""Each holds a thread for as long as its bytes flow."""

MOST_OF_ONE: Final = 6


class Travelling:
    """The parts on their way; used on the server's loop alone."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    @contextmanager
    def one_more(self, user_id: int) -> Iterator[None]:
        """Count one for as long as the block lasts.

        Raises:
            RefusedError: There are too many.
        """
        if self._counts.total() >= MOST or self._counts[user_id] >= MOST_OF_ONE:
            raise busy()
        self._counts[user_id] += 1
        try:
            yield
        finally:
            self._counts[user_id] -= 1
            if not self._counts[user_id]:
                del self._counts[user_id]
