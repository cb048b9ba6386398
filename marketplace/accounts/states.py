"""What follows what: the standing of a firm, a round of its check, an invitation."""

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
    # a confirmation that turned out wrong is taken back
    Verification.VERIFIED: frozenset({Verification.REJECTED}),
}


class FirmCheckState(models.TextChoices):
    """How far one round of a firm check is."""

    DRAFT = "draft", "The firm gathers its documents"
    PENDING = "pending", "Waits for a verifier"
    CONFIRMED = "confirmed", "The firm was confirmed"
    DECLINED = "declined", "The firm was not confirmed, or the confirmation was taken back"


FIRM_CHECK_MOVES: dict[str, frozenset[str]] = {
    # a verifier may confirm a firm whose papers were seen elsewhere
    FirmCheckState.DRAFT: frozenset({FirmCheckState.PENDING, FirmCheckState.CONFIRMED}),
    FirmCheckState.PENDING: frozenset({FirmCheckState.CONFIRMED, FirmCheckState.DECLINED}),
    FirmCheckState.CONFIRMED: frozenset({FirmCheckState.DECLINED}),
    FirmCheckState.DECLINED: frozenset(),
}

UNDECIDED_CHECKS = (FirmCheckState.DRAFT, FirmCheckState.PENDING)


class InvitationState(models.TextChoices):
    """What became of an invitation."""

    OPEN = "open", "Waits for an answer"
    ACCEPTED = "accepted", "The person joined"
    DECLINED = "declined", "The person does not want to join"
    REVOKED = "revoked", "The organisation took it back"
    EXPIRED = "expired", "Nobody answered in time"


INVITATION_MOVES: dict[str, frozenset[str]] = {
    InvitationState.OPEN: frozenset(
        {
            InvitationState.ACCEPTED,
            InvitationState.DECLINED,
            InvitationState.REVOKED,
            InvitationState.EXPIRED,
        }
    ),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.DECLINED: frozenset(),
    InvitationState.REVOKED: frozenset(),
    InvitationState.EXPIRED: frozenset(),
}


class RecipientState(models.TextChoices):
    """Whether files may be encrypted to a key."""

    PENDING = "pending", "Its owner has not decrypted the challenge yet"
    ACTIVE = "active", "New files are encrypted to it"
    RETIRED = "retired", "No new file is encrypted to it"


RECIPIENT_MOVES: dict[str, frozenset[str]] = {
    RecipientState.PENDING: frozenset({RecipientState.ACTIVE, RecipientState.RETIRED}),
    RecipientState.ACTIVE: frozenset({RecipientState.RETIRED}),
    RecipientState.RETIRED: frozenset(),
}
