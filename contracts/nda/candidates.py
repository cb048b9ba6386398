"""What may be chosen for the agreement of a match: a new one, its files, its holders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.nda.models import Nda
from contracts.nda.policies import HOLDER_ROLES, can_draft_ndas, leads_deals
from contracts.nda.states import OPEN_NDA_STATES
from marketplace.accounts.barriers import is_barred
from marketplace.accounts.models import Membership
from marketplace.escrow.selectors import deposit_files_of
from matching.policies import side_of
from matching.selectors.matches import match_model_for
from matching.states import MatchSide, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile
    from matching.models import Match


@dataclass(frozen=True, slots=True)
class HolderCandidate:
    """A member of the large firm who may be put on the list of holders."""

    membership: Membership
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaChoices:
    """What one reader may choose."""

    can_draft: bool
    candidates: Sequence[HolderCandidate]
    files: Sequence[DepositFile]


def nda_choices(*, actor: Actor, match_id: str) -> NdaChoices:
    """Return what the actor may choose for the agreement of a match.

    Args:
        actor: Who reads.
        match_id: The match's public id.

    Raises:
        NotFoundError: There is no such match, or the actor may not know of it.
    """
    match = match_model_for(actor=actor, public_id=match_id)
    side = side_of(actor, match)
    leads = leads_deals(actor)
    is_seller = side == MatchSide.SELLER
    return NdaChoices(
        can_draft=is_seller and can_draft_ndas(actor) and _is_free(match),
        candidates=_candidates(match) if leads and side == MatchSide.BUYER else [],
        files=list(deposit_files_of(match.technology_id)) if leads and is_seller else [],
    )


def _is_free(match: Match) -> bool:
    """Return whether the match goes on and has no agreement under way."""
    if match.state != MatchState.MATCHED:
        return False
    if is_barred(organisation_id=match.seller_id, other_id=match.buyer_id):
        return False
    return not Nda.objects.filter(match=match, state__in=OPEN_NDA_STATES).exists()


def _candidates(match: Match) -> list[HolderCandidate]:
    members = Membership.objects.filter(organisation_id=match.buyer_id, ended_at=None)
    found = []
    for member in members.select_related("user").prefetch_related("roles").order_by("user__name"):
        roles = tuple(sorted(row.role for row in member.roles.all()))
        if not HOLDER_ROLES.isdisjoint(roles):
            found.append(HolderCandidate(member, roles))
    return found
