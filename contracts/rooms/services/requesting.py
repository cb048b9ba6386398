"""The buyer asks in writing: a draft with gaps, an issued request without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from contracts.rooms.content import (
    content_columns,
    day_in_korea,
    form_sha256,
    issuable_checked,
    items_cleaned,
)
from contracts.rooms.forms import form_on
from contracts.rooms.models import RequestItem, TechnicalDataRequest
from contracts.rooms.policies import can_write_requests, request_acts
from contracts.rooms.services.conditions import entered, goes_on, not_over
from contracts.rooms.services.recording import about_request, event_append, room_record
from contracts.rooms.states import REQUEST_MOVES, RequestState, RoomEventKind
from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.content import ItemContent, RequestContent
    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor

OPEN_DRAFTS_MAX = 20


@transaction.atomic
def request_draft(
    *, actor: Actor, room: Room, content: RequestContent, now: datetime
) -> TechnicalDataRequest:
    """Begin a request; the own firm alone knows of it until it is issued.

    Raises:
        NotAllowedError: The actor is no deal lead of the buyer.
        RoomPausedError: The room is paused.
        StaleStateError: The room is closed.
        InvalidInputError: A field holds what it cannot.
    """
    place = _writing(actor, room, now)
    goes_on(place, actor=actor, now=now)
    drafts = TechnicalDataRequest.objects.filter(room=room, state=RequestState.DRAFT)
    if drafts.count() >= OPEN_DRAFTS_MAX:
        raise MarketplaceError(
            "too_many",
            f"At most {OPEN_DRAFTS_MAX} drafts lie in a room at a time.",
            params={"max": str(OPEN_DRAFTS_MAX)},
        )
    columns, items = content_columns(content), items_cleaned(content.items)
    request = TechnicalDataRequest.objects.create(
        room=place.room, created_at=now, drafted_by_id=actor.membership_id or 0, **columns
    )
    _items_write(request, items)
    return request


@transaction.atomic
def request_save(
    *,
    actor: Actor,
    request: TechnicalDataRequest,
    revision: int,
    content: RequestContent,
    now: datetime,
) -> TechnicalDataRequest:
    """Write a draft anew.

    Raises:
        NotAllowedError: The actor is no deal lead of the buyer.
        StaleStateError: It was issued or changed meanwhile, or the room is closed.
        InvalidInputError: A field holds what it cannot.
    """
    not_over(_writing(actor, request.room, now))
    columns, items = content_columns(content), items_cleaned(content.items)
    drafts = TechnicalDataRequest.objects.filter(
        pk=request.pk, state=RequestState.DRAFT, revision=revision
    )
    if drafts.update(**columns, revision=F("revision") + 1) != 1:
        raise StaleStateError
    request.items.all().delete()
    _items_write(request, items)
    request.refresh_from_db()
    return request


@transaction.atomic
def request_issue(
    *, actor: Actor, request: TechnicalDataRequest, revision: int, now: datetime
) -> TechnicalDataRequest:
    """Ask the seller in writing; from here on the words never change again.

    Raises:
        NotAllowedError: The actor is no deal lead of the buyer.
        RoomPausedError: The room is paused.
        StaleStateError: It was issued or changed meanwhile, or the room is closed.
        InvalidInputError: A statutory field is missing, or an item asks for everything.
    """
    place = _writing(actor, request.room, now)
    goes_on(place, actor=actor, now=now)
    seen, items = _seen(request, revision)
    if "issue" not in request_acts(actor, seen, items, place.side):
        raise StaleStateError
    today = day_in_korea(now)
    form = form_on(today)
    issuable_checked(seen, items, form=form, today=today)
    advance(
        seen,
        moves=REQUEST_MOVES,
        to=RequestState.ISSUED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        form_version=form.version,
        issued_at=now,
        issued_by_id=actor.membership_id,
        retention_until=form.kept_until(today),
    )
    event_append(
        place.room,
        RoomEventKind.REQUEST_ISSUED,
        now=now,
        actor=actor,
        side=place.side,
        request=seen,
    )
    room_record(
        "request.issued",
        place.room,
        now,
        side=place.side,
        about=about_request(seen),
        form=form.version,
        form_sha256=form_sha256(seen, items),
        items=len(items),
    )
    return seen


@transaction.atomic
def request_withdraw(
    *, actor: Actor, request: TechnicalDataRequest, revision: int, now: datetime
) -> TechnicalDataRequest:
    """Take a request back that was granted nothing yet, or drop a draft.

    Raises:
        NotAllowedError: The actor is no deal lead of the buyer.
        StaleStateError: An item was granted, or the request changed meanwhile.
    """
    place = _writing(actor, request.room, now)
    not_over(place)
    seen, items = _seen(request, revision)
    if "withdraw" not in request_acts(actor, seen, items, place.side):
        raise StaleStateError
    was_issued = seen.state == RequestState.ISSUED
    advance(
        seen,
        moves=REQUEST_MOVES,
        to=RequestState.WITHDRAWN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        withdrawn_at=now,
    )
    if was_issued:
        event_append(
            place.room,
            RoomEventKind.REQUEST_WITHDRAWN,
            now=now,
            actor=actor,
            side=place.side,
            request=seen,
        )
        room_record(
            "request.withdrawn", place.room, now, side=place.side, about=about_request(seen)
        )
    return seen


def _writing(actor: Actor, room: Room, now: datetime) -> Place:
    place = entered(actor=actor, room=room, now=now)
    if not can_write_requests(actor, place.side):
        raise NotAllowedError
    return place


def _seen(
    request: TechnicalDataRequest, revision: int
) -> tuple[TechnicalDataRequest, list[RequestItem]]:
    """Return the request and its items as they are now, where that is what the reader saw."""
    seen = TechnicalDataRequest.objects.select_related("room").get(pk=request.pk)
    # the room is locked, so that nobody changes it from here on
    if seen.revision != revision:
        raise StaleStateError
    return seen, list(seen.items.order_by("position"))


def _items_write(request: TechnicalDataRequest, items: Sequence[ItemContent]) -> None:
    RequestItem.objects.bulk_create(
        [
            RequestItem(request=request, position=position, words=item.words, purpose=item.purpose)
            for position, item in enumerate(items, start=1)
        ]
    )
