"""Two verifiers that others wrote read the log over HTTP: Go's sumdb library, and Tessera's fsck.

Both pass the log as it is and refuse it once a leaf in the database was altered.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from marketplace.evidence.keys import LogKey, log_key_create
from marketplace.evidence.leaf import leaf_data
from marketplace.evidence.models import Entry, Tile
from marketplace.evidence.proofs import proof_text
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.services import EntryDraft, entries_record
from tests.damage import bit_turned
from tests.external.evidence_tools import fsck_program, tlog_verify_program

if TYPE_CHECKING:
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.external, pytest.mark.django_db(transaction=True)]

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SIZE = 700
# fsck 1.0.4 ends with 0 whatever it found, and on a damaged log of several tiles it never ends:
# only these words mean that it passed the log, and its time is limited.
FSCK_PASSED = "Successfully fsck'd log with size"
FSCK_SECONDS = 8


@dataclass(frozen=True)
class ServedLog:
    """A log at an address, and its key."""

    url: str
    key: LogKey
    folder: Path

    def go(self) -> subprocess.CompletedProcess[str]:
        """Run the Go program over the whole log."""
        return run(tlog_verify_program(), self.url, self.key.verifier.text())

    def passes_fsck(self) -> bool:
        """Return whether Tessera's fsck passes the whole log."""
        vkey = self.folder / "vkey.txt"
        vkey.write_text(self.key.verifier.text())
        program = str(fsck_program())
        options = (f"-storage_url={self.url}/", f"-public_key={vkey}", "-ui=false")
        outcome = run("timeout", str(FSCK_SECONDS), program, *options)
        return outcome.returncode == 0 and FSCK_PASSED in outcome.stderr


def run(*command: object) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def log(tmp_path: Path, settings: Settings, live_server: LiveServer) -> ServedLog:
    """Return a served log of 700 entries, signed at 256 and at the end."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    key = log_key_create()
    grow(256)
    grow(SIZE - 256)
    return ServedLog(f"{live_server.url}/log", key, tmp_path)


@pytest.fixture
def small_log(tmp_path: Path, settings: Settings, live_server: LiveServer) -> ServedLog:
    """Return a served log of 40 entries."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    key = log_key_create()
    grow(40)
    return ServedLog(f"{live_server.url}/log", key, tmp_path)


def grow(count: int) -> None:
    """Record entries and take them into the log in one round."""
    drafts = [EntryDraft(kind="a.b", subjects=[], audience=[1]) for _ in range(count)]
    with transaction.atomic():
        entries_record(drafts, now=NOON)
    sequence_once(NOON)


def leaf_altered(index: int) -> None:
    Entry.objects.filter(index=index).update(commitment=bytes(32))


def test_the_go_program_checks_every_entry(log: ServedLog) -> None:
    outcome = log.go()
    assert outcome.returncode == 0, outcome.stderr
    assert f"ok: {SIZE} entries" in outcome.stderr


@pytest.mark.parametrize("index", [0, 255, SIZE - 1])
def test_the_go_program_refuses_an_altered_leaf(log: ServedLog, index: int) -> None:
    leaf_altered(index)
    outcome = log.go()
    assert outcome.returncode == 1
    assert f"REFUSED: entry {index} was altered" in outcome.stderr


def test_the_go_program_refuses_an_altered_tile(log: ServedLog) -> None:
    tile = Tile.objects.get(level=0, index=1)
    Tile.objects.filter(pk=tile.pk).update(hashes=bit_turned(bytes(tile.hashes), at=0))
    outcome = log.go()
    assert outcome.returncode == 1
    assert "REFUSED" in outcome.stderr


def test_the_go_program_refuses_another_key(log: ServedLog) -> None:
    other = LogKey(log.key.origin, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    outcome = run(tlog_verify_program(), log.url, other.verifier.text())
    assert outcome.returncode == 1


def test_the_go_program_checks_a_proof_file_offline(log: ServedLog) -> None:
    entry = Entry.objects.get(index=300)
    leaf = leaf_data(bytes(entry.commitment)).decode()
    file = log.folder / "entry.tlog-proof"
    file.write_text(proof_text(300) or "")
    vkey = log.key.verifier.text()
    outcome = run(tlog_verify_program(), vkey, file, leaf)
    assert outcome.returncode == 0, outcome.stderr
    assert f"entry 300 is in the tree of {SIZE}" in outcome.stderr
    assert run(tlog_verify_program(), vkey, file, leaf.replace('"c":"', '"c":"0')).returncode == 1
    file.write_text(file.read_text().replace("index 300", "index 301"))
    assert run(tlog_verify_program(), vkey, file, leaf).returncode == 1


@pytest.mark.parametrize("index", [0, SIZE - 1])
def test_fsck_passes_the_log_and_refuses_an_altered_leaf(log: ServedLog, index: int) -> None:
    assert log.passes_fsck()
    leaf_altered(index)
    assert not log.passes_fsck()


def test_fsck_refuses_an_altered_leaf_of_a_log_of_one_tile(small_log: ServedLog) -> None:
    assert small_log.passes_fsck()
    leaf_altered(3)
    assert not small_log.passes_fsck()
