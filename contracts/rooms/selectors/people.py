"""Read who takes part in a room now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from contracts.nda.selectors import holders_of
from contracts.rooms.models import RoomEvent
from contracts.rooms.policies import BUYER_LEADS, SELLER_ROLES, sides_reading
from contracts.rooms.states import RoomEventKind, RoomSide, Visibility
from marketplace.accounts.models import Membership

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor

_MOST: Final = 100
_MOST_ASKING: Final = 20
_WAITS_FOR_ANSWERS: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who reads a room.

    Attributes:
        roles: What they do for their organisation, as far as it lets them read here.
        is_holder: Whether the NDA names them; told to the two firms alone.
        is_you: Whether it is the reader.
    """

    side: RoomSide
    name: str
    roles: Sequence[str]
    is_holder: bool
    is_you: bool


def participants_of(actor: Actor, place: Place) -> list[Participant]:
    """Return who reads a room now: people of the seller, leads of the buyer, holders, coordinator.

    The coordinator is not told who the holders are.
    """
    room = place.room
    told = place.side != RoomSide.COORDINATOR
    holders = {row.membership_id for row in holders_of(room.nda)} if told else set()
    case = getattr(room.match, "case", None)
    coordinates = Q(pk=case.coordinator_id if case and case.coordinator_id else 0)
    rows = Membership.objects.filter(_of_firms(room, holders) | coordinates, ended_at=None)
    people = rows.select_related("user").prefetch_related("roles").distinct().order_by("pk")
    sides = {room.seller_id: RoomSide.SELLER, room.buyer_id: RoomSide.BUYER}
    return [
        Participant(
            side=sides.get(person.organisation_id, RoomSide.COORDINATOR),
            name=person.user.name,
            roles=sorted(each.role for each in person.roles.all()),
            is_holder=person.pk in holders,
            is_you=person.pk == actor.membership_id,
        )
        for person in people[:_MOST]
    ]


def answered_by(place: Place, *, visibility: str, now: datetime) -> list[str]:
    """Return the public ids of those whose question a message may answer.

    They wrote to the side that writes now within the last days, still take part, and read it.

    Args:
        place: Where the one who writes now stands.
        visibility: Who reads what is written now.
        now: The moment.
    """
    room, side = place.room, place.side
    firms = {RoomSide.SELLER: room.seller_id, RoomSide.BUYER: room.buyer_id}
    others = (sides_reading(visibility, side=side) & set(firms)) - {side}
    if not others:
        return []
    heard = [Visibility.EVERYONE]
    if side == RoomSide.COORDINATOR:
        heard.append(Visibility.COORDINATOR)
    asked = RoomEvent.objects.filter(
        room=room,
        kind=RoomEventKind.MESSAGE,
        side__in=others,
        visibility__in=heard,
        at__gte=now - _WAITS_FOR_ANSWERS,
    )
    rows = Membership.objects.filter(
        _of_firms(room, {row.membership_id for row in holders_of(room.nda)}),
        pk__in=asked.values("membership_id"),
        organisation_id__in=[firms[other] for other in others],
        ended_at=None,
    )
    return list(
        rows.order_by("pk").values_list("user__public_id", flat=True).distinct()[:_MOST_ASKING]
    )


def _of_firms(room: Room, holder_ids: set[int]) -> Q:
    """Select who of the two firms reads a room."""
    return (
        Q(organisation_id=room.seller_id, roles__role__in=SELLER_ROLES)
        | Q(organisation_id=room.buyer_id, roles__role__in=BUYER_LEADS)
        | Q(pk__in=holder_ids, organisation_id=room.buyer_id)
    )
