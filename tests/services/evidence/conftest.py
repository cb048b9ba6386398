"""A log key of its own for each test, and quick ways to fill a log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import pytest
from django.db import transaction

from marketplace.evidence.keys import LogKey, log_key_create
from marketplace.evidence.services import EntryDraft, entries_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.evidence.models import Entry

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Recorder(Protocol):
    """Record some entries and return them."""

    def __call__(
        self, count: int = 1, *, audience: Iterable[int] = (1,), kind: str = ...
    ) -> list[Entry]: ...


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    """Return where this test's log key would lie; there is none yet."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.LOG_ORIGIN = "tests.sealbridge.example/log"
    return tmp_path / "keys" / "log_key"


@pytest.fixture
def log_key(db: None, key_file: Path) -> LogKey:
    """Return this test's log key."""
    return log_key_create()


@pytest.fixture
def record(db: None) -> Recorder:
    """Return a function that records numbered entries."""
    made = 0

    def recorded(
        count: int = 1,
        *,
        audience: Iterable[int] = (1,),
        kind: str = "technology.published",
    ) -> list[Entry]:
        nonlocal made
        drafts = [
            EntryDraft(
                kind=kind,
                subjects=[("technology", f"t{made + number}"), ("organisation", "o1")],
                audience=tuple(audience),
                body={"version": made + number},
            )
            for number in range(count)
        ]
        made += count
        with transaction.atomic():
            return entries_record(drafts, now=NOON)

    return recorded
