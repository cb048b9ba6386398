"""Rooms open with a signed NDA, close with it or with the match, and pause in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from contracts.nda.models import Nda
from contracts.nda.selectors import holders_of
from contracts.nda.states import NdaState
from contracts.rooms.content import day_in_korea
from contracts.rooms.forms import form_on
from contracts.rooms.models import ItemHolder, Message, Room, TechnicalDataRequest
from contracts.rooms.policies import room_acts
from contracts.rooms.services.conditions import entered, locked
from contracts.rooms.services.holding import holder_drop, holder_recheck
from contracts.rooms.services.recording import event_append, room_record
from contracts.rooms.services.talking import commitment_of
from contracts.rooms.states import (
    ROOM_MOVES,
    ItemState,
    RequestState,
    RoomEventKind,
    RoomSide,
    RoomState,
)
from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from marketplace.ladder.services import stage_facts_revoke
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.core.actor import Actor

_WORDS_MAX = 1000
_WITH = ("nda", "match", "technology")


@transaction.atomic
def rooms_recheck(
    *, nda_ids: Collection[str], match_ids: Collection[str] = (), now: datetime
) -> None:
    """Make rooms follow their NDAs and matches: close, open, and drop holders who left.

    It looks at how things stand, not at what happened, so it may be called again at any time.

    Args:
        nda_ids: Public ids of NDAs that changed.
        match_ids: Public ids of matches that changed.
        now: The runner's clock.
    """
    touched = Q(nda__public_id__in=nda_ids) | Q(match__public_id__in=match_ids)
    rooms = Room.objects.filter(touched).exclude(state=RoomState.CLOSED).order_by("pk")
    for room in rooms.select_related(*_WITH):
        if _rests_on_nothing(room):
            _close(room, now)
        else:
            _drop_former_holders(room, now)
    signed = Nda.objects.filter(
        public_id__in=nda_ids, state=NdaState.SIGNED, match__state=MatchState.MATCHED
    )
    for nda in signed.select_related("match", "technology").order_by("pk"):
        _open(nda, now)


@transaction.atomic
def room_pause(*, actor: Actor, room: Room, revision: int, words: str, now: datetime) -> Room:
    """Stop a room for a while; both firms read why, and nobody opens documents meanwhile.

    Raises:
        NotAllowedError: The actor is not the case's coordinator.
        StaleStateError: It is not open, or changed meanwhile.
        InvalidInputError: No words are given.
    """
    return _moved(
        actor, room, revision, words, to=RoomState.PAUSED, kind=RoomEventKind.PAUSED, now=now
    )


@transaction.atomic
def room_resume(*, actor: Actor, room: Room, revision: int, words: str, now: datetime) -> Room:
    """Let a paused room go on.

    Raises:
        NotAllowedError: The actor is not the case's coordinator.
        StaleStateError: It is not paused, or changed meanwhile.
        InvalidInputError: No words are given.
    """
    return _moved(
        actor, room, revision, words, to=RoomState.OPEN, kind=RoomEventKind.RESUMED, now=now
    )


def _moved(
    actor: Actor,
    room: Room,
    revision: int,
    words: str,
    *,
    to: RoomState,
    kind: RoomEventKind,
    now: datetime,
) -> Room:
    place = entered(actor=actor, room=room, now=now)
    if place.side != RoomSide.COORDINATOR:
        raise NotAllowedError
    act = "pause" if to == RoomState.PAUSED else "resume"
    if act not in room_acts(actor, place.room, place.side):
        raise StaleStateError
    text = text_cleaned(words, field="words", max_length=_WORDS_MAX)
    if not text:
        raise InvalidInputError("Say why, for both firms.", field="words", code="required")
    seen = place.room
    seen.revision = revision
    advance(
        seen,
        moves=ROOM_MOVES,
        to=to,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
    )
    event = event_append(seen, kind, now=now, actor=actor, side=place.side)
    message = Message(event=event, text=text)
    message.commitment = commitment_of(message.salt, text.encode())
    message.save(force_insert=True)
    room_record(f"room.{kind}", seen, now, side=place.side, words=message.commitment)
    if to == RoomState.PAUSED:
        _readers_recheck(seen)
    return seen


def _open(nda: Nda, now: datetime) -> None:
    if Room.objects.filter(nda=nda).exists():
        return
    room = Room.objects.create(
        nda=nda,
        match=nda.match,
        technology=nda.technology,
        seller_id=nda.seller_id,
        buyer_id=nda.buyer_id,
        institution_id=nda.institution_id,
        opened_at=now,
        state_since=now,
    )
    event_append(room, RoomEventKind.OPENED, now=now)
    room_record("room.opened", room, now, about=[("nda", nda.public_id)])


def _rests_on_nothing(room: Room) -> bool:
    return room.nda.state != NdaState.SIGNED or room.match.state != MatchState.MATCHED


def _close(room: Room, now: datetime) -> None:
    """Close a room in whatever state it is, and end what was granted in it."""
    locked(room)
    room.refresh_from_db(fields=["state", "revision"])
    if room.state == RoomState.CLOSED:
        return
    advance(
        room,
        moves=ROOM_MOVES,
        to=RoomState.CLOSED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
    )
    for holder in _holders(room):
        source = holder.item.source_for(holder.membership.public_id)
        stage_facts_revoke(source=source, now=now)
    today = day_in_korea(now)
    TechnicalDataRequest.objects.filter(room=room).exclude(state=RequestState.DRAFT).update(
        retention_until=form_on(today).kept_until(today)
    )
    event_append(room, RoomEventKind.CLOSED, now=now)
    room_record("room.closed", room, now, about=[("nda", room.nda.public_id)])
    _readers_recheck(room)


def _drop_former_holders(room: Room, now: datetime) -> None:
    """Take from granted items whoever is no longer a holder of the NDA."""
    standing = {holder.membership_id for holder in holders_of(room.nda)}
    for holder in _holders(room):
        if holder.membership_id not in standing:
            holder_drop(holder, room=room, now=now)


def _holders(room: Room) -> list[ItemHolder]:
    rows = ItemHolder.objects.filter(
        item__request__room=room, item__state=ItemState.GRANTED, removed_at=None
    )
    return list(rows.select_related("item__request", "membership__user").order_by("pk"))


def _readers_recheck(room: Room) -> None:
    """Have sockets and running transfers of whoever may read documents ask again."""
    for user_id in sorted({holder.membership.user_id for holder in _holders(room)}):
        holder_recheck(user_id)
