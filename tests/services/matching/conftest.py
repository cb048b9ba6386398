"""An index of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.matching.market import indexed

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.factories.people import People
    from tests.services.matching.market import Market


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, settings: Settings) -> Path:
    """Point the product at an empty index."""
    settings.INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def market(people: People) -> Market:
    """Return a small market: four offers in two languages and two imported listings, indexed."""
    return indexed(people)
