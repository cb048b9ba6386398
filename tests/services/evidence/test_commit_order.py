"""The order of the log is the order of commits: a lower row id may be committed later."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.services import entry_record
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 20.0


def record(kind: str) -> None:
    entry_record(kind=kind, subjects=[], audience=[1], body={}, now=NOON)


# SQLite lets no second writer begin before the first has committed.
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_later_comes_later_although_its_row_id_is_lower(
    key_file: Path,
) -> None:
    log_key_create()
    is_written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                record("slow.fact")
                is_written.set()
                assert may_commit.wait(PATIENCE)
        finally:
            connection.close()

    slow = threading.Thread(target=slow_writer)
    slow.start()
    assert is_written.wait(PATIENCE)
    with transaction.atomic():
        record("quick.fact")
    assert sequence_once(NOON) == 1
    may_commit.set()
    slow.join(PATIENCE)
    assert sequence_once(NOON) == 1

    by_id = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    by_index = list(Entry.objects.order_by("index").values_list("kind", flat=True))
    assert by_id == ["slow.fact", "quick.fact"]
    assert by_index == ["quick.fact", "slow.fact"]
