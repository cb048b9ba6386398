"""Transfers: one's own, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.files.services import transfer_open
from tests.api.matrix.case import Case, known, mutation
from tests.factories.people import NOW

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_OPENER = "seller_owner"
_QUERY = "query($id: ID!) { it: transfer(id: $id) { state url received } }"


def add_to(world: World, mark: str) -> None:
    """Put a transfer that the seller's owner opened before the cast."""
    opened = transfer_open(
        actor=world.people.actor(_OPENER),
        kind="deposit.part",
        subject="world",
        direction="download",
        now=NOW,
        parts=1,
        file_name=f"{mark}.age",
    )
    world.ids["transfer"] = opened.transfer.public_id


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.transfer": (
        Case("one's own", frozenset({_OPENER}), _QUERY, bool, known(id="transfer")),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.abortTransfer": (
        mutation("abortTransfer", frozenset({_OPENER}), "id: ID!", known(id="transfer")),
    ),
}
