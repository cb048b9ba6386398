"""A process killed while a part arrives leaves nothing that counts, and the upload goes on."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from marketplace.files import vault
from marketplace.files.services import file_begin, file_complete, part_write
from tests.services.files.test_storing import NOW

if TYPE_CHECKING:
    from pytest_django import Settings

PART = 400_000
CONTENT = secrets.token_bytes(2 * PART)
SEND = """
import os, sys, django
django.setup()
from django.utils import timezone
from marketplace.files.models import StoredFile
from marketplace.files.services import part_write
class Slice:
    left = 400_000
    def read(self, count):
        piece = sys.stdin.buffer.read1(min(count, self.left))
        self.left -= len(piece)
        return piece
stored_file = StoredFile.objects.get()
for number in range(2):
    os.write(1, b"part\\n")
    part_write(stored_file=stored_file, number=number, source=Slice(), now=timezone.now())
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sent", [PART // 2, PART + 1000])
def test_a_killed_upload_goes_on(
    sent: int, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the killed process takes the database by its file")
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", PART)
    settings.FILES_DIR = tmp_path / "files"
    stored_file = file_begin(recipients=[], size=len(CONTENT), now=NOW)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SEALBRIDGE_KEK_FILE": str(settings.KEK_FILE),
        "SEALBRIDGE_FILES_DIR": str(settings.FILES_DIR),
    }
    with subprocess.Popen(
        [sys.executable, "-c", SEND],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as sender:
        assert sender.stdin is not None
        assert sender.stdout is not None
        whole = sent // PART
        assert sender.stdout.readline() == b"part\n"
        sender.stdin.write(CONTENT[:sent])
        sender.stdin.flush()
        for _ in range(whole):
            assert sender.stdout.readline() == b"part\n"
        sender.send_signal(signal.SIGKILL)
    assert stored_file.parts.count() == whole
    for number in range(2):
        piece = CONTENT[number * PART : (number + 1) * PART]
        part_write(stored_file=stored_file, number=number, source=BytesIO(piece), now=NOW)
    file_complete(stored_file=stored_file, now=NOW)
    assert b"".join(vault.opened(stored_file)) == CONTENT
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
