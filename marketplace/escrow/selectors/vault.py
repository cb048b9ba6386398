"""What a person may do in the vault, and what to begin a deposit with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.models import Organisation
from marketplace.accounts.policies import can_use_recipients
from marketplace.accounts.selectors import active_age_recipients
from marketplace.demands.selectors import demands_sealed_with
from marketplace.escrow.models import Deposit, Release
from marketplace.escrow.policies import (
    can_read_deposits,
    can_read_releases,
    can_write_deposits,
    visible_deposits,
)

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.demands.rows import DemandRow


_MOST_DEMANDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultRead:
    """One person's place in the vault.

    Attributes:
        can_write: Whether they may put deposits together and seal them.
        can_read: Whether they may read their firm's deposits.
        can_receive: Whether they may read what was released to their firm.
        can_hold_keys: Whether they may have an age key.
        active_keys: How many keys new files of the firm are encrypted to.
        depositor_name: The depositor as last written, or the firm's name.
        depositor_address: The address as last written, or empty.
    """

    can_write: bool
    can_read: bool
    can_receive: bool
    can_hold_keys: bool
    active_keys: int
    depositor_name: str
    depositor_address: str


def vault_for(*, actor: Actor) -> VaultRead:
    """Return the actor's place in the vault."""
    holds_keys = can_use_recipients(actor)
    name, address = _depositor(actor) if can_write_deposits(actor) else ("", "")
    firm = actor.organisation_id
    keys = active_age_recipients(firm) if holds_keys and firm is not None else []
    return VaultRead(
        can_write=can_write_deposits(actor),
        can_read=can_read_deposits(actor),
        can_receive=can_read_releases(actor),
        can_hold_keys=holds_keys,
        active_keys=len(keys),
        depositor_name=name,
        depositor_address=address,
    )


def releases_of_deposit(*, actor: Actor, public_id: str) -> list[Release]:
    """Return to whom a deposit of the actor's own firm was handed, newest first."""
    known = Deposit.objects.filter(visible_deposits(actor)).values("pk")
    rows = Release.objects.filter(deposit__in=known, deposit__public_id=public_id)
    return list(rows.select_related("organisation", "entry").order_by("-pk"))


def demands_of_deposit(*, actor: Actor, public_id: str) -> list[DemandRow]:
    """Return the demands that are sealed with a deposit of the actor's own firm, newest first."""
    is_own = Deposit.objects.filter(visible_deposits(actor), public_id=public_id).exists()
    if not is_own:
        return []
    return demands_sealed_with(actor=actor, deposit_id=public_id, limit=_MOST_DEMANDS)


def _depositor(actor: Actor) -> tuple[str, str]:
    """Return what the firm wrote last, so that nobody types it twice."""
    mine = Deposit.objects.filter(visible_deposits(actor)).exclude(depositor_name="")
    last = mine.order_by("-pk").values_list("depositor_name", "depositor_address").first()
    if last is not None:
        return last
    firm = Organisation.objects.get(Q(pk=actor.organisation_id))
    return firm.name_ko or firm.name_en, ""
