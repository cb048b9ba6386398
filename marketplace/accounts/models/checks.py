"""Rounds of the firm check, their documents, and relaxed separations of duties."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.accounts.choices import DutyRule, FirmDocumentKind
from marketplace.accounts.models.people import Organisation, User
from marketplace.accounts.states import UNDECIDED_CHECKS, FirmCheckState
from marketplace.core.opaque import new_opaque_id


class FirmCheck(models.Model):
    """One round: the firm hands documents in, a verifier decides."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="firm_checks"
    )
    state = models.CharField(
        max_length=10, choices=FirmCheckState.choices, default=FirmCheckState.DRAFT
    )
    note = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # a list of FirmCheckReason values
    reasons = models.JSONField(default=list, blank=True)
    reason_text = models.CharField(max_length=1000, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=UNDECIDED_CHECKS),
                name="firm_check_one_undecided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FirmCheckState.values), name="firm_check_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="firm_check_queue"),
        ]

    def __str__(self) -> str:
        return self.public_id


class FirmDocument(models.Model):
    """A document of one round, encrypted; its content goes 30 days after the decision."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    check_round = models.ForeignKey(FirmCheck, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=26, choices=FirmDocumentKind.choices)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    # nonce and AES-GCM ciphertext; None once it was wiped
    content = models.BinaryField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=FirmDocumentKind.values), name="firm_document_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class DutyRelaxation(models.Model):
    """A separation of duties that an institution gave up, from then until it restored it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="duty_relaxations"
    )
    rule = models.CharField(max_length=24, choices=DutyRule.choices)
    relaxed_at = models.DateTimeField()
    relaxed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "rule"],
                condition=Q(restored_at=None),
                name="duty_relaxed_once",
            ),
            models.CheckConstraint(condition=Q(rule__in=DutyRule.values), name="duty_rule_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.rule}"
