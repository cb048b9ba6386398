"""The log key is never invented, never replaced, and never used for a log it did not sign."""

from __future__ import annotations

import base64
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command

from marketplace.evidence.keys import (
    LogKey,
    LogKeyError,
    check_log_key,
    log_key_create,
    log_key_load,
)
from marketplace.evidence.models import Checkpoint, Entry, EntryAudience, EntrySubject, Tile
from marketplace.evidence.remembered import checkpoint_remember, remembered_note
from marketplace.evidence.sequencer import sequence_once
from tests.requirements import require_tool
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.services.evidence.conftest import Recorder

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def grown(log_key: LogKey, record: Recorder, key_file: Path) -> LogKey:
    """Return the key of a log of 5 entries, published at 2 and 5."""
    for count in (2, 3):
        record(count)
        sequence_once(NOON)
        checkpoint_remember(key_file, Checkpoint.objects.order_by("-size")[0].note)
    return log_key


def cut_to(size: int) -> None:
    """Make the database what an older backup of it was."""
    gone = Entry.objects.filter(index__gte=size)
    EntrySubject.objects.filter(entry__in=gone).delete()
    EntryAudience.objects.filter(entry__in=gone).delete()
    gone.delete()
    Checkpoint.objects.filter(size__gt=size).delete()
    tile = Tile.objects.get()
    tile.hashes = bytes(tile.hashes)[: 32 * size]
    tile.save()


def test_a_new_key_is_a_file_for_its_owner_alone(log_key: LogKey, key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert log_key_load().verifier == log_key.verifier
    check_log_key()
    assert [path.name for path in key_file.parent.iterdir()] == ["log_key"]


def test_a_seed_in_base64_is_a_key_too(log_key: LogKey, key_file: Path) -> None:
    key_file.write_bytes(base64.b64encode(log_key.private.private_bytes_raw()) + b"\n")
    assert log_key_load().verifier == log_key.verifier


def test_the_right_key_and_the_whole_log_pass(grown: LogKey) -> None:
    check_log_key()


@pytest.mark.django_db
def test_without_data_a_missing_key_says_how_to_make_one(key_file: Path) -> None:
    with pytest.raises(LogKeyError, match="keys init"):
        check_log_key()
    assert not key_file.exists()


def test_with_data_a_missing_key_is_refused(grown: LogKey, key_file: Path) -> None:
    key_file.unlink()
    with pytest.raises(LogKeyError, match="keys restore"):
        check_log_key()
    with pytest.raises(LogKeyError, match="cannot continue"):
        log_key_create()
    assert not key_file.exists()


def test_entries_that_wait_are_data_too(log_key: LogKey, record: Recorder, key_file: Path) -> None:
    record()
    key_file.unlink()
    with pytest.raises(LogKeyError, match="keys restore"):
        check_log_key()
    with pytest.raises(LogKeyError, match="cannot continue"):
        log_key_create()


def test_another_key_is_refused(grown: LogKey, key_file: Path) -> None:
    other = Ed25519PrivateKey.generate()
    key_file.write_bytes(base64.b64encode(other.private_bytes_raw()))
    with pytest.raises(LogKeyError, match="did not sign"):
        check_log_key()


def test_another_name_is_refused(grown: LogKey, settings: Settings) -> None:
    settings.LOG_ORIGIN = "other.example/log"
    with pytest.raises(LogKeyError, match="LOG_ORIGIN"):
        check_log_key()
    settings.LOG_ORIGIN = "two words"
    with pytest.raises(LogKeyError, match="spaces"):
        check_log_key()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_open_to_others_is_refused(log_key: LogKey, key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    with pytest.raises(LogKeyError, match="chmod 600"):
        check_log_key()


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", base64.b64encode(bytes(31)), b"-----BEGIN PRIVATE KEY-----\nxx\n", b"\xff"],
)
def test_a_damaged_key_is_refused(log_key: LogKey, key_file: Path, content: bytes) -> None:
    key_file.write_bytes(content)
    with pytest.raises(LogKeyError, match="not a log key"):
        check_log_key()


def test_a_key_of_another_kind_is_refused(log_key: LogKey, key_file: Path) -> None:
    other = generate_private_key(65537, 2048)
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key_file.write_bytes(pem)
    with pytest.raises(LogKeyError, match="not a log key"):
        check_log_key()


def test_a_key_is_never_replaced(log_key: LogKey) -> None:
    with pytest.raises(LogKeyError, match="already"):
        log_key_create()
    assert log_key_load().verifier == log_key.verifier


def test_a_shorter_log_than_the_published_one_is_refused(grown: LogKey, record: Recorder) -> None:
    cut_to(2)
    with pytest.raises(LogKeyError, match="2 entries, but one with 5 was published"):
        check_log_key()
    record()
    with pytest.raises(LogKeyError, match="was published"):
        sequence_once(NOON)
    assert Checkpoint.objects.count() == 1


def test_an_emptied_database_is_refused(grown: LogKey, key_file: Path) -> None:
    cut_to(0)
    with pytest.raises(LogKeyError, match="0 entries, but one with 5 was published"):
        check_log_key()
    key_file.unlink()
    with pytest.raises(LogKeyError, match="earlier log"):
        log_key_create()


def test_a_longer_log_of_another_history_is_refused(grown: LogKey, record: Recorder) -> None:
    cut_to(2)
    Checkpoint.objects.all().delete()
    Entry.objects.update(index=None, integrated_at=None)
    Tile.objects.all().delete()
    record(9)
    size, root = 11, bytes(32)
    note = grown.checkpoint_signed(size, root)
    Checkpoint.objects.create(size=size, root=root, note=note, created_at=NOON)
    with pytest.raises(LogKeyError, match="damaged"):
        check_log_key()
    Tile.objects.create(level=0, index=0, hashes=bytes(32 * size))
    with pytest.raises(LogKeyError, match="not those that were published"):
        check_log_key()


def test_a_checkpoint_file_of_another_log_is_refused(grown: LogKey, key_file: Path) -> None:
    key_file.with_name("log_key.checkpoint").write_text("nonsense")
    with pytest.raises(LogKeyError, match="not of this key"):
        check_log_key()


def test_an_older_checkpoint_never_replaces_the_newer(grown: LogKey, key_file: Path) -> None:
    checkpoint_remember(key_file, Checkpoint.objects.get(size=2).note)
    assert remembered_note(key_file) == Checkpoint.objects.get(size=5).note


class TestBackup:
    """Backup and restore, as an operator types them."""

    @pytest.fixture(autouse=True)
    def passphrase(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SEALBRIDGE_BACKUP_PASSPHRASE", PASSPHRASE)

    def test_key_and_checkpoint_come_back(
        self, grown: LogKey, key_file: Path, tmp_path: Path
    ) -> None:
        kept = remembered_note(key_file)
        call_command("keys", "backup", str(tmp_path / "backup"))
        assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600
        key_file.unlink()
        key_file.with_name("log_key.checkpoint").unlink()
        call_command("keys", "restore", str(tmp_path / "backup"))
        assert log_key_load().verifier == grown.verifier
        assert remembered_note(key_file) == kept
        check_log_key()

    def test_the_file_holds_no_readable_key(
        self, grown: LogKey, key_file: Path, tmp_path: Path
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        seed = grown.private.private_bytes_raw()
        content = (tmp_path / "backup").read_bytes()
        assert seed not in content
        assert base64.b64encode(seed)[:40] not in content

    @pytest.mark.external
    def test_openssl_reads_the_backup(self, grown: LogKey, tmp_path: Path) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        command = [
            str(require_tool("openssl")), "pkey", "-in", str(tmp_path / "backup"),
            "-passin", "env:SEALBRIDGE_BACKUP_PASSPHRASE", "-pubout", "-outform", "DER",
        ]  # fmt: skip
        public = subprocess.run(command, check=True, capture_output=True).stdout
        assert public.endswith(grown.verifier.public)

    def test_a_restored_key_still_refuses_an_older_database(
        self, grown: LogKey, key_file: Path, tmp_path: Path
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        key_file.unlink()
        key_file.with_name("log_key.checkpoint").unlink()
        cut_to(2)
        call_command("keys", "restore", str(tmp_path / "backup"))
        with pytest.raises(LogKeyError, match="was published"):
            check_log_key()

    def test_a_wrong_passphrase_restores_nothing(
        self, grown: LogKey, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        key_file.unlink()
        monkeypatch.setenv("SEALBRIDGE_BACKUP_PASSPHRASE", "another long passphrase")
        with pytest.raises(CommandError, match="passphrase is wrong"):
            call_command("keys", "restore", str(tmp_path / "backup"))
        assert not key_file.exists()

    def test_a_short_passphrase_is_refused(
        self, grown: LogKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SEALBRIDGE_BACKUP_PASSPHRASE", "short")
        with pytest.raises(CommandError, match="at least 12"):
            call_command("keys", "backup", str(tmp_path / "backup"))
        assert not (tmp_path / "backup").exists()

    def test_nothing_is_overwritten(self, grown: LogKey, key_file: Path, tmp_path: Path) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        before = (tmp_path / "backup").read_bytes()
        with pytest.raises(CommandError, match="exists already"):
            call_command("keys", "backup", str(tmp_path / "backup"))
        assert (tmp_path / "backup").read_bytes() == before
        other = base64.b64encode(bytes(32))
        key_file.write_bytes(other)
        with pytest.raises(CommandError, match="Another log key"):
            call_command("keys", "restore", str(tmp_path / "backup"))
        assert key_file.read_bytes() == other

    def test_the_key_of_another_log_is_not_restored(
        self, grown: LogKey, key_file: Path, tmp_path: Path
    ) -> None:
        right = key_file.read_bytes()
        key_file.write_bytes(base64.b64encode(bytes(32)))
        key_file.with_name("log_key.checkpoint").unlink()
        call_command("keys", "backup", str(tmp_path / "other"))
        key_file.unlink()
        with pytest.raises(CommandError, match="did not sign"):
            call_command("keys", "restore", str(tmp_path / "other"))
        assert not key_file.exists()
        key_file.write_bytes(right)

    @pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe"])
    def test_what_is_no_backup_is_refused(
        self, log_key: LogKey, key_file: Path, tmp_path: Path, content: bytes
    ) -> None:
        key_file.unlink()
        (tmp_path / "backup").write_bytes(content)
        with pytest.raises(CommandError, match="backup"):
            call_command("keys", "restore", str(tmp_path / "backup"))
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("keys", "restore", str(tmp_path / "none"))
        assert not key_file.exists()

    @pytest.mark.django_db
    def test_init_makes_a_key_once(self, key_file: Path) -> None:
        call_command("keys", "init")
        made = key_file.read_bytes()
        with pytest.raises(CommandError, match="already"):
            call_command("keys", "init")
        assert key_file.read_bytes() == made
