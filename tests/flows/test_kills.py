"""kill -9 at random moments: nothing half-there, nothing acknowledged lost, nothing doubled."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 50 if os.environ.get("SEALBRIDGE_SOAK") else 10
STATE_AFTER = {
    "submitted": "in_review",
    "published": "published",
    "paused": "paused",
    "resumed": "published",
    "withdrawn": "withdrawn",
}
READY_SECONDS = 60


def environment(home: Path) -> dict[str, str]:
    """Return the demo's settings on a folder of their own, with quick checkpoints."""
    kept = {name: value for name, value in os.environ.items() if "SEALBRIDGE" not in name}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {
        "SEALBRIDGE_DEMO": "1",
        "SEALBRIDGE_HOME": str(home),
        "SEALBRIDGE_CHECKPOINT_SECONDS": "0.05",
    }


def run(home: Path, what: str) -> str:
    """Run the worker to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.market_worker", what],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def killed_once(home: Path) -> list[str]:
    """Start the worker, kill it at a random moment, and return what it had acknowledged."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.market_worker", "work"],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    output: list[bytes] = []
    ready = threading.Event()

    def read() -> None:
        assert worker.stdout is not None
        for line in worker.stdout:
            ready.set()
            output.append(line)
        ready.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert ready.wait(READY_SECONDS)
    time.sleep(secrets.randbelow(900) / 1000)
    worker.kill()
    worker.wait()
    reader.join()
    assert worker.stdout is not None
    worker.stdout.close()
    assert output[0] == b"ready\n"
    # a line without its end was cut by the kill
    return [line.decode().strip() for line in output[1:] if line.endswith(b"\n")]


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    run(tmp_path, "prepare")
    acknowledged: dict[str, list[str]] = {}
    for _ in range(KILLS):
        for line in killed_once(tmp_path):
            public_id, state = line.split()
            acknowledged.setdefault(public_id, []).append(state)
    report: dict[str, Any] = json.loads(run(tmp_path, "report").splitlines()[-1])

    assert len(acknowledged) > KILLS
    unacknowledged = 0
    for public_id, kinds in report["kinds"].items():
        recorded = iter(STATE_AFTER[kind] for kind in kinds)
        states = acknowledged.get(public_id, [])
        assert all(state in recorded for state in states), f"{public_id}: {states} in {kinds}"
        unacknowledged += len(kinds) - len(states)
    assert set(acknowledged) <= set(report["kinds"])
    # each kill may cut off the one line of a move that was just committed
    assert unacknowledged <= KILLS
    for public_id, kinds in report["kinds"].items():
        assert report["states"][public_id] == STATE_AFTER[kinds[-1]]
    assert report["without_version"] == report["unfrozen"] == report["unsequenced"] == 0
    assert sorted(report["indexed"]) == sorted(report["published"])
    assert report["held"] == 0
    assert report["cursors"] == [report["entries"] - 1]
    verified = subprocess.run(
        [sys.executable, "manage.py", "verify_evidence"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
