"""Evidence packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.models import Match
from tests.api.matrix.case import Case, known, mutation
from tests.factories.people import NOW
from tests.factories.protection import pack_made

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_SELLER_LEADS = frozenset({"seller_owner", "seller_deal_lead"})
_BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
_PACKS = "query($id: ID!) { it: evidencePacks(matchId: $id) { id sha256 requestedBy } }"


def add_to(world: World, mark: str) -> None:
    """Put a pack of the seller's before the cast; call it when all else is there."""
    match = Match.objects.get(public_id=world.ids["match matched"])
    pack = pack_made(world.people, match=match, who="seller_owner", now=NOW)
    world.ids["pack"] = pack.public_id


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.evidencePacks": (
        Case("one's own firm's", _SELLER_LEADS, _PACKS, bool, known(id="match matched")),
        Case("of no deal yet", frozenset(), _PACKS, bool, known(id="match requested")),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.requestEvidencePack": (
        mutation(
            "requestEvidencePack",
            _SELLER_LEADS | _BUYER_LEADS,
            "matchId: ID!",
            known(matchId="match matched"),
        ),
    ),
    "Mutation.openEvidencePack": (
        mutation("openEvidencePack", _SELLER_LEADS, "id: ID!", known(id="pack")),
    ),
}
