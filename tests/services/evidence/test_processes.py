"""Several processes, some of them killed: one history, in one order, and nothing half-there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone

from marketplace.core.models import Timer
from marketplace.evidence.keys import LogKey, check_log_key, log_key_create
from marketplace.evidence.models import Checkpoint, Entry, EntryAudience, EntrySubject
from marketplace.evidence.remembered import remembered_note
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.verify import verify_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WRITERS, FACTS, SEQUENCERS = 4, 100, 2


class Workers:
    """Worker processes on this test's database and log key."""

    def __init__(self, key_file: Path) -> None:
        self.started: list[subprocess.Popen[str]] = []
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "marketplace.config.settings",
            "SEALBRIDGE_DATABASE_URL": database_url(),
            "SEALBRIDGE_LOG_KEY_FILE": str(key_file),
            "SEALBRIDGE_LOG_ORIGIN": "tests.sealbridge.example/log",
        }

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a worker and return it once it is about to begin."""
        command = [sys.executable, "-m", "tests.services.evidence.worker", *map(str, arguments)]
        worker = subprocess.Popen(
            command,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started.append(worker)
        return worker


def database_url() -> str:
    """Return this test's database as the settings take it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    # the same server, but the database of the tests in place of the one named
    address = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(address._replace(path=f"/{name}"))


@pytest.fixture
def workers(key_file: Path) -> Iterator[Workers]:
    """Return a way to start workers, none of which outlives the test."""
    crew = Workers(key_file)
    yield crew
    for worker in crew.started:
        if worker.poll() is None:
            worker.kill()
        worker.communicate()


def assert_whole(key: LogKey, key_file: Path, acknowledged: set[str]) -> None:
    """Assert that facts and entries are the same set, and that the log verifies."""
    note = remembered_note(key_file)
    verify_log(key=key.verifier, remembered=note, report=lambda _step, _words: None)
    check_log_key()
    facts = list(Timer.objects.filter(kind="test.fact").values_list("subject", flat=True))
    recorded = list(EntrySubject.objects.values_list("ref", flat=True))
    assert Counter(facts) == Counter(recorded)
    assert len(set(facts)) == len(facts)
    assert acknowledged <= set(facts)
    assert Entry.objects.count() == EntryAudience.objects.count() == len(facts)


def acknowledged_in(output: str) -> set[str]:
    """Return the facts that a worker said were committed."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return {f"{words[1]}-{words[2]}" for words in lines if words[0] == "ack"}


def test_four_writers_and_two_sequencers_make_one_history(workers: Workers, key_file: Path) -> None:
    key = log_key_create()
    sequencers = [workers.start("sequencer", 0) for _ in range(SEQUENCERS)]
    # the first round signs the empty log: from then on they work beside the writers
    give_up = time.monotonic() + 60
    while not Checkpoint.objects.exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    writers = [workers.start(f"w{number}", FACTS) for number in range(WRITERS)]
    acknowledged: set[str] = set()
    for writer in writers:
        acknowledged |= acknowledged_in(writer.communicate(timeout=120)[0])
        assert writer.returncode == 0
    for sequencer in sequencers:
        sequencer.communicate("stop\n", timeout=60)
        assert sequencer.returncode == 0
    sequence_once(timezone.now())

    assert len(acknowledged) == WRITERS * FACTS
    assert_whole(key, key_file, acknowledged)
    assert Entry.objects.filter(index=None).count() == 0
    in_order = EntrySubject.objects.order_by("entry__index").values_list("ref", flat=True)
    of_each: dict[str, list[int]] = {}
    for ref in in_order:
        name, number = ref.split("-")
        of_each.setdefault(name, []).append(int(number))
    assert of_each == {f"w{number}": list(range(FACTS)) for number in range(WRITERS)}
    between = Checkpoint.objects.filter(size__gt=0, size__lt=WRITERS * FACTS)
    assert between.exists(), "the sequencers never worked beside the writers"


@pytest.mark.parametrize(
    "kills", [10, pytest.param(50, marks=pytest.mark.soak)], ids=["ten", "fifty"]
)
def test_kills_leave_nothing_half_there(workers: Workers, key_file: Path, kills: int) -> None:
    key = log_key_create()
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for number in range(kills):
        worker = workers.start(f"k{number}", 100_000, "sequence")
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 0.4))
        worker.send_signal(signal.SIGKILL)
        said = worker.communicate(timeout=30)[0]
        assert worker.returncode == -signal.SIGKILL
        acknowledged |= acknowledged_in(said)
        sequence_once(timezone.now())
        assert_whole(key, key_file, acknowledged)
    assert acknowledged, f"no worker got as far as one fact (seed {seed})"
