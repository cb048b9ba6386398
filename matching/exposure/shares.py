"""Who was shown how much beside the others, as this process last read it in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Shares = Mapping[int, float]


class HeldShares:
    """The share of each firm, by its row key; a firm that is not in it was never shown.

    Empty until `shares_refresh` read the ledger: then nobody gives way but for the firm's own
    other offers in the same answer.
    """

    def __init__(self) -> None:
        self._shares: Shares = {}

    @property
    def latest(self) -> Shares:
        """Return what was held last; it is replaced as a whole and never changed."""
        return self._shares

    def hold(self, shares: Shares) -> None:
        """Put another picture in the place of the last one."""
        self._shares = shares


SHARES: Final = HeldShares()
"""One for each process."""
