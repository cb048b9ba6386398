"""Who takes part in a room, and what each side may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from contracts.nda.models import NdaHolder
from contracts.nda.policies import HOLDER_ROLES
from contracts.nda.states import NdaState
from contracts.rooms.states import (
    ItemState,
    RequestState,
    RoomSide,
    RoomState,
    Visibility,
)
from marketplace.accounts.policies import acts_in_person
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.ladder.stages import Stage
from matching.policies import runs_cases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from contracts.rooms.models import RequestItem, Room, RoomFile, TechnicalDataRequest
    from marketplace.core.actor import Actor

_NOBODY = Q(pk__in=[])
SELLER_ROLES: Final = (Role.OWNER, Role.DEAL_LEAD, Role.ENGINEER)
"""Who of the small firm reads its rooms."""

BUYER_LEADS: Final = (Role.OWNER, Role.DEAL_LEAD)
"""Who of the large firm reads its rooms without being a holder."""


def can_enter_rooms(actor: Actor) -> bool:
    """Allow members of firms and case coordinators in person; whose room it is, each tells."""
    if not (actor.is_member and acts_in_person(actor)):
        return False
    if actor.organisation_kind == OrganisationKind.SME:
        return actor.has_role(*SELLER_ROLES)
    return actor.organisation_kind == OrganisationKind.LARGE_FIRM or runs_cases(actor)


def visible_rooms(actor: Actor, now: datetime) -> Q:
    """Select the rooms the actor takes part in.

    Of a large firm those are its leads, and whoever is a holder for as long as the NDA stands.
    """
    if not can_enter_rooms(actor):
        return _NOBODY
    if runs_cases(actor):
        return Q(match__case__coordinator_id=actor.membership_id)
    if actor.organisation_kind == OrganisationKind.SME:
        return Q(seller_id=actor.organisation_id)
    own = Q(buyer_id=actor.organisation_id)
    if leads(actor):
        return own
    # whoever lost the role for which they were named is a holder on paper only
    if not actor.has_role(*HOLDER_ROLES):
        return _NOBODY
    holds = NdaHolder.objects.filter(
        nda_id=OuterRef("nda_id"), membership_id=actor.membership_id or 0, removed_at=None
    )
    standing = Q(nda__state=NdaState.SIGNED, nda__expires_at__gt=now)
    return own & standing & Q(Exists(holds))


def leads(actor: Actor) -> bool:
    """Tell whether the actor leads deals for a firm."""
    return actor.has_role(*BUYER_LEADS)


def can_open_documents(actor: Actor) -> bool:
    """Allow those of a large firm who may be holders; which documents, each grant tells."""
    return (
        can_enter_rooms(actor)
        and actor.organisation_kind == OrganisationKind.LARGE_FIRM
        and actor.has_role(*HOLDER_ROLES)
    )


def side_in(actor: Actor, room: Room) -> RoomSide | None:
    """Return from which side the actor looks at a room that is visible to them."""
    if not actor.is_member:
        return None
    if actor.organisation_id == room.seller_id:
        return RoomSide.SELLER
    if actor.organisation_id == room.buyer_id:
        return RoomSide.BUYER
    return RoomSide.COORDINATOR if runs_cases(actor) else None


def reads_documents(side: RoomSide, stage: Stage) -> bool:
    """Tell whether a side reads what the other one shows: of the buyer its holders alone."""
    return side == RoomSide.SELLER or (side == RoomSide.BUYER and stage >= Stage.S3)


def visibilities_for(side: RoomSide) -> frozenset[str]:
    """Return who may be chosen to read what the side writes."""
    if side == RoomSide.COORDINATOR:
        return frozenset({Visibility.EVERYONE})
    return frozenset(Visibility.values)


def sides_reading(visibility: str, *, side: str) -> frozenset[RoomSide]:
    """Return the sides that read what one side wrote; what the room itself says all read."""
    if visibility == Visibility.EVERYONE or not side:
        return frozenset(RoomSide)
    own = frozenset({RoomSide(side)})
    return own | {RoomSide.COORDINATOR} if visibility == Visibility.COORDINATOR else own


def can_read_file(file: RoomFile, *, side: RoomSide, stage: Stage) -> bool:
    """Allow the own firm, and the other one where the file is meant for both."""
    if file.side == side:
        return True
    return file.visibility == Visibility.EVERYONE and reads_documents(side, stage)


def room_acts(actor: Actor, room: Room, side: RoomSide) -> frozenset[str]:
    """Return what the actor may do in a room in the state it is in."""
    if room.state == RoomState.CLOSED:
        return frozenset()
    if side == RoomSide.COORDINATOR:
        is_open = room.state == RoomState.OPEN
        return frozenset({"post", "pause"}) if is_open else frozenset({"resume"})
    if room.state == RoomState.PAUSED:
        return frozenset()
    acts = {"post", "add_file"}
    if side == RoomSide.BUYER and actor.has_role(Role.DEAL_LEAD):
        acts.add("draft_request")
    return frozenset(acts)


def can_write_requests(actor: Actor, side: RoomSide) -> bool:
    """Allow the buyer's deal lead."""
    return side == RoomSide.BUYER and actor.has_role(Role.DEAL_LEAD)


def can_answer_requests(actor: Actor, side: RoomSide) -> bool:
    """Allow the seller's owner and deal lead."""
    return side == RoomSide.SELLER and leads(actor)


def can_remove_item_holders(actor: Actor, side: RoomSide) -> bool:
    """Allow the leads of either firm: taking access away never waits for the other side."""
    return side != RoomSide.COORDINATOR and leads(actor)


def visible_requests(side: RoomSide) -> Q:
    """Select the requests of a room that a side knows of: drafts are the buyer's own."""
    return Q() if side == RoomSide.BUYER else Q(issued_at__isnull=False)


def request_acts(
    actor: Actor, request: TechnicalDataRequest, items: Iterable[RequestItem], side: RoomSide
) -> frozenset[str]:
    """Return what the actor may do to a request in the state it is in."""
    if not can_write_requests(actor, side):
        return frozenset()
    if request.state == RequestState.DRAFT:
        return frozenset({"save", "issue", "withdraw"})
    # what was granted is taken back by revoking it, not by asking for less
    untouched = all(item.state in {ItemState.OPEN, ItemState.REFUSED} for item in items)
    is_issued = request.state == RequestState.ISSUED
    return frozenset({"withdraw"}) if is_issued and untouched else frozenset()


def item_acts(
    actor: Actor, item: RequestItem, request: TechnicalDataRequest, side: RoomSide
) -> frozenset[str]:
    """Return what the actor may do to an item in the state it is in."""
    acts: set[str] = set()
    if can_answer_requests(actor, side):
        if request.state == RequestState.ISSUED and item.state == ItemState.OPEN:
            acts |= {"grant", "refuse"}
        if item.state == ItemState.GRANTED:
            acts.add("revoke")
    if can_remove_item_holders(actor, side) and item.state == ItemState.GRANTED:
        acts.add("remove_holder")
    return frozenset(acts)


def can_read_disclosure(actor: Actor, side: RoomSide) -> bool:
    """Allow whoever reads the seller's rooms, and the buyer's leads: who was shown how much."""
    return side == RoomSide.SELLER or (side == RoomSide.BUYER and leads(actor))
