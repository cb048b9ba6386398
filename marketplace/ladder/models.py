"""What lifts an organisation above the market's own stages, each fact with its record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.ladder.stages import Stage


class StageFact(models.Model):
    """One condition of the ladder that holds for an organisation, or one member of it.

    Written by the service that makes it true, in the transaction that does so. It counts from
    `valid_from` until `valid_until` or until it is revoked; no row is ever taken away.
    """

    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    stage = models.PositiveSmallIntegerField()
    scope = models.JSONField(default=list)
    source = models.CharField(max_length=64)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    entry = models.ForeignKey("evidence.Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__gte=Stage.S2, stage__lte=Stage.S5), name="stage_fact_stage"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="stage_fact_ends_later",
            ),
            models.UniqueConstraint(
                fields=["source", "stage", "organisation"],
                condition=Q(member=None),
                name="stage_fact_once",
            ),
            models.UniqueConstraint(
                fields=["source", "stage", "organisation", "member"],
                name="stage_fact_once_per_member",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "technology"],
                condition=Q(revoked_at=None),
                name="stage_fact_standing",
            )
        ]

    def __str__(self) -> str:
        return f"S{self.stage} of {self.organisation_id} on {self.technology_id}"
