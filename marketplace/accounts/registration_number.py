"""The Korean business registration number (사업자등록번호)."""

from __future__ import annotations

import re

from marketplace.core.errors import InvalidInputError

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_LENGTH = 10


def registration_number_checked(value: str, *, field: str = "registrationNumber") -> str:
    """Return the ten digits of a business registration number.

    Source: the National Tax Service's check digit: weights 1 3 7 1 3 7 1 3 5, the tens of the
    ninth product added, the tenth digit completing the sum to a multiple of ten.

    Raises:
        InvalidInputError: There are not ten digits, or the last one does not fit.
    """
    if not re.fullmatch(r"\s*\d{3}-?\d{2}-?\d{5}\s*", value, flags=re.ASCII):
        raise InvalidInputError("Enter the ten digits, for example 123-45-67891.", field=field)
    digits = [int(character) for character in value if character.isdigit()]
    products = [digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)]
    total = sum(products) + products[-1] // _LENGTH
    if (total + digits[-1]) % _LENGTH:
        raise InvalidInputError(
            "The check digit does not fit; compare the number with the certificate.", field=field
        )
    return "".join(str(digit) for digit in digits)
