"""A log key of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.evidence.keys import log_key_create
from tests.factories.people import People, people_made

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.evidence.keys import LogKey


@pytest.fixture
def log_key(db: None, tmp_path: Path, settings: Settings) -> LogKey:
    """Return the key of a log in which nothing is recorded yet."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.INDEX_DIR = tmp_path / "index"
    return log_key_create()


@pytest.fixture
def people(log_key: LogKey) -> People:
    """Return the cast, whose making is in that log."""
    return people_made()
