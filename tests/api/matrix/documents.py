"""Documents of rooms, opened as pages or fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from contracts.rooms.services.showing import document_pages_count
from tests.api.matrix.case import Case, both, fixed, known, mutation
from tests.api.matrix.world import NOBODY, SELLER_ROLES

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_HOLDER, _OTHER = frozenset({"buyer_engineer"}), frozenset({"other_holder"})
_BUYERS = frozenset({"buyer_owner", "buyer_deal_lead"}) | _HOLDER | _OTHER


def add_to(world: World, mark: str = "") -> None:
    """Count the pages of what lies in the rooms, which stand there already."""
    document_pages_count(room_ids=[world.ids["room"]], now=timezone.now())


def _document(name: str, allowed: frozenset[str], *, download: bool = False) -> Case:
    return mutation(
        "openDocument",
        allowed,
        "grantedFileId: ID!, download: Boolean!",
        both(known(grantedFileId=name), fixed(download=download)),
        title=f"{name}{' itself' if download else ''}",
    )


def _file(name: str, allowed: frozenset[str], *, download: bool = False) -> Case:
    return mutation(
        "openRoomFile",
        allowed,
        "id: ID!, download: Boolean!",
        both(known(id=name), fixed(download=download)),
        title=f"{name}{' itself' if download else ''}",
    )


def _told(name: str, allowed: frozenset[str]) -> Case:
    return Case(
        name,
        allowed,
        "query($id: ID!) { it: roomDocument(id: $id) { name access } }",
        lambda it: it is not None,
        known(id=name),
    )


def _detail(name: str, allowed: frozenset[str]) -> Case:
    return mutation(
        "openPageDetail",
        allowed,
        "id: ID!, page: Int!",
        both(known(id=name), fixed(page=1)),
        title=f"{name} in detail",
    )


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.roomDocument": (
        # who granted it is told of it, and opens it in the deposit
        _told("granted file", SELLER_ROLES | _HOLDER),
        _told("other granted file", SELLER_ROLES | _OTHER),
        _told("room file", SELLER_ROLES | _HOLDER | _OTHER),
        _told("private room file", SELLER_ROLES),
        _told("buyer's room file", SELLER_ROLES | _BUYERS),
    ),
}

SUBSCRIPTIONS: dict[str, tuple[Case, ...]] = {
    "Subscription.roomDocument": (
        Case(
            "how it stands",
            SELLER_ROLES | _HOLDER,
            "subscription($id: ID!, $roomId: ID!) "
            "{ it: roomDocument(roomId: $roomId, id: $id) { access } }",
            lambda it: it is not None,
            known(id="granted file", roomId="room"),
        ),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.openDocument": (
        _document("granted file", _HOLDER),
        _document("other granted file", _OTHER),
        # both were granted for viewing
        _document("granted file", NOBODY, download=True),
    ),
    "Mutation.openPageDetail": (
        _detail("granted file", _HOLDER),
        _detail("other granted file", _OTHER),
        _detail("room file", SELLER_ROLES | _HOLDER | _OTHER),
        _detail("private room file", SELLER_ROLES),
    ),
    "Mutation.openRoomFile": (
        _file("room file", SELLER_ROLES | _HOLDER | _OTHER),
        _file("room file", SELLER_ROLES, download=True),
        _file("private room file", SELLER_ROLES),
        _file("buyer's room file", SELLER_ROLES | _BUYERS),
        _file("buyer's room file", _BUYERS, download=True),
    ),
}
