"""Tokens by which a program acts for a person."""

from __future__ import annotations

from django.db import models

from marketplace.accounts.models.people import Membership, User
from marketplace.core.opaque import new_opaque_id


class ApiToken(models.Model):
    """A token of one membership; only its digest is kept."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=8, help_text="The first characters, to recognise it by.")
    token_sha256 = models.CharField(max_length=64, unique=True)
    # a list of ApiScope values
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.public_id
