"""What can go wrong beneath a page, and what the page has to make of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

from tests.demo_server import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.visitor import Visitor

_REFERENCE: Final = "4be0c1d7"
_BROKEN: Final = {
    "data": None,
    "errors": [
        {
            "message": f"Something went wrong on our side. Reference: {_REFERENCE}",
            "extensions": {"code": "INTERNAL_ERROR", "reference": _REFERENCE},
        }
    ],
}
_LATE: Final = """(() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    if (String(asked[0]?.url ?? asked[0]).includes("/graphql"))
      await new Promise((done) => setTimeout(done, MILLISECONDS));
    return real(...asked);
  };
})()"""
_SHIFTS: Final = """(() => {
  window.shifts = [];
  const name = (node) => node?.nodeType === 1 ? node.outerHTML.slice(0, 120) : node?.data;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) {
      if (each.hadRecentInput) continue;
      window.shifts.push([each.value, each.sources.map(({ node }) => name(node)).join(" | ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
})()"""
# What is counted as good: https://web.dev/articles/cls
_SHIFT_AT_MOST: Final = 0.1
_SKELETON: Final = "main [role=status][data-late=true]"
# How far down the page something stands, words or bars.
_FILLED: Final = """(main) => Math.max(...[...main.querySelectorAll("*")]
  .filter((each) => each.checkVisibility() && each.childElementCount === 0)
  .map((each) => each.getBoundingClientRect().bottom)) - main.getBoundingClientRect().top"""
_OUTLINE_AT_LEAST: Final = 200
_BACK: Final = "window.dispatchEvent(new Event('online'))"
_PATIENCE: Final = 30_000


def asked_as(visitor: Visitor) -> Callable[[str], dict[str, Any]]:
    """Return a way to send queries with the session of a visitor."""

    def ask(query: str) -> dict[str, Any]:
        cookies = {each["name"]: each["value"] for each in visitor.page.context.cookies()}
        answer = visitor.page.request.post(
            f"{visitor.base_url}/graphql",
            data={"query": query},
            headers={"X-CSRFToken": cookies.get("csrftoken", ""), "Origin": visitor.base_url},
        ).json()
        found: dict[str, Any] = answer["data"]
        return found

    return ask


def outline(visitor: Visitor) -> list[str]:
    """Return the headings of a page: what must still stand."""
    visitor.settle()
    headings = visitor.page.locator("main").locator("h1, h2, h3").all_inner_texts()
    return [" ".join(each.split()) for each in headings]


def breaks_down(visitor: Visitor, address: str, *, wholly: bool) -> None:
    """Open a page while no query is answered; once they are, the page comes back by a button.

    Args:
        visitor: Somebody who is signed in.
        address: Of the page.
        wholly: Nothing answers at all, not even who one is; otherwise only this page's queries
            fail, with a reference.
    """

    def fail(route: Route) -> None:
        if wholly:
            headers = {"X-Request-ID": _REFERENCE}
            route.fulfill(status=500, body="<h1>Error</h1>", headers=headers)
        elif "query Viewer" in (route.request.post_data or ""):
            route.continue_()
        else:
            route.fulfill(status=200, body=json.dumps(_BROKEN), content_type="application/json")

    page = visitor.page
    page.route("**/graphql", fail)
    page.goto(visitor.base_url + address)
    alert = page.locator("main").get_by_role("alert")
    title = page.get_by_text(visitor.say("common:trouble.server.title"), exact=True)
    expect(title.first).to_be_visible()
    expect(alert.first).to_contain_text(visitor.say("common:trouble.server.body"))
    expect(alert.first).to_contain_text(_REFERENCE)
    visitor.settle()
    # nobody is told to sign in, to ask for a role, or that there is nothing
    expect(page.locator("main h1")).to_have_count(1)
    page.unroute("**/graphql")
    again = visitor.button("common:retry", within="main")
    expect(again.first).to_be_visible()
    while again.count():
        again.first.click()
        visitor.settle()
    expect(title).to_have_count(0)
    expect(page.locator("main").get_by_role("alert")).to_have_count(0)


def comes_late(visitor: Visitor, address: str, *, milliseconds: int) -> None:
    """Open a page while each answer comes late: an outline stands until then, and nothing moves."""
    page = visitor.page
    page.context.add_init_script(_LATE.replace("MILLISECONDS", str(milliseconds)) + ";" + _SHIFTS)
    page.goto(visitor.base_url + address)
    skeletons = page.locator(_SKELETON)
    expect(skeletons.first).to_be_visible()
    # an outline of the page, not a mark in a corner of it
    assert page.locator("main").evaluate(_FILLED) > _OUTLINE_AT_LEAST
    expect(page.locator("header").first).to_be_visible()
    expect(page.locator(_SKELETON)).to_have_count(0, timeout=_PATIENCE)
    page.locator("main h1").first.wait_for(timeout=_PATIENCE)
    visitor.settle()
    page.wait_for_timeout(milliseconds + 300)
    expect(page.locator(_SKELETON)).to_have_count(0, timeout=_PATIENCE)
    moved = page.evaluate("window.shifts")
    assert sum(value for value, _ in moved) < _SHIFT_AT_MOST, moved


def goes_offline(visitor: Visitor, address: str) -> None:
    """Lose the network under a page: it stays, says so, and asks again when it is back."""
    page = visitor.page
    page.goto(visitor.base_url + address)
    before = outline(visitor)
    lost = page.get_by_text(visitor.say("common:live.lost"), exact=True)
    page.context.set_offline(offline=True)
    expect(lost).to_be_visible()
    # whatever asks meanwhile is not answered
    page.evaluate(_BACK)
    page.wait_for_timeout(400)
    assert outline(visitor) == before
    expect(lost).to_be_visible()
    with page.expect_response(
        lambda response: response.url.endswith("/graphql") and response.status == 200
    ):
        page.context.set_offline(offline=False)
    expect(lost).to_have_count(0)
    expect(page.get_by_text(visitor.say("common:live.old"), exact=True)).to_have_count(0)
    assert outline(visitor) == before


def session_ends(visitor: Visitor, address: str, who: str) -> None:
    """Let the session end under a page: it stays, and one signs in over it."""
    page = visitor.page
    page.goto(visitor.base_url + address)
    before = outline(visitor)
    end_session(visitor)
    page.evaluate(_BACK)
    ended = page.get_by_text(visitor.say("common:live.ended"), exact=True)
    expect(ended).to_be_visible()
    assert outline(visitor) == before
    page.get_by_role("button", name=visitor.say("common:live.signIn"), exact=True).first.click()
    window = visitor.dialog("security:ended.title")
    expect(window).to_contain_text(who)
    window.locator("input[type=password]").fill(PASSWORD)
    window.get_by_role("button", name=visitor.say("security:ended.submit"), exact=True).click()
    expect(window).to_have_count(0)
    expect(ended).to_have_count(0)
    assert outline(visitor) == before
    assert page.url == visitor.base_url + address


def session_is_over(visitor: Visitor, address: str, who: str) -> None:
    """Come to a page after the session has ended: sign in, and be at this page."""
    page = visitor.page
    page.goto(visitor.base_url + address)
    before = outline(visitor)
    end_session(visitor)
    page.reload()
    visitor.settle()
    way = page.locator("main").get_by_role(
        "link", name=visitor.say("common:account.signIn"), exact=True
    )
    if "/sign-in" not in page.url:
        expect(way).to_have_count(1)
        way.click()
    visitor.field("account:signIn.email").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    visitor.button("account:signIn.submit", within="main").click()
    page.wait_for_url(visitor.base_url + address)
    expect(page.locator("main h1").first).to_have_text(re.compile(re.escape(before[0])))
    assert outline(visitor) == before


def end_session(visitor: Visitor) -> None:
    """Let the session end, as it does when it was not used for long."""
    visitor.page.context.clear_cookies(name="sessionid")
