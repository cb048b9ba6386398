"""What a person typed, made safe to store: one form of Unicode, nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ALLOWED_CONTROLS = frozenset("\n\t")
REQUEST_ID_MAX = 64
_SOFT_HYPHEN = "\u00ad"
_CODE_POINTS_PER_CHARACTER: Final = 4
"""NFC makes one character of at most so many (three marks on a Greek vowel)."""

_MARKS_IN_A_ROW: Final = 30
"""More belong to no language. Source: UAX 15, Stream-Safe Text Format."""

# letters and marks by their category, and yet nothing is drawn: fillers, joiners, selectors, blanks
_DRAWN_AS_NOTHING: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u2800\u3164\ufe00-\ufe0d\uffa0"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0100-\U000e01ef]"
)
# they choose between two drawings of the same sign
_DRAWING_CHOSEN: Final = str.maketrans("", "", "\ufe0e\ufe0f")


def text_cleaned(value: str, *, field: str, max_length: int, multiline: bool = True) -> str:
    """Return the text in NFC, trimmed, with unified line ends.

    Args:
        value: What was typed.
        field: Name told in the error.
        max_length: Largest number of characters kept.
        multiline: Whether line breaks may stay.

    Raises:
        InvalidInputError: The text is too long or holds characters that cannot be seen.
    """
    text = value.strip()
    # normalising takes time by the square of a row of marks, so neither may be long
    if len(text) > _CODE_POINTS_PER_CHARACTER * max_length:
        raise _too_long(text, field=field, max_length=max_length)
    if _has_endless_marks(text):
        raise _hidden(field)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_DRAWING_CHOSEN)
    text = unicodedata.normalize("NFC", text).strip()
    if not multiline:
        text = " ".join(text.split())
    if _DRAWN_AS_NOTHING.search(text) or any(_is_hidden(character) for character in text):
        raise _hidden(field)
    if len(text) > max_length:
        raise _too_long(text, field=field, max_length=max_length)
    return text


def _hidden(field: str) -> InvalidInputError:
    return InvalidInputError(
        "Remove the hidden characters; type the text again instead of pasting it.",
        field=field,
        code="hidden_characters",
    )


def _too_long(text: str, *, field: str, max_length: int) -> InvalidInputError:
    return InvalidInputError(
        f"Shorten this to at most {max_length} characters.",
        field=field,
        code="too_long",
        params={"max": str(max_length), "length": str(len(text))},
    )


def _has_endless_marks(text: str) -> bool:
    row = 0
    for character in text if not text.isascii() else "":
        row = row + 1 if unicodedata.combining(character) else 0
        if row > _MARKS_IN_A_ROW:
            return True
    return False


def _is_hidden(character: str) -> bool:
    if character in _ALLOWED_CONTROLS:
        return False
    # Cc control, Cf format (bidi overrides, zero width), Cs lone surrogate, Co private use
    category = unicodedata.category(character)
    return character == _SOFT_HYPHEN or category in {"Cc", "Cf", "Cs", "Co"}


def choices_checked(
    values: Iterable[str], *, allowed: Iterable[str], field: str
) -> tuple[str, ...]:
    """Return the values without repetition, in the order of `allowed`.

    Raises:
        InvalidInputError: A value is not among the allowed ones.
    """
    given = set(values)
    known = list(allowed)
    if not given <= set(known):
        raise InvalidInputError("Choose from the values offered.", field=field, code="not_a_choice")
    return tuple(value for value in known if value in given)


def number_checked(value: int | None, *, field: str, smallest: int, largest: int) -> int | None:
    """Return the number, or None when none was given.

    Raises:
        InvalidInputError: The number is out of range.
    """
    if value is not None and not smallest <= value <= largest:
        raise InvalidInputError(
            f"Enter a number from {smallest} to {largest}.",
            field=field,
            code="out_of_range",
            params={"min": str(smallest), "max": str(largest)},
        )
    return value


def choice_checked(value: str, *, allowed: Iterable[str], field: str) -> str:
    """Return the value, or an empty text when none was given.

    Raises:
        InvalidInputError: The value is not among the allowed ones.
    """
    return choices_checked([value], allowed=allowed, field=field)[0] if value else ""


def languages_checked(languages: Sequence[str], *, field: str) -> None:
    """Refuse texts in a language there is not, or twice in one.

    Raises:
        InvalidInputError: A language is unknown or repeated.
    """
    choices_checked(languages, allowed=Language.values, field=field)
    if len(set(languages)) != len(languages):
        raise InvalidInputError("Give each language once.", field=field, code="repeated")


def request_id_checked(value: str) -> str:
    """Return the id by which a client's repeated request is recognised.

    Raises:
        InvalidInputError: It is missing, too long or holds hidden characters.
    """
    key = text_cleaned(value, field="requestId", max_length=REQUEST_ID_MAX, multiline=False)
    if not key:
        raise InvalidInputError("Send a request id.", field="requestId", code="required")
    return key
