"""Amounts of money: whole minor units with their currency, never a fraction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models

from marketplace.core.errors import InvalidInputError

LARGEST_AMOUNT: Final = 10**14
"""In minor units; far above any deal, far below what a column or a page's number can hold."""


class Currency(models.TextChoices):
    """The currencies deals are made in, by ISO 4217."""

    KRW = "KRW", "South Korean won"
    USD = "USD", "US dollar"
    EUR = "EUR", "Euro"


MINOR_DIGITS: Final[dict[str, int]] = {Currency.KRW: 0, Currency.USD: 2, Currency.EUR: 2}
"""How many digits of an amount stand behind the decimal point (ISO 4217)."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units: won, cents.

    Raises:
        ValueError: Two currencies are mixed.
    """

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            message = f"{self.currency} and {other.currency} do not add up."
            raise ValueError(message)
        return other


def amount_checked(minor: int, *, field: str, smallest: int = 1) -> int:
    """Return an amount in minor units that a person gave.

    Raises:
        InvalidInputError: It is too small or too large.
    """
    if minor < smallest:
        raise InvalidInputError(
            f"Give at least {smallest}.",
            field=field,
            code="out_of_range",
            params={"min": str(smallest)},
        )
    if minor > LARGEST_AMOUNT:
        raise InvalidInputError(
            f"Give at most {LARGEST_AMOUNT}.",
            field=field,
            code="out_of_range",
            params={"max": str(LARGEST_AMOUNT)},
        )
    return minor
