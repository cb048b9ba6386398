"""Nothing happens by accident: only a deliberate act opens a document, or uses anything up."""

from __future__ import annotations

import re
import sqlite3
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

from tests.browser.deal.viewing import page_is_shown
from tests.browser.visitor import NewVisitor, Visitor
from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

# who may read what was granted in the demo's open room
READER: Final = "named.engineer@duresanmaru.example"
_OPEN_ROOM: Final = """
    SELECT match.public_id, granted.public_id FROM rooms_grantedfile AS granted
    JOIN rooms_requestitem AS item ON item.id = granted.item_id AND item.state = 'granted'
    JOIN rooms_technicaldatarequest AS request ON request.id = item.request_id
    JOIN rooms_room AS room ON room.id = request.room_id AND room.state = 'open'
    JOIN matching_match AS match ON match.id = room.match_id
    JOIN rooms_itemholder AS holder ON holder.item_id = item.id AND holder.removed_at IS NULL
    JOIN accounts_membership AS membership ON membership.id = holder.membership_id
    JOIN accounts_user AS person ON person.id = membership.user_id
    WHERE person.email = ?
"""
_LINK: Final = re.compile(r"https?://\S+")
_MOST_HOVERED: Final = 60


def rows(server: RunningServer, query: str, *values: str) -> list[tuple[str, ...]]:
    """Read the demo's database, beside the running server."""
    path: Path = server.home / "sealbridge.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return list(database.execute(query, values))


def recorded(server: RunningServer) -> Counter[str]:
    """Count what the log holds, by its kind."""
    return Counter(kind for (kind,) in rows(server, "SELECT kind FROM evidence_entry"))


def used_up(server: RunningServer) -> list[tuple[str, ...]]:
    """Return what a link could use up: invitations, and ways to files."""
    invitations = rows(server, "SELECT * FROM accounts_invitation ORDER BY id")
    return invitations + rows(server, "SELECT COUNT(*) FROM files_transfer")


@pytest.fixture
def nothing_happens(demo_server: RunningServer) -> Iterator[None]:
    """Fail when anything was opened, recorded or used up meanwhile."""
    before, left = recorded(demo_server), used_up(demo_server)
    yield
    assert recorded(demo_server) - before == Counter()
    assert used_up(demo_server) == left


def mails(server: RunningServer) -> list[tuple[str, ...]]:
    """Return address, subject and words of every mail that went out."""
    return rows(
        server, "SELECT address, subject, body, kind FROM notifications_mail WHERE body<>''"
    )


@pytest.mark.usefixtures("nothing_happens")
def test_scanners_that_follow_every_link_of_every_mail_use_nothing_up(
    demo_server: RunningServer,
) -> None:
    links = {link for mail in mails(demo_server) for link in _LINK.findall(mail[2])}
    assert links
    for link in sorted(links):
        parts = urlsplit(link)
        address = f"{demo_server.base_url}{parts.path}?{parts.query}"
        for method in ("HEAD", "GET"):
            asked = urllib.request.Request(address, method=method)
            with urllib.request.urlopen(asked, timeout=20) as answer:
                assert answer.status == 200, link


def test_mails_tell_nothing_of_a_deal(demo_server: RunningServer) -> None:
    names = rows(demo_server, "SELECT name_ko, name_en FROM accounts_organisation")
    titles = rows(demo_server, "SELECT title FROM technologies_technologytext")
    hidden = {text for row in names + titles for text in row if len(text) > 3}
    told = [mail for mail in mails(demo_server) if mail[3].startswith("notice.")]
    assert told
    for _address, subject, body, _kind in told:
        found = [text for text in hidden if text in subject or text in body]
        assert found == [], "a mail names a firm or a technology"
        for link in _LINK.findall(body):
            assert re.fullmatch(r"[\w/.-]*", urlsplit(link).path), link
            assert urlsplit(link).query == "", link


@pytest.fixture
def reader(new_visitor: NewVisitor) -> Visitor:
    """Give somebody who may open a document, signed in."""
    made = new_visitor("en", 1440)
    made.sign_in(READER)
    return made


def pages_of(deal: str, document: str) -> list[str]:
    """Return the pages that lead to a document, and its own."""
    tabs = [f"/deals/{deal}{tab}" for tab in ("", "/messages", "/documents", "/records")]
    return [*tabs, f"/deals/{deal}/documents/{document}", "/documents", "/questions", "/home"]


def ways_taken(page: Page) -> list[str]:
    """Listen for what is fetched of files, or done, without anybody's act."""
    found: list[str] = []

    def hear(request: Request) -> None:
        told = request.post_data or ""
        if "/transfers/" in request.url or ("/graphql" in request.url and "mutation" in told):
            found.append(request.url + told[:200])

    page.on("request", hear)
    return found


def test_hovering_everything_opens_nothing(reader: Visitor, demo_server: RunningServer) -> None:
    deal, document = rows(demo_server, _OPEN_ROOM, READER)[0]
    before = recorded(demo_server)
    ways = ways_taken(reader.page)
    for path in pages_of(deal, document):
        reader.open(path)
        reader.settle()
        places = reader.page.locator("main a:visible, main button:visible")
        for index in range(min(places.count(), _MOST_HOVERED)):
            places.nth(index).hover(force=True)
            places.nth(index).focus()
    reader.page.wait_for_timeout(500)
    # how far somebody has read messages is their own mark, and recorded nowhere
    assert [way for way in ways if "markRoomRead" not in way] == []
    assert recorded(demo_server) - before == Counter()


def test_a_document_is_recorded_when_it_is_opened_and_not_by_its_address(
    reader: Visitor, demo_server: RunningServer
) -> None:
    deal, document = rows(demo_server, _OPEN_ROOM, READER)[0]
    before = recorded(demo_server)
    reader.open(f"/deals/{deal}/documents/{document}?page=1&zoom=200")
    reader.button("viewer:notice.open").wait_for()
    reader.page.reload()
    reader.button("viewer:notice.open").wait_for()
    assert recorded(demo_server) - before == Counter()
    reader.button("viewer:notice.open").dblclick()
    page_is_shown(reader)
    made = recorded(demo_server) - before
    assert made["document.opened"] == 1
    assert made["document.page_viewed"] >= 1
    assert {kind.split(".")[0] for kind in made} == {"document"}


def test_names_of_the_other_firm_stand_nowhere_before_it_is_known(
    new_visitor: NewVisitor, demo_server: RunningServer
) -> None:
    asked = rows(
        demo_server,
        """
        SELECT match.public_id, person.email, other.name_ko, other.name_en
        FROM matching_match AS match
        JOIN accounts_organisation AS other ON other.id = match.buyer_id
        JOIN accounts_membership AS membership ON membership.organisation_id = match.seller_id
        JOIN accounts_user AS person ON person.id = membership.user_id
        WHERE match.state = 'requested' AND match.requested_by = 'buyer'
        AND membership.ended_at IS NULL AND person.email LIKE 'owner@%'
        ORDER BY match.id
        """,
    )
    deal, email, *names = asked[0]
    owner = new_visitor("ko", 390)
    owner.sign_in(email)
    for path in (f"/deals/{deal}", f"/deals/{deal}/documents", f"/deals/{deal}/messages"):
        owner.open(path)
        owner.settle()
        seen = "\n".join((owner.words(), owner.page.content(), owner.page.url)).casefold()
        assert [name for name in names if name.casefold() in seen] == [], path
