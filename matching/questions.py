"""What the market is asked by, found to be sound before anything is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import number_checked, text_cleaned
from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN
from matching.constants import DOCUMENT_TEXT_MAX, SEARCH_TEXT_MAX
from matching.example import Example, document_example, technology_example

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.engines.base import SearchFilters

Question = str | Example
"""Words, or an example in their place; no words where everything is asked for."""


def question_of(
    *, actor: Actor, now: datetime, text: str, like: str, document: str, filters: SearchFilters
) -> Question:
    """Return what is asked by, once it and the filters are found to be sound.

    Raises:
        InvalidInputError: More than one thing is asked by, a text is too long, or a level is out
            of range.
        NotFoundError: The actor may not know of the technology.
    """
    words = search_words(text, filters)
    if len(document) > DOCUMENT_TEXT_MAX:
        raise InvalidInputError(
            f"Shorten this to at most {DOCUMENT_TEXT_MAX} characters.",
            field="document",
            code="too_long",
            params={"max": str(DOCUMENT_TEXT_MAX), "length": str(len(document))},
        )
    if sum(map(bool, (words, like, document))) > 1:
        raise InvalidInputError(
            "Search by words, by a technology or by a document, one of them at a time.",
            field="like" if like else "document",
            code="only_one",
        )
    if like:
        return technology_example(actor=actor, now=now, public_id=like)
    return document_example(document) if document else words


def search_words(text: str, filters: SearchFilters) -> str:
    """Return the words that are searched for, once they and the filters are found to be sound.

    Raises:
        InvalidInputError: The text is too long, or a level is out of range.
    """
    _checked(filters)
    return text_cleaned(text, field="text", max_length=SEARCH_TEXT_MAX, multiline=False)


def _checked(filters: SearchFilters) -> None:
    for value, field in ((filters.trl_min, "trlMin"), (filters.trl_max, "trlMax")):
        number_checked(value, field=field, smallest=TRL_MIN, largest=TRL_MAX)
    low, high = filters.trl_min, filters.trl_max
    if low is not None and high is not None and low > high:
        raise InvalidInputError(
            "Enter a highest level that is not below the lowest one.",
            field="trlMax",
            code="out_of_range",
            params={"min": str(low), "max": str(TRL_MAX)},
        )
