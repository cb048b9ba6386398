"""One runner at a time: the lock dies with the process that held it, however it dies."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

# Any number, the same in every runner of a database ("SBRN" in ASCII).
_ADVISORY_LOCK: Final = 0x5342524E


@contextmanager
def runner_turn() -> Iterator[bool]:
    """Give whether this runner has the turn; false while another one of the database has it."""
    if connection.vendor == "postgresql":
        with _advisory_turn() as has_turn:
            yield has_turn
    else:
        with _file_turn() as has_turn:
            yield has_turn


@contextmanager
def _advisory_turn() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY_LOCK])
        has_turn = bool(cursor.fetchone()[0])
    try:
        yield has_turn
    finally:
        if has_turn and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


@contextmanager
def _file_turn() -> Iterator[bool]:
    # beside the database file, so that whoever shares the database shares the lock
    path = Path(f"{connection.settings_dict['NAME']}.runner")
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
