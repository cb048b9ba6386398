"""The signed document, made outside any transaction once the record says that both signed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.db import transaction

from contracts.nda.drawing import document_drawn
from contracts.nda.models import Nda
from contracts.nda.selectors import DOCUMENT_TYPE
from contracts.nda.services.recording import nda_record
from contracts.nda.signing import signatures_of
from marketplace.core.errors import NotFoundError
from marketplace.core.pdf_seal import sealed
from marketplace.files.services import file_complete, file_destroy, file_written, transfer_open
from marketplace.files.states import Direction

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile
    from marketplace.files.services import OpenedTransfer

NDA_DOCUMENT: Final = "nda.document"
"""The kind of transfer that fetches the document."""


def nda_document_make(*, nda_id: str, now: datetime) -> bool:
    """Draw, seal and store the document of a signed agreement that has none yet.

    Called outside a transaction; again after a crash it makes only what is not there.

    Args:
        nda_id: The agreement's public id.
        now: The moment of making.

    Raises:
        SealKeyError: The key of the seal is missing, wrong or unsafe.
        KekError: The key-encryption key is missing or wrong.
    """
    rows = Nda.objects.filter(public_id=nda_id, signed_at__isnull=False, document=None)
    nda = rows.select_related("match", "technology", "seller", "buyer").first()
    if nda is None:
        return False
    drawn = document_drawn(nda, signatures_of(DOCUMENT_TYPE, nda.public_id))
    content = sealed(drawn, now=now, reason="Both sides signed")
    stored = file_written(content=content, now=now)
    return _kept(nda, stored, hashlib.sha256(content).hexdigest(), now)


@transaction.atomic
def nda_document_open(*, actor: Actor, nda: Nda, now: datetime) -> OpenedTransfer:
    """Give leave to fetch the signed document, which the actor may read.

    Raises:
        NotFoundError: It is not signed, or the document is not made yet.
    """
    if nda.document is None:
        raise NotFoundError
    return transfer_open(
        actor=actor,
        kind=NDA_DOCUMENT,
        subject=nda.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=nda.document,
        file_name=f"nda-{nda.public_id}.pdf",
        media_type="application/pdf",
    )


@transaction.atomic
def _kept(nda: Nda, stored: StoredFile, sha256: str, now: datetime) -> bool:
    """Keep the document; who came second destroys its own again."""
    if Nda.objects.filter(pk=nda.pk, document=None).update(document=stored) != 1:
        file_destroy(stored_file=stored)
        return False
    file_complete(stored_file=stored, now=now)
    nda_record("nda.document_made", nda, now, sha256=sha256)
    return True
