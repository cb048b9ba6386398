"""Which addresses the application's one page answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _built(settings: Any, tmp_path: Path) -> None:
    """Give the server a built page."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Sealbridge</title>")
    settings.FRONTEND_DIST = tmp_path


@pytest.mark.parametrize("path", ["", "market", "how-it-works", "security", "deals/x/nda"])
def test_pages_have_one_file(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == 200
    assert b"Sealbridge" in answer.content


@pytest.mark.parametrize("path", ["no.js", "static/x", "log/x"])
def test_files_and_services_are_no_pages(client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(("is_debugged", "status"), [(True, 200), (False, 404)])
def test_developers_alone_have_the_styleguide(
    client: Client, settings: Any, is_debugged: bool, status: int
) -> None:
    settings.DEBUG = is_debugged
    assert client.get("/styleguide").status_code == status
