"""The rows of the log: what was recorded, who may read it, and what was published of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from marketplace.core.opaque import new_opaque_id


class Entry(models.Model):
    """One recorded fact, written in the transaction that made it true and never changed.

    `index` and `integrated_at` are null until the sequencer has taken the entry into the log;
    they are the only columns ever written later. Order is the index, never the row id: a row
    with a lower id may have been committed later.
    """

    uid = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    kind = models.CharField(max_length=64)
    # body and salt are null only where a recorded retention act removed them
    body = models.TextField(null=True)  # noqa: DJ001  (absent is not the same as empty)
    salt = models.BinaryField(max_length=32, null=True)
    commitment = models.BinaryField(max_length=32)
    recorded_at = models.DateTimeField()
    index = models.BigIntegerField(null=True, unique=True)
    integrated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(index__isnull=True, integrated_at__isnull=True)
                | Q(index__gte=0, integrated_at__isnull=False),
                name="evidence_entry_index_with_time",
            ),
        ]
        indexes = [
            # the sequencer's only question, answered in constant time however long the log is
            models.Index(fields=["id"], condition=Q(index__isnull=True), name="evidence_waiting"),
        ]

    def __str__(self) -> str:
        """Return the kind and the place in the log."""
        return f"{self.kind} at {self.index}"


class EntrySubject(models.Model):
    """One thing an entry is about, by its public id."""

    # no index of its own: the unique constraint below begins with the entry
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="subjects", db_index=False
    )
    type = models.CharField(max_length=32)
    ref = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "type", "ref"], name="evidence_subject_once"),
        ]
        indexes = [models.Index(fields=["type", "ref", "entry"], name="evidence_by_subject")]

    def __str__(self) -> str:
        """Return the subject as type and id."""
        return f"{self.type}:{self.ref}"


class EntryAudience(models.Model):
    """One organisation that may read an entry.

    The organisation is a number without a foreign key: the log outlives what it tells about.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="audience")
    organisation_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "entry"], name="evidence_audience_once"
            ),
        ]

    def __str__(self) -> str:
        """Return the organisation's number."""
        return str(self.organisation_id)


class Tile(models.Model):
    """Up to 256 neighbouring hashes of one level; only the last tile of a level still grows."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField(max_length=8192)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="evidence_tile_once"),
        ]

    def __str__(self) -> str:
        """Return the tile's coordinates."""
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement of the log's size and root hash."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the size that was signed."""
        return f"checkpoint at {self.size}"


class PublicKey(models.Model):
    """A public key under which checkpoints were signed, so that every process can publish it."""

    vkey = models.CharField(max_length=400, unique=True)
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the key in the text form that verifiers take."""
        return self.vkey
