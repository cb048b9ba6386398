"""What people do to a form beside filling it in well, and what the form has to make of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

from tests.browser.forms.form import place
from tests.demo_server import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Request, Route

    from tests.browser.forms.form import Form
    from tests.browser.visitor import Visitor

# zero width, the end of a right-to-left passage, the Hangul filler
HIDDEN: Final = ("\u200b", "\u202e", "\u3164")
_OVER: Final = 7
_A_MOMENT_MS: Final = 200
_MOMENTS: Final = 75


def empty(form: Form, visitor: Visitor, path: str) -> None:
    """Send without the text: nothing goes out, and the focus is at what is missing."""
    begun(form, visitor, path)
    form.filled(visitor)
    form.text(visitor).fill("   ")
    sent = _Sent(form, visitor)
    form.send(visitor).click()
    expect(form.text(visitor)).to_be_focused()
    expect(form.text(visitor)).to_have_attribute("aria-invalid", "true")
    assert sent.count == 0


def too_long(form: Form, visitor: Visitor, path: str) -> None:
    """Paste more than there may be: all of it stays, and it is said by how much it is too long."""
    begun(form, visitor, path)
    form.filled(visitor)
    text = form.text(visitor)
    words = (form.valid * 400)[: form.most + _OVER].rstrip().ljust(form.most + _OVER, "x")
    text.fill("")
    text.focus()
    visitor.page.keyboard.insert_text(words)
    expect(text).to_have_value(words)
    told = visitor.say("common:tooLong", most=form.most, over=_OVER)
    expect(place(visitor).get_by_text(told, exact=True)).to_be_visible()
    sent = _Sent(form, visitor)
    form.send(visitor).click()
    expect(text).to_be_focused()
    expect(text).to_have_value(words)
    assert sent.count == 0


def hidden(form: Form, visitor: Visitor, path: str) -> None:
    """Paste what cannot be seen: it is refused at the text, which stays as it was typed."""
    begun(form, visitor, path)
    for sign in HIDDEN:
        form.filled(visitor)
        text = form.text(visitor)
        words = form.valid[:5] + sign + form.valid[5:]
        text.fill(words)
        form.goes(visitor)
        expect(text).to_have_attribute("aria-invalid", "true")
        expect(text).to_have_value(words)
        text.fill(form.valid)
        expect(text).not_to_have_attribute("aria-invalid", "true")


def twice(form: Form, visitor: Visitor, path: str) -> None:
    """Send by a double click and by Enter at once, and lose the connection: one act, text kept."""
    begun(form, visitor, path)
    form.filled(visitor)
    text = form.text(visitor)
    text.fill(form.valid)
    sent = _Sent(form, visitor)
    sent.waits()
    form.goes(visitor, twice=True)
    if not form.asks and text.evaluate("it => it.tagName") == "INPUT":
        text.press("Enter")
    sent.was_once()
    sent.fails()
    expect(place(visitor).get_by_role("alert").first).to_be_visible()
    expect(text).to_have_value(form.valid)
    sent.over()


def session_over(form: Form, visitor: Visitor, path: str) -> None:
    """Send after the session ended: sign in over the form, and it goes on with the same words."""
    begun(form, visitor, path)
    form.filled(visitor)
    form.text(visitor).fill(form.valid)
    context = visitor.page.context
    context.clear_cookies(name="sealbridge_session")
    context.clear_cookies(name="sessionid")
    form.goes(visitor)
    again = visitor.page.get_by_role("dialog", name=visitor.say("security:ended.title"))
    again.get_by_label(visitor.say("security:again.password"), exact=True).fill(PASSWORD)
    sent = _Sent(form, visitor)
    sent.waits()
    again.get_by_role("button", name=visitor.say("security:ended.submit"), exact=True).click()
    expect(again).to_have_count(0)
    expect(form.text(visitor)).to_have_value(form.valid)
    # what was asked for before goes on by itself
    sent.was_once()
    sent.fails()
    sent.over()


def back(form: Form, visitor: Visitor, path: str) -> None:
    """Go back in the middle, and come again: the text is there."""
    visitor.open("/promises")
    begun(form, visitor, path)
    form.filled(visitor)
    form.text(visitor).fill(form.valid)
    visitor.page.go_back()
    visitor.page.wait_for_url("**/promises")
    visitor.page.go_forward()
    visitor.settle()
    form.opened(visitor)
    expect(form.text(visitor)).to_have_value(form.valid)
    visitor.page.reload()
    visitor.settle()
    form.opened(visitor)
    expect(form.text(visitor)).to_have_value(form.valid)


TROUBLES: Final[tuple[Callable[[Form, Visitor, str], None], ...]] = (
    empty,
    too_long,
    hidden,
    twice,
    session_over,
    back,
)


def begun(form: Form, visitor: Visitor, path: str) -> None:
    """Open the page anew, and the form on it."""
    visitor.open(path)
    visitor.settle()
    form.opened(visitor)
    form.text(visitor).wait_for()


class _Sent:
    """Counts how often the form was sent, and may stand between it and the server."""

    def __init__(self, form: Form, visitor: Visitor) -> None:
        self._page = visitor.page
        self._sends = form.sends
        self._held: list[Route] = []
        self.count = 0
        self._page.on("request", self._hear)

    def waits(self) -> None:
        """Leave what is sent on its way, however long the rest takes."""

        def hold(route: Route) -> None:
            if self._is_it(route.request):
                self._held.append(route)
            else:
                route.fallback()

        self._page.route("**/*", hold)

    def was_once(self) -> None:
        """Wait until it was sent, and see that it is not sent again."""
        for _ in range(_MOMENTS):
            self._page.wait_for_timeout(_A_MOMENT_MS)
            if self.count:
                break
        self._page.wait_for_timeout(_A_MOMENT_MS)
        assert self.count == 1

    def fails(self) -> None:
        """Lose the connection under what was sent."""
        for route in self._held:
            route.abort()

    def over(self) -> None:
        self._page.unroute_all(behavior="wait")

    def _hear(self, request: Request) -> None:
        if self._is_it(request):
            self.count += 1

    def _is_it(self, request: Request) -> bool:
        if request.method != "POST":
            return False
        if "/" in self._sends:
            return self._sends in request.url
        body = request.post_data
        return bool(body) and json.loads(body or "{}").get("operationName") == self._sends
