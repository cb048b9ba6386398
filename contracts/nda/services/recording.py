"""How the record of an agreement is written, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.nda.models import Nda
    from marketplace.evidence.leaf import JsonValue
    from marketplace.evidence.models import Entry


def nda_subjects(nda: Nda, *, person: str = "") -> list[tuple[str, str]]:
    """Return what an entry about the agreement is about."""
    subjects = [
        ("nda", nda.public_id),
        ("match", nda.match.public_id),
        ("technology", nda.technology.public_id),
    ]
    return [*subjects, ("person", person)] if person else subjects


def nda_audience(nda: Nda) -> list[int]:
    """Return the organisations that read it: both firms, and the institution that mediates."""
    return [nda.seller_id, nda.buyer_id, nda.institution_id]


def nda_record(kind: str, nda: Nda, now: datetime, *, person: str = "", **data: JsonValue) -> Entry:
    """Record a fact about the agreement: codes and hashes, neither names nor words."""
    return entry_record(
        kind=kind,
        subjects=nda_subjects(nda, person=person),
        audience=nda_audience(nda),
        body=data,
        now=now,
    )
