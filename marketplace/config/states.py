"""States of an entry that a handler could not take."""

from __future__ import annotations

from django.db import models


class HeldState(models.TextChoices):
    """Why a handler has not taken an entry that its cursor has passed."""

    RETRYING = "retrying", "Failed; tried again after a pause"
    PARKED = "parked", "Kept failing; an operator has to look"
    WAITING = "waiting", "Comes after a held entry of the same subject"
