"""The world of the authorization matrix, with its log and its index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from marketplace.evidence.keys import log_key_create
from marketplace.evidence.sequencer import sequence_once
from marketplace.technologies.models import Technology
from matching.services import index_rebuild
from tests.api.matrix import (
    accounts,
    deals,
    documents,
    escrow,
    files,
    nda,
    payments,
    protection,
    rooms,
)
from tests.api.matrix.world import World, world_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytest_django import Settings


class Part(Protocol):
    """A module of the matrix whose rows ask for more than the market."""

    def add_to(self, world: World, mark: str) -> None:
        """Put it into the world."""


# each puts what its rows ask for into the world, and stands on those before it
PARTS: tuple[Part, ...] = (
    accounts,
    escrow,
    nda,
    rooms,
    documents,
    deals,
    payments,
    files,
    protection,
)


@pytest.fixture
def market_folders(settings: Settings, tmp_path: Path) -> None:
    """Give the log key and the index folders of their own, so that no test meets another's."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.INDEX_DIR = tmp_path / "index"
    log_key_create()


@pytest.fixture
def world(db: None, market_folders: None) -> World:
    """Return the market alone, its records in the log and its technologies in the index."""
    return world_ready(parts=())


def world_ready(mark: str = "", *, parts: Sequence[Part] = PARTS) -> World:
    """Return a world whose records are in the log and whose technologies are in the index."""
    made = world_made(mark)
    for part in parts:
        part.add_to(made, mark)
    sequence_once(NOW)
    index_rebuild(now=NOW)
    assert Technology.objects.filter(state="published").exists()
    return made
