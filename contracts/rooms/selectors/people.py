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
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from contracts.rooms.models import Room
    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor

_MOST: Final = 100
_MOST_ASKING: Final = 20
_FIRMS: Final = frozenset({RoomSide.SELLER, RoomSide.BUYER})
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
    Both firms read these ids, and so only what both firms could read counts as a question.

    Args:
        place: Where the one who writes now stands.
        visibility: Who reads what is written now.
        now: The moment.
    """
    others = (sides_reading(visibility, side=place.side) & _FIRMS) - {place.side}
    askers = _askers(place.room, others, Visibility.EVERYONE, now)
    return _ids(askers)


def asked_in_private(
    room: Room, side: RoomSide, *, known: Collection[str], now: datetime
) -> list[str]:
    """Return the public ids of those of a firm who asked the coordinator alone.

    Left out are leads, who hear of every message of the coordinator.

    Args:
        room: The room.
        side: The firm's.
        known: Public ids of those who asked before everybody, and are told already.
        now: The moment.
    """
    askers = _askers(room, {side}, Visibility.COORDINATOR, now)
    others = askers.exclude(pk__in=askers.filter(roles__role__in=BUYER_LEADS).values("pk"))
    return _ids(others.exclude(user__public_id__in=known))


def _askers(
    room: Room, sides: Collection[RoomSide], visibility: Visibility, now: datetime
) -> QuerySet[Membership]:
    firms = {RoomSide.SELLER: room.seller_id, RoomSide.BUYER: room.buyer_id}
    asked = RoomEvent.objects.filter(
        room=room,
        kind=RoomEventKind.MESSAGE,
        side__in=sides,
        visibility=visibility,
        at__gte=now - _WAITS_FOR_ANSWERS,
    )
    return Membership.objects.filter(
        _of_firms(room, {row.membership_id for row in holders_of(room.nda)}),
        pk__in=asked.values("membership_id"),
        organisation_id__in=[firms[side] for side in sides],
        ended_at=None,
    )


def _ids(askers: QuerySet[Membership]) -> list[str]:
    rows = askers.order_by("pk").values_list("user__public_id", flat=True)
    return list(rows.distinct()[:_MOST_ASKING])


def _of_firms(room: Room, holder_ids: set[int]) -> Q:
    """Select who of the two firms reads a room."""
    return (
        Q(organisation_id=room.seller_id, roles__role__in=SELLER_ROLES)
        | Q(organisation_id=room.buyer_id, roles__role__in=BUYER_LEADS)
        | Q(pk__in=holder_ids, organisation_id=room.buyer_id)
    )
