"""Documents of rooms, opened as pages or fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from contracts.rooms.services.showing import document_pages_count
from tests.api.matrix.case import both, fixed, known, mutation
from tests.api.matrix.world import NOBODY, SELLER_ROLES

if TYPE_CHECKING:
    from tests.api.matrix.case import Case
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


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.openDocument": (
        _document("granted file", _HOLDER),
        _document("other granted file", _OTHER),
        # both were granted for viewing
        _document("granted file", NOBODY, download=True),
    ),
    "Mutation.openRoomFile": (
        _file("room file", SELLER_ROLES | _HOLDER | _OTHER),
        _file("room file", SELLER_ROLES, download=True),
        _file("private room file", SELLER_ROLES),
        _file("buyer's room file", SELLER_ROLES | _BUYERS),
        _file("buyer's room file", _BUYERS, download=True),
    ),
}
