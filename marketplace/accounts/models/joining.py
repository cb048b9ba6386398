"""Invitations to act for an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.accounts.models.people import Membership, Organisation
from marketplace.accounts.states import InvitationState
from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id


class Invitation(models.Model):
    """An offer to a mail address, answered by whoever proved that the address is theirs."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(max_length=254, help_text="In lower case.")
    # a list of Role values
    roles = models.JSONField(default=list, blank=True)
    signing_authority = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language.choices)
    state = models.CharField(
        max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state=InvitationState.OPEN),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="invitation_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["email"],
                condition=Q(state=InvitationState.OPEN),
                name="invitation_open_by_email",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
