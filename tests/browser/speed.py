"""How fast a page opens and answers, as the browser itself counts it on a slowed-down processor."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, Route

FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How Debian's Chromium is started, without a window and without asking anybody."""

SLOW_DOWN: Final = 4
"""How many times slower than this machine's the processor of a visitor is."""

_LOCALES: Final = {"ko": "ko-KR", "en": "en-GB"}
_REST_MS: Final = 350
_LATE_SECONDS: Final = 1.2
_CATEGORIES: Final = ["toplevel", "devtools.timeline", "blink.user_timing"]
_WATCH: Final = """
    window.__seen = { largest: null, shift: 0, moved: [], blocked: 0, slowest: 0 };
    const watch = (type, hear, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(hear))
        .observe({ type, buffered: true, ...more });
    const named = (node) =>
      node?.nodeType === 1 ? `${node.localName}.${node.className}` : String(node?.nodeName);
    watch("largest-contentful-paint", (entry) => {
      window.__seen.largest = { at: entry.startTime, what: named(entry.element) };
    });
    watch("layout-shift", (entry) => {
      if (entry.hadRecentInput) return;
      window.__seen.shift += entry.value;
      window.__seen.moved.push(
        ...entry.sources.map(({ node }) => `${named(node)} by ${entry.value.toFixed(4)}`),
      );
    });
    watch("longtask", (entry) => {
      window.__seen.blocked += Math.max(0, entry.duration - 50);
    });
    watch("event", (entry) => {
      if (entry.interactionId)
        window.__seen.slowest = Math.max(window.__seen.slowest, entry.duration);
    }, { durationThreshold: 16 });
"""
_READ: Final = """() => {
    const files = performance.getEntriesByType("resource");
    const sum = (kind) => files
      .filter(({ name }) => new URL(name).pathname.endsWith(kind))
      .reduce((total, { transferSize }) => total + transferSize, 0);
    return {
      ...window.__seen,
      first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      requests: files.length + 1,
      scripts: sum(".js"),
      styles: sum(".css"),
      fonts: sum(".woff2"),
    };
}"""


@dataclass(frozen=True)
class Line:
    """What a visitor's connection gives: a delay in milliseconds and bytes in a second."""

    delay: float
    speed: float


MOBILE: Final = Line(delay=60, speed=9_000_000 / 8)


@dataclass(frozen=True)
class Visit:
    """How a page is come to.

    Attributes:
        path: Of the page.
        ready: Selects what stands once the page's data has come.
        language: `ko` or `en`.
        width: Of the window.
        cookies: Of whoever has signed in.
        line: Slows the connection down too.
        late: Names that operations begin with whose answers take their time.
        late_fonts: Whether its fonts come after the page, which then stands in others first.
    """

    path: str
    ready: str
    language: str = "ko"
    width: int = 390
    cookies: Sequence[Any] = ()
    line: Line | None = None
    late: str = ""
    late_fonts: bool = False


@dataclass(frozen=True)
class Opening:
    """What the browser counted until a page stood; times in milliseconds since it was asked for.

    Attributes:
        first: First paint of any content.
        largest: Largest paint, and `what` was painted.
        ready: Until the data stood.
        shift: Sum of the layout shifts, and `moved` names what moved.
        blocked: Sum of what single tasks took beyond 50 ms.
        requests: How many, the page's own included.
        scripts: Bytes of scripts over the line; `styles` and `fonts` alike.
    """

    first: float
    largest: float
    what: str
    ready: float
    shift: float
    moved: tuple[str, ...]
    blocked: float
    requests: int
    scripts: int
    styles: int
    fonts: int


@dataclass(frozen=True)
class Typing:
    """What single keystrokes took.

    Attributes:
        busy: Milliseconds of the main thread, one for each keystroke.
        slowest: Longest time from a keystroke to the next paint.
    """

    busy: tuple[float, ...]
    slowest: float


class _Held:
    """Lets requests wait until they are let go."""

    def __init__(self) -> None:
        self._waiting: list[Route] | None = []

    def __call__(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)

    def let_go(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()


def opened(browser: Browser, base_url: str, visit: Visit) -> Opening:
    """Open a page as somebody who was never here before."""
    with _visitor(browser, base_url, visit) as page:
        if visit.late:
            page.route("**/graphql*", partial(_answered_late, visit.late))
        fonts = _Held()
        if visit.late_fonts:
            page.route("**/*.woff2", fonts)
        page.goto(base_url + visit.path, wait_until="domcontentloaded")
        page.locator(visit.ready).first.wait_for()
        ready = page.evaluate("performance.now()")
        if visit.late_fonts:
            page.wait_for_timeout(_REST_MS)
            fonts.let_go()
        # late fonts and late answers may still move what stands
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(_REST_MS)
        seen = page.evaluate(_READ)
    largest = seen["largest"] or {"at": 0.0, "what": ""}
    return Opening(
        first=seen["first"],
        largest=largest["at"],
        what=largest["what"],
        ready=ready,
        shift=seen["shift"],
        moved=tuple(seen["moved"]),
        blocked=seen["blocked"],
        requests=seen["requests"],
        scripts=seen["scripts"],
        styles=seen["styles"],
        fonts=seen["fonts"],
    )


def _answered_late(prefix: str, route: Route) -> None:
    asked = route.request.post_data_json or {}
    if str(asked.get("operationName")).startswith(prefix):
        time.sleep(_LATE_SECONDS)
    route.continue_()


def typed(browser: Browser, base_url: str, visit: Visit, field: str, text: str) -> Typing:
    """Type into a field of a page that stands, and rest after each key."""
    with _visitor(browser, base_url, visit) as page:
        page.goto(base_url + visit.path)
        page.locator(visit.ready).first.wait_for()
        page.wait_for_load_state("networkidle")
        page.locator(field).first.focus()
        page.wait_for_timeout(_REST_MS)
        browser.start_tracing(page=page, categories=_CATEGORIES)
        for number, key in enumerate(text):
            page.evaluate(f"performance.mark('key {number}')")
            page.keyboard.type(key)
            page.wait_for_timeout(_REST_MS)
        page.evaluate(f"performance.mark('key {len(text)}')")
        trace = json.loads(browser.stop_tracing())["traceEvents"]
        slowest = page.evaluate("window.__seen.slowest")
    return Typing(busy=_busy_between_marks(trace, len(text)), slowest=slowest)


def answered(browser: Browser, base_url: str, visit: Visit, act: Callable[[Page], None]) -> float:
    """Return the longest time from an input of an act to the next paint."""
    with _visitor(browser, base_url, visit) as page:
        page.goto(base_url + visit.path)
        page.locator(visit.ready).first.wait_for()
        page.wait_for_load_state("networkidle")
        act(page)
        page.wait_for_timeout(_REST_MS)
        return float(page.evaluate("window.__seen.slowest"))


def middle(openings: Sequence[Opening], name: str) -> tuple[float, float]:
    """Return the least and the median of one of their figures."""
    values = [float(getattr(each, name)) for each in openings]
    return min(values), statistics.median(values)


@contextmanager
def _visitor(browser: Browser, base_url: str, visit: Visit) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": visit.width, "height": 844 if visit.width < 768 else 900},
        locale=_LOCALES[visit.language],
        timezone_id="Asia/Seoul",
        reduced_motion="reduce",
    )
    try:
        context.add_cookies(list(visit.cookies))
        context.add_init_script(_WATCH)
        yield _slowed_down(context, visit.line)
    finally:
        context.close()


def _slowed_down(context: BrowserContext, line: Line | None) -> Page:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    if line:
        speed = {"downloadThroughput": line.speed, "uploadThroughput": line.speed}
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions", {"offline": False, "latency": line.delay, **speed}
        )
    return page


def _busy_between_marks(trace: list[dict[str, Any]], count: int) -> tuple[float, ...]:
    """Return what the main thread worked, not waited, between one mark and the next."""
    marks = {
        event["name"]: event
        for event in trace
        if event.get("cat") == "blink.user_timing" and event["name"].startswith("key ")
    }
    first = marks["key 0"]
    tasks = [
        event
        for event in trace
        if event.get("ph") == "X"
        and event["name"].endswith("RunTask")
        and (event["pid"], event["tid"]) == (first["pid"], first["tid"])
    ]
    edges = [marks[f"key {number}"]["ts"] for number in range(count + 1)]
    return tuple(
        sum(task.get("tdur", task["dur"]) for task in tasks if start <= task["ts"] < end) / 1000
        for start, end in pairwise(edges)
    )
