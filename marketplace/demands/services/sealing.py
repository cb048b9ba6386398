"""A draft is sealed with what its firm knew already, or freed of that again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import NotAllowedError, StaleStateError
from marketplace.demands.models import Demand
from marketplace.demands.policies import can_seal_demand
from marketplace.demands.services.recording import demand_record
from marketplace.demands.states import DemandState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.seals import DemandSeal


@transaction.atomic
def demand_seal_write(*, actor: Actor, demand: Demand, seal: DemandSeal, now: datetime) -> Demand:
    """Name in a draft the deposit that holds what the firm knew; the publication binds it.

    It takes the place of another one. The draft's revision stays, since no word changes.

    Args:
        actor: Who does it.
        demand: The draft.
        seal: The deposit; the caller has established that it is the firm's and sealed.
        now: The caller's time.

    Raises:
        NotAllowedError: The actor leads no deals of the firm.
        StaleStateError: It is no draft any more.
    """
    if not can_seal_demand(actor, demand):
        raise NotAllowedError
    _draft_changed(
        demand,
        seal_deposit=seal.deposit_id,
        seal_number=seal.number,
        seal_commitment=seal.commitment,
        sealed_at=seal.sealed_at,
        seal_entry_id=seal.entry_id,
    )
    demand_record(
        "demand.sealed",
        actor,
        demand,
        now,
        deposit_id=seal.deposit_id,
        commitment=seal.commitment,
    )
    return demand


@transaction.atomic
def demand_unseal(*, actor: Actor, demand: Demand, now: datetime) -> Demand:
    """Take the deposit's name out of a draft again; the deposit itself stays as it is.

    Raises:
        NotAllowedError: The actor leads no deals of the firm.
        StaleStateError: It is no draft any more, or names none.
    """
    if not can_seal_demand(actor, demand):
        raise NotAllowedError
    if demand.sealed_at is None:
        raise StaleStateError
    deposit_id, commitment = demand.seal_deposit, demand.seal_commitment
    _draft_changed(
        demand,
        held=commitment,
        seal_deposit="",
        seal_number="",
        seal_commitment="",
        sealed_at=None,
        seal_entry_id=None,
    )
    demand_record(
        "demand.unsealed", actor, demand, now, deposit_id=deposit_id, commitment=commitment
    )
    return demand


def _draft_changed(demand: Demand, *, held: str | None = None, **columns: object) -> None:
    """Set columns of a draft by compare-and-set on its state and, where given, on its seal."""
    drafts = Demand.objects.filter(pk=demand.pk, state=DemandState.DRAFT)
    if held is not None:
        drafts = drafts.filter(seal_commitment=held)
    if drafts.update(**columns) != 1:
        raise StaleStateError
    demand.refresh_from_db()
