"""Firms kept out, and firms of the same group, both by registration number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.accounts.choices import BarrierKind
from marketplace.accounts.models.people import Organisation
from marketplace.core.opaque import new_opaque_id


class Barrier(models.Model):
    """A firm that an organisation keeps out; it may or may not be here."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="barriers"
    )
    kind = models.CharField(max_length=8, choices=BarrierKind.choices)
    registration_number = models.CharField(max_length=10)
    name = models.CharField(max_length=160)
    reason = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "registration_number"],
                condition=Q(lifted_at=None),
                name="barrier_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BarrierKind.values), name="barrier_kind_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["registration_number"],
                condition=Q(lifted_at=None),
                name="barrier_standing_by_number",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Affiliate(models.Model):
    """A firm of the same group; whoever keeps one of them out keeps both out."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliates"
    )
    registration_number = models.CharField(max_length=10)
    name = models.CharField(max_length=160)
    declared_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "registration_number"],
                condition=Q(removed_at=None),
                name="affiliate_standing_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["registration_number"],
                condition=Q(removed_at=None),
                name="affiliate_standing_by_number",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
