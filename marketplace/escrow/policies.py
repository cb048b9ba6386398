"""Who seals, who reads what was sealed, and who fetches what was released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.demands.policies import can_write_demands
from marketplace.escrow.states import DepositState, ReleaseState

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.escrow.models import Deposit, Release

_WRITERS = (Role.OWNER, Role.DEAL_LEAD)
_READERS = {
    OrganisationKind.SME: (*_WRITERS, Role.ENGINEER),
    OrganisationKind.LARGE_FIRM: _WRITERS,
}
_RECEIVERS = (Role.OWNER, Role.DEAL_LEAD, Role.NAMED_ENGINEER)


def can_write_deposits(actor: Actor) -> bool:
    """Allow owner and deal lead of a firm, at a page; sealing waits for no firm check.

    A small firm seals its technology, a large one what it knows before it asks for one.
    """
    return _at_a_page(actor, *_READERS) and actor.has_role(*_WRITERS)


def can_read_deposits(actor: Actor) -> bool:
    """Allow owner and deal lead of a firm, and engineers of a small one, at a page."""
    return _at_a_page(actor, *_READERS) and actor.has_role(
        *_READERS[OrganisationKind(actor.organisation_kind)]
    )


def can_edit_deposit(actor: Actor, deposit: Deposit) -> bool:
    """Allow the writers of the firm whose deposit it is."""
    return can_write_deposits(actor) and actor.organisation_id == deposit.organisation_id


def can_read_releases(actor: Actor) -> bool:
    """Allow those of a large firm to whose keys a deposit may be encrypted, at a page."""
    return _at_a_page(actor, OrganisationKind.LARGE_FIRM) and actor.has_role(*_RECEIVERS)


def visible_deposits(actor: Actor) -> Q:
    """Select the deposits of the actor's own firm; nobody else knows of any."""
    if not can_read_deposits(actor):
        return Q(pk__in=[])
    return Q(organisation_id=actor.organisation_id)


def visible_releases(actor: Actor) -> Q:
    """Select what was released to the actor's own large firm."""
    if not can_read_releases(actor):
        return Q(pk__in=[])
    return Q(organisation_id=actor.organisation_id)


def deposit_acts(actor: Actor, deposit: Deposit) -> frozenset[str]:
    """Return what the actor may do to the deposit in the state it is in."""
    if not can_edit_deposit(actor, deposit):
        return frozenset()
    if deposit.state == DepositState.DRAFT:
        return frozenset({"edit", "seal", "discard", "open"})
    if deposit.state != DepositState.SEALED:
        return frozenset()
    if actor.organisation_kind == OrganisationKind.LARGE_FIRM:
        return frozenset({"open", "seal_demand"} if can_write_demands(actor) else {"open"})
    return frozenset({"open"} if deposit.technology_id else {"open", "attach"})


def is_fetchable(release: Release) -> bool:
    """Tell whether a release's files can be fetched in the state it is in."""
    return release.state == ReleaseState.READY


def _at_a_page(actor: Actor, *kinds: OrganisationKind) -> bool:
    return actor.token_id is None and actor.is_member and actor.organisation_kind in kinds
