"""What pages say when nothing is there, when nothing answers, and when the session has ended."""

from __future__ import annotations

import secrets
from typing import Final

import pytest
from playwright.sync_api import Route, expect

from tests.browser.visitor import Visitor
from tests.demo_server import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELLER: Final = "owner@nurigyeol.example"
WRITER: Final = "deal.lead@yeomunssi.example"
NEWCOMER: Final = "owner@dodamsae.example"
COORDINATOR: Final = "case.coordinator@gaundegil.example"

UNANSWERED: Final = {
    SELLER: [
        "/home",
        "/technologies",
        "/demands",
        "/deals",
        "/records",
        "/notifications",
        "/firm/members",
        "/firm/barriers",
        "/account/tokens",
        "/account/notifications",
    ],
    COORDINATOR: ["/today", "/cases"],
    "reviewer@gaundegil.example": ["/reviews"],
    "verifier@gaundegil.example": ["/firms"],
    "operator@gaundegil.example": ["/system"],
}
EMPTY: Final = {
    "/deals": "deal:empty.open",
    "/deals?group=waiting": "deal:empty.waiting",
    "/deals?group=others": "deal:empty.others",
    "/deals?group=matched": "deal:empty.matched",
    "/deals?group=over": "deal:empty.over",
    "/account/tokens": "security:tokens.empty",
    "/firm/barriers": "firm:barriers.empty",
}


@pytest.mark.parametrize("who", UNANSWERED, ids=lambda who: who.split(".example")[0])
def test_no_answer_is_said_and_asked_for_again(visitor: Visitor, who: str) -> None:
    def fail(route: Route) -> None:
        # who one is, is known already where the line breaks down
        if "query Viewer" in (route.request.post_data or ""):
            route.continue_()
        else:
            route.abort()

    visitor.come_in(who)
    offline = visitor.page.get_by_text(visitor.say("common:trouble.offline.title"))
    for path in UNANSWERED[who]:
        visitor.page.route("**/graphql", fail)
        visitor.page.goto(visitor.base_url + path)
        expect(offline.first).to_be_visible()
        visitor.look(f"states/offline{path.replace('/', '-')}")
        visitor.page.unroute("**/graphql")
        # parts of a page that failed on their own ask again on their own
        again = visitor.button("common:retry", within="main")
        for _ in range(again.count()):
            if again.count():
                again.first.click()
            visitor.settle()
        expect(offline).to_have_count(0)


def test_nothing_there_says_what_would_be(visitor: Visitor) -> None:
    visitor.come_in(NEWCOMER)
    for path, key in EMPTY.items():
        visitor.open(path)
        expect(visitor.page.get_by_text(visitor.say(key))).to_be_visible()
        visitor.look(f"states/empty-{path.strip('/').replace('/', '-').replace('?', '-')}")
    visitor.open("/outbox")
    visitor.page.locator("main").get_by_role("searchbox").fill("nobody@nowhere.example")
    expect(visitor.page.get_by_text(visitor.say("notice:outbox.nobody"))).to_be_visible()
    visitor.look("states/empty-outbox")


def test_a_form_goes_on_after_signing_in_over_it(visitor: Visitor) -> None:
    visitor.come_in(SELLER)
    visitor.open("/firm/members")
    visitor.button("members:invite.action", within="main").click()
    email = f"{secrets.token_hex(4)}@nurigyeol.example"
    visitor.field("members:invite.email").fill(email)
    engineer = visitor.say("terms:role.ENGINEER")
    visitor.page.locator("main").get_by_role("checkbox", name=engineer).check()
    end_session(visitor)
    visitor.button("members:invite.submit", within="main").click()
    window = visitor.dialog("security:ended.title")
    visitor.look("states/session-ended")
    expect(visitor.page.locator("main").locator("input[type=email]")).to_have_value(email)
    window.locator("input[type=password]").fill(PASSWORD)
    window.get_by_role("button", name=visitor.say("security:ended.submit"), exact=True).click()
    told = visitor.say("members:invite.done", email=email)
    expect(visitor.page.get_by_text(told)).to_be_visible()


def test_an_editor_keeps_its_text_when_the_session_has_ended(visitor: Visitor) -> None:
    visitor.come_in(WRITER)
    visitor.open("/technologies/new")
    words = {"ko": "압축기 없는 냉각", "en": "Cooling without a compressor"}
    title = f"{words[visitor.language]} {secrets.token_hex(3)}"
    field = visitor.field("offer:question.title.label")
    end_session(visitor)
    field.fill(title)
    told = visitor.page.get_by_text(visitor.say("offer:save.signedOut"))
    expect(told).to_be_visible()
    visitor.look("states/session-ended-editor")
    sign_in = visitor.say("common:account.signIn")
    visitor.page.locator("main").get_by_role("button", name=sign_in, exact=True).click()
    sign_in_over(visitor)
    expect(field).to_have_value(title)
    visitor.page.wait_for_url("**/technologies/*/edit")
    visitor.page.reload()
    expect(field).to_have_value(title)


def test_a_window_keeps_its_words_when_the_session_has_ended(visitor: Visitor) -> None:
    visitor.come_in(SELLER)
    visitor.open("/deals?group=waiting")
    visitor.page.locator("main a[href^='/deals/']").first.click()
    visitor.button("deal:act.decline", within="main").click()
    dialog = visitor.dialog("deal:confirm.decline.title")
    dialog.get_by_label(visitor.say("deal:reason.CAPACITY"), exact=True).check()
    words = dialog.get_by_role("textbox")
    words.fill("Until spring all hands are busy.")
    end_session(visitor)
    dialog.get_by_role("button", name=visitor.say("deal:act.decline"), exact=True).click()
    visitor.dialog("security:ended.title")
    expect(words).to_have_value("Until spring all hands are busy.")
    visitor.look("states/session-ended-window")


def end_session(visitor: Visitor) -> None:
    """Let the session end, as it does when it was not used for long."""
    visitor.page.context.clear_cookies(name="sessionid")


def sign_in_over(visitor: Visitor) -> None:
    """Sign in again in the window that lies over the page."""
    window = visitor.dialog("security:ended.title")
    window.locator("input[type=password]").fill(PASSWORD)
    window.get_by_role("button", name=visitor.say("security:ended.submit"), exact=True).click()
