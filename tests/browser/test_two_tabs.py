"""Two people write the same text at once: both words are shown, and none are lost."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.market import saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visitor import NewVisitor, SignIn, Visitor

pytestmark = pytest.mark.browser

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
    window = one.dialog("offer:conflict.title")
    for words in (f"Second {mark}", f"Third {mark}"):
        expect(window.get_by_text(words, exact=True)).to_be_visible()
    one.look(f"two-tabs/{kind}")
    # who does not choose yet loses nothing, over a reload either
    _pressed(one, window, "common:cancel")
    expect(one.field(title)).to_have_value(f"Third {mark}")
    one.page.reload()
    window = one.dialog("offer:conflict.title")
    theirs = window.locator("label").filter(has_text=f"Second {mark}")
    theirs.get_by_role("radio").check()
    _pressed(one, window, "offer:conflict.keep")
    expect(one.field(title)).to_have_value(f"Second {mark}")
    expect(one.field(other)).to_have_value(f"Beside it {mark}")
    _is_saved(one)
    two.page.reload()
    expect(two.field(other)).to_have_value(f"Beside it {mark}")
    expect(two.field(title)).to_have_value(f"Second {mark}")


def _is_saved(visitor: Visitor) -> None:
    """Wait until the server has what stands there."""
    line = visitor.page.locator("main").get_by_text(saved(visitor, "offer:save.savedAt"))
    expect(line).to_be_visible()


def _pressed(visitor: Visitor, window: Locator, key: str) -> None:
    window.get_by_role("button", name=visitor.say(key), exact=True).click()
