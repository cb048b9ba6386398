"""The seller answers item by item: named documents to named people, or a refusal with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import F

from contracts.rooms.content import day_in_korea
from contracts.rooms.forms import form_on
from contracts.rooms.models import GrantedFile, ItemHolder, RequestItem, TechnicalDataRequest
from contracts.rooms.policies import can_answer_requests
from contracts.rooms.services.choosing import files_checked, holders_checked, period_of
from contracts.rooms.services.conditions import entered, goes_on, not_over
from contracts.rooms.services.holding import holder_recheck
from contracts.rooms.services.recording import about_item, event_append, room_record
from contracts.rooms.states import (
    ITEM_MOVES,
    REQUEST_MOVES,
    ItemState,
    RefusalReason,
    RequestState,
    RoomEventKind,
)
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.transitions import advance
from marketplace.ladder.services import stage_fact_write, stage_facts_revoke
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from contracts.rooms.services.choosing import FileChoice
    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor

WORDS_MAX: Final = 1000


@transaction.atomic
def item_grant(
    *,
    actor: Actor,
    item: RequestItem,
    revision: int,
    files: Sequence[FileChoice],
    view_only: bool,
    holder_ids: Sequence[str],
    now: datetime,
) -> RequestItem:
    """Open named documents to named people, for the days of use that the request names.

    Args:
        actor: Owner or deal lead of the seller.
        item: The item.
        revision: The item's revision as its reader saw it.
        files: Of sealed deposits of the technology.
        view_only: Whether they are shown as marked pages only.
        holder_ids: Public ids of memberships that the NDA names as holders.
        now: The moment.

    Raises:
        NotAllowedError: The actor may not answer for the seller.
        RoomPausedError: The room is paused.
        StaleStateError: It was decided, withdrawn or changed meanwhile, or the room is closed.
        InvalidInputError: A file, a page or a holder is none that can be named.
        MarketplaceError: `use_period_over`.
    """
    place = _answering(actor, item.request.room, now)
    goes_on(place, actor=actor, now=now)
    request, seen = _seen(item, revision)
    chosen = files_checked(files, place.room)
    holders = holders_checked(holder_ids, place.room)
    begins_at, ends_at = period_of(request, now)
    _decide(seen, request, actor=actor, to=ItemState.GRANTED, now=now, view_only=view_only)
    granted = GrantedFile.objects.bulk_create(
        [
            GrantedFile(
                item=seen,
                deposit_file=file,
                first_page=choice.first_page,
                last_page=choice.last_page,
            )
            for file, choice in chosen
        ]
    )
    ItemHolder.objects.bulk_create(
        [ItemHolder(item=seen, membership=holder, added_at=now) for holder in holders]
    )
    _grant_record(place, actor, seen, granted, now)
    for holder in holders:
        _holder_lift(place, seen, holder, from_=begins_at, until=ends_at, now=now)
    _answered_if_decided(request, place, actor, now)
    return seen


@transaction.atomic
def item_refuse(
    *, actor: Actor, item: RequestItem, revision: int, reason: str, words: str, now: datetime
) -> RequestItem:
    """Refuse an item with a reason that the buyer reads.

    Raises:
        NotAllowedError: The actor may not answer for the seller.
        StaleStateError: It was decided, withdrawn or changed meanwhile, or the room is closed.
        InvalidInputError: There is no reason, or "other" without words.
    """
    place = _answering(actor, item.request.room, now)
    not_over(place)
    request, seen = _seen(item, revision)
    code = choice_checked(reason, allowed=RefusalReason.values, field="reason")
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if not code:
        raise InvalidInputError("Choose a reason.", field="reason", code="required")
    if code == RefusalReason.OTHER and not text:
        raise InvalidInputError("Say which other reason.", field="words", code="required")
    _decide(
        seen,
        request,
        actor=actor,
        to=ItemState.REFUSED,
        now=now,
        refusal_reason=code,
        refusal_words=text,
    )
    _said(place, actor, seen, RoomEventKind.ITEM_REFUSED, now)
    room_record(
        "request.item_refused",
        place.room,
        now,
        side=place.side,
        about=about_item(seen),
        reason=code,
    )
    _answered_if_decided(request, place, actor, now)
    return seen


@transaction.atomic
def item_revoke(*, actor: Actor, item: RequestItem, revision: int, now: datetime) -> RequestItem:
    """Take a grant back; what its holders have open ends at once.

    Raises:
        NotAllowedError: The actor may not answer for the seller.
        StaleStateError: It is not granted, or changed meanwhile, or the room is closed.
    """
    place = _answering(actor, item.request.room, now)
    not_over(place)
    _request, seen = _seen(item, revision)
    advance(
        seen,
        moves=ITEM_MOVES,
        to=ItemState.REVOKED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        revoked_at=now,
    )
    standing = ItemHolder.objects.filter(item=seen, removed_at=None)
    for holder in standing.select_related("membership"):
        stage_facts_revoke(source=seen.source_for(holder.membership.public_id), now=now)
        holder_recheck(holder.membership.user_id)
    _said(place, actor, seen, RoomEventKind.ITEM_REVOKED, now)
    room_record("request.item_revoked", place.room, now, side=place.side, about=about_item(seen))
    return seen


def _answering(actor: Actor, room: Room, now: datetime) -> Place:
    place = entered(actor=actor, room=room, now=now)
    if not can_answer_requests(actor, place.side):
        raise NotAllowedError
    return place


def _seen(item: RequestItem, revision: int) -> tuple[TechnicalDataRequest, RequestItem]:
    """Return request and item as they are now, where that is what the reader saw."""
    seen = RequestItem.objects.select_related("request__room").get(pk=item.pk)
    # the room is locked, so that nobody changes it from here on
    if seen.revision != revision:
        raise StaleStateError
    return seen.request, seen


def _decide(
    item: RequestItem,
    request: TechnicalDataRequest,
    *,
    actor: Actor,
    to: ItemState,
    now: datetime,
    **columns: Any,
) -> None:
    """Decide an item of a request that waits; the request's revision counts it as well."""
    waiting = TechnicalDataRequest.objects.filter(pk=request.pk, state=RequestState.ISSUED)
    if waiting.update(revision=F("revision") + 1) != 1:
        raise StaleStateError
    advance(
        item,
        moves=ITEM_MOVES,
        to=to,
        unchanged=("revision",),
        revision=F("revision") + 1,
        decided_at=now,
        decided_by_id=actor.membership_id,
        **columns,
    )


def _answered_if_decided(
    request: TechnicalDataRequest, place: Place, actor: Actor, now: datetime
) -> None:
    """Call a request answered once its last item is decided."""
    if request.items.filter(state=ItemState.OPEN).exists():
        return
    today = day_in_korea(now)
    request.refresh_from_db()
    advance(
        request,
        moves=REQUEST_MOVES,
        to=RequestState.ANSWERED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        answered_at=now,
        answered_by_id=actor.membership_id,
        retention_until=form_on(today).kept_until(today),
    )
    room_record(
        "request.answered",
        place.room,
        now,
        side=place.side,
        about=[("request", request.public_id)],
    )


def _grant_record(
    place: Place,
    actor: Actor,
    item: RequestItem,
    granted: Sequence[GrantedFile],
    now: datetime,
) -> None:
    _said(place, actor, item, RoomEventKind.ITEM_GRANTED, now)
    room_record(
        "request.item_granted",
        place.room,
        now,
        side=place.side,
        about=about_item(item),
        view_only=item.view_only,
        files=[
            {
                "id": file.public_id,
                "commitment": file.deposit_file.commitment,
                "first_page": file.first_page,
                "last_page": file.last_page,
            }
            for file in granted
        ],
    )


def _holder_lift(
    place: Place,
    item: RequestItem,
    holder: Membership,
    *,
    from_: datetime,
    until: datetime,
    now: datetime,
) -> None:
    entry = room_record(
        "request.holder_added",
        place.room,
        now,
        side=place.side,
        about=about_item(item),
        person=holder.user.public_id,
        holder=holder.public_id,
    )
    stage_fact_write(
        technology_id=place.room.technology_id,
        organisation_id=place.room.buyer_id,
        member_id=holder.pk,
        stage=Stage.S4,
        scope=[item.public_id],
        source=item.source_for(holder.public_id),
        entry=entry,
        now=from_,
        valid_until=until,
    )


def _said(
    place: Place, actor: Actor, item: RequestItem, kind: RoomEventKind, now: datetime
) -> None:
    event_append(
        place.room,
        kind,
        now=now,
        actor=actor,
        side=place.side,
        request=item.request,
        item=item,
    )
