"""Documents go out as marked pictures of what was granted, recorded first, to holders alone."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops

from contracts.rooms.errors import NotPreparedError, NotViewableError, RoomPausedError
from contracts.rooms.models import DocumentPages, GrantedFile
from contracts.rooms.rendering.marks import page_marked
from contracts.rooms.rendering.renders import PAGES, clean_page
from contracts.rooms.selectors.showing import granted_subject, room_file_subject
from contracts.rooms.services import item_holder_remove, item_revoke, room_pause
from contracts.rooms.services.showing import (
    PAGES_KIND,
    OpenedDocument,
    document_open,
    document_pages_count,
)
from contracts.rooms.showing import RoomDocumentDownload, RoomPagesDownload
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.files.models import PART_BYTES
from tests.factories.deposits import deposit_made
from tests.factories.ndas import membership_id
from tests.factories.people import NOW
from tests.factories.rooms import item_of, request_made, room_file_made, room_made
from tests.services.rooms.acting import data_of, entries, kinds, readers_of, refused
from tests.unit.escrow import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.rooms.models import Room, TechnicalDataRequest
    from marketplace.files.kinds import Download
    from marketplace.files.models import Transfer
    from tests.factories.people import People

pytestmark = pytest.mark.django_db

CANARY = "CanaryAlloy77"
NOTES = f"{CANARY} 소성 온도 685도".encode()
FILES = {
    "drawing.pdf": ("application/pdf", documents.pdf(f"{CANARY} one", f"{CANARY} two")),
    "notes.txt": ("text/plain", NOTES),
}
# no pages can be shown of them
BAD_FILES = {
    "model.docx": ("", documents.docx(CANARY)),
    "locked.pdf": ("application/pdf", documents.pdf(password=True)),
}
HOLDER, OTHER_HOLDER = "buyer_engineer", "buyer_owner"


@dataclass
class Shown:
    """A room whose first item was granted to two holders, with its documents by name."""

    room: Room
    request: TechnicalDataRequest
    documents: dict[str, GrantedFile]

    def subject(self, name: str = "notes.txt") -> str:
        return granted_subject(self.documents[name].public_id)


def shown(
    people: People, *, view_only: bool = True, counted: bool = True, files: Any = FILES
) -> Shown:
    holders = (HOLDER, OTHER_HOLDER)
    room = room_made(people, key="showing", holders=holders)
    deposit = deposit_made(people, "sealed", technology=room.technology, files=files)
    request = request_made(
        people, "granted", room=room, deposit=deposit, holders=holders, view_only=view_only
    )
    if counted:
        document_pages_count(room_ids=[room.public_id], now=NOW)
    rows = GrantedFile.objects.filter(item__request=request).select_related("deposit_file")
    return Shown(room, request, {row.deposit_file.name: row for row in rows})


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    PAGES.clear()
    yield
    PAGES.clear()


def opened(
    people: People, subject: str, who: str = HOLDER, *, as_file: bool = False, now: Any = NOW
) -> OpenedDocument:
    return document_open(actor=people.actor(who), subject=subject, as_file=as_file, now=now)


def part(
    people: People, transfer: Transfer, who: str = HOLDER, *, number: int = 0, now: Any = NOW
) -> Download:
    kind = RoomPagesDownload() if transfer.kind == PAGES_KIND else RoomDocumentDownload()
    return kind.part(actor=people.actor(who), transfer=transfer, number=number, now=now)


def picture(people: People, subject: str, who: str = HOLDER) -> bytes:
    return b"".join(part(people, opened(people, subject, who).opened.transfer, who).chunks)


def test_page_is_the_clean_one_under_its_readers_mark_and_nothing_else(people: People) -> None:
    here = shown(people)
    one, other = picture(people, here.subject()), picture(people, here.subject(), OTHER_HOLDER)
    clean = clean_page("control", 1, last=1, content=lambda: NOTES).image()
    control = Image.open(io.BytesIO(page_marked(clean, None))).convert("RGB")
    seen = [Image.open(io.BytesIO(packed)).convert("RGB") for packed in (one, other)]
    assert control.size == seen[0].size
    for page in seen:
        below = ImageChops.difference(page, control).convert("L").histogram()
        assert 0.01 < sum(below[25:]) / sum(below) < 0.4
    between = ImageChops.difference(*seen).convert("L").histogram()
    assert sum(between[25:]) / sum(between) > 0.002, "each reader has a mark of their own"
    for packed in (one, other):
        assert packed.startswith(b"\xff\xd8\xff")
        assert CANARY.encode() not in packed
        assert NOTES not in packed
        assert b"%PDF" not in packed
        assert b"Exif" not in packed


def test_reading_is_recorded_with_what_was_read_and_by_whom(people: People) -> None:
    here = shown(people)
    before = len(entries(here.room))
    document = opened(people, here.subject())
    sent = part(people, document.opened.transfer)
    assert (document.first_page, document.opened.transfer.parts) == (1, 1)
    assert (sent.media_type, sent.inline, sent.file_name) == ("image/jpeg", True, "page-1.jpg")
    assert sent.size == sum(len(chunk) for chunk in sent.chunks)
    told = entries(here.room)[before:]
    assert [entry.kind for entry in told] == ["document.opened", "document.page_viewed"]
    granted = here.documents["notes.txt"]
    for entry in told:
        data = data_of(entry)
        assert data["file_commitment"] == granted.deposit_file.commitment
        assert data["viewer"] == membership_id(people, HOLDER)
        assert data["document"] == granted.public_id
        assert readers_of(entry) == {
            here.room.seller_id,
            here.room.buyer_id,
            here.room.institution_id,
        }
        assert ("item", granted.item.public_id) in set(entry.subjects.values_list("type", "ref"))
        for hidden in ("notes.txt", CANARY, people.users[HOLDER].name):
            assert hidden not in (entry.body or "")
    assert data_of(told[0])["shown_as"] == "pages"
    assert data_of(told[1])["page"] == 1


def test_only_granted_pages_are_shown(people: People) -> None:
    here = shown(people)
    transfer = opened(people, here.subject("drawing.pdf")).opened.transfer
    assert transfer.parts == 1, "of the drawing's two pages the first was granted"
    part(people, transfer)
    refused(NotFoundError, lambda: part(people, transfer, number=1))


def test_pages_that_a_grant_begins_with_are_part_zero(people: People) -> None:
    here = shown(people)
    GrantedFile.objects.filter(pk=here.documents["drawing.pdf"].pk).update(
        first_page=2, last_page=9
    )
    document = opened(people, here.subject("drawing.pdf"))
    assert (document.first_page, document.opened.transfer.parts) == (2, 1)
    part(people, document.opened.transfer)
    assert data_of(entries(here.room)[-1])["page"] == 2
    GrantedFile.objects.filter(pk=here.documents["drawing.pdf"].pk).update(first_page=3)
    error = refused(NotViewableError, lambda: opened(people, here.subject("drawing.pdf")))
    assert error.params == {"reason": "no_such_pages"}


def test_documents_are_opened_once_their_pages_are_counted(people: People) -> None:
    here = shown(people, counted=False, files=FILES | BAD_FILES)
    refused(NotPreparedError, lambda: opened(people, here.subject()))
    assert document_pages_count(room_ids=[here.room.public_id], now=NOW) == 4
    assert document_pages_count(room_ids=[here.room.public_id], now=NOW) == 0
    assert sorted(DocumentPages.objects.values_list("pages", "reason"), key=str) == [
        (1, ""),
        (2, ""),
        (None, "encrypted"),
        (None, "not_viewable"),
    ]
    opened(people, here.subject())
    for name, reason in (("model.docx", "not_viewable"), ("locked.pdf", "encrypted")):
        error = refused(NotViewableError, partial(opened, people, here.subject(name)))
        assert (error.code, error.params) == ("not_viewable", {"reason": reason})


def test_nobody_but_a_holder_opens_a_granted_document(people: People) -> None:
    here = shown(people, view_only=False)
    transfer = opened(people, here.subject()).opened.transfer
    for who, error in (
        ("buyer_deal_lead", NotFoundError),
        ("buyer_member", NotFoundError),
        ("buyer_scout", NotFoundError),
        ("seller_owner", NotAllowedError),
        ("case_coordinator", NotFoundError),
        ("reviewer", NotFoundError),
    ):
        for as_file in (False, True):
            refused(error, partial(opened, people, here.subject(), who, as_file=as_file))
        refused(error, partial(part, people, transfer, who))


def test_holder_who_was_removed_sees_no_further_page(people: People) -> None:
    here = shown(people)
    transfer = opened(people, here.subject()).opened.transfer
    part(people, transfer)
    item_holder_remove(
        actor=people.actor("seller_owner"),
        item=item_of(here.request, 1),
        membership_id=membership_id(people, HOLDER),
        now=NOW,
    )
    refused(NotFoundError, lambda: part(people, transfer))
    refused(NotFoundError, lambda: opened(people, here.subject()))
    opened(people, here.subject(), OTHER_HOLDER)


def test_nothing_is_shown_after_revocation_expiry_or_in_a_paused_room(people: People) -> None:
    here = shown(people)
    transfer = opened(people, here.subject()).opened.transfer
    late = NOW + dt.timedelta(days=400)
    refused(NotFoundError, lambda: part(people, transfer, now=late))
    refused(NotFoundError, lambda: opened(people, here.subject(), now=late))
    room_pause(
        actor=people.actor("case_coordinator"),
        room=here.room,
        revision=here.room.revision,
        words="Wait",
        now=NOW,
    )
    refused(RoomPausedError, lambda: part(people, transfer))
    item = item_of(here.request, 1)
    item_revoke(actor=people.actor("seller_owner"), item=item, revision=item.revision, now=NOW)
    refused(NotFoundError, lambda: part(people, transfer))


def test_file_itself_leaves_only_where_it_was_granted_whole_and_not_for_viewing(
    people: People,
) -> None:
    here = shown(people)
    refused(NotAllowedError, lambda: opened(people, here.subject(), as_file=True))
    item = item_of(here.request, 1)
    type(item).objects.filter(pk=item.pk).update(view_only=False)
    refused(NotAllowedError, lambda: opened(people, here.subject("drawing.pdf"), as_file=True))
    document = opened(people, here.subject(), as_file=True)
    assert document.first_page is None
    sent = part(people, document.opened.transfer)
    assert b"".join(sent.chunks) == NOTES
    assert (sent.size, sent.inline, sent.file_name) == (len(NOTES), False, "notes.txt")
    assert sent.media_type == "application/octet-stream"
    assert kinds(here.room)[-2:] == ["document.opened", "document.downloaded"]
    assert data_of(entries(here.room)[-1])["part"] == 0
    refused(NotFoundError, lambda: part(people, document.opened.transfer, number=1))
    # a grant narrowed to viewing ends the download that was begun
    type(item).objects.filter(pk=item.pk).update(view_only=True)
    refused(NotAllowedError, lambda: part(people, document.opened.transfer))
    assert len(NOTES) < PART_BYTES


def test_room_files_are_pages_for_the_other_firm_and_files_for_their_own(people: People) -> None:
    room = room_made(people, key="room-file")
    file = room_file_made(people, room, content=NOTES)
    document_pages_count(room_ids=[room.public_id], now=NOW)
    subject = room_file_subject(file.public_id)
    assert picture(people, subject)
    refused(NotAllowedError, lambda: opened(people, subject, as_file=True))
    own = opened(people, subject, "seller_owner", as_file=True).opened.transfer
    assert b"".join(part(people, own, "seller_owner").chunks) == NOTES
    refused(NotFoundError, lambda: opened(people, subject, "case_coordinator"))
    refused(NotFoundError, lambda: opened(people, subject, "reviewer"))


def test_what_a_firm_keeps_to_itself_is_recorded_for_itself_alone(people: People) -> None:
    room = room_made(people, key="own-file")
    file = room_file_made(people, room, content=NOTES, visibility="own_firm")
    document_pages_count(room_ids=[room.public_id], now=NOW)
    subject = room_file_subject(file.public_id)
    picture(people, subject, "seller_owner")
    for entry in entries(room)[-2:]:
        assert entry.kind.startswith("document.")
        assert readers_of(entry) == {room.seller_id}
    refused(NotFoundError, lambda: opened(people, subject))


@pytest.mark.parametrize("subject", ["", "x", "granted_file:", "other:abc", "room_file:none"])
def test_names_of_nothing_open_nothing(people: People, subject: str) -> None:
    refused(NotFoundError, lambda: opened(people, subject))
