"""A person at a browser: goes to pages, looks at them, and keeps what was seen."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, TimeoutError, expect

from tests.browser.soundness import all_words, unsound
from tests.demo_server import PASSWORD

ROOT: Final = Path(__file__).resolve().parents[2]
# that of a page which was sent with its words may be there before the application is
_HEADING = "#root:not([data-sent]) main h1"
_LOOKS_AT_MOST: Final = 8
# Resolves as soon as a page has stood still for a moment, or has moved for too long.
_STANDS_STILL: Final = """() => new Promise((done) => {
  const late = setTimeout(() => end(), 2000);
  let soon = setTimeout(() => end(), 120);
  const seen = new MutationObserver(() => {
    clearTimeout(soon);
    soon = setTimeout(() => end(), 120);
  });
  seen.observe(document.body, { subtree: true, childList: true, characterData: true });
  const end = () => {
    seen.disconnect();
    clearTimeout(late);
    clearTimeout(soon);
    done(null);
  };
})"""
ARTIFACTS: Final = ROOT / "tests" / ".artifacts" / "screens"
# Pictures are for people to look at, and take time: a run that only asks whether
# all is well goes without. A test that fails keeps its last sights all the same.
_WITHOUT_PICTURES: Final = os.environ.get("TESTS_WITHOUT_PICTURES") == "1"
_WORDS: Final = ROOT / "frontend" / "src" / "shared" / "i18n"
# The browser reports a refused request by itself; the page answers for it in words.
_EXPECTED_NOISE: Final = re.compile(r"Failed to load resource|WebSocket connection to")


@dataclass
class Visitor:
    """A page with its language and width, and the words of the product in that language.

    Attributes:
        page: The browser's page.
        base_url: Where the product answers.
        language: `ko` or `en`.
        width: Of the window, in pixels.
        faults: What the page reported as an error, empty in the end.
    """

    page: Page
    base_url: str
    language: str
    width: int
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words: dict[str, Any] = {}
        self._asked: set[Request] = set()
        self.page.on("requestfinished", self._finish)
        self.page.on("requestfailed", self._finish)
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._break)
        self.page.on("request", self._follow)

    def say(self, key: str, /, **values: object) -> str:
        """Return a word of the product, such as `market:empty.title`, with its values."""
        file, _, path = key.partition(":")
        if file not in self._words:
            source = _WORDS / self.language / f"{file}.json"
            self._words[file] = json.loads(source.read_text(encoding="utf-8"))
        found = self._words[file]
        for part in path.split("."):
            found = found[part]
        return re.sub(r"{{\s*(\w+)\s*}}", lambda match: str(values[match[1]]), str(found))

    @property
    def is_on_a_phone(self) -> bool:
        """Return whether the window is as narrow as a phone."""
        return self.width < 768

    def open(self, path: str) -> None:
        """Go to an address and wait until the application has put its heading there."""
        self.page.goto(self.base_url + path)
        self.page.locator(_HEADING).first.wait_for()

    def sign_in(self, email: str) -> None:
        """Sign in by the form."""
        self.open("/sign-in")
        self.page.get_by_label(self.say("account:signIn.email"), exact=True).fill(email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.button("account:signIn.submit", within="main").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def come_in(self, email: str) -> None:
        """Sign in by what the form asks the server, where it is not the form that is tested."""
        request = self.page.context.request
        request.get(self.base_url + "/_allauth/browser/v1/config")
        cookies = self.page.context.cookies(self.base_url)
        token = next(each["value"] for each in cookies if each["name"] == "csrftoken")
        answer = request.post(
            self.base_url + "/_allauth/browser/v1/auth/login",
            data={"email": email, "password": PASSWORD},
            headers={"X-CSRFToken": token},
        )
        assert answer.ok, answer.text()

    def button(self, key: str, within: str = "body", **values: object) -> Locator:
        """Return a button by its words."""
        name = self.say(key, **values)
        return self.page.locator(within).get_by_role("button", name=name, exact=True)

    def field(self, key: str, within: str | Locator = "main") -> Locator:
        """Return a line or an area of text by its label."""
        place = self.page.locator(within) if isinstance(within, str) else within
        return place.get_by_role("textbox", name=self.say(key), exact=True)

    def dialog(self, title: str, **values: object) -> Locator:
        """Return the dialog with a title, once it stands still."""
        found = self.page.get_by_role("dialog", name=self.say(title, **values))
        found.wait_for()
        return found

    def settle(self) -> None:
        """Wait until the page has its heading and nothing is still being loaded."""
        heading = self.page.locator(_HEADING)
        loading = self.page.locator("main").get_by_text(self.say("common:loading"), exact=True)
        for _ in range(_LOOKS_AT_MOST):
            with suppress(TimeoutError):
                # a page that never gets one is what axe reports
                heading.first.wait_for(timeout=8_000)
            expect(loading).to_have_count(0, timeout=15_000)
            self.page.evaluate(_STANDS_STILL)
            # the heading may have been that of the page before, whose place is just being taken,
            # or that of a frame around what is still on its way
            if heading.count() and not loading.count() and not self._asked:
                return

    def change(self, language: str, width: int, scheme: str) -> None:
        """Switch the language by hand, turn the device, and change between light and dark."""
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if width != self.width:
            self.page.set_viewport_size({"width": width, "height": height_of(width)})
            self.width = width
        if language != self.language:
            self.page.locator(f"header button[lang={language}]").first.click()
            self.language = language

    def look(self, name: str) -> None:
        """Keep a picture, and fail on what `wrongs` finds."""
        assert not (found := self.wrongs(name)), f"{name}: " + "\n".join(found)

    def wrongs(self, name: str) -> list[str]:
        """Return what is wrong: sideways scroll, bare keys, what axe finds; and keep a picture."""
        self.settle()
        # a window lies over what one sees of the page, not over all of it
        window = self.page.get_by_role("dialog").count() > 0
        if not window:
            self.page.evaluate("window.scrollTo(0, 0)")
        if not _WITHOUT_PICTURES:
            self._keep_picture(name, full_page=not window)
        return unsound(self.page, self.language, self.width)

    def _keep_picture(self, name: str, *, full_page: bool) -> None:
        picture = ARTIFACTS / f"{name}-{self.language}-{self.width}.jpg"
        picture.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=picture, full_page=full_page, type="jpeg", quality=70)

    def words(self) -> str:
        """Return all that the page says, its title and hidden words too."""
        return all_words(self.page)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _EXPECTED_NOISE.search(message.text):
            self.faults.append(message.text)

    def _follow(self, request: Request) -> None:
        self._asked.add(request)
        if not request.url.startswith((self.base_url, "data:", "blob:")):
            self.faults.append(f"asks elsewhere: {request.url}")

    def _finish(self, request: Request) -> None:
        self._asked.discard(request)

    def _break(self, error: Error) -> None:
        self.faults.append(str(error))


def height_of(width: int) -> int:
    """Return how high a window of a width is, in pixels."""
    return 844 if width < 768 else 900


NewVisitor = Callable[..., Visitor]
SignIn = Callable[[Visitor, str], None]
