"""Who may read an agreement, and what each side may do to it in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from contracts.nda.models import NdaHolder
from contracts.nda.states import NdaState
from marketplace.accounts.policies import acts_in_person, is_firm_member
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.signing import can_sign
from matching.policies import runs_cases
from matching.states import MatchSide

if TYPE_CHECKING:
    from collections.abc import Collection

    from contracts.nda.models import Nda
    from marketplace.core.actor import Actor

_NOBODY: Final = Q(pk__in=[])
HOLDER_ROLES: Final = frozenset({Role.OWNER, Role.DEAL_LEAD, Role.NAMED_ENGINEER})
"""Members of the large firm who may be put on the list of holders."""


def can_read_ndas(actor: Actor) -> bool:
    """Allow members of firms and case coordinators in person; which ones, each agreement tells."""
    return acts_in_person(actor) and (is_firm_member(actor) or runs_cases(actor))


def leads_deals(actor: Actor) -> bool:
    """Tell whether the actor is owner or deal lead of a firm, in person."""
    return (
        acts_in_person(actor)
        and is_firm_member(actor)
        and actor.has_role(Role.OWNER, Role.DEAL_LEAD)
    )


def visible_ndas(actor: Actor) -> Q:
    """Select the agreements the actor may read.

    Leads and signers of both firms, the small firm's engineers, whoever holds what it covers, and
    the coordinator of the case.
    """
    if not can_read_ndas(actor):
        return _NOBODY
    if runs_cases(actor):
        return Q(match__case__coordinator_id=actor.membership_id)
    holds = NdaHolder.objects.filter(
        Q(membership_id=actor.membership_id), nda=OuterRef("pk"), removed_at=None
    )
    # whoever lost the role for which they were named is a holder on paper only
    is_fit = actor.has_role(*HOLDER_ROLES)
    rows = Q(Exists(holds), buyer_id=actor.organisation_id) if is_fit else _NOBODY
    if actor.has_role(Role.OWNER, Role.DEAL_LEAD) or actor.signing_authority:
        rows |= Q(seller_id=actor.organisation_id) | Q(buyer_id=actor.organisation_id)
    if actor.has_role(Role.ENGINEER):
        rows |= Q(seller_id=actor.organisation_id)
    return rows


def nda_side(actor: Actor, nda: Nda) -> MatchSide | None:
    """Return the side of the agreement that the actor's firm is, or None for everyone else."""
    if not actor.is_member:
        return None
    if actor.organisation_id == nda.seller_id:
        return MatchSide.SELLER
    return MatchSide.BUYER if actor.organisation_id == nda.buyer_id else None


def can_draft_ndas(actor: Actor) -> bool:
    """Allow owner and deal lead of a verified small firm."""
    return (
        leads_deals(actor)
        and actor.organisation_verified
        and actor.organisation_kind == OrganisationKind.SME
    )


def acts_of_role(actor: Actor, nda: Nda) -> frozenset[str]:
    """Return what the actor may do to the agreement in one state or another."""
    side = nda_side(actor, nda)
    acts: set[str] = set()
    if side is None:
        return frozenset()
    if can_sign(actor):
        acts |= {"sign", "refuse"}
    if leads_deals(actor):
        acts |= {"refuse", "end"}
        if side == MatchSide.SELLER:
            acts |= {"save", "offer", "withdraw"}
        else:
            acts |= {"set_holders", "add_holder", "remove_holder"}
    # only verified firms go on; whoever lost that may still step back
    forward = {"save", "offer", "set_holders", "add_holder", "sign"}
    return frozenset(acts if actor.organisation_verified else acts - forward)


def acts_of_state(
    nda: Nda, *, side: MatchSide | None, signed: Collection[str], goes_on: bool
) -> frozenset[str]:
    """Return what the state leaves open to a side.

    Args:
        nda: The agreement.
        side: The side that acts.
        signed: The sides that signed.
        goes_on: Whether the match still stands; without it nobody goes on.
    """
    if nda.state == NdaState.DRAFT:
        return frozenset({"save", "set_holders", "offer", "withdraw"} if goes_on else {"withdraw"})
    if nda.state == NdaState.OFFERED:
        acts = set()
        if side not in signed:
            acts |= {"sign", "refuse"} if goes_on else {"refuse"}
        # what the other side has signed is refused with a reason, not taken back
        if MatchSide.BUYER not in signed:
            acts.add("withdraw")
        return frozenset(acts)
    if nda.state == NdaState.SIGNED:
        acts = {"end", "remove_holder"}
        return frozenset(acts | {"add_holder"} if goes_on else acts)
    return frozenset()
