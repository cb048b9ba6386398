"""Start a worker on a folder of its own, and kill it at random moments."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
KILLS = 50 if os.environ.get("SEALBRIDGE_SOAK") else 10
_MOST_ACTS = 40
_LONGEST_SECONDS = 300
# of a worker that ends by itself; some kill many lives of their own
_LONGEST_RUN_SECONDS = 900


@dataclass(frozen=True)
class Worker:
    """A module that prepares, works until it is killed, and reports.

    Attributes:
        module: Its name.
        home: The folder of its data.
        settings: Further variables of its environment.
    """

    module: str
    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def prepared(self, migrated: Path) -> str:
        """Let the worker prepare on a copy of a migrated folder, and return what it printed."""
        self.copied(migrated)
        return self.run("prepare")

    def copied(self, migrated: Path) -> None:
        """Give the worker a copy of a migrated folder."""
        shutil.copytree(migrated, self.home, dirs_exist_ok=True)

    def run(self, what: str) -> str:
        """Run the worker to its end and return what it printed."""
        return self._finished("-m", self.module, what)

    def manage(self, *arguments: str) -> str:
        """Run a command of `manage.py` on its data and return what it printed."""
        return self._finished("manage.py", *arguments)

    def killed_once(self, until: Callable[[], bool] | None = None) -> list[str]:
        """Start the worker, kill it at a random moment, and return what it had acknowledged.

        Args:
            until: Tells when the moment may come; without it, some random acts after the start.
        """
        log = self.home / "worker.log"
        with log.open("wb") as errors:
            worker = subprocess.Popen(
                [sys.executable, "-m", self.module, "work"],
                cwd=ROOT,
                env=self._environment(),
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        output: list[bytes] = []
        # counted in acts, so that a busy machine lives through as much as an idle one
        life = 1 + secrets.randbelow(_MOST_ACTS)

        def read() -> None:
            assert worker.stdout is not None
            output.extend(iter(worker.stdout.readline, b""))

        reader = threading.Thread(target=read)
        reader.start()
        try:
            started = time.monotonic()
            while not (output and until() if until else len(output) > life):
                assert time.monotonic() - started < _LONGEST_SECONDS, log.read_text()[-4000:]
                assert worker.poll() is None, log.read_text()[-4000:]
                time.sleep(0.002)
            time.sleep(secrets.randbelow(50) / 1000)
        finally:
            worker.kill()
            worker.wait()
            reader.join()
        assert worker.stdout is not None
        worker.stdout.close()
        assert output[0] == b"ready\n"
        # a line without its end was cut by the kill
        return [line.decode().strip() for line in output[1:] if line.endswith(b"\n")]

    def _finished(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=_LONGEST_RUN_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
        return done.stdout

    def _environment(self) -> dict[str, str]:
        """Return the demo's settings on its folder, with quick checkpoints."""
        kept = {name: value for name, value in os.environ.items() if "SEALBRIDGE" not in name}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        return kept | {
            "SEALBRIDGE_DEMO": "1",
            "SEALBRIDGE_HOME": str(self.home),
            "SEALBRIDGE_CHECKPOINT_SECONDS": "0.05",
            **self.settings,
        }


def acknowledged(lines: list[str]) -> dict[str, list[str]]:
    """Return what was acknowledged of each thing, in order, from lines `id word`."""
    found: dict[str, list[str]] = {}
    for line in lines:
        public_id, word = line.split()
        found.setdefault(public_id, []).append(word)
    return found


def assert_all_recorded(told: dict[str, list[str]], recorded: dict[str, list[str]]) -> None:
    """Check that all that was acknowledged is recorded in order, and little besides.

    Each kill may cut off the one line of an act that was just committed.
    """
    missing = 0
    for public_id, kinds in recorded.items():
        rest, words = iter(kinds), told.get(public_id, [])
        assert all(word in rest for word in words), f"{public_id}: {words} in {kinds}"
        missing += len(kinds) - len(words)
    assert set(told) <= set(recorded)
    assert missing <= KILLS
