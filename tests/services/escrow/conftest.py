"""A log key of its own for each test, so that what was sealed comes into a checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.config.runner import react_once
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture
def settled(db: None, tmp_path: Path, settings: Settings) -> Callable[[], None]:
    """Return a function that takes what is recorded into the log and lets the handlers react.

    Ask for it before `people`: a key is made for a log in which nothing is recorded yet.
    """
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.INDEX_DIR = tmp_path / "index"
    log_key_create()

    def settle() -> None:
        for _ in range(2):
            sequence_once(NOW)
            react_once(NOW)

    return settle
