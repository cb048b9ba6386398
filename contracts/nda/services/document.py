"""The signed document, made outside any transaction once the record says that both signed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.nda.drawing import document_drawn
from contracts.nda.models import Nda
from contracts.nda.selectors import DOCUMENT_TYPE
from contracts.nda.services.recording import nda_record
from contracts.nda.signing import signatures_of
from marketplace.files.services import file_destroy, file_store

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.files.models import StoredFile


def nda_document_make(*, nda_id: str, now: datetime) -> bool:
    """Draw, seal and store the document of a signed agreement that has none yet.

    Called outside a transaction; again after a crash it makes only what is not there.

    Args:
        nda_id: The agreement's public id.
        now: The moment of making.
    """
    rows = Nda.objects.filter(public_id=nda_id, signed_at__isnull=False, document=None)
    nda = rows.select_related("match", "technology", "seller", "buyer").first()
    if nda is None:
        return False
    content = document_drawn(nda, signatures_of(DOCUMENT_TYPE, nda.public_id))
    stored = file_store(content=content, now=now)
    return _kept(nda, stored, hashlib.sha256(content).hexdigest(), now)


@transaction.atomic
def _kept(nda: Nda, stored: StoredFile, sha256: str, now: datetime) -> bool:
    """Keep the document; who came second destroys its own again."""
    if Nda.objects.filter(pk=nda.pk, document=None).update(document=stored) != 1:
        file_destroy(stored_file=stored)
        return False
    nda_record("nda.document_made", nda, now, sha256=sha256)
    return True
