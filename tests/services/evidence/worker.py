"""A process that writes facts, sequences them, or both, until it is done or killed.

    python -m tests.services.evidence.worker NAME COUNT [sequence]

Each fact is a deadline and its entry in one transaction. Once that is committed the worker says
so: `ack NAME NUMBER`. With `sequence` it also runs a sequencer's round after each fact; with
COUNT 0 it only sequences, until its input is closed.
"""

from __future__ import annotations

import os
import select
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.db import transaction  # noqa: E402  (needs the settings)
from django.utils import timezone  # noqa: E402

from marketplace.core.timers import timer_set  # noqa: E402
from marketplace.evidence.sequencer import sequence_once  # noqa: E402
from marketplace.evidence.services import entry_record  # noqa: E402


def say(words: str) -> None:
    """Tell the test, with one system call that a trace can see."""
    os.write(sys.stdout.fileno(), f"{words}\n".encode())


def write_fact(name: str, number: int) -> None:
    """Write a deadline and its entry in one transaction."""
    now = timezone.now()
    subject = f"{name}-{number}"
    with transaction.atomic():
        timer_set(kind="test.fact", subject=subject, due_at=now)
        entry_record(
            kind="test.fact",
            subjects=[("fact", subject)],
            audience=[1],
            body={"number": number},
            now=now,
        )


def main(name: str, count: int, *, sequences: bool) -> None:
    """Write the facts, or sequence until the input is closed."""
    say("ready")
    for number in range(count):
        write_fact(name, number)
        say(f"ack {name} {number}")
        if sequences:
            sequence_once(timezone.now())
        # SQLite has no queue for its lock: writers that never pause starve everybody else
        time.sleep(0.005)
    while count == 0 and not select.select([sys.stdin], [], [], 0.002)[0]:
        sequence_once(timezone.now())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sequences=sys.argv[3:] == ["sequence"])
