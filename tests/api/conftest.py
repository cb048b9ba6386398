"""The world of the authorization matrix, with its log and its index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from pathlib import Path

    from pytest_django import Settings


# each puts what its rows ask for into the world, and stands on those before it
PARTS = (accounts, escrow, nda, rooms, documents, deals, payments, files, protection)


@pytest.fixture
def market_folders(settings: Settings, tmp_path: Path) -> None:
    """Give the log key and the index folders of their own, so that no test meets another's."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    settings.INDEX_DIR = tmp_path / "index"
    log_key_create()


@pytest.fixture
def world(db: None, market_folders: None) -> World:
    """Return the world, its records in the log and its technologies in the index."""
    return world_ready()


def world_ready(mark: str = "") -> World:
    """Return a world whose records are in the log and whose technologies are in the index."""
    made = world_made(mark)
    for part in PARTS:
        part.add_to(made, mark)
    sequence_once(NOW)
    index_rebuild(now=NOW)
    assert Technology.objects.filter(state="published").exists()
    return made
