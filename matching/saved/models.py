"""What people search for again and again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from marketplace.core.opaque import new_opaque_id
from matching.alerts.states import SearchPace
from matching.saved.constants import NAME_MAX


class SavedSearch(models.Model):
    """One search of the market under a person's own name for it; nobody else reads it."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=NAME_MAX)
    text = models.CharField(max_length=500, blank=True)
    # the opaque id of a technology that is searched by in the place of words
    example = models.CharField(max_length=22, blank=True)
    industries = models.JSONField(default=list)
    trl_min = models.PositiveSmallIntegerField(null=True)
    trl_max = models.PositiveSmallIntegerField(null=True)
    transfer_modes = models.JSONField(default=list)
    origins = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    order = models.CharField(max_length=12)
    # of all that is searched for, so that the same search is not kept twice
    digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    # how soon the person hears of what comes to the market for it, and since when they hear at all
    pace = models.CharField(max_length=8, choices=SearchPace.choices, default=SearchPace.OFF)
    told_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "digest"], name="saved_search_once"),
        ]

    def __str__(self) -> str:
        return self.public_id
