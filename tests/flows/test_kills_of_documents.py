"""Whoever dies between a document and the row that refers to it leaves no file for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection

from contracts.deals.models import Contract
from contracts.deals.services import contract_documents_make
from contracts.nda.models import Nda
from contracts.nda.services import nda_document_make
from contracts.protection.models import EvidencePack
from contracts.protection.services import packs_make
from marketplace.core.models import Timer
from marketplace.escrow.models import Certificate, FileFingerprint
from marketplace.escrow.services import certificates_make
from marketplace.escrow.services.fingerprinting import fingerprints_make
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.models import StoredFile
from marketplace.files.services.storing import unfinished_file_drop
from tests.factories.deals import contract_made
from tests.factories.deposits import deposit_made
from tests.factories.ndas import nda_made
from tests.factories.people import NOW, People, people_made
from tests.factories.protection import pack_made

if TYPE_CHECKING:
    from django.db.models import Model
    from pytest_django import Settings

TOMORROW = NOW + dt.timedelta(hours=26)
ONE_FILE = {"drawing.txt": ("text/plain", b"Gap 0.42 mm at 131 C over four layers of the sheet")}


@pytest.fixture
def people(transactional_db: None, settings: Settings, tmp_path: Path) -> People:
    settings.LOG_KEY_FILE, settings.FILES_DIR = tmp_path / "log_key", tmp_path / "files"
    log_key_create()
    return people_made()


def nda_document(people: People) -> Callable[[], object]:
    nda = nda_made(people)
    return lambda: nda_document_make(nda_id=nda.public_id, now=NOW)


def contract_document(people: People) -> Callable[[], object]:
    contract = contract_made(people)
    return lambda: contract_documents_make(contract_ids=[contract.public_id], now=NOW)


def evidence_pack(people: People) -> Callable[[], object]:
    pack = pack_made(people, "requested", match=nda_made(people).match)
    sequence_once(NOW)
    return lambda: packs_make(pack_ids=[pack.public_id], now=NOW)


def certificate(people: People) -> Callable[[], object]:
    deposit = deposit_made(people, files=ONE_FILE)
    sequence_once(NOW)
    return lambda: certificates_make(deposit_ids=[deposit.public_id], now=NOW)


def fingerprint(people: People) -> Callable[[], object]:
    deposit = deposit_made(people, files=ONE_FILE)
    return lambda: fingerprints_make(deposit_ids=[deposit.public_id], now=NOW)


@contextmanager
def cut_off(table: type[Model], event: str) -> Iterator[None]:
    """Let the row that refers to a file not be written, as if the process had died before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TRIGGER cut BEFORE {event} ON {table._meta.db_table}"
            " BEGIN SELECT RAISE(ABORT, 'cut'); END"
        )
    try:
        with pytest.raises(IntegrityError, match="cut"):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER cut")


@pytest.mark.parametrize(
    ("prepared", "table", "event", "files"),
    [
        (nda_document, Nda, "UPDATE OF document_id", 1),
        (contract_document, Contract, "UPDATE OF document_id", 1),
        (evidence_pack, EvidencePack, "UPDATE OF stored_file_id", 1),
        (certificate, Certificate, "INSERT", 2),
        (fingerprint, FileFingerprint, "INSERT", 1),
    ],
)
def test_a_document_that_nothing_refers_to_goes_again(
    people: People,
    settings: Settings,
    prepared: Callable[[People], Callable[[], object]],
    table: type[Model],
    event: str,
    files: int,
) -> None:
    make = prepared(people)
    known = list(StoredFile.objects.values_list("pk", flat=True))
    fresh = StoredFile.objects.exclude(pk__in=known)
    with cut_off(table, event):
        make()
    left = list(fresh)
    assert [file.state for file in left] == ["writing"] * files
    for file in left:
        timer = Timer.objects.get(kind="files.unfinished", subject=file.public_id)
        assert timer.due_at <= TOMORROW
        unfinished_file_drop(subject=file.public_id, now=TOMORROW)
    assert not fresh.exclude(state="destroyed").exists()
    assert not any(path.name in {one.public_id for one in left} for path in folders(settings))
    make()
    assert fresh.filter(state="whole").count() == files


def folders(settings: Settings) -> list[Path]:
    return list(Path(settings.FILES_DIR).iterdir())
