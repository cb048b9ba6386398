"""Read who takes part in a room now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from contracts.nda.selectors import holders_of
from contracts.rooms.policies import BUYER_LEADS, SELLER_ROLES
from contracts.rooms.states import RoomSide
from marketplace.accounts.models import Membership

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.rooms.selectors.places import Place
    from marketplace.core.actor import Actor

_MOST = 100


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
    seller = Q(organisation_id=room.seller_id, roles__role__in=SELLER_ROLES)
    leads = Q(organisation_id=room.buyer_id, roles__role__in=BUYER_LEADS)
    named = Q(pk__in=holders, organisation_id=room.buyer_id)
    case = getattr(room.match, "case", None)
    coordinates = Q(pk=case.coordinator_id if case and case.coordinator_id else 0)
    rows = Membership.objects.filter(seller | leads | named | coordinates, ended_at=None)
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
