"""One browser, one demo, and visitors in two languages and two widths."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.browser.speed import FLAGS
from tests.browser.visitor import ARTIFACTS, NewVisitor, SignIn, Visitor, height_of
from tests.demo_server import RunningServer, demo_server
from tests.requirements import require_tool

__all__ = ["demo_server"]

# Most pages live for a second: to compile their scripts for long use took a tenth of the browser's
# time. `make bench` goes without this.
_SHORT_LIVED = "--js-flags=--no-maglev"
# What is waited for comes later on a machine that has much else to do.
_LATEST_MS = 15_000
expect.set_options(timeout=_LATEST_MS)

_FAILED = pytest.StashKey[bool]()

_LOCALES = {"ko": "ko-KR", "en": "en-GB"}
# Each language and each width once; the other two pairs are for soaking.
_PAIRS = [
    pytest.param(("ko", 390), id="ko-390"),
    pytest.param(("en", 1440), id="en-1440"),
    pytest.param(("ko", 1440), id="ko-1440", marks=pytest.mark.soak),
    pytest.param(("en", 390), id="en-390", marks=pytest.mark.soak),
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium, without a window.

    It ends with this folder's tests: while it is open its event loop runs in the main thread, and
    no asynchronous test could run after it.
    """
    chromium = require_tool("chromium")
    with sync_playwright() as playwright:
        flags = [*FLAGS, _SHORT_LIVED]
        opened = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield opened
        opened.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures of a test know that it failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture
def new_visitor(
    browser: Browser, demo_server: RunningServer, request: pytest.FixtureRequest
) -> Iterator[NewVisitor]:
    """Give a maker of visitors; in the end none of their pages may have reported an error."""
    made: list[Visitor] = []
    with ExitStack() as opened:

        def make(language: str = "en", width: int = 1440, *, scheme: str = "light") -> Visitor:
            context = browser.new_context(
                viewport={"width": width, "height": height_of(width)},
                locale=_LOCALES[language],
                timezone_id="Asia/Seoul",
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                has_touch=width < 768,
            )
            context.set_default_timeout(_LATEST_MS)
            opened.callback(context.close)
            made.append(Visitor(context.new_page(), demo_server.base_url, language, width))
            return made[-1]

        yield make
        if request.node.stash.get(_FAILED, False):
            _keep_last_sights(request.node.name, made)
    for each in made:
        assert each.faults == []


def _keep_last_sights(name: str, made: list[Visitor]) -> None:
    folder = ARTIFACTS / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(made):
        with suppress(Error):
            picture = folder / f"{re.sub(r'[^-.0-9A-Za-z_]+', '-', name)}-{number}.png"
            each.page.screenshot(path=picture)


@pytest.fixture(scope="package")
def kept_cookies() -> dict[str, list[Any]]:
    """Keep the session of whoever signed in, for those who only look."""
    return {}


@pytest.fixture
def signed_in(kept_cookies: dict[str, list[Any]]) -> SignIn:
    """Sign in the first time, and go on with that session every other time."""

    def come_in(visitor: Visitor, who: str) -> None:
        if who in kept_cookies:
            visitor.page.context.add_cookies(kept_cookies[who])
            return
        visitor.come_in(who)
        kept_cookies[who] = list(visitor.page.context.cookies())

    return come_in


@pytest.fixture(params=_PAIRS)
def visitor(request: pytest.FixtureRequest, new_visitor: NewVisitor) -> Visitor:
    """Give one visitor for each chosen pair of language and width."""
    language, width = request.param
    return new_visitor(language, width)
