"""The firm check: what follows what."""

from __future__ import annotations

from django.db import models


class Verification(models.TextChoices):
    """How far the check of an organisation is."""

    UNVERIFIED = "unverified", "Not checked yet"
    PENDING = "pending", "Being checked"
    VERIFIED = "verified", "Checked and confirmed"
    REJECTED = "rejected", "Checked and not confirmed"


VERIFICATION_MOVES: dict[str, frozenset[str]] = {
    Verification.UNVERIFIED: frozenset({Verification.PENDING, Verification.VERIFIED}),
    Verification.PENDING: frozenset({Verification.VERIFIED, Verification.REJECTED}),
    Verification.REJECTED: frozenset({Verification.PENDING}),
    Verification.VERIFIED: frozenset(),
}
