"""What large firms look for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.demands.states import DemandState
from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN, Origin


class Demand(models.Model):
    """A technology that a large firm looks for; its name stays hidden until a match."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    owner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NATIVE)
    state = models.CharField(max_length=12, choices=DemandState.choices, default=DemandState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    request_id = models.CharField(max_length=64, null=True)  # noqa: DJ001  (unique where given)
    source_ref = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001
    industries = models.JSONField(default=list)
    trl_min = models.PositiveSmallIntegerField(null=True)
    trl_max = models.PositiveSmallIntegerField(null=True)
    transfer_modes = models.JSONField(default=list)
    budget_min = models.BigIntegerField(null=True)
    budget_max = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    deadline = models.DateField(null=True)
    exclusions = models.TextField(blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    # month of publication, then chance: sorts the list without telling the day
    published_order = models.BigIntegerField(null=True)
    publication_entry = models.ForeignKey(
        "evidence.Entry", on_delete=models.PROTECT, related_name="+", null=True
    )
    # the deposit that holds what the firm knew already: its public id, number and commitment,
    # as `escrow` states them, and the record of its sealing
    seal_deposit = models.CharField(max_length=22, blank=True)
    seal_number = models.CharField(max_length=20, blank=True)
    seal_commitment = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True)
    seal_entry = models.ForeignKey(
        "evidence.Entry", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "request_id"], name="demand_request_once"),
            models.CheckConstraint(
                condition=Q(state__in=DemandState.values), name="demand_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_at__isnull=False, published_order__isnull=False),
                name="demand_published_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(trl_min=None)
                | Q(trl_max=None)
                | Q(trl_min__gte=TRL_MIN, trl_max__lte=TRL_MAX, trl_min__lte=F("trl_max")),
                name="demand_trl_range",
            ),
            models.CheckConstraint(
                condition=Q(budget_min=None)
                | Q(budget_max=None)
                | Q(budget_min__gte=0, budget_min__lte=F("budget_max")),
                name="demand_budget_range",
            ),
            models.CheckConstraint(
                condition=Q(
                    seal_deposit="",
                    seal_number="",
                    seal_commitment="",
                    sealed_at=None,
                    seal_entry=None,
                )
                | (
                    Q(sealed_at__isnull=False, seal_entry__isnull=False)
                    & ~Q(seal_deposit="")
                    & ~Q(seal_number="")
                    & ~Q(seal_commitment="")
                ),
                name="demand_seal_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("published_order").desc(),
                "public_id",
                condition=Q(state="published"),
                name="demand_list_order",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class DemandText(models.Model):
    """The demand's words in one language."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=300, blank=True)
    need = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    constraints = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demand", "language"], name="demand_text_once"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="demand_text_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}/{self.language}"
