"""What services that take in public records in batches have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sized

BATCH_MAX: Final = 500


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many rows of a batch were new, and how many were there already."""

    created: int
    unchanged: int


def batch_checked(batch: Sized) -> None:
    """Refuse a batch that is too large for one transaction.

    Raises:
        InvalidInputError: It holds more than 500 rows.
    """
    if len(batch) > BATCH_MAX:
        raise InvalidInputError(f"Send at most {BATCH_MAX} rows at once.", field="batch")
