"""Who may have the market matched to a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.roles import OrganisationKind

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def can_read_suggestions(actor: Actor) -> bool:
    """Allow members of large firms; which demands are theirs is asked of each demand."""
    return actor.is_member and actor.organisation_kind == OrganisationKind.LARGE_FIRM
