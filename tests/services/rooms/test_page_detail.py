"""Every detail of a page for its reader alone, and what is told of a document beforehand."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from contracts.rooms.models import DocumentPages
from contracts.rooms.rendering.renders import PAGES, TILES
from contracts.rooms.selectors.reading import document_for
from contracts.rooms.services import item_holder_remove, item_revoke, room_pause
from contracts.rooms.services.showing import document_pages_count, page_detail_open
from contracts.rooms.showing import RoomPageDetail
from marketplace.core.errors import NotAllowedError, NotFoundError
from tests.factories.ndas import membership_id
from tests.factories.people import NOW
from tests.factories.rooms import item_of, room_file_made, room_made
from tests.services.rooms.acting import data_of, entries, refused
from tests.services.rooms.test_showing import (
    BAD_FILES,
    FILES,
    HOLDER,
    NOTES,
    OTHER_HOLDER,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.rooms.selectors.reading import DocumentRow
    from marketplace.files.kinds import Download
    from marketplace.files.models import Transfer
    from tests.factories.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    for kept in (PAGES, TILES):
        kept.clear()
    yield
    for kept in (PAGES, TILES):
        kept.clear()


def detail(people: People, subject: str, who: str = HOLDER, *, page: int = 1) -> Transfer:
    opened = page_detail_open(actor=people.actor(who), subject=subject, page=page, now=NOW)
    return opened.transfer


def detail_part(
    people: People, transfer: Transfer, number: int, who: str = HOLDER, *, now: Any = NOW
) -> Download:
    kind = RoomPageDetail()
    return kind.part(actor=people.actor(who), transfer=transfer, number=number, now=now)


def test_details_of_a_page_are_tiles_under_the_readers_mark_recorded_once(people: People) -> None:
    here = shown(people)
    before = len(entries(here.room))
    transfer = detail(people, here.subject("drawing.pdf"))
    cut = json.loads(b"".join(detail_part(people, transfer, 0).chunks))
    assert cut["dotsPerInch"] >= 300
    assert cut["columns"] * cut["tile"] >= cut["width"]
    tile = detail_part(people, transfer, 1 + cut["partsInRow"] + 1)
    assert (tile.media_type, tile.inline, tile.file_name) == ("image/jpeg", True, "page-1-2-2.jpg")
    other = detail(people, here.subject("drawing.pdf"), OTHER_HOLDER)
    theirs = detail_part(people, other, 1 + cut["partsInRow"] + 1, OTHER_HOLDER)
    pictures = [Image.open(io.BytesIO(b"".join(one.chunks))).convert("L") for one in (tile, theirs)]
    assert sum(ImageChops.difference(*pictures).histogram()[25:]) > 500
    told = entries(here.room)[before:]
    assert [entry.kind for entry in told] == ["document.page_viewed"] * 2
    assert data_of(told[0])["page"] == 1
    assert data_of(told[0])["in_detail"] is True


def test_details_are_those_of_granted_pages_and_stop_with_the_right(people: People) -> None:
    here = shown(people)
    subject = here.subject("drawing.pdf")
    for page in (0, 2, 99):
        refused(NotFoundError, partial(detail, people, subject, page=page))
    for who, error in (("buyer_deal_lead", NotFoundError), ("seller_owner", NotAllowedError)):
        refused(error, partial(detail, people, subject, who))
    transfer = detail(people, subject)
    detail_part(people, transfer, 1)
    refused(NotFoundError, partial(detail_part, people, transfer, 32))
    item_holder_remove(
        actor=people.actor("seller_owner"),
        item=item_of(here.request, 1),
        membership_id=membership_id(people, HOLDER),
        now=NOW,
    )
    for number in (0, 1, 2):
        refused(NotFoundError, partial(detail_part, people, transfer, number))
    refused(NotFoundError, partial(detail, people, subject))


def test_what_is_told_before_opening_opens_nothing(people: People) -> None:
    here = shown(people, files=FILES | BAD_FILES)
    before = len(entries(here.room))

    def told(name: str, who: str = HOLDER) -> DocumentRow:
        public_id = here.documents[name].public_id
        return document_for(actor=people.actor(who), public_id=public_id, now=NOW)

    drawing = told("drawing.pdf")
    assert (drawing.access, drawing.first_page, drawing.last_page) == ("open", 1, 1)
    assert drawing.request == here.request
    assert drawing.may_leave is False
    locked = told("locked.pdf")
    assert (locked.access, locked.reason) == ("not_viewable", "encrypted")
    assert told("notes.txt", "seller_owner").access == "provider"
    for who in ("buyer_deal_lead", "buyer_scout", "case_coordinator", "reviewer"):
        refused(NotFoundError, partial(told, "notes.txt", who))
    DocumentPages.objects.all().delete()
    assert (told("notes.txt").access, told("notes.txt").last_page) == ("preparing", None)
    room_pause(
        actor=people.actor("case_coordinator"),
        room=here.room,
        revision=here.room.revision,
        words="Wait",
        now=NOW,
    )
    assert told("notes.txt").access == "paused"
    item = item_of(here.request, 1)
    item_revoke(actor=people.actor("seller_owner"), item=item, revision=item.revision, now=NOW)
    refused(NotFoundError, partial(told, "notes.txt"))
    kinds_since = {entry.kind for entry in entries(here.room)[before:]}
    assert not {kind for kind in kinds_since if kind.startswith("document.")}
    refused(
        NotFoundError,
        lambda: document_for(actor=people.actor(HOLDER), public_id="x", now=NOW),
    )


def test_a_file_of_the_room_is_told_of_to_those_it_is_meant_for(people: People) -> None:
    room = room_made(people, key="told-file", holders=(HOLDER,))
    file = room_file_made(people, room, content=NOTES, visibility="own_firm")
    document_pages_count(room_ids=[room.public_id], now=NOW)
    row = document_for(actor=people.actor("seller_owner"), public_id=file.public_id, now=NOW)
    assert (row.access, row.last_page, row.may_leave, row.item) == ("open", 1, True, None)
    for who in (HOLDER, "case_coordinator", "reviewer"):
        actor = people.actor(who)
        refused(
            NotFoundError,
            partial(document_for, actor=actor, public_id=file.public_id, now=NOW),
        )
