"""The page to try queries on is there for developers, from own files, and for nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.demo_server import ROOT, demo_environment

ASK = """
import django
django.setup()
from django.test import Client
client = Client(HTTP_HOST="localhost")
page, script = client.get("/graphiql"), client.get("/graphiql.js")
print(page.status_code, script.status_code, page.content.decode().count("http"))
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
    assert asked(tmp_path, SEALBRIDGE_DEBUG="true") == "200 200 0"
    # without it the first is an address like any other, which the application draws
    assert asked(tmp_path).split()[1:] == ["404", "0"]
