"""A named engineer comes from the mail to the drawing, by few acts and none by accident."""

from __future__ import annotations

import re
import sys
import time
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.deal import rooms, viewing
from tests.browser.deal.rooms import Asked
from tests.browser.deal.sealing import Clicks
from tests.browser.test_accidents import READER, mails, recorded, rows
from tests.browser.visitor import NewVisitor, Visitor
from tests.demo_server import PASSWORD, RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAD: Final = "deal.lead@duresanmaru.example"
SELLER: Final = "deal.lead@nurigyeol.example"
MOST_ACTS: Final = 6
_MAIL_SECONDS: Final = 60
_DEAL: Final = """
    SELECT match.public_id, reader.name FROM rooms_room AS room
    JOIN matching_match AS match ON match.id = room.match_id
    JOIN nda_ndaholder AS holder ON holder.nda_id = room.nda_id AND holder.removed_at IS NULL
    JOIN accounts_membership AS membership ON membership.id = holder.membership_id
    JOIN accounts_user AS reader ON reader.id = membership.user_id
    WHERE room.state = 'open' AND reader.email = ?
"""
# a drawing of the small firm that nobody may read now
_DRAWING: Final = """
    SELECT file.name FROM escrow_depositfile AS file
    JOIN escrow_deposit AS deposit ON deposit.id = file.deposit_id
    JOIN accounts_membership AS member ON member.organisation_id = deposit.organisation_id
    JOIN accounts_user AS person ON person.id = member.user_id
    WHERE person.email = ? AND file.name LIKE '%.pdf' AND deposit.technology_id IN
        (SELECT technology_id FROM matching_match WHERE public_id = ?)
    AND file.id NOT IN
        (SELECT granted.deposit_file_id FROM rooms_grantedfile AS granted
         JOIN rooms_itemholder AS holder ON holder.item_id = granted.item_id
         WHERE holder.removed_at IS NULL)
"""


def test_a_mail_leads_to_the_drawing_within_six_acts(
    visitor: Visitor,
    new_visitor: NewVisitor,
    demo_server: RunningServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    deal, name = rows(demo_server, _DEAL, READER)[0]
    drawing = rows(demo_server, _DRAWING, SELLER, deal)[0][0]
    item = f"Sectional drawing {visitor.language} {visitor.width}"
    known = len(links_in_mails(demo_server, deal))
    seller = granted(new_visitor, deal, item, drawing, name)
    link = link_in_the_mail(demo_server, deal, known)

    before = recorded(demo_server)
    acts = come_by(visitor, link, deal, drawing)
    with capsys.disabled():
        sys.stdout.write(f"\nmail to drawing: {acts.made} acts\n")
    assert acts.made <= MOST_ACTS
    made = recorded(demo_server) - before
    assert made["document.opened"] == 1
    # the point of a drawing lies in its smallest line
    assert viewing.zoomed(visitor) is not None
    visitor.look("engineer/drawing-at-400-per-cent")

    rooms.reader_removed(seller, deal, item, name)
    viewing.sees_nothing(visitor)
    visitor.page.go_back()
    visitor.settle()
    expect(visitor.page.locator("canvas")).to_have_count(0)


def granted(new_visitor: NewVisitor, deal: str, item: str, drawing: str, reader: str) -> Visitor:
    """Let the one firm ask for a drawing and the other one allow it to a named reader."""
    lead, seller = new_visitor(), new_visitor()
    lead.come_in(LEAD)
    rooms.request_issued(lead, deal, [Asked(item, "To judge the layers")], item)
    seller.come_in(SELLER)
    rooms.item_granted(seller, deal, item, files=[drawing], readers=[reader])
    return seller


def links_in_mails(server: RunningServer, deal: str) -> list[str]:
    """Return the links to the documents of a deal in the mails to their reader."""
    place = re.compile(rf"https?://\S+/deals/{re.escape(deal)}/documents(?!\S)")
    to_reader = [mail[2] for mail in mails(server) if mail[0] == READER]
    return [link for body in to_reader for link in place.findall(body)]


def link_in_the_mail(server: RunningServer, deal: str, known: int) -> str:
    """Wait for one more mail than were known that leads to the documents; return its link."""
    for _ in range(_MAIL_SECONDS * 2):
        found = links_in_mails(server, deal)
        if len(found) > known:
            return found[-1]
        time.sleep(0.5)
    pytest.fail("no mail came that leads to the documents of the deal")


def come_by(visitor: Visitor, link: str, deal: str, drawing: str) -> Clicks:
    """Go from the mail to the first page of the drawing, and count what is done; typing is free."""
    acts = Clicks()
    page = visitor.page
    visitor.open("/outbox")
    path = link.split("/deals/", 1)[1]
    acts.click(page.locator("main li").filter(has_text=READER).locator(f"a[href$='{path}']").first)
    sign_in = page.get_by_role("link", name=visitor.say("common:account.signIn"), exact=True)
    acts.click(page.locator("main").locator(sign_in))
    visitor.field("account:signIn.email").fill(READER)
    page.locator("input[name=password]").fill(PASSWORD)
    acts.click(visitor.button("account:signIn.submit", within="main"))
    page.wait_for_url(f"**/deals/{deal}/documents")
    row = page.locator("main").get_by_role("listitem").filter(has_text=drawing)
    acts.click(row.last.get_by_role("link").last)
    page.wait_for_url(f"**/deals/{deal}/documents/*")
    # before anything of it is seen: what is recorded, who is told, and what is allowed
    viewing.notice_read(visitor, drawing)
    acts.click(visitor.button("viewer:notice.open", within="main"))
    viewing.page_is_shown(visitor)
    return acts
