"""How many pages a document has that can be read in a room."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class DocumentPages(models.Model):
    """What became of counting a document's pages, once for each stored file."""

    stored_file = models.OneToOneField(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    # null where it cannot be shown as pages; then `reason` says why, for example `encrypted`
    pages = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pages__gte=1, reason="") | (Q(pages=None) & ~Q(reason="")),
                name="document_pages_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stored_file_id}: {self.pages or self.reason}"
