"""Ciphertext in parts, the keys it was wrapped with, and the ways in and out."""

from __future__ import annotations

from typing import Final

from django.db import models

from marketplace.core.opaque import new_opaque_id
from marketplace.files.states import Direction, FileState, TransferState

PART_BYTES: Final = 63 * 1024 * 1024
"""Plaintext of a part: its age file, with header and tags, stays below 64 MiB."""

_ID_LENGTH: Final = 22
_SHA256_LENGTH: Final = 64


class KeyEncryptionKey(models.Model):
    """A version of the key-encryption key, recognisable but not readable here."""

    version = models.PositiveIntegerField(unique=True)
    check_value = models.CharField(max_length=_SHA256_LENGTH)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key-encryption key {self.version}"


class StoredFile(models.Model):
    """A file as age ciphertext; its identity opens only with the key-encryption key."""

    public_id = models.CharField(max_length=_ID_LENGTH, unique=True, default=new_opaque_id)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WRITING)
    # nonce and ciphertext of the identity; nothing once it is destroyed
    wrapped_identity = models.BinaryField(null=True)
    kek_version = models.PositiveIntegerField()
    vault_recipient = models.CharField(max_length=100)
    recipients = models.JSONField(default=list)
    size = models.BigIntegerField()
    # of the plaintext, known once every part is there
    sha256 = models.CharField(max_length=_SHA256_LENGTH, blank=True)
    part_bytes = models.PositiveIntegerField(default=PART_BYTES)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=FileState.values), name="stored_file_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=0), name="stored_file_size_natural"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=FileState.WHOLE) | ~models.Q(sha256=""),
                name="stored_file_whole_is_hashed",
            ),
            models.CheckConstraint(
                condition=models.Q(state=FileState.DESTROYED, wrapped_identity=None)
                | (~models.Q(state=FileState.DESTROYED) & models.Q(wrapped_identity__isnull=False)),
                name="stored_file_key_until_destroyed",
            ),
        ]
        indexes = [models.Index(fields=["kek_version", "id"], name="stored_file_kek")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def part_count(self) -> int:
        """Return how many parts the file has; an empty file has one, which is empty."""
        return max(1, -(-self.size // self.part_bytes))

    def part_size(self, number: int) -> int:
        """Return how many bytes of plaintext a part holds."""
        return min(self.part_bytes, self.size - number * self.part_bytes)


class FilePart(models.Model):
    """One part: an age file of its own, which `age -d` opens."""

    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=_SHA256_LENGTH)
    cipher_size = models.PositiveIntegerField()
    cipher_sha256 = models.CharField(max_length=_SHA256_LENGTH)
    object_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stored_file", "number"], name="file_part_once"),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.stored_file_id}"


class Transfer(models.Model):
    """Leave to move one file in or out: for one session, until a moment, part by part."""

    public_id = models.CharField(max_length=_ID_LENGTH, unique=True, default=new_opaque_id)
    secret_sha256 = models.CharField(max_length=_SHA256_LENGTH)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    direction = models.CharField(max_length=10, choices=Direction)
    user_id = models.BigIntegerField()
    # a name of the session that does not give it away; empty where there is none, as in commands
    session = models.CharField(max_length=_SHA256_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.OPEN)
    parts = models.PositiveIntegerField()
    size = models.BigIntegerField()
    # numbers of the parts that went out whole
    delivered = models.JSONField(default=list)
    stored_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TransferState.values), name="transfer_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(direction=Direction.DOWNLOAD)
                | models.Q(stored_file__isnull=False),
                name="transfer_upload_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stored_file"], condition=models.Q(state="open"), name="transfer_open_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.direction} {self.state}"
