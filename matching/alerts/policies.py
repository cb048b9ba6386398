"""Who chooses what a firm hears of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.roles import OrganisationKind, Role

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def can_choose_demand_alerts(actor: Actor) -> bool:
    """Allow scout and deal lead of a large firm; which demands are theirs is asked of each."""
    return (
        actor.is_member
        and actor.organisation_kind == OrganisationKind.LARGE_FIRM
        and actor.has_role(Role.SCOUT, Role.DEAL_LEAD)
    )


def can_choose_offer_alerts(actor: Actor) -> bool:
    """Allow owner and deal lead of a small firm."""
    return (
        actor.is_member
        and actor.organisation_kind == OrganisationKind.SME
        and actor.has_role(Role.OWNER, Role.DEAL_LEAD)
    )


def can_read_alerts(actor: Actor) -> bool:
    """Allow members of firms to read what their own firm hears of."""
    return actor.is_member and actor.organisation_kind in {
        OrganisationKind.LARGE_FIRM,
        OrganisationKind.SME,
    }
