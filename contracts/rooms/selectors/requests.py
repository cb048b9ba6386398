"""Read technical-data requests, each side as far as it takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from contracts.rooms.content import day_in_korea, missing_of
from contracts.rooms.forms import form_on
from contracts.rooms.models import GrantedFile, ItemHolder, RequestItem, TechnicalDataRequest
from contracts.rooms.policies import (
    can_answer_requests,
    item_acts,
    request_acts,
    visible_requests,
)
from contracts.rooms.selectors.places import place_for, place_in
from contracts.rooms.states import ItemState, RequestState, RoomSide, RoomState
from marketplace.core.errors import NotFoundError, StaleStateError
from marketplace.core.opaque import is_opaque_id
from marketplace.escrow.selectors import deposit_files_of
from marketplace.ladder.selectors import open_scopes
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.forms import RequestForm
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile

MOST_REQUESTS = 50
MOST_FILES = 500
_ROOM = ("room__match", "room__technology", "room__nda")
_PEOPLE = ("issued_by__user", "answered_by__user")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item for one reader.

    Attributes:
        files: What was granted; None where the reader may not know which documents those are.
        holders: Who may read them, those removed included.
        can_open: Whether the reader may open them now.
        is_too_broad: Whether a draft's item asks for everything, by the form that holds now.
    """

    item: RequestItem
    files: Sequence[GrantedFile] | None
    holders: Sequence[ItemHolder]
    acts: frozenset[str]
    can_open: bool
    is_too_broad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request for one reader.

    Attributes:
        missing: What still has to be filled in before a draft can be issued.
    """

    request: TechnicalDataRequest
    items: Sequence[ItemRow]
    acts: frozenset[str]
    missing: Sequence[str]


def request_in(place: Place, public_id: str) -> TechnicalDataRequest:
    """Return a request of a room as far as its reader's side knows of it.

    Raises:
        NotFoundError: The room has none such for this side.
    """
    rows = TechnicalDataRequest.objects.filter(visible_requests(place.side), room=place.room)
    found = rows.filter(public_id=public_id).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def request_model_for(*, actor: Actor, public_id: str, now: datetime) -> TechnicalDataRequest:
    """Return the stored request for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    found = TechnicalDataRequest.objects.filter(public_id=public_id).select_related(*_ROOM)
    request = found.first() if is_opaque_id(public_id) else None
    if request is None:
        raise NotFoundError
    request_in(place_in(actor=actor, room=request.room, now=now), public_id)
    return request


def item_model_for(*, actor: Actor, public_id: str, now: datetime) -> RequestItem:
    """Return the stored item for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    found = RequestItem.objects.filter(public_id=public_id).select_related(
        "request__room__match", "request__room__technology", "request__room__nda"
    )
    item = found.first() if is_opaque_id(public_id) else None
    if item is None:
        raise NotFoundError
    place = place_in(actor=actor, room=item.request.room, now=now)
    request_in(place, item.request.public_id)
    return item


def request_printed(
    *, actor: Actor, public_id: str, now: datetime
) -> tuple[TechnicalDataRequest, list[RequestItem]]:
    """Return an issued request with its items, for its written form.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
        StaleStateError: It was not issued.
    """
    request = request_model_for(actor=actor, public_id=public_id, now=now)
    if request.issued_at is None:
        raise StaleStateError
    with_firms = TechnicalDataRequest.objects.select_related(
        "room__seller", "room__buyer", *_PEOPLE
    )
    return with_firms.get(pk=request.pk), list(request.items.order_by("position"))


def request_for(*, actor: Actor, public_id: str, now: datetime) -> RequestRow:
    """Return one request as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    request = request_model_for(actor=actor, public_id=public_id, now=now)
    place = place_in(actor=actor, room=request.room, now=now)
    return _rows(actor, place, now, public_id=public_id)[0]


def requests_of(*, actor: Actor, room_id: str, now: datetime) -> list[RequestRow]:
    """Return the newest requests of a room that the actor may know of, the newest first.

    Raises:
        NotFoundError: The actor takes no part in the room.
    """
    return _rows(actor, place_for(actor=actor, room_id=room_id, now=now), now)


def _rows(actor: Actor, place: Place, now: datetime, **wanted: str) -> list[RequestRow]:
    """Return requests with their items, in a constant number of queries."""
    files = GrantedFile.objects.select_related("deposit_file").order_by("pk")
    holders = ItemHolder.objects.select_related("membership__user").order_by("pk")
    items = RequestItem.objects.order_by("position").prefetch_related(
        Prefetch("granted_files", files), Prefetch("holders", holders)
    )
    rows = TechnicalDataRequest.objects.filter(
        visible_requests(place.side), room=place.room, **wanted
    ).select_related(*_PEOPLE)
    found = rows.prefetch_related(Prefetch("items", items)).order_by("-pk")[:MOST_REQUESTS]
    scopes: frozenset[str] = frozenset()
    if place.side == RoomSide.BUYER and place.stage >= Stage.S4:
        scopes = open_scopes(actor, technology_id=place.room.technology_id, stage=Stage.S4, now=now)
    return [_row(actor, place, request, scopes, now) for request in found]


def _row(
    actor: Actor,
    place: Place,
    request: TechnicalDataRequest,
    scopes: frozenset[str],
    now: datetime,
) -> RequestRow:
    items = list(request.items.all())
    is_over = place.room.state == RoomState.CLOSED
    acts = frozenset() if is_over else request_acts(actor, request, items, place.side)
    return RequestRow(
        request=request,
        items=[_item(actor, place, request, item, scopes, now) for item in items],
        # a paused room may be left, and nothing more
        acts=acts & {"withdraw", "save"} if place.room.state == RoomState.PAUSED else acts,
        missing=missing_of(request, items) if request.state == RequestState.DRAFT else (),
    )


def _item(
    actor: Actor,
    place: Place,
    request: TechnicalDataRequest,
    item: RequestItem,
    scopes: frozenset[str],
    now: datetime,
) -> ItemRow:
    opens = item.public_id in scopes and item.state == ItemState.GRANTED
    holders = list(item.holders.all())
    holds = any(
        holder.membership_id == actor.membership_id and holder.removed_at is None
        for holder in holders
    )
    # which documents those are is known to who granted them and to who may read them
    knows = place.side == RoomSide.SELLER or (opens and holds)
    shown = list(item.granted_files.all()) if knows else None
    acts = item_acts(actor, item, request, place.side)
    if place.room.state == RoomState.CLOSED:
        acts = frozenset()
    elif place.room.state == RoomState.PAUSED:
        acts &= {"refuse", "revoke", "remove_holder"}
    return ItemRow(
        item=item,
        files=shown,
        holders=holders if place.side != RoomSide.COORDINATOR else (),
        acts=acts,
        can_open=opens and holds and place.room.state == RoomState.OPEN,
        is_too_broad=request.state == RequestState.DRAFT
        and form_on(day_in_korea(now)).asks_for_everything(item.words),
    )


def form_today(now: datetime) -> RequestForm:
    """Return the form by which technical data is asked for today."""
    return form_on(day_in_korea(now))


def grantable_files(*, actor: Actor, room_id: str, now: datetime) -> list[DepositFile]:
    """Return the files that the seller may choose for a grant; for everybody else none.

    Raises:
        NotFoundError: The actor takes no part in the room.
    """
    place = place_for(actor=actor, room_id=room_id, now=now)
    if not can_answer_requests(actor, place.side):
        return []
    return list(deposit_files_of(place.room.technology_id)[:MOST_FILES])
