"""Which addresses the application's one page answers, and which are sent with their words."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

pytestmark = pytest.mark.django_db

EMPTY = "<!doctype html><title>Sealbridge</title>"
WORDS = {"ko": "기술 찾기", "en": "Find technology"}


@pytest.fixture(autouse=True)
def _built(settings: Any, tmp_path: Path) -> None:
    """Give the server a built page, and the market drawn in both languages."""
    (tmp_path / "index.html").write_text(EMPTY)
    for language, words in WORDS.items():
        folder = tmp_path / "prerendered" / language
        folder.mkdir(parents=True)
        (folder / "market.html").write_text(words)
        (folder / "market.html.gz").write_bytes(gzip.compress(words.encode()))
    (tmp_path / "prerendered" / "secret.html").write_text("not for visitors")
    settings.FRONTEND_DIST = tmp_path


@pytest.mark.parametrize("path", ["", "market", "how-it-works", "security", "deals/x/nda"])
def test_pages_answer(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == 200
    drawn = path == "market"
    assert answer.content.decode() == (WORDS["ko"] if drawn else EMPTY)


@pytest.mark.parametrize("path", ["no.js", "static/x", "log/x"])
def test_files_and_services_are_no_pages(client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize(
    ("browser", "chosen", "language"),
    [
        ("en-GB,en;q=0.9,ko;q=0.8", None, "en"),
        ("fr-FR,ko-KR;q=0.7,en;q=0.3", None, "ko"),
        ("fr-FR", None, "ko"),
        ("EN", None, "en"),
        ("*", None, "ko"),
        ("ko", "en", "en"),
        ("en", "ko", "ko"),
        ("en", "../../etc", "en"),
    ],
)
def test_a_visitor_reads_a_public_page_in_their_language(
    client: Client, browser: str, chosen: str | None, language: str
) -> None:
    if chosen:
        client.cookies["sealbridge_language"] = chosen
    answer = client.get("/market", headers={"Accept-Language": browser})
    assert answer.content.decode() == WORDS[language]
    for name in ("Accept-Language", "Accept-Encoding", "Cookie"):
        assert name in answer["Vary"]


def test_a_drawn_page_is_sent_as_small_as_the_browser_takes_it(client: Client) -> None:
    answer = client.get("/market", headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == WORDS["ko"]


@pytest.mark.parametrize("wish", ["", "identity", "gzip;q=0", "br, gzip; q=0.0", "not-gzip"])
def test_a_browser_that_does_not_want_it_gets_no_squeezed_page(client: Client, wish: str) -> None:
    answer = client.get("/market", headers={"Accept-Encoding": wish})
    assert "Content-Encoding" not in answer
    assert answer.content.decode() == WORDS["ko"]


def test_who_has_signed_in_gets_no_page_of_visitors(client: Client) -> None:
    client.cookies[configured.SESSION_COOKIE_NAME] = "any"
    assert client.get("/market").content.decode() == EMPTY


@pytest.mark.parametrize("path", ["../secret", "..%2Fsecret", "market.html", "Market", "secret"])
def test_no_other_file_is_sent_as_a_page(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == 404 or answer.content.decode() == EMPTY


@pytest.mark.parametrize(("is_debugged", "status"), [(True, 200), (False, 404)])
def test_developers_alone_have_the_styleguide(
    client: Client, settings: Any, is_debugged: bool, status: int
) -> None:
    settings.DEBUG = is_debugged
    assert client.get("/styleguide").status_code == status
