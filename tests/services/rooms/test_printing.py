"""A request on paper: whoever reads it keeps it as a document, and can check what it says."""

from __future__ import annotations

import hashlib
import subprocess
from functools import partial
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from contracts.rooms.content import form_sha256
from contracts.rooms.services import request_form_open
from marketplace.config.transfers import TRANSFERS
from marketplace.core.errors import NotFoundError, StaleStateError
from marketplace.files.kinds import DownloadKind
from tests.factories.people import NOW
from tests.factories.rooms import request_made
from tests.services.rooms.acting import refused

if TYPE_CHECKING:
    from pathlib import Path

    from marketplace.files.models import Transfer
    from tests.factories.people import People


def fetched(people: People, transfer: Transfer, who: str, number: int = 0) -> bytes:
    """Return the document as the edge hands it out."""
    kind, actor = TRANSFERS[transfer.kind], people.actor(who)
    assert isinstance(kind, DownloadKind)
    kind.authorize(actor=actor, transfer=transfer, now=NOW)
    download = kind.part(actor=actor, transfer=transfer, number=number, now=NOW)
    content = b"".join(download.chunks)
    assert download.size == len(content)
    return content


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("기술자료 요구서", "요구 목적", "거절", "계약 전에는 제공하지 않음")),
        ("en", ("Technical-data request", "Purpose", "Declined", "Not before a contract")),
    ],
)
def test_an_answered_request_is_a_document_with_what_was_asked_inside(
    people: People, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    request = request_made(people, "answered")
    for who in ("seller_owner", "buyer_deal_lead", "buyer_engineer", "case_coordinator"):
        opened = request_form_open(
            actor=people.actor(who), public_id=request.public_id, language=language, now=NOW
        )
        content = fetched(people, opened.transfer, who)
    with pypdfium2.PdfDocument(content) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    items = list(request.items.order_by("position"))
    for each in (*words, *(item.words for item in items)):
        assert "".join(each.split()) in "".join(text.split())
    (tmp_path / "form.pdf").write_bytes(content)
    subprocess.run(["pdfdetach", "-saveall", "form.pdf"], cwd=tmp_path, check=True, timeout=20)
    said = (tmp_path / "request.json").read_bytes()
    assert hashlib.sha256(said).hexdigest() == form_sha256(request, items)
    # asked again it is the same document
    assert fetched(people, opened.transfer, who) == content
    with pytest.raises(NotFoundError):
        fetched(people, opened.transfer, who, number=1)


def test_nobody_else_gets_it_and_nobody_gets_a_draft(people: People) -> None:
    request = request_made(people, "issued")
    draft = request_made(people, "draft", room=request.room)
    opened = request_form_open(
        actor=people.actor("seller_owner"), public_id=request.public_id, language="ko", now=NOW
    )
    for who in ("outsider_owner", "outsider_large", "treasurer", "auditor", "buyer_scout"):
        actor = people.actor(who)
        act = partial(request_form_open, actor=actor, language="ko", now=NOW)
        refused(NotFoundError, partial(act, public_id=request.public_id))
        with pytest.raises(NotFoundError):
            fetched(people, opened.transfer, who)
    lead = partial(request_form_open, actor=people.actor("buyer_deal_lead"), language="ko", now=NOW)
    refused(StaleStateError, partial(lead, public_id=draft.public_id))
    seller = partial(request_form_open, actor=people.actor("seller_owner"), language="ko", now=NOW)
    refused(NotFoundError, partial(seller, public_id=draft.public_id))
