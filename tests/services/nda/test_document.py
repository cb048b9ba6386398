"""The signed document is made once, opens for its readers alone, and holds what was signed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from contracts.nda.services import nda_document_make, nda_document_open
from contracts.nda.transfers import NdaDocumentDownload
from marketplace.core.errors import NotFoundError
from marketplace.files.models import StoredFile
from tests.factories.ndas import nda_made
from tests.services.nda.acting import LATER, fresh, kinds, reacted, refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.people import People


def test_the_document_is_made_once_sealed_and_read(
    log_key: None, people: People, tmp_path: Path
) -> None:
    nda, offered = nda_made(people, "signed"), nda_made(people, "offered")
    refused(
        NotFoundError,
        lambda: nda_document_open(actor=people.actor("seller_owner"), nda=nda, now=LATER),
    )
    assert not nda_document_make(nda_id=offered.public_id, now=LATER)
    reacted("nda_documents")
    assert kinds(nda)[-1] == "nda.document_made"
    # a handler that is called again makes no second one
    assert not nda_document_make(nda_id=nda.public_id, now=LATER)
    assert StoredFile.objects.count() == 1
    reader = people.actor("buyer_engineer")
    opened = nda_document_open(actor=reader, nda=fresh(nda), now=LATER)
    kind = NdaDocumentDownload()
    kind.authorize(actor=reader, transfer=opened.transfer, now=LATER)
    download = kind.part(actor=reader, transfer=opened.transfer, number=0, now=LATER)
    file = tmp_path / "nda.pdf"
    file.write_bytes(b"".join(download.chunks))
    assert file.stat().st_size == download.size
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, file], check=True, timeout=20)
    assert (tmp_path / "agreement.txt").read_text(encoding="utf-8") == nda.text
    assert (tmp_path / "statement-buyer.json").exists()
    told = subprocess.run(
        ["pdfsig", "-nocert", file], check=True, timeout=20, capture_output=True, text=True
    ).stdout
    assert "Signature is Valid" in told
    for who in ("buyer_scout", "outsider_owner", "other_coordinator"):
        if who in people.users:
            with pytest.raises(NotFoundError):
                kind.authorize(actor=people.actor(who), transfer=opened.transfer, now=LATER)
