"""The room of each match: what was asked for in it, and what waits to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.rooms.models import GrantedFile, ItemHolder, RequestItem, Room, TechnicalDataRequest
from contracts.rooms.policies import (
    can_answer_requests,
    can_write_requests,
    room_acts,
    side_in,
    visible_rooms,
)
from contracts.rooms.states import ItemState, RequestState, RoomSide, RoomState
from contracts.standing.facts import RoomFacts
from contracts.standing.selectors.parts import Part, goes_on, keys_of
from marketplace.accounts.models import Membership
from marketplace.evidence.models import EntrySubject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow


def rooms_read(
    actor: Actor, rows: Sequence[MatchRow], now: datetime
) -> Mapping[int, Part[RoomFacts]]:
    """Return the newest room of each match."""
    table = Room.objects.filter(visible_rooms(actor, now), match_id__in=keys_of(rows))
    newest = {room.match_id: room for room in table.order_by("pk")}
    rooms = [room.pk for room in newest.values()]
    asked = frozenset(
        TechnicalDataRequest.objects.filter(room__in=rooms, issued_at__isnull=False)
        .exclude(state=RequestState.WITHDRAWN)
        .values_list("room_id", flat=True)
    )
    undecided = _undecided(rooms)
    unread, reads = _unread(actor, rooms)
    found: dict[int, Part[RoomFacts]] = {}
    for row in rows:
        room = newest.get(row.match.pk)
        if room is None:
            found[row.match.pk] = Part()
            continue
        fact = RoomFacts(
            state=room.state,
            since=room.state_since,
            asked=room.pk in asked,
            undecided_since=undecided.get(room.pk),
            unread_since=unread.get(room.pk),
            is_reader=room.pk in reads,
        )
        found[row.match.pk] = Part(fact, _may(actor, row, room))
    return found


def _may(actor: Actor, row: MatchRow, room: Room) -> frozenset[str]:
    side = side_in(actor, room)
    if side is None or not goes_on(row):
        return frozenset()
    may = {f"room.{act}" for act in room_acts(actor, room, side)}
    if room.state == RoomState.OPEN:
        if can_answer_requests(actor, side):
            may.add("items.decide")
        if can_write_requests(actor, side):
            may.add("requests.write")
        if side == RoomSide.BUYER:
            may.add("documents.read")
    return frozenset(may)


def _undecided(rooms: Collection[int]) -> dict[int, datetime]:
    """Return since when the oldest undecided item of each room waits."""
    items = RequestItem.objects.filter(
        request__room__in=rooms, request__state=RequestState.ISSUED, state=ItemState.OPEN
    )
    rows = items.order_by("-request__issued_at").values_list(
        "request__room_id", "request__issued_at"
    )
    return {room: at for room, at in rows if at is not None}


def _unread(actor: Actor, rooms: Collection[int]) -> tuple[dict[int, datetime], frozenset[int]]:
    """Return since when a granted document of each room is unread, and the rooms one reads in."""
    granted = GrantedFile.objects.filter(
        item__request__room__in=rooms, item__state=ItemState.GRANTED
    ).values_list("public_id", "item_id", "item__request__room_id", "item__decided_at")
    files = list(granted)
    mine = frozenset(
        ItemHolder.objects.filter(
            Q(membership_id=actor.membership_id),
            item__in={item for _, item, _, _ in files},
            removed_at=None,
        ).values_list("item_id", flat=True)
    )
    reads = frozenset(room for _, item, room, _ in files if item in mine)
    opened = _opened([public_id for public_id, *_ in files])
    own = _opened([public_id for public_id, item, *_ in files if item in mine], reader=actor)
    found: dict[int, datetime] = {}
    for public_id, item, room, at in files:
        if room in reads and item not in mine:
            continue
        is_read = public_id in (own if item in mine else opened)
        if not is_read and at is not None:
            found[room] = min(at, found.get(room, at))
    return found, reads


def _opened(public_ids: Collection[str], *, reader: Actor | None = None) -> frozenset[str]:
    """Return which of the documents were opened, by anybody or by one reader."""
    if not public_ids:
        return frozenset()
    rows = EntrySubject.objects.filter(
        type="document", ref__in=public_ids, entry__kind="document.opened"
    )
    if reader is not None:
        member = Membership.objects.filter(Q(pk=reader.membership_id))
        viewer = member.values_list("public_id", flat=True).first() or ""
        rows = rows.filter(entry__body__contains=f'"viewer":"{viewer}"')
    return frozenset(rows.values_list("ref", flat=True))
