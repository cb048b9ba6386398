"""Whether two firms may go on, and which technical data they have listed; whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.nda.models import NdaAnnexItem
from contracts.nda.states import NdaState
from contracts.rooms.models import Room
from contracts.rooms.states import RoomState
from marketplace.accounts.barriers import is_barred
from matching.states import MatchState

if TYPE_CHECKING:
    from matching.models import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFile:
    """A sealed file that the NDA's annex lists.

    Attributes:
        name: Empty for whoever may not know it.
    """

    public_id: str
    position: int
    commitment: str
    name: str


def match_stands(match: Match) -> bool:
    """Return whether the match still stands between its two firms."""
    return match.state == MatchState.MATCHED and not is_barred(
        organisation_id=match.seller_id, other_id=match.buyer_id
    )


def room_is_open(match: Match) -> bool:
    """Return whether the two firms have a room that nobody paused or closed."""
    return Room.objects.filter(match=match, state=RoomState.OPEN).exists()


def room_state_of(match: Match) -> str:
    """Return the state of the newest room of the match, or an empty text."""
    rooms = Room.objects.filter(match=match).order_by("-pk")
    return rooms.values_list("state", flat=True).first() or ""


def declared_documents(match: Match) -> dict[str, str]:
    """Return the salted commitment of each file that the NDA's annex lists, by public id."""
    items = NdaAnnexItem.objects.filter(nda__match=match, nda__state=NdaState.SIGNED)
    return dict(items.order_by("position").values_list("deposit_file__public_id", "commitment"))


def declared_files(match: Match, *, named: bool) -> list[DeclaredFile]:
    """Return the files that the signed NDA's annex lists, in its order.

    Args:
        match: The match.
        named: Whether the reader may know what they are called.
    """
    items = NdaAnnexItem.objects.filter(nda__match=match, nda__state=NdaState.SIGNED)
    return [
        DeclaredFile(
            public_id=item.deposit_file.public_id,
            position=item.position,
            commitment=item.commitment,
            name=item.deposit_file.name if named else "",
        )
        for item in items.select_related("deposit_file").order_by("position")
    ]
