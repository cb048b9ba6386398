"""First visits and keystrokes in a real browser on a slowed-down processor, beside their budgets.

The market is measured with the demo's technologies and with 18,000 listings: real public records
where `SEALBRIDGE_DATA` names them, made-up ones elsewhere.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.benchmarks.report import figure
from tests.browser.speed import FLAGS, MOBILE, SLOW_DOWN, Visit, answered, middle, opened, typed
from tests.demo_server import ROOT, demo_environment, running_demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LISTINGS: Final = 18_000
VISITS: Final = 5
PAINT_MS: Final = 1500
ANSWER_MS: Final = 200
KEY_MS: Final = 100
SCRIPT_KB: Final = 200
ROW: Final = "main ul li article h2"
FIELD: Final = "main input[type=search]"
MARKET: Final = Visit("/market", ROW)


def run() -> None:
    """Print every budget with its figure."""
    program = shutil.which("chromium")
    if program is None:
        figure("pages in a browser", "not measured: chromium is not installed")
        return
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        home = Path(folder) / "home"
        with running_demo(home) as server:
            _opened(browser, server.base_url)
            _answered(browser, server.base_url)
        _fill(home, Path(folder))
        with running_demo(home, ("serve",)) as server:
            _typed(browser, server.base_url)
        browser.close()


def _opened(browser: Browser, base_url: str) -> None:
    for name, visit in {
        "market, Korean, phone": MARKET,
        "market, English, desk": Visit("/market", ROW, language="en", width=1440),
        "market, Korean, phone on a mobile line": Visit("/market", ROW, line=MOBILE),
        "landing page, Korean, phone": Visit("/", "main h1"),
    }.items():
        seen = [opened(browser, base_url, visit) for _ in range(VISITS)]
        least, median = middle(seen, "largest")
        _told(f"{name}: largest paint", least, median, PAINT_MS)
        figure(
            f"{name}: shift, script, requests",
            f"{max(each.shift for each in seen):.4f}, "
            f"{seen[0].scripts / 1000:.0f} kB (at most {SCRIPT_KB}), {seen[0].requests}",
        )


def _answered(browser: Browser, base_url: str) -> None:
    desk = Visit("/market", ROW, language="en", width=1440)

    def ticks(page: Page) -> None:
        page.locator("aside input[type=checkbox]").first.click()

    spent = [answered(browser, base_url, desk, ticks) for _ in range(VISITS)]
    _told("a filter of the market ticked", min(spent), statistics.median(spent), ANSWER_MS)


def _typed(browser: Browser, base_url: str) -> None:
    spent = typed(browser, base_url, MARKET, FIELD, "battery film")
    _told(
        f"a keystroke among {LISTINGS:,} listings, main thread",
        min(spent.busy),
        statistics.median(spent.busy),
        KEY_MS,
    )
    figure("the same: most of one key, longest wait", f"{max(spent.busy):.0f}, {spent.slowest:.0f}")


def _told(name: str, least: float, median: float, limit: int) -> None:
    load = os.getloadavg()[0]
    figure(
        name,
        f"least {least:.0f} ms, median {median:.0f} ms at {SLOW_DOWN}x slow-down, load {load:.1f} "
        f"(below {limit}: {'kept' if median < limit else 'BROKEN'})",
    )


def _fill(home: Path, folder: Path) -> None:
    records = Path(os.environ.get("SEALBRIDGE_DATA", "")) / "sbir"
    if not os.environ.get("SEALBRIDGE_DATA") or not records.is_dir():
        records = _made_up(folder / "records")
    subprocess.run(
        [sys.executable, "manage.py", "import_sbir", str(records)],
        cwd=ROOT,
        env=demo_environment(home),
        capture_output=True,
        check=True,
    )


def _made_up(folder: Path) -> Path:
    folder.mkdir()
    with (folder / "listings.jsonl").open("w", encoding="utf-8") as listings:
        for number in range(LISTINGS):
            record = {
                "id": f"M{number}",
                "title": _words(8),
                "abstract": _words(190),
                "firm": f"Firm {number % 3000}",
            }
            listings.write(json.dumps(record) + "\n")
    need = {"id": "D1", "title": _words(6), "objective": _words(30), "description": _words(400)}
    (folder / "needs.jsonl").write_text(json.dumps(need) + "\n", encoding="utf-8")
    return folder


def _words(count: int) -> str:
    """Return words as unevenly frequent as those of a language."""
    return " ".join(f"w{int(random.paretovariate(0.7)) % 40_000}" for _ in range(count))
