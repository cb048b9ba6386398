"""A log key of its own for each test, and an ear at the channel layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from marketplace.evidence.keys import log_key_create

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture
def log_key(db: None, tmp_path: Path, settings: Settings) -> None:
    """Make a key for the log; ask for it before the cast, for a log that is still empty."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    log_key_create()


@pytest.fixture
def closings() -> Callable[[int], Callable[[], int]]:
    """Return what listens to a user's group, and then tells how often it was told to close."""

    def listen(user_id: int) -> Callable[[], int]:
        layer: Any = get_channel_layer()
        name = async_to_sync(layer.new_channel)()
        async_to_sync(layer.group_add)(f"user.{user_id}", name)

        def heard() -> int:
            queue = layer.channels.get(name)
            count = 0
            while queue is not None and not queue.empty():
                count += bool(queue.get_nowait()[1]["event"]["close"])
            return count

        return heard

    return listen
