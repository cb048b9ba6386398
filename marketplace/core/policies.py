"""The two widest rules; every other rule lives beside what it guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def anyone(actor: Actor) -> bool:
    """Allow every visitor, signed in or not."""
    return True


def signed_in(actor: Actor) -> bool:
    """Allow whoever is signed in."""
    return actor.is_signed_in
