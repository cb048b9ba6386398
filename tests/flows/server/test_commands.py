"""The commands that an operator runs beside the server."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.demo_server import ROOT, demo_environment
from tests.flows.migrated import DATABASE, tables_copied

BOOTSTRAP = (
    "bootstrap",
    "--name-ko=기관",
    "--name-en=Institution",
    "--owner-name=Owner",
)
PASSWORD = {"SEALBRIDGE_BOOTSTRAP_PASSWORD": "a-long-password-of-the-owner"}


def manage(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=demo_environment(home) | variables,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an empty, migrated database."""
    folder = tmp_path_factory.mktemp("commands")
    tables_copied(folder / DATABASE)
    return folder


def test_bootstrap_works_once(home: Path) -> None:
    wrong = manage(home, *BOOTSTRAP, "--owner-email=not-an-address", **PASSWORD)
    assert wrong.returncode != 0
    assert "email" in wrong.stderr.lower()
    weak = {"SEALBRIDGE_BOOTSTRAP_PASSWORD": "password1234"}
    refused = manage(home, *BOOTSTRAP, "--owner-email=owner@institution.example", **weak)
    assert refused.returncode != 0
    assert "too common" in refused.stderr
    first = manage(home, *BOOTSTRAP, "--owner-email=owner@institution.example", **PASSWORD)
    assert first.returncode == 0, first.stderr
    second = manage(home, *BOOTSTRAP, "--owner-email=other@institution.example", **PASSWORD)
    assert second.returncode != 0
    assert "exists already" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("command", ["sequence", "react"])
def test_a_worker_process_stops_when_asked(home: Path, command: str) -> None:
    if command == "sequence":
        refused = manage(home, "sequence")
        assert refused.returncode != 0
        assert "log_key" in refused.stderr
        return
    with subprocess.Popen(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env=demo_environment(home),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert '"started"' in process.stderr.readline()
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - started < 10
