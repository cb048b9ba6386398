"""A stored part is on the disk before its row is: the system calls say so, in their order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.requirements import require_tool

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = [pytest.mark.external, pytest.mark.django_db(transaction=True)]

WRITE = """
import os, django
django.setup()
from io import BytesIO
from django.utils import timezone
from marketplace.files.services import file_begin, part_write
now = timezone.now()
stored_file = file_begin(recipients=[], size=5, now=now)
os.write(1, b"begun\\n")
part_write(stored_file=stored_file, number=0, source=BytesIO(b"12345"), now=now)
os.write(1, b"acknowledged\\n")
"""


@pytest.fixture
def calls(tmp_path: Path, settings: Settings) -> list[str]:
    """Return the system calls of a process that stores one part, from its begin on."""
    strace = require_tool("strace")
    trace = tmp_path / "trace"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SEALBRIDGE_KEK_FILE": str(settings.KEK_FILE),
        "SEALBRIDGE_FILES_DIR": str(tmp_path / "files"),
    }
    traced = "trace=fsync,fdatasync,write,pwrite64,rename,renameat,renameat2,mkdir,mkdirat"
    command = [str(strace), "-f", "-y", "-s", "64", "-e", traced, "-o", str(trace)]
    outcome = subprocess.run(
        [*command, sys.executable, "-c", WRITE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "ptrace" in outcome.stderr and "not permitted" in outcome.stderr:
        pytest.skip("strace may not trace in this container")
    assert outcome.returncode == 0, outcome.stderr
    lines = [line.split(maxsplit=1)[1] for line in trace.read_text().splitlines()]
    begin = next(place for place, line in enumerate(lines) if "begun" in line)
    return lines[begin:]


def place_of(calls: list[str], pattern: str, after: int = 0) -> int:
    """Return where a call of this shape first stands after a place."""
    for place in range(after, len(calls)):
        if re.search(pattern, calls[place]):
            return place
    pytest.fail(f"no {pattern} after {calls[after]}")


def test_file_and_folders_are_synced_before_the_row(calls: list[str]) -> None:
    draft = r"/files/[\w-]{22}/\.draft-[0-9a-f]+"
    made = place_of(calls, r"^mkdir\w*\(.*/files/[\w-]{22}\"")
    assert re.search(r"^fsync\(\d+<[^>]*/files>", calls[place_of(calls, "^fsync", made)])
    written = place_of(calls, rf"^write\(\d+<[^>]*{draft}>", made)
    synced = place_of(calls, rf"^fsync\(\d+<[^>]*{draft}>", written)
    renamed = place_of(calls, rf"^rename\w*\(.*{draft}", synced)
    folder = place_of(calls, r"^fsync\(\d+<[^>]*/files/[\w-]{22}>", renamed)
    row = place_of(calls, r"^pwrite64\(\d+<[^>]*-wal>", folder)
    committed = place_of(calls, r"^(fdatasync|fsync)\(\d+<[^>]*-wal>", row)
    assert place_of(calls, r"acknowledged", committed)
    # nothing of the part is written after it was synced, and no row before
    assert not [call for call in calls[synced + 1 : renamed] if re.search(draft, call)]
    assert not [call for call in calls[made:folder] if re.search(r"^pwrite64.*-wal>", call)]
