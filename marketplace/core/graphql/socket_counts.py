"""How many sockets each person, or each address without a person, has open here."""

from __future__ import annotations

from collections import Counter
from typing import Final

SOCKETS_PER_ADDRESS: Final = 100


class SocketCounts:
    """Counts of one process; changed from its event loop alone."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        # a plain number, because other threads read it
        self.total = 0

    def take(self, name: str, *, most: int) -> bool:
        """Count one more, or return that there are too many already."""
        if self._open[name] >= most:
            return False
        self._open[name] += 1
        self.total += 1
        return True

    def give_back(self, name: str) -> None:
        """Count one less."""
        self._open[name] -= 1
        self.total -= 1
        if self._open[name] <= 0:
            del self._open[name]
