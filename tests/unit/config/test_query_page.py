"""GraphiQL is there for developers, from own files, and for nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory

from marketplace.config import query_page
from tests.demo_server import ROOT, demo_environment

ASK = """
import django
django.setup()
from django.test import Client
from django.urls import resolve
client = Client(HTTP_HOST="localhost")
paths = ("/graphiql", "/graphiql/assets/index.js", "/graphiql.js")
print(*(resolve(path).url_name for path in paths), *(client.get(p).status_code for p in paths[1:]))
"""


def asked(home: Path, **variables: str) -> str:
    environment = demo_environment(home) | variables
    environment["DJANGO_SETTINGS_MODULE"] = "marketplace.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split("\n")[-2]


def test_the_query_page_is_for_debugging_only(tmp_path: Path) -> None:
    debugging = asked(tmp_path, SEALBRIDGE_DEBUG="true")
    assert debugging == "query-page query-page-asset page 404 404"
    # without it the first is an address like any other, which the application draws
    assert asked(tmp_path) == "page page page 404 404"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that GraphiQL is built into, still empty."""
    folder = tmp_path / "dist-graphiql"
    monkeypatch.setattr(query_page, "BUILT", folder)
    return folder


def test_a_page_that_is_not_built_says_how_to_build_it(built: Path) -> None:
    answer = query_page.page(RequestFactory().get("/graphiql"))
    assert (answer.status_code, b"`make graphiql`" in answer.content) == (503, True)


def test_the_built_page_and_its_files_and_nothing_beside_them_are_served(built: Path) -> None:
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<p>page</p>")
    (built / "secret.js").write_text("beside the files")
    (built / "assets" / "index-1.js").write_text("run()")
    (built / "assets" / "key").write_text("not a file of a page")
    request = RequestFactory().get("/graphiql")
    page, script = query_page.page(request), query_page.asset(request, name="index-1.js")
    assert (page.content, page["Cache-Control"]) == (b"<p>page</p>", "no-cache")
    assert (script.content, script["Content-Type"]) == (b"run()", "text/javascript; charset=utf-8")
    for name in ("index-2.js", "key", "..", "../secret.js", f"{built}/secret.js"):
        with pytest.raises(Http404):
            query_page.asset(request, name=name)
