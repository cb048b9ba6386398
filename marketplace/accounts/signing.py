"""Who may bind an organisation by a signature, and that it is truly they who sign now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from marketplace.accounts.policies import acts_in_person
from marketplace.core.errors import MarketplaceError

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

FRESH_FOR: Final = timedelta(minutes=10)
_CLOCKS_APART: Final = timedelta(seconds=60)


def can_sign(actor: Actor) -> bool:
    """Allow a member with signing authority of a confirmed organisation; never a token."""
    return (
        acts_in_person(actor)
        and actor.is_member
        and actor.organisation_verified
        and actor.signing_authority
    )


def second_factor_checked(actor: Actor, now: datetime) -> datetime:
    """Return when the person typed a code of their second step, at most ten minutes ago.

    Raises:
        MarketplaceError: They did not, or too long ago, or at a time yet to come.
    """
    typed = actor.second_factor_at
    if typed is None or not now - FRESH_FOR <= typed <= now + _CLOCKS_APART:
        raise MarketplaceError(
            "reauthenticate", "Type a code from your second sign-in step, then do this again."
        )
    return typed
