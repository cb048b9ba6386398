"""GraphiQL in debug mode, under the same content security policy as every page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visitor import ARTIFACTS, ROOT
from tests.demo_server import RunningServer, loaded, running_demo

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def debug_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Give a demo in debug mode, with GraphiQL built."""
    subprocess.run(
        [ROOT / "frontend/bin/npm", "run", "--silent", "build:graphiql"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    home: Path = tmp_path_factory.mktemp("debug")
    with running_demo(loaded(home), SEALBRIDGE_DEBUG="1") as server:
        yield server


def test_graphiql_asks_and_follows_from_own_files(
    browser: Browser, debug_server: RunningServer
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(debug_server.base_url + "/graphiql")
    run = page.get_by_role("button", name="Execute query")
    answer = page.locator(".result-window")

    # the editors come after the buttons
    expect(page.locator(".graphiql-query-editor .CodeMirror")).to_contain_text("logCheckpoint")
    expect(page.locator(".result-window .CodeMirror")).to_be_visible()
    run.click()
    expect(answer).to_contain_text('"size":')

    page.get_by_role("button", name="Show Documentation Explorer").click()
    expect(page.get_by_text("Root Types")).to_be_visible()
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / "graphiql-en-1440.png")

    page.locator(".graphiql-query-editor .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("subscription Live { logCheckpoint { origin } }")
    # it reads what is typed a moment later, and only then knows a subscription
    expect(page.get_by_role("tab", name="Live")).to_be_visible()
    run.click()
    expect(answer).to_contain_text('"origin":')
    page.get_by_role("button", name="Stop query").click()

    page.close()
    assert faults == []
    ours = debug_server.base_url + "/"
    assert [address for address in addresses if not address.startswith((ours, "data:"))] == []
