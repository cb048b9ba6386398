"""What is acknowledged is on the disk: the system calls say so, in their order.

Kills cannot show this, because a killed process leaves its writes to the system's memory.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from marketplace.evidence.keys import log_key_create
from tests.requirements import require_tool

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = [pytest.mark.external, pytest.mark.django_db(transaction=True)]

FACTS = 5
# `1234  fdatasync(7</folder/file>) = 0`, or with the call's first bytes after the file
CALL = re.compile(r"(?P<name>\w+)\((?P<rest>.*)")


@pytest.fixture
def calls(tmp_path: Path, settings: Settings) -> list[str]:
    """Return the system calls of a worker that writes and sequences five facts."""
    strace = require_tool("strace")
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    log_key_create()
    trace = tmp_path / "trace"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
        "SEALBRIDGE_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SEALBRIDGE_LOG_KEY_FILE": str(settings.LOG_KEY_FILE),
    }
    traced = "trace=fsync,fdatasync,write,pwrite64,rename,renameat,renameat2"
    worker = [sys.executable, "-m", "tests.services.evidence.worker", "w", str(FACTS), "sequence"]
    command = [str(strace), "-f", "-y", "-s", "64", "-e", traced, "-o", str(trace), *worker]
    outcome = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if "ptrace" in outcome.stderr and "not permitted" in outcome.stderr:
        pytest.skip("strace may not trace in this container")
    assert outcome.returncode == 0, outcome.stderr
    lines = trace.read_text().splitlines()
    return [line.split(maxsplit=1)[1] for line in lines if CALL.search(line)]


def test_a_fact_is_synced_before_it_is_acknowledged(calls: list[str]) -> None:
    log_file = f"{connection.settings_dict['NAME']}-wal>"
    unsynced, acknowledged, synced_before = False, 0, 0
    for call in calls:
        if log_file in call and call.startswith("pwrite64"):
            unsynced = True
        elif log_file in call and call.startswith(("fdatasync", "fsync")):
            unsynced, synced_before = False, synced_before + 1
        elif call.startswith("write(1") and "ack w" in call:
            assert not unsynced, "acknowledged before the sync"
            assert synced_before, "acknowledged without a sync since the last fact"
            acknowledged, synced_before = acknowledged + 1, 0
    assert acknowledged == FACTS


def test_a_published_checkpoint_is_kept_with_file_and_folder_synced(calls: list[str]) -> None:
    kept = 0
    for place, call in enumerate(calls):
        if not (call.startswith("rename") and 'log_key.checkpoint"' in call):
            continue
        before, after = calls[place - 1], calls[place + 1]
        assert before.startswith("fsync")
        assert ".log_key.checkpoint." in before
        assert after.startswith("fsync")
        assert re.search(r"/keys>\)", after)
        kept += 1
    assert kept == FACTS


def test_every_connection_syncs_in_full() -> None:
    for _ in range(2):
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()
