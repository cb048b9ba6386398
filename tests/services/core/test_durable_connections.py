"""Each connection to SQLite waits for the disk before it says that something is written."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

FULL = 2


def pragmas() -> tuple[int, str, int]:
    with connection.cursor() as cursor:
        synchronous = int(cursor.execute("PRAGMA synchronous").fetchone()[0])
        journal = str(cursor.execute("PRAGMA journal_mode").fetchone()[0])
        patience = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
    return synchronous, journal, patience


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's defaults are durable")
def test_every_connection_is_durable() -> None:
    seen = [pragmas()]

    def in_a_thread() -> None:
        try:
            seen.append(pragmas())
        finally:
            connection.close()

    for _ in range(3):
        thread = threading.Thread(target=in_a_thread)
        thread.start()
        thread.join()
    connection.close()
    seen.append(pragmas())
    assert seen == [(FULL, "wal", 20_000)] * 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes row locks")
def test_a_transaction_takes_the_write_lock_at_its_begin() -> None:
    failed: list[str] = []

    def write() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 50")
            with transaction.atomic():
                pass
        except Exception as error:  # noqa: BLE001  (told by its words below)
            failed.append(str(error))
        finally:
            connection.close()

    with transaction.atomic():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert failed == ["database is locked"]
