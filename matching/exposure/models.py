"""How often each technology was shown on which day: the ledger of exposure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from matching.exposure.states import Surface


class ExposureDay(models.Model):
    """What one technology was shown on one day in Korea in one kind of answer.

    It holds counts and nobody: neither who was answered nor what was asked for.
    """

    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    surface = models.CharField(max_length=12, choices=Surface.choices)
    # among the first ten places: how often, and the sum of those places
    shown = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    # the sum of 1000 / log2(place + 1)
    thousandths = models.PositiveIntegerField(default=0)
    # among the first twenty answers, but at none of the ten places
    near = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["technology", "day", "surface"], name="exposure_day_once"
            ),
            models.CheckConstraint(
                condition=Q(surface__in=Surface.values), name="exposure_surface_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "owner"], name="exposure_of_firms"),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id} on {self.day} in {self.surface}: {self.shown}"
