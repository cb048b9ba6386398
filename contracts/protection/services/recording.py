"""What the log knows of packs: that they were asked for and made, and their hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.protection.models import EvidencePack
    from marketplace.evidence.leaf import JsonValue
    from marketplace.evidence.models import Entry


def pack_record(kind: str, pack: EvidencePack, now: datetime, **data: JsonValue) -> Entry:
    """Record a fact about a pack; it is the firm's own business."""
    return entry_record(
        kind=kind,
        subjects=[("match", pack.match.public_id), ("pack", pack.public_id)],
        audience=[pack.organisation_id],
        body=data,
        now=now,
    )
