"""The world of the races, and the database that workers begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marketplace.evidence.keys import log_key_create
from matching.services import index_rebuild
from tests.factories.market import demand_made, technology_made
from tests.factories.people import NOW, people_made
from tests.flows.migrated import DATABASE, tables_copied
from tests.flows.racing import Race, assert_log_verifies, two_threads

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an empty database, of which each worker gets a copy."""
    home = tmp_path_factory.mktemp("migrated")
    tables_copied(home / DATABASE)
    return home


@pytest.fixture
def race(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Race]:
    """Build the world once for all rounds, and verify its log at the end."""
    settings.LOG_KEY_FILE, settings.INDEX_DIR = tmp_path / "log_key", tmp_path / "index"
    key, people = log_key_create(), people_made()
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    index_rebuild(now=NOW)
    with two_threads() as pair:
        yield Race(people, pair, key, technology, demand)
    assert_log_verifies(key)
