"""The cast of the market."""

from __future__ import annotations

import pytest

from tests.factories.people import People, people_made


@pytest.fixture
def people(db: None) -> People:
    """Return the cast."""
    return people_made()
