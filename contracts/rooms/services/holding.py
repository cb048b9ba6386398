"""Somebody stops holding a granted item: by a lead's act, or because they left the NDA."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from contracts.rooms.models import ItemHolder
from contracts.rooms.policies import can_remove_item_holders
from contracts.rooms.services.conditions import entered, not_over
from contracts.rooms.services.recording import about_item, event_append, room_record
from contracts.rooms.states import ItemState, RoomEventKind
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.core.live import publish
from marketplace.ladder.services import stage_facts_revoke

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.rooms.models import RequestItem, Room
    from marketplace.core.actor import Actor


@transaction.atomic
def item_holder_remove(
    *, actor: Actor, item: RequestItem, membership_id: str, now: datetime
) -> RequestItem:
    """Take a granted item from one of its holders; what they have open ends at once.

    Args:
        actor: A lead of either firm.
        item: The item.
        membership_id: Public id of the holder's membership.
        now: The moment.

    Raises:
        NotAllowedError: The actor is no lead.
        NotFoundError: The item has no such holder.
        StaleStateError: They are removed already, or the item is not granted.
    """
    place = entered(actor=actor, room=item.request.room, now=now)
    if not can_remove_item_holders(actor, place.side):
        raise NotAllowedError
    not_over(place)
    rows = ItemHolder.objects.filter(item=item, membership__public_id=membership_id)
    holder = rows.select_related("item__request", "membership__user").first()
    if holder is None:
        raise NotFoundError
    if holder.removed_at is not None or holder.item.state != ItemState.GRANTED:
        raise StaleStateError
    holder_drop(holder, room=place.room, now=now, actor=actor, side=place.side)
    return item


def holder_drop(
    holder: ItemHolder,
    *,
    room: Room,
    now: datetime,
    actor: Actor | None = None,
    side: str = "",
) -> None:
    """Remove a standing holder in the caller's transaction: fact, event, record, open sockets."""
    item = holder.item
    ItemHolder.objects.filter(pk=holder.pk, removed_at=None).update(removed_at=now)
    stage_facts_revoke(source=item.source_for(holder.membership.public_id), now=now)
    event_append(
        room,
        RoomEventKind.HOLDER_REMOVED,
        now=now,
        actor=actor,
        side=side,
        request=item.request,
        item=item,
        holder_id=holder.membership_id,
    )
    room_record(
        "request.holder_removed",
        room,
        now,
        side=side,
        about=about_item(item),
        person=holder.membership.user.public_id,
        holder=holder.membership.public_id,
    )
    holder_recheck(holder.membership.user_id)


def holder_recheck(user_id: int) -> None:
    """Once committed, close the person's sockets and running transfers, which then ask again."""
    transaction.on_commit(partial(publish, f"user.{user_id}", {"close": True}))
