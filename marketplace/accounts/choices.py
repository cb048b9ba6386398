"""Kinds of documents, reasons, barriers and scopes."""

from __future__ import annotations

from django.db import models


class FirmDocumentKind(models.TextChoices):
    """What a document of the firm check shows."""

    REGISTRATION_CERTIFICATE = "registration_certificate", "Certificate of business registration"
    PROOF_OF_AUTHORITY = "proof_of_authority", "That the person may act for the firm"
    OTHER = "other", "Something else the verifier should see"


class FirmCheckReason(models.TextChoices):
    """Why a firm was not confirmed."""

    NUMBER_MISMATCH = "number_mismatch", "The registration number is another one"
    NAME_MISMATCH = "name_mismatch", "The name is another one"
    DOCUMENT_UNREADABLE = "document_unreadable", "A document cannot be read"
    DOCUMENT_EXPIRED = "document_expired", "A document is no longer valid"
    AUTHORITY_MISSING = "authority_missing", "Nothing shows that the person may act for the firm"
    BUSINESS_CLOSED = "business_closed", "The business is closed or suspended"
    OTHER = "other", "Another reason, told in words"


class BarrierKind(models.TextChoices):
    """Why a firm is kept out."""

    RIVAL = "rival", "A competitor"
    BLOCK = "block", "Kept out for another reason"


class ApiScope(models.TextChoices):
    """What a program may do with a token, within what its owner may do."""

    MARKET_READ = "market:read", "Read the market, and whose token it is"
    TECHNOLOGIES_READ = "technologies:read", "Read the technologies of one's own firm"
    TECHNOLOGIES_WRITE = "technologies:write", "Write technologies"
    DEMANDS_READ = "demands:read", "Read the demands of one's own firm"
    DEMANDS_WRITE = "demands:write", "Write demands"
    MATCHES_READ = "matches:read", "Read matches"
    MATCHES_WRITE = "matches:write", "Request matches"
    RECORDS_READ = "records:read", "Read the records of one's own firm"
    NOTIFICATIONS_READ = "notifications:read", "Read one's own notices"


class DutyRule(models.TextChoices):
    """A separation of duties that an institution may relax."""

    REVIEW_AFTER_CHECK = (
        "review_after_check",
        "Who checked a firm does not review its technologies for 30 days",
    )
