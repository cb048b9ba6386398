"""The key-encryption key is never invented, never replaced, and changed without losing a file."""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from marketplace.config.keys import check_keys, keys_make
from marketplace.config.serving import StartRefusedError, check_start
from marketplace.core.pdf_seal import seal_key_load
from marketplace.evidence.keys import log_key_path
from marketplace.files import vault
from marketplace.files.keys import KekError, KeyFile, kek_load
from marketplace.files.models import KeyEncryptionKey, StoredFile
from marketplace.files.services import (
    check_kek,
    file_begin,
    file_destroy,
    file_store,
    kek_create,
    kek_rotate,
)
from tests.clock import begun_at

if TYPE_CHECKING:
    from pytest_django import Settings

NOW = begun_at()
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    """Return where this test's keys would lie; there are none yet."""
    settings.FILES_DIR = tmp_path / "files"
    settings.KEK_FILE = tmp_path / "keys" / "kek"
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.SEAL_KEY_FILE = tmp_path / "keys" / "seal_key"
    return tmp_path / "keys" / "kek"


@pytest.fixture
def stored(db: None, key_file: Path) -> StoredFile:
    """Return a file under a key of this test's own."""
    kek_create()
    return file_store(content=b"the content", now=NOW)


def opened(stored_file: StoredFile) -> bytes:
    return vault.opened_whole(StoredFile.objects.get(pk=stored_file.pk), largest=100)


def other_key(version: int = 1) -> bytes:
    return KeyFile(version, {version: secrets.token_bytes(32)}).text()


def test_a_new_key_is_a_file_for_its_owner_alone(stored: StoredFile, key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    check_kek()
    assert opened(stored) == b"the content"
    row = KeyEncryptionKey.objects.get()
    assert base64.b64encode(kek_load().keys[1]).decode() not in row.check_value


def test_the_identity_lies_wrapped_and_for_its_own_file_only(stored: StoredFile) -> None:
    wrapped = bytes(StoredFile.objects.get().wrapped_identity or b"")
    assert b"AGE-SECRET-KEY" not in wrapped
    with pytest.raises(KekError, match="did not wrap"):
        kek_load().unwrap(wrapped, version=1, context="another file")
    other = file_store(content=b"other", now=NOW)
    StoredFile.objects.filter(pk=other.pk).update(wrapped_identity=wrapped)
    with pytest.raises(KekError, match="did not wrap"):
        opened(other)


@pytest.mark.django_db
def test_without_data_a_missing_key_says_how_to_make_one(key_file: Path) -> None:
    with pytest.raises(KekError, match="keys init"):
        check_kek()
    with pytest.raises(KekError, match="missing"):
        file_begin(recipients=[], size=1, now=NOW)
    assert not key_file.exists()
    assert not StoredFile.objects.exists()


def test_with_data_a_missing_key_is_refused(stored: StoredFile, key_file: Path) -> None:
    key_file.unlink()
    with pytest.raises(KekError, match="keys restore"):
        check_kek()
    with pytest.raises(KekError, match="opens none of them"):
        kek_create()
    with pytest.raises(StartRefusedError, match="keys restore"):
        check_start(with_log_key=False)
    assert not key_file.exists()


def test_another_key_is_refused_and_wraps_nothing(stored: StoredFile, key_file: Path) -> None:
    key_file.write_bytes(other_key())
    with pytest.raises(KekError, match="is not the key-encryption key of this database"):
        check_kek()
    with pytest.raises(KekError, match="is not this database's"):
        file_begin(recipients=[], size=1, now=NOW)
    with pytest.raises(KekError, match="did not wrap"):
        opened(stored)
    assert StoredFile.objects.count() == 1


def test_a_key_without_a_version_that_files_need_is_refused(
    stored: StoredFile, key_file: Path
) -> None:
    key_file.write_bytes(other_key(version=2))
    with pytest.raises(KekError, match="Version 1 of the key-encryption key is missing"):
        check_kek()
    file_destroy(stored_file=stored)
    check_kek()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_open_to_others_is_refused(stored: StoredFile, key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    for act in (check_kek, kek_load):
        with pytest.raises(KekError, match="chmod 600"):
            act()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"\xff",
        b"[]",
        b'{"current": 1, "keys": {}}',
        b'{"current": 2, "keys": {"1": "%s"}}' % base64.b64encode(bytes(32)),
        b'{"current": true, "keys": {"1": "%s"}}' % base64.b64encode(bytes(32)),
        b'{"current": 1, "keys": {"1": "%s"}}' % base64.b64encode(bytes(31)),
        b'{"current": 0, "keys": {"0": "%s"}}' % base64.b64encode(bytes(32)),
    ],
)
def test_a_damaged_key_is_refused_without_quoting_it(
    stored: StoredFile, key_file: Path, content: bytes
) -> None:
    key_file.write_bytes(content)
    with pytest.raises(KekError, match="not a key-encryption key file") as refusal:
        check_kek()
    assert base64.b64encode(bytes(31)).decode()[:8] not in str(refusal.value)


def test_a_key_is_never_replaced(stored: StoredFile, key_file: Path) -> None:
    before = key_file.read_bytes()
    stored.parts.all().delete()
    StoredFile.objects.all().delete()
    KeyEncryptionKey.objects.all().delete()
    with pytest.raises(KekError, match="already"):
        kek_create()
    assert key_file.read_bytes() == before


def test_a_rotation_wraps_every_file_anew_and_touches_no_part(
    stored: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.files.services.key_versions._BATCH", 2)
    files = [stored, *(file_store(content=b"%d" % n, now=NOW) for n in range(4))]
    gone = file_store(content=b"gone", now=NOW)
    file_destroy(stored_file=gone)
    ciphers = {row.pk: bytes(row.wrapped_identity or b"") for row in StoredFile.objects.all()}
    parts = list(stored.parts.values_list("cipher_sha256", flat=True))
    assert kek_rotate(now=NOW) == 5
    assert kek_load().current == 2
    assert set(kek_load().keys) == {1, 2}
    for stored_file in files:
        row = StoredFile.objects.get(pk=stored_file.pk)
        assert row.kek_version == 2
        assert bytes(row.wrapped_identity or b"") != ciphers[row.pk]
    assert opened(stored) == b"the content"
    assert list(stored.parts.values_list("cipher_sha256", flat=True)) == parts
    check_kek()
    assert file_store(content=b"new", now=NOW).kek_version == 2


def test_a_rotation_that_was_broken_off_is_finished_first(
    stored: StoredFile, key_file: Path
) -> None:
    # killed after the new version was durable and before any file was wrapped with it
    grown = KeyFile(2, {**kek_load().keys, 2: secrets.token_bytes(32)})
    key_file.write_bytes(grown.text())
    assert opened(stored) == b"the content"
    assert kek_rotate(now=NOW) == 1
    assert set(kek_load().keys) == {1, 2}
    assert opened(stored) == b"the content"


def test_two_rotations_at_once_are_one(stored: StoredFile, key_file: Path) -> None:
    script = (
        "import fcntl, os, sys, time;"
        f"fcntl.flock(os.open({str(key_file.parent)!r}, os.O_RDONLY), fcntl.LOCK_EX);"
        "print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(KekError, match="Another rotation"):
            kek_rotate(now=NOW)
        holder.kill()
    assert kek_load().current == 1
    assert kek_rotate(now=NOW) == 1


ROTATE = """
import os, django
django.setup()
from django.utils import timezone
from marketplace.files.services import key_versions
from django.db import connection
key_versions._BATCH = 3
real = key_versions._batch_rewrapped
def told(keys):
    count = real(keys)
    os.write(1, b"batch\\n")
    return count
key_versions._batch_rewrapped = told
key_versions.kek_rotate(now=timezone.now())
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("batches", [1, 4])
def test_a_killed_rotation_loses_nothing(key_file: Path, settings: Settings, batches: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the killed process takes the database by its file")
    kek_create()
    files = [file_store(content=b"%d" % number, now=NOW) for number in range(30)]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SEALBRIDGE_KEK_FILE": str(key_file),
        "SEALBRIDGE_FILES_DIR": str(settings.FILES_DIR),
    }
    with subprocess.Popen(
        [sys.executable, "-c", ROTATE], env=environment, stdout=subprocess.PIPE
    ) as rotation:
        assert rotation.stdout is not None
        for _ in range(batches):
            assert rotation.stdout.readline() == b"batch\n"
        rotation.send_signal(signal.SIGKILL)
    check_kek()
    half = StoredFile.objects.filter(kek_version=2).count()
    assert 3 * batches <= half
    assert [opened(file) for file in files] == [b"%d" % number for number in range(30)]
    assert kek_rotate(now=NOW) == (30 - half or 30)
    assert [opened(file) for file in files] == [b"%d" % number for number in range(30)]


class TestCommand:
    """Keys as an operator types them."""

    @pytest.fixture(autouse=True)
    def passphrase(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SEALBRIDGE_BACKUP_PASSPHRASE", PASSPHRASE)

    @pytest.fixture
    def keys(self, db: None, key_file: Path) -> list[Path]:
        return keys_make(now=NOW)

    def test_init_makes_what_is_missing(self, db: None, key_file: Path) -> None:
        kek_create()
        before = key_file.read_bytes()
        call_command("keys", "init")
        assert key_file.read_bytes() == before
        names = {path.name for path in key_file.parent.iterdir()}
        assert names == {"kek", "log_key", "seal_key"}
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in key_file.parent.iterdir())
        with pytest.raises(CommandError, match="already"):
            call_command("keys", "init")

    def test_all_keys_come_back(
        self, keys: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        stored_file = file_store(content=b"kept", now=NOW)
        before = {path: path.read_bytes() for path in keys}
        call_command("keys", "backup", str(tmp_path / "backup"))
        text = (tmp_path / "backup").read_bytes()
        assert base64.b64encode(kek_load().keys[1]) not in text
        assert b"PRIVATE KEY" in text
        for path in keys:
            path.unlink()
        with pytest.raises(ImproperlyConfigured):
            check_keys()
        call_command("keys", "restore", str(tmp_path / "backup"))
        assert {path: path.read_bytes() for path in keys} == before
        check_keys()
        assert opened(stored_file) == b"kept"

    def test_a_key_of_another_database_takes_no_place_here(
        self, keys: list[Path], key_file: Path, tmp_path: Path
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        key_file.write_bytes(other_key())
        file_store(content=b"under another key", now=NOW)
        key_file.unlink()
        log_key_path().unlink()
        with pytest.raises(CommandError, match="not the key-encryption key of this database"):
            call_command("keys", "restore", str(tmp_path / "backup"))
        assert not key_file.exists()
        assert not log_key_path().exists()

    def test_a_rotated_key_is_not_replaced_by_an_older_backup(
        self, keys: list[Path], key_file: Path, tmp_path: Path
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        call_command("keys", "rotate")
        before = key_file.read_bytes()
        call_command("keys", "restore", str(tmp_path / "backup"))
        assert key_file.read_bytes() == before
        key_file.write_bytes(other_key())
        with pytest.raises(CommandError, match="Another key lies"):
            call_command("keys", "restore", str(tmp_path / "backup"))

    def test_a_damaged_block_restores_nothing(
        self, keys: list[Path], key_file: Path, tmp_path: Path
    ) -> None:
        backup = tmp_path / "backup"
        call_command("keys", "backup", str(backup))
        text = backup.read_text()
        place = text.index("KEY FILES-----\n") + 100
        backup.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
        for path in keys:
            path.unlink()
        with pytest.raises(CommandError, match="damaged"):
            call_command("keys", "restore", str(backup))
        assert not any(path.exists() for path in keys)

    def test_a_backup_of_the_log_key_alone_is_still_good(
        self, keys: list[Path], key_file: Path, tmp_path: Path
    ) -> None:
        call_command("keys", "backup", str(tmp_path / "backup"))
        log_part = (tmp_path / "backup").read_text().partition("-----BEGIN SEALBRIDGE")[0]
        (tmp_path / "old").write_text(log_part)
        log_key_path().unlink()
        call_command("keys", "restore", str(tmp_path / "old"))
        assert log_key_path().exists()

    def test_without_its_seal_key_it_does_not_start(self, keys: list[Path], key_file: Path) -> None:
        seal_key_load()
        key_file.with_name("seal_key").unlink()
        with pytest.raises(StartRefusedError, match="seal key"):
            check_start(with_log_key=False)


def test_the_key_file_is_what_its_words_say(stored: StoredFile, key_file: Path) -> None:
    content = json.loads(key_file.read_text())
    assert content["current"] == 1
    assert len(base64.b64decode(content["keys"]["1"])) == 32
