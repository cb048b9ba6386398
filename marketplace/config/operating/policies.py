"""Who may see how the system runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.accounts.policies import viewer_acts

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def can_operate(actor: Actor) -> bool:
    """Allow operators of a verified institution."""
    return "operate" in viewer_acts(actor)
