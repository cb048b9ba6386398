"""What a first visit brings and moves. Times are left to `make bench`: they are the machine's."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser.speed import Visit, opened
from tests.demo_server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_SCRIPT_BYTES: Final = 200_000
_REQUESTS: Final = 70
_SHIFT: Final = 0.02
# the landing page moved .018 before the font had a stand-in as wide as itself
_SHIFT_OF_LATE_FONTS: Final = 0.015
_ROW: Final = "main ul li article h2"


@pytest.mark.parametrize(
    "visit",
    [
        pytest.param(Visit("/market", _ROW), id="market-ko-390"),
        pytest.param(Visit("/market", _ROW, language="en", width=1440), id="market-en-1440"),
        pytest.param(
            Visit("/market", _ROW, language="en", width=1440, late="Market"),
            id="market-en-1440-late",
        ),
        pytest.param(Visit("/", "main h1"), id="landing-ko-390"),
        pytest.param(Visit("/", "main h1", late_fonts=True), id="landing-ko-390-late-fonts"),
        pytest.param(
            Visit("/market", _ROW, width=1440, late_fonts=True), id="market-ko-1440-late-fonts"
        ),
    ],
)
def test_first_visit_brings_little_and_moves_nothing(
    browser: Browser, demo_server: RunningServer, visit: Visit
) -> None:
    seen = opened(browser, demo_server.base_url, visit)
    assert 0 < seen.scripts < _SCRIPT_BYTES
    assert seen.requests < _REQUESTS
    limit = _SHIFT_OF_LATE_FONTS if visit.late_fonts else _SHIFT
    assert seen.shift < limit, seen.moved
