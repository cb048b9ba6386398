"""Deposits, what lies in them, their certificates, and their release to a buyer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.escrow.states import (
    DepositFileState,
    DepositKind,
    DepositLevel,
    DepositProvider,
    DepositState,
    FingerprintState,
    ReleaseState,
)

FILE_NAME_MAX = 200


class Deposit(models.Model):
    """What a firm seals: a technology, or what it knew; then neither words nor files change."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+", null=True
    )
    request_id = models.CharField(max_length=64)
    number = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  (unique where given)
    state = models.CharField(
        max_length=10, choices=DepositState.choices, default=DepositState.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)
    depositor_name = models.CharField(max_length=120, blank=True)
    depositor_address = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=DepositKind.choices, blank=True)
    made_on = models.DateField(null=True)
    outline = models.CharField(max_length=4000, blank=True)
    # SHA-256 over salt and manifest, as hexadecimal digits; the log knows the commitment alone
    salt = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    entry = models.ForeignKey(
        "evidence.Entry", on_delete=models.PROTECT, related_name="+", null=True
    )
    term_until = models.DateField(null=True)
    provider = models.CharField(
        max_length=12, choices=DepositProvider.choices, default=DepositProvider.PRIVATE_SEAL
    )
    level = models.CharField(max_length=2, choices=DepositLevel.choices, default=DepositLevel.L1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "request_id"], name="deposit_request_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DepositState.values), name="deposit_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="sealed")
                | (
                    Q(number__isnull=False, sealed_at__isnull=False, entry__isnull=False)
                    & ~Q(commitment="")
                    & ~Q(salt="")
                ),
                name="deposit_sealed_is_committed",
            ),
            models.CheckConstraint(
                condition=Q(technology=None) | Q(state="sealed"), name="deposit_attached_is_sealed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="deposit_of_firm"),
        ]

    def __str__(self) -> str:
        return self.public_id


class DepositNumber(models.Model):
    """The last number given to a deposit in a year; its row is the lock for the next one."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Contributor(models.Model):
    """Somebody who made part of what is deposited."""

    deposit = models.ForeignKey(Deposit, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField(max_length=80)
    part = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.pk} of {self.deposit_id}"


class DepositFile(models.Model):
    """One file of a deposit; its commitment may be shown, its name and bytes are sealed."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=FILE_NAME_MAX)
    media_type = models.CharField(max_length=100)
    # null once it was removed, or the deposit discarded
    stored_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )
    state = models.CharField(
        max_length=10, choices=DepositFileState.choices, default=DepositFileState.ARRIVING
    )
    salt = models.CharField(max_length=64, blank=True)
    # SHA-256 over salt and SHA-256 of the plaintext, as hexadecimal digits
    commitment = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deposit", "name"],
                condition=~Q(state="removed"),
                name="deposit_file_name_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DepositFileState.values), name="deposit_file_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="stored")
                | (Q(stored_file__isnull=False) & ~Q(commitment="") & ~Q(salt="")),
                name="deposit_file_stored_is_committed",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Certificate(models.Model):
    """What says of a deposit in one language what was sealed when, with its place in the log."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="certificates")
    language = models.CharField(max_length=2, choices=Language.choices)
    stored_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    # the entry's place, and the size of the log in the checkpoint that the certificate quotes
    index = models.BigIntegerField()
    size = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deposit", "language"], name="certificate_once"),
            models.CheckConstraint(
                condition=Q(size__gt=models.F("index")), name="certificate_within_checkpoint"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deposit_id}/{self.language}"


class Release(models.Model):
    """A deposit handed to a buyer's firm, encrypted anew to the keys of its people."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    # what made it true, as the ladder names it, for example `contract:<public id>`
    source = models.CharField(max_length=80)
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.REQUESTED
    )
    recipients = models.JSONField(default=list)
    # what its entries are about and who reads them, as whoever released it said
    subjects = models.JSONField(default=list)
    audience = models.JSONField(default=list)
    entry = models.ForeignKey("evidence.Entry", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deposit", "organisation", "source"], name="release_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="release_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="release_of_firm"),
            models.Index(fields=["source"], name="release_of_source"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ReleasedFile(models.Model):
    """One file of a release; its ciphertext opens with the buyer's keys."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    deposit_file = models.ForeignKey(DepositFile, on_delete=models.PROTECT, related_name="+")
    # null until its encryption began, and again once it was taken back
    stored_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "deposit_file"], name="released_file_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class FileFingerprint(models.Model):
    """What is kept of a sealed file's words to compare public ones with: keyed hashes, encrypted.

    The key lies here and the hashes in a stored file, so that neither tells anything alone.
    """

    deposit_file = models.OneToOneField(DepositFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=FingerprintState.choices)
    # why no words could be read, for example `encrypted`
    reason = models.CharField(max_length=64, blank=True)
    key = models.BinaryField(max_length=32)
    stored_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="unreadable", stored_file=None)
                | Q(state__in=["read", "partly"], stored_file__isnull=False, reason=""),
                name="file_fingerprint_kept_where_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deposit_file_id}: {self.state}"
