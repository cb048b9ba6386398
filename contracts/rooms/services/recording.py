"""How events of a room are numbered and recorded, and who may read the record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.rooms.models import Room, RoomEvent
from contracts.rooms.policies import sides_reading
from contracts.rooms.states import RoomSide, Visibility
from marketplace.core.live import publish
from marketplace.evidence.services import entry_record
from matching.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from contracts.rooms.models import RequestItem, TechnicalDataRequest
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue
    from marketplace.evidence.models import Entry


def event_append(
    room: Room,
    kind: str,
    *,
    now: datetime,
    actor: Actor | None = None,
    side: str = "",
    visibility: str = Visibility.EVERYONE,
    request: TechnicalDataRequest | None = None,
    item: RequestItem | None = None,
    holder_id: int | None = None,
) -> RoomEvent:
    """Write the next event of a room, and tell whoever listens once it is committed.

    The update of the counters locks the room's row until the commit: no event becomes visible
    after one with a higher number, so who goes on from the last number misses none.

    Args:
        room: The room.
        kind: A value of `RoomEventKind`.
        now: When it happened.
        actor: Who did it, or None where the product did.
        side: The side that did it; empty where the product did.
        visibility: Who reads it.
        request: The request it is about, or None.
        item: The item it is about, or None.
        holder_id: Row key of the membership it is about, or None.
    """
    readers = sides_reading(visibility, side=side)
    counters = ["last_number", *(f"last_{reader}_number" for reader in sorted(readers))]
    row = Room.objects.filter(pk=room.pk)
    row.update(**{name: F(name) + 1 for name in counters})
    numbers = row.values(*counters).get()
    event = RoomEvent.objects.create(
        room=room,
        number=numbers["last_number"],
        **{f"{reader}_number": numbers[f"last_{reader}_number"] for reader in readers},
        kind=kind,
        visibility=visibility,
        side=side,
        organisation_id=actor.organisation_id if actor else None,
        membership_id=actor.membership_id if actor else None,
        request=request,
        item=item,
        holder_id=holder_id,
        at=now,
    )
    # the group hears that there is something, not what: each listener asks what it may read
    transaction.on_commit(partial(publish, room.group, {}))
    return event


def room_record(
    kind: str,
    room: Room,
    now: datetime,
    *,
    side: str = "",
    visibility: str = Visibility.EVERYONE,
    about: Iterable[tuple[str, str]] = (),
    person: str = "",
    **data: JsonValue,
) -> Entry:
    """Record a fact of a room for whoever reads it there: ids, codes and hashes.

    Args:
        kind: Dotted past tense, for example `room.message_posted`.
        room: The room.
        now: When it happened.
        side: The side that acted; empty where the product did.
        visibility: Who reads it.
        about: Further subjects, for example `("request", ...)`.
        person: The public id of whom it is about; without one the coordinator, who reads it.
        data: Further fields.
    """
    readers = sides_reading(visibility, side=side)
    firms = {
        RoomSide.SELLER: room.seller_id,
        RoomSide.BUYER: room.buyer_id,
        RoomSide.COORDINATOR: room.institution_id,
    }
    subjects = [
        ("room", room.public_id),
        ("match", room.match.public_id),
        ("technology", room.technology.public_id),
        *about,
    ]
    if RoomSide.COORDINATOR in readers:
        subjects += _case_subjects(room, with_person=not person)
    if person:
        subjects.append(("person", person))
    return entry_record(
        kind=kind,
        subjects=subjects,
        audience=[firms[reader] for reader in readers],
        body={"side": side, "visibility": str(visibility), **data} if side else data,
        now=now,
    )


def about_request(request: TechnicalDataRequest) -> list[tuple[str, str]]:
    """Return the subjects of a request."""
    return [("request", request.public_id)]


def about_item(item: RequestItem) -> list[tuple[str, str]]:
    """Return the subjects of an item of a request."""
    return [*about_request(item.request), ("item", item.public_id)]


def _case_subjects(room: Room, *, with_person: bool) -> list[tuple[str, str]]:
    case = Case.objects.filter(match_id=room.match_id).select_related("coordinator__user").first()
    if case is None:
        return []
    subjects = [("case", case.public_id)]
    if with_person and case.coordinator is not None:
        subjects.append(("person", case.coordinator.user.public_id))
    return subjects
