"""Bank transfer: the platform gives a reference, people confirm what they see on their accounts."""

from __future__ import annotations

import secrets
from typing import Final

# no letter or digit that is read for another one
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP: Final = 4


def reference_made() -> str:
    """Return what the payer writes on the transfer: eight random characters and a check one.

    The last character is wrong whenever one character was misread or two neighbours were
    exchanged.
    """
    body = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _GROUP))
    return f"SB-{body[:_GROUP]}-{body[_GROUP:]}{_check_character(body)}"


def is_reference(text: str) -> bool:
    """Return whether a text is such a reference, as far as its check character tells."""
    body = reference_plain(text)
    if len(body) != 2 * _GROUP + 1 or any(character not in _ALPHABET for character in body):
        return False
    return _check_character(body[:-1]) == body[-1]


def reference_plain(text: str) -> str:
    """Return the characters of a reference alone, however a bank prints them."""
    return text.upper().replace("-", "").replace(" ", "").removeprefix("SB")


def _check_character(body: str) -> str:
    # 31 is a prime, so weights that differ catch every single error and every exchange
    total = sum(
        weight * _ALPHABET.index(character) for weight, character in enumerate(body, start=1)
    )
    return _ALPHABET[total % len(_ALPHABET)]
