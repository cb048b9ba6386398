"""The languages people write and read here."""

from __future__ import annotations

from django.db import models


class Language(models.TextChoices):
    """A language of texts and pages, as an ISO 639-1 code."""

    KO = "ko", "Korean"
    EN = "en", "English"
