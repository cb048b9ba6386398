"""What a deposit of one gigabyte costs, beside `age` and `sha256sum` on the same file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyrage
from django.conf import settings
from django.utils import timezone

from marketplace.files import vault
from marketplace.files.models import PART_BYTES
from marketplace.files.services import file_begin, file_complete, file_destroy, part_write
from tests.benchmarks.report import figure, ratio

if TYPE_CHECKING:
    from marketplace.files.models import StoredFile

SIZE: Final = 1024**3
ROUNDS: Final = 2
MB: Final = 1_000_000
_BLOCK: Final = 8 * 1024 * 1024


class _Peak:
    """The most memory of this process in use while the block ran, by its resident pages."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.before = self.most = _resident()

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(0.02):
            self.most = max(self.most, _resident())


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        settings.FILES_DIR = Path(folder) / "files"
        source = Path(folder) / "source"
        _written(source)
        identity = pyrage.x25519.Identity.generate()
        recipient = str(identity.to_public())
        # the first one, while nothing has made the process larger
        with _Peak() as peak:
            first = _deposited(source, recipient)
        # in turns, so that a slow moment hits both
        pairs = [(_deposited(source, recipient), _aged(source, recipient)) for _ in range(ROUNDS)]
        deposit = min(first, *(pair[0] for pair in pairs))
        if shutil.which("age") is None:
            figure("deposit of 1 GiB", f"{SIZE / deposit / MB:.0f} MB/s (no `age` to compare)")
            return
        ratio(
            f"deposit of 1 GiB in parts of {PART_BYTES // 1024**2} MiB, encrypted to two and "
            "hashed on both sides, synced",
            SIZE / deposit / MB,
            baseline="age to one, synced, then sha256sum",
            base=SIZE / min(pair[1][0] for pair in pairs) / MB,
            unit="MB/s",
        )
        _memory(peak, min(pair[1][1] for pair in pairs))
        _opened(source, recipient)


def _written(source: Path) -> None:
    with source.open("wb") as file:
        for _ in range(SIZE // _BLOCK):
            file.write(os.urandom(_BLOCK))
        file.flush()
        os.fsync(file.fileno())


def _deposited(source: Path, recipient: str) -> float:
    """Return the seconds of a deposit."""
    stored_file, seconds = _deposit(source, recipient)
    file_destroy(stored_file=stored_file)
    return seconds


def _deposit(source: Path, recipient: str) -> tuple[StoredFile, float]:
    now = timezone.now()
    started = time.perf_counter()
    stored_file = file_begin(recipients=[recipient], size=SIZE, now=now)
    for number in range(stored_file.part_count):
        with source.open("rb") as file:
            file.seek(number * PART_BYTES)
            part = _Slice(file, stored_file.part_size(number))
            part_write(stored_file=stored_file, number=number, source=part, now=now)  # type: ignore[arg-type]
    file_complete(stored_file=stored_file, now=now)
    return stored_file, time.perf_counter() - started


class _Slice:
    """The next bytes of a file, and then its end."""

    def __init__(self, file: object, size: int) -> None:
        self._file, self._left = file, size

    def read(self, count: int = -1) -> bytes:
        """Return at most `count` bytes."""
        piece: bytes = self._file.read(min(count, self._left))  # type: ignore[attr-defined]
        self._left -= len(piece)
        return piece


def _aged(source: Path, recipient: str) -> tuple[float, int]:
    """Return seconds and peak memory of `age` and `sha256sum`, one after the other."""
    if shutil.which("age") is None:
        return 0.0, 0
    target = source.with_name("source.age")
    started = time.perf_counter()
    memory = max(
        _peak_of(["age", "-r", recipient, "-o", str(target), str(source)]),
        _synced(target),
        _peak_of(["sha256sum", str(source)]),
    )
    seconds = time.perf_counter() - started
    target.unlink()
    return seconds, memory


def _synced(path: Path) -> int:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return 0


def _peak_of(command: list[str]) -> int:
    """Run a command and return its peak memory in bytes."""
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, capture_output=True, text=True
    )
    return int(done.stdout) * 1024


def _memory(peak: _Peak, base: int) -> None:
    """Print what a deposit takes in memory above an idle process."""
    ratio(
        "memory of the deposit above the idle process",
        (peak.most - peak.before) / MB,
        baseline="the larger of age and sha256sum",
        base=base / MB,
        unit="MB",
    )
    figure("the process itself, with Django", f"{peak.before / MB:.0f} MB")


def _opened(source: Path, recipient: str) -> None:
    """Print what it takes to open the deposit again."""
    stored_file, _ = _deposit(source, recipient)
    started = time.perf_counter()
    with _Peak() as peak:
        size = sum(len(chunk) for chunk in vault.opened(stored_file))
    assert size == SIZE
    figure(
        "opened again",
        f"{SIZE / (time.perf_counter() - started) / MB:.0f} MB/s, "
        f"{(peak.most - peak.before) / MB:.0f} MB above the idle process",
    )


def _resident() -> int:
    match = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert match
    return int(match[1]) * 1024
