"""Keys to which files are encrypted for the people who may hold them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.accounts.models.people import Membership, Organisation
from marketplace.accounts.states import RecipientState
from marketplace.core.opaque import new_opaque_id


class AgeRecipient(models.Model):
    """The public half of a member's age key; the secret half never comes here."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="age_recipients"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="age_recipients"
    )
    label = models.CharField(max_length=60)
    recipient = models.CharField(max_length=62, help_text="An X25519 recipient: age1…")
    state = models.CharField(
        max_length=8, choices=RecipientState.choices, default=RecipientState.PENDING
    )
    challenge_sha256 = models.CharField(
        max_length=64, help_text="Digest of what its owner has to decrypt."
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "recipient"],
                condition=~Q(state=RecipientState.RETIRED),
                name="age_recipient_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecipientState.values), name="age_recipient_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
