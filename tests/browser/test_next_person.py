"""One browser, one person after another: nothing of the one is there for the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accidents import rows
from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from tests.browser.visitor import NewVisitor
    from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

FIRST: Final = "owner@nurigyeol.example"
NEXT: Final = "engineer@nurigyeol.example"
DRAFT: Final = "zqnobodyelse"
_OPEN_ROOM: Final = """
    SELECT match.public_id FROM rooms_room AS room
    JOIN matching_match AS match ON match.id = room.match_id
    JOIN accounts_membership AS membership ON membership.organisation_id = room.seller_id
    JOIN accounts_user AS person ON person.id = membership.user_id
    WHERE room.state = 'open' AND person.email = ?
"""


def other_tab(visitor: Visitor, path: str) -> Visitor:
    """Open another tab of the same browser, at an address."""
    page = visitor.page.context.new_page()
    tab = Visitor(page, visitor.base_url, visitor.language, visitor.width)
    tab.open(path)
    return tab


def kept(page: Page) -> str:
    """Return all that the tab keeps."""
    words: Any = page.evaluate("JSON.stringify({...sessionStorage}) + JSON.stringify(localStorage)")
    return str(words)


def sign_out(visitor: Visitor) -> None:
    """Sign out by the menu."""
    visitor.page.locator("header button[aria-expanded]").click()
    visitor.button("common:account.signOut").click()
    visitor.page.wait_for_url(visitor.base_url + "/")


@pytest.fixture
def room(demo_server: RunningServer) -> str:
    """Return the path of messages of the first person's open room."""
    [(match,), *_] = rows(demo_server, _OPEN_ROOM, FIRST)
    return f"/deals/{match}/messages"


def test_who_signs_out_leaves_nothing_in_any_tab(new_visitor: NewVisitor, room: str) -> None:
    visitor = new_visitor()
    visitor.sign_in(FIRST)
    talking = other_tab(visitor, room)
    talking.field("room:compose.label").fill(DRAFT)
    talking.page.wait_for_function(f"JSON.stringify({{...sessionStorage}}).includes('{DRAFT}')")
    talk = talking.page.locator("main").inner_text()
    assert talk
    sign_out(visitor)
    expect(
        talking.page.locator("main").get_by_role(
            "heading", name=talking.say("common:trouble.sign_in.title")
        )
    ).to_be_visible()
    for tab in (visitor, talking):
        assert DRAFT not in kept(tab.page)
        assert DRAFT not in tab.page.content()
        assert FIRST not in tab.page.content()
    talking.page.go_back()
    assert DRAFT not in talking.page.content()


def test_a_page_of_one_person_does_nothing_for_the_next(
    new_visitor: NewVisitor, demo_server: RunningServer, room: str
) -> None:
    visitor = new_visitor()
    visitor.sign_in(FIRST)
    visitor.open(room)
    visitor.field("room:compose.label").fill(DRAFT)
    # the next person comes in by another tab that knew nobody, as after a session that ran out
    next_one = new_visitor()
    next_one.sign_in(NEXT)
    before = rows(demo_server, "SELECT COUNT(*) FROM rooms_message")
    visitor.page.context.add_cookies(
        [each for each in next_one.page.context.cookies() if each["name"] != "csrftoken"]  # type: ignore[misc]
    )
    with visitor.page.expect_navigation(url=re.compile(re.escape(room))):
        visitor.button("room:compose.send", within="main").click()
    visitor.settle()
    assert rows(demo_server, "SELECT COUNT(*) FROM rooms_message") == before
    assert DRAFT not in kept(visitor.page)
    assert DRAFT not in visitor.page.locator("main").inner_text()
