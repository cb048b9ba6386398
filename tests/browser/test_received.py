"""What a contract handed over is fetched and opened by the firm's own key, and by nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.deal.receiving import ciphertext_saved, decrypted, key_of, own_key_brought
from tests.browser.deal.rooms import Asked, item_granted, request_issued
from tests.browser.deal.sealing import file_opened
from tests.browser.deal.standing import next_step_followed, standing_agrees
from tests.browser.visitor import NewVisitor, SignIn, Visitor
from tests.demo_server import RunningServer
from tests.requirements import require_tool

pytestmark = pytest.mark.browser

LEAD: Final = "deal.lead@keundeulnae.example"
OWNER: Final = "owner@geulteonal.example"
KEYLESS: Final = "owner@duresanmaru.example"
FILE: Final = "query-ranks.csv"
ASKED: Final = Asked("Ranks of the search for each test drawing", "To plan the second server.")
_RELEASES: Final = "{ releases(first: 10) { nodes { matchId } } }"
_NAME: Final = "{ viewer { name } }"


def test_what_was_handed_over_opens_once_a_reader_is_named(
    new_visitor: NewVisitor, signed_in: SignIn, demo_server: RunningServer, tmp_path: Path
) -> None:
    require_tool("age")
    client = demo_server.session(LEAD)
    name = client.graphql(_NAME)["data"]["viewer"]["name"]
    (deal,) = {each["matchId"] for each in client.graphql(_RELEASES)["data"]["releases"]["nodes"]}
    lead, owner = new_visitor("ko", 390), new_visitor("en", 1440)
    signed_in(lead, LEAD)
    lead.open("/vault/received")
    expect(lead.page.get_by_text(lead.say("vault:received.notYou"))).to_be_visible()
    expect(lead.page.get_by_text(FILE)).to_have_count(0)
    lead.look("received-nobody-named")
    # the deal says what is missing, and leads there
    standing_agrees(lead, deal)
    assert next_step_followed(lead, deal) == f"/deals/{deal}/documents"
    request_issued(lead, deal, [ASKED], "Ranks of the search")
    signed_in(owner, OWNER)
    item_granted(owner, deal, ASKED.words, files=[FILE], readers=[name])
    standing_agrees(lead, deal)
    lead.page.locator("main a[href='/vault/received']").first.click()
    _opened_both_ways(lead, key_of(demo_server.home, LEAD, tmp_path), tmp_path)
    # once fetched, it is asked for no more
    standing_agrees(lead, deal)
    expect(lead.page.locator("main a[href='/vault/received']")).to_have_count(0)


def _opened_both_ways(lead: Visitor, key: Path, folder: Path) -> None:
    """Open the file in the browser and by the `age` program, and find the same in both."""
    lead.page.get_by_text(FILE, exact=True).wait_for()
    lead.look("received")
    opened = file_opened(lead, FILE, key, folder)
    lead.look("received-opened")
    assert decrypted(key, ciphertext_saved(lead, FILE, folder)) == opened


def test_a_key_made_elsewhere_is_proved_and_taken_into_use(
    visitor: Visitor, signed_in: SignIn, tmp_path: Path
) -> None:
    require_tool("age")
    require_tool("age-keygen")
    signed_in(visitor, KEYLESS)
    visitor.open("/vault/keys#own")
    visitor.look("own-key")
    own_key_brought(visitor, tmp_path, f"Safe {visitor.language}")
    visitor.look("own-key-in-use")
