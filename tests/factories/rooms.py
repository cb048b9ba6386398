"""Rooms, messages and written requests in every state, written by the services people use."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.rooms.content import ItemContent, RequestContent, day_in_korea
from contracts.rooms.models import Room, RoomFile, TechnicalDataRequest
from contracts.rooms.services import (
    FileChoice,
    item_grant,
    item_refuse,
    item_revoke,
    message_post,
    request_draft,
    request_issue,
    request_withdraw,
    room_file_add,
    room_pause,
    rooms_recheck,
)
from marketplace.files.services import transfer_part_write
from matching.services import match_end
from tests.factories.deposits import deposit_made
from tests.factories.kept_worlds import kept
from tests.factories.ndas import HOLDERS, membership_id, nda_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.nda.models import Nda
    from contracts.rooms.models import RequestItem, RoomEvent
    from marketplace.escrow.models import Deposit
    from tests.factories.people import People

ROOM_STATES = ("open", "paused", "closed")
REQUEST_STATES = ("draft", "issued", "granted", "answered", "revoked", "withdrawn")


@kept
def room_made(
    people: People,
    state: str = "open",
    *,
    key: str = "one",
    nda: Nda | None = None,
    mark: str = "",
    holders: Sequence[str] = HOLDERS,
    now: dt.datetime = NOW,
) -> Room:
    """Return the room of a signed NDA between seller and buyer, moved to the state.

    Args:
        people: The cast.
        state: One of `ROOM_STATES`; a closed one's match has ended.
        key: Tells its match from another's, where no NDA is given.
        nda: A signed one.
        mark: Stands in every text that not everybody may read.
        holders: Who of the buyer the NDA names.
        now: When all of it happens.
    """
    signed = nda or nda_made(
        people, "signed", key=f"{state}-{key}", mark=mark, holders=holders, now=now
    )
    rooms_recheck(nda_ids=[signed.public_id], now=now)
    room = Room.objects.get(nda=signed)
    if state == "paused":
        room_pause(
            actor=people.actor("case_coordinator"),
            room=room,
            revision=1,
            words=f"A question of ownership {mark}".strip(),
            now=now,
        )
    elif state == "closed":
        room_closed(people, room, now=now)
    room.refresh_from_db()
    assert room.state == state
    return room


def room_closed(people: People, room: Room, *, now: dt.datetime = NOW) -> None:
    """End the match of a room, and let the room follow."""
    match = room.match
    match.refresh_from_db()
    match_end(
        actor=people.actor("buyer_deal_lead"),
        match=match,
        revision=match.revision,
        words="Plans changed",
        now=now,
    )
    rooms_recheck(nda_ids=[], match_ids=[match.public_id], now=now)


def message_made(
    people: People,
    room: Room,
    who: str = "seller_owner",
    *,
    text: str = "The report follows",
    visibility: str = "everyone",
    key: str = "one",
    mark: str = "",
    now: dt.datetime = NOW,
) -> RoomEvent:
    """Return a message that somebody wrote; `mark` stands in its text."""
    return message_post(
        actor=people.actor(who),
        room=room,
        request_id=f"{who}-{visibility}-{key}",
        text=f"{text} {mark}".strip(),
        visibility=visibility,
        now=now,
    )


def room_file_made(
    people: People,
    room: Room,
    who: str = "seller_owner",
    *,
    name: str = "sample.txt",
    content: bytes = b"A sample of the sheet",
    visibility: str = "everyone",
    view_only: bool = True,
    now: dt.datetime = NOW,
) -> RoomFile:
    """Return a file that somebody added to a room and that has arrived whole."""
    actor = people.actor(who)
    opened = room_file_add(
        actor=actor,
        room=room,
        name=name,
        media_type="text/plain",
        size=len(content),
        visibility=visibility,
        view_only=view_only,
        now=now,
    )
    transfer_part_write(
        actor=actor, transfer=opened.transfer, number=0, source=io.BytesIO(content), now=now
    )
    return RoomFile.objects.get(public_id=opened.transfer.subject)


def request_content(mark: str = "", *, now: dt.datetime = NOW, **changes: object) -> RequestContent:
    """Return a complete form whose days follow `now`; `mark` stands in every text."""
    today = day_in_korea(now)
    content = RequestContent(
        title=f"Bonding of the barrier sheet {mark}".strip(),
        purpose="licence_evaluation",
        purpose_words=f"To judge whether the sheet fits our packs {mark}".strip(),
        justification=f"The summary names no bonding temperature {mark}".strip(),
        secrecy=f"Read by two engineers, kept nowhere {mark}".strip(),
        present_owner="seller",
        is_joint_development=False,
        ownership_after="unchanged",
        consideration=f"KRW 3,000,000 for the evaluation {mark}".strip(),
        payment_method=f"By transfer within 14 days {mark}".strip(),
        delivery_on=today + dt.timedelta(days=1),
        delivery_method="view_in_room",
        use_from=today,
        use_until=today + dt.timedelta(days=30),
        return_on=today + dt.timedelta(days=31),
        return_method="access_ends",
        items=(
            ItemContent(
                f"Drawing A-17 of the sheet {mark}".strip(), f"To check the gap {mark}".strip()
            ),
            ItemContent(
                f"Test report of March 2026 {mark}".strip(), f"To compare figures {mark}".strip()
            ),
        ),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def request_made(
    people: People,
    state: str = "granted",
    *,
    key: str = "one",
    room: Room | None = None,
    deposit: Deposit | None = None,
    mark: str = "",
    holders: Sequence[str] = HOLDERS,
    view_only: bool = True,
    now: dt.datetime = NOW,
) -> TechnicalDataRequest:
    """Return a request of the buyer's deal lead for two things, moved to the state.

    Args:
        people: The cast.
        state: One of `REQUEST_STATES`. In `granted` the first item is granted and the second one
            open, in `answered` the second one is refused, in `revoked` the first one was granted.
        key: Tells it from another one.
        room: An open room; without one, it is made.
        deposit: The seller's sealed deposit of the technology; without one, it is made.
        mark: Stands in every text and in every document.
        holders: Who of the buyer may read what is granted; named by the NDA.
        view_only: Whether the granted documents are shown as pages only.
        now: When all of it happens.
    """
    place = room or room_made(people, key=f"{state}-{key}", mark=mark, now=now)
    lead = people.actor("buyer_deal_lead")
    request = request_draft(actor=lead, room=place, content=request_content(mark, now=now), now=now)
    if state != "draft":
        request_issue(actor=lead, request=request, revision=1, now=now)
    if state == "withdrawn":
        request_withdraw(actor=lead, request=request, revision=2, now=now)
    if state in {"granted", "answered", "revoked"}:
        sealed = deposit or deposit_made(
            people,
            "sealed",
            key=f"request-{state}-{key}",
            technology=place.technology,
            mark=mark,
            now=now,
        )
        item = granted(
            people, item_of(request, 1), sealed, holders=holders, view_only=view_only, now=now
        )
        seller = people.actor("seller_owner")
        if state == "answered":
            item_refuse(
                actor=seller,
                item=item_of(request, 2),
                revision=1,
                reason="too_early",
                words=f"After the contract {mark}".strip(),
                now=now,
            )
        if state == "revoked":
            item_revoke(actor=seller, item=item, revision=2, now=now)
    request.refresh_from_db()
    return request


def item_of(request: TechnicalDataRequest, position: int) -> RequestItem:
    """Return the item of a request at its place, as it is now."""
    return request.items.select_related("request__room").get(position=position)


def granted(
    people: People,
    item: RequestItem,
    deposit: Deposit,
    *,
    holders: Sequence[str] = HOLDERS,
    view_only: bool = True,
    now: dt.datetime = NOW,
) -> RequestItem:
    """Let the seller's owner grant an item: every file of a deposit, the first one in part."""
    files = list(deposit.files.filter(state="stored").order_by("pk"))
    return item_grant(
        actor=people.actor("seller_owner"),
        item=item,
        revision=item.revision,
        files=[
            FileChoice(deposit_file_id=file.public_id, last_page=None if number else 1)
            for number, file in enumerate(files)
        ],
        view_only=view_only,
        holder_ids=[membership_id(people, who) for who in holders],
        now=now,
    )
