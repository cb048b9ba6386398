"""Whose looking counts, and who may see how often a technology was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.roles import OrganisationKind

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def counts_as_viewer(actor: Actor) -> bool:
    """Count what a person at a page of a verified large firm is shown: those who may ask for it.

    Visitors and unverified firms cost nothing to make, a program shows its answers to nobody, and
    a small firm that searches looks for its rivals: any of them could push a firm down by
    searching for it.
    """
    return (
        actor.is_member
        and actor.token_id is None
        and actor.organisation_verified
        and actor.organisation_kind == OrganisationKind.LARGE_FIRM
    )


def can_read_exposure(actor: Actor) -> bool:
    """Allow members of small firms; which technologies are theirs is asked of each."""
    return actor.is_member and actor.organisation_kind == OrganisationKind.SME
