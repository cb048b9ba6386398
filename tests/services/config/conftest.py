"""A log key for each test, and entries made and sequenced at will."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.services import EntryDraft, entries_record
from tests.clock import begun_at

NOW = begun_at()


@pytest.fixture
def recorded(settings: Any, tmp_path: Path, transactional_db: None) -> Callable[..., list[Entry]]:
    """Return what records entries about the given subjects, in a log with a key of its own."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key_create()

    def record(*subjects: str, kind: str = "toy.done", is_sequenced: bool = True) -> list[Entry]:
        drafts = [
            EntryDraft(kind=kind, subjects=[("toy", subject)], audience=[1], body={"n": number})
            for number, subject in enumerate(subjects)
        ]
        with transaction.atomic():
            entries = entries_record(drafts, now=NOW)
        if is_sequenced:
            sequence()
        return entries

    return record


def sequence() -> None:
    """Take what was recorded into the log."""
    sequence_once(NOW)
