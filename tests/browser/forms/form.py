"""A form of the product: where it is, who fills it, and how it is brought up and sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import Visitor

Step = Callable[["Visitor"], None]


def nothing(_: Visitor) -> None:
    """Need nothing."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form, one text of it, and how it is sent.

    Attributes:
        name: In the table.
        who: The address of an account of the demo; empty for a visitor.
        path: Where it is; `{id}` is what the query finds.
        query: Finds what the path needs.
        opened: Brings the form onto the page.
        field: The words of the text's label.
        valid: What the text may be.
        most: Characters that it may have.
        filled: Fills what else is needed.
        submit: The words of the button that sends.
        sends: The operation, or a part of the address, that sending asks for.
        needed: Whether the text must not be empty.
        kept: Whether the text outlives a reload.
        hidden: Whether the server reads the text as words, without hidden characters.
        asks: Whether a window asks once more, with a button of the same words.
        stage: How far the deal has to be that is made for forms; empty for those of the demo.
        skips: Names of troubles that it cannot get into.
        seldom: Whether one trouble is enough where nothing is soaked.
    """

    name: str
    who: str
    path: str
    query: str = ""
    opened: Step = nothing
    field: str
    valid: str = "Angaben für den Vertrag 2027"
    most: int
    filled: Step = nothing
    submit: str
    sends: str
    needed: bool = True
    kept: bool = True
    hidden: bool = True
    asks: bool = False
    stage: str = ""
    skips: tuple[str, ...] = ()
    seldom: bool = False

    def meets(self, trouble: str) -> bool:
        """Return whether it can get into a trouble at all."""
        has = {"empty": self.needed, "hidden": self.hidden, "back": self.kept}
        return trouble not in self.skips and has.get(trouble, True)

    def text(self, visitor: Visitor) -> Locator:
        """Return the input of the text."""
        found = visitor.page.locator("main") if self.asks else place(visitor)
        return found.get_by_label(_starting(visitor.say(self.field))).first

    def send(self, visitor: Visitor) -> Locator:
        """Return the button that sends."""
        return place(visitor).get_by_role("button", name=visitor.say(self.submit), exact=True).last

    def goes(self, visitor: Visitor, *, twice: bool = False) -> None:
        """Send, with a single or a double click, and again where a window asks."""
        if self.asks:
            self.send(visitor).click()
            visitor.page.get_by_role("dialog").wait_for()
        if twice:
            self.send(visitor).dblclick()
        else:
            self.send(visitor).click()


def place(visitor: Visitor) -> Locator:
    """Return the window over the page, or the page where there is none."""
    window = visitor.page.get_by_role("dialog")
    return window.last if window.count() else visitor.page.locator("main")


def _starting(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}( *\\*)?$")


def pressed(key: str, starts: bool = False) -> Step:
    """Press a button on the page."""

    def press(visitor: Visitor) -> None:
        words = visitor.say(key)
        name = re.compile(f"^{re.escape(words)}") if starts else words
        button = visitor.page.locator("main").get_by_role("button", name=name, exact=not starts)
        button.first.click()

    return press


def in_window(key: str, starts: bool = False) -> Step:
    """Press a button that opens a window."""

    def press(visitor: Visitor) -> None:
        pressed(key, starts)(visitor)
        visitor.page.get_by_role("dialog").wait_for()

    return press


def marked(selector: str) -> Step:
    """Mark a box or a choice."""

    def mark(visitor: Visitor) -> None:
        place(visitor).locator(selector).first.check(force=True)

    return mark


def typed(key: str, value: str) -> Step:
    """Write into another line."""

    def write(visitor: Visitor) -> None:
        place(visitor).get_by_label(_starting(visitor.say(key))).first.fill(value)

    return write


def together(*steps: Step) -> Step:
    """Do one after the other."""

    def run(visitor: Visitor) -> None:
        for step in steps:
            step(visitor)

    return run
