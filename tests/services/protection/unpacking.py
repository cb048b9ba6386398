"""What tests of packs share: a match with documents, and a pack laid out in a folder."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from contracts.deals.services import contract_documents_make
from contracts.nda.services import nda_document_make
from contracts.rooms.services import rooms_recheck
from marketplace.escrow.services import certificates_make
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.vault import opened_whole
from tests.factories.deals import contract_made
from tests.factories.deposits import deposit_made
from tests.factories.market import match_made
from tests.factories.ndas import nda_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from contracts.protection.models import EvidencePack
    from matching.models import Match
    from tests.factories.people import People


def documented_match(people: People, mark: str = "") -> Match:
    """Return a match with a certified deposit, a signed agreement and a signed contract."""
    match = match_made(people, "matched", key="packs")
    deposit = deposit_made(people, "sealed", technology=match.technology, mark=mark)
    nda = nda_made(people, "signed", match=match, mark=mark)
    rooms_recheck(nda_ids=[nda.public_id], now=NOW)
    contract = contract_made(people, "signed", match=match, mark=mark)
    sequence_once(NOW)
    certificates_make(deposit_ids=[deposit.public_id], now=NOW)
    nda_document_make(nda_id=nda.public_id, now=NOW)
    contract_documents_make(contract_ids=[contract.public_id], now=NOW)
    return match


def content_of(pack: EvidencePack) -> bytes:
    """Return the zip."""
    assert pack.stored_file is not None
    return opened_whole(pack.stored_file, largest=64 * 1024 * 1024)


def unpacked(pack: EvidencePack, folder: Path) -> dict[str, bytes]:
    """Lay a pack out and return its files by name."""
    with zipfile.ZipFile(io.BytesIO(content_of(pack))) as archive:
        archive.extractall(folder)
        return {name: archive.read(name) for name in archive.namelist()}
