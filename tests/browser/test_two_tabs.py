"""Two people write the same text at once: both words are shown, and none are lost."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.market import saved
from tests.demo_server import PASSWORD
from tests.flows.deal.person import Person

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import NewVisitor, SignIn, Visitor
    from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

NDA_WRITER: Final = "owner@jarusol.example"
# who writes, where a new text begins, and two of its questions
WRITINGS: Final = {
    "technology": (
        "deal.lead@yeomunssi.example",
        "/technologies/new",
        "offer:question.title.label",
        "offer:question.problem.label",
    ),
    "demand": (
        "deal.lead@sotdaemoe.example",
        "/demands/new",
        "offer:demand.title.label",
        "offer:demand.constraints.label",
    ),
    "deposit": (
        "owner@nurigyeol.example",
        "/vault/new",
        "vault:field.title",
        "vault:field.outline",
    ),
}


@pytest.mark.parametrize("kind", WRITINGS)
def test_what_two_people_write_at_once_is_shown_beside_each_other(
    kind: str, new_visitor: NewVisitor, signed_in: SignIn
) -> None:
    who, path, title, other = WRITINGS[kind]
    mark = secrets.token_hex(3)
    one, two = new_visitor("ko", 390), new_visitor("en", 1440)
    for each in (one, two):
        signed_in(each, who)
    one.open(path)
    one.field(title).fill(f"First {mark}")
    _is_saved(one)
    one.page.wait_for_url(re.compile(r"/[\w-]{22}"))
    address = one.page.url.removeprefix(one.base_url)
    two.open(address)
    expect(two.field(title)).to_have_value(f"First {mark}")
    two.field(title).fill(f"Second {mark}")
    _is_saved(two)

    one.field(title).fill(f"Third {mark}")
    one.field(other).fill(f"Beside it {mark}")
    _both_shown_and_theirs_kept(one, title, kind, theirs=f"Second {mark}", mine=f"Third {mark}")
    expect(one.field(other)).to_have_value(f"Beside it {mark}")
    _is_saved(one)
    two.page.reload()
    expect(two.field(other)).to_have_value(f"Beside it {mark}")
    expect(two.field(title)).to_have_value(f"Second {mark}")


def test_what_two_people_write_into_an_nda_is_shown_beside_each_other(
    new_visitor: NewVisitor, signed_in: SignIn, demo_server: RunningServer
) -> None:
    writer = Person(demo_server, NDA_WRITER, email=NDA_WRITER, password=PASSWORD)
    deal = writer.read("{ it: matches(group: MATCHED, first: 1) { nodes { id } } }")["nodes"][0]
    writer.act(
        "draftNda",
        "nda { id }",
        matchId=deal["id"],
        templateCode="technical_data",
        language="KO",
        purpose="To judge whether it fits",
        months=12,
    )
    one, two = new_visitor("ko", 390), new_visitor("en", 1440)
    for each in (one, two):
        signed_in(each, NDA_WRITER)
        each.open(f"/deals/{deal['id']}/nda")
    purpose, months = "nda:field.purpose", "nda:field.months"
    two.field(purpose).fill("팩 한 개를 만드는 데 씁니다")
    two.button("nda:draft.save", within="main").click()
    expect(two.page.get_by_text(two.say("nda:draft.saved"), exact=True)).to_be_visible()

    one.field(purpose).fill("셀 열 개를 재는 데 씁니다")
    one.field(months).fill("24")
    one.button("nda:draft.save", within="main").click()
    _both_shown_and_theirs_kept(
        one, purpose, "nda", theirs="팩 한 개를 만드는 데 씁니다", mine="셀 열 개를 재는 데 씁니다"
    )
    expect(one.field(months)).to_have_value("24")
    one.button("nda:draft.save", within="main").click()
    expect(one.page.get_by_text(one.say("nda:draft.saved"), exact=True)).to_be_visible()
    two.page.reload()
    expect(two.field(months)).to_have_value("24")
    expect(two.field(purpose)).to_have_value("팩 한 개를 만드는 데 씁니다")


def _both_shown_and_theirs_kept(
    visitor: Visitor, field: str, name: str, *, theirs: str, mine: str
) -> None:
    """See both texts beside each other, lose neither over a reload, and choose the other one."""
    window = visitor.dialog("offer:conflict.title")
    for words in (theirs, mine):
        expect(window.get_by_text(words, exact=True)).to_be_visible()
    visitor.look(f"two-tabs/{name}")
    # who does not choose yet loses nothing, over a reload either
    _pressed(visitor, window, "common:cancel")
    expect(visitor.field(field)).to_have_value(mine)
    visitor.page.reload()
    window = visitor.dialog("offer:conflict.title")
    window.locator("label").filter(has_text=theirs).get_by_role("radio").check()
    _pressed(visitor, window, "offer:conflict.keep")
    expect(visitor.field(field)).to_have_value(theirs)


def _is_saved(visitor: Visitor) -> None:
    """Wait until the server has what stands there."""
    line = visitor.page.locator("main").get_by_text(saved(visitor, "offer:save.savedAt"))
    expect(line).to_be_visible()


def _pressed(visitor: Visitor, window: Locator, key: str) -> None:
    window.get_by_role("button", name=visitor.say(key), exact=True).click()
