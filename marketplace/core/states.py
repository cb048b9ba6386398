"""States of a deadline."""

from __future__ import annotations

from django.db import models


class TimerState(models.TextChoices):
    """Whether a deadline still waits."""

    OPEN = "open", "Waiting"
    DONE = "done", "Its service was called"
    CANCELLED = "cancelled", "Taken back before it was due"
    FAILED = "failed", "Its service kept failing; an operator has to look"
