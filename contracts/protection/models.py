"""Packs of evidence that one firm takes away from one match."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from contracts.protection.states import PackFailure, PackState
from marketplace.core.opaque import new_opaque_id
from matching.states import MatchSide


class EvidencePack(models.Model):
    """What a firm may read of the log about a match, with proofs and the documents it holds."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    requested_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    # the pack holds what the log had up to this entry
    entry = models.ForeignKey(
        "evidence.Entry", on_delete=models.PROTECT, related_name="+", null=True
    )
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.REQUESTED)
    failure = models.CharField(max_length=10, choices=PackFailure.choices, blank=True)
    made_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(default=0)
    stored_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=PackState.values), name="pack_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PackState.READY, stored_file__isnull=False)
                | (~Q(state=PackState.READY) & Q(stored_file__isnull=True)),
                name="pack_ready_with_file",
            ),
            models.UniqueConstraint(
                fields=["match", "organisation"],
                condition=Q(state=PackState.REQUESTED),
                name="pack_requested_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "match", "-id"], name="pack_of_match"),
        ]

    def __str__(self) -> str:
        return self.public_id
