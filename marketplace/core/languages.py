"""The languages people write and read here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Mapping

Words = TypeVar("Words")


class Language(models.TextChoices):
    """A language of texts and pages, as an ISO 639-1 code."""

    KO = "ko", "Korean"
    EN = "en", "English"


def in_language(texts: Mapping[str, Words], language: str) -> tuple[str, Words] | None:
    """Return the text in the language wanted, else in one there is, with its language."""
    for code in (language, *Language.values):
        if code in texts:
            return code, texts[code]
    return None
