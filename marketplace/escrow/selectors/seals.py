"""What lies sealed behind a technology, with its proof, for whoever may know when that was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.escrow.policies import can_read_deposits
from marketplace.escrow.selectors.deposits import deposits_of
from marketplace.evidence.selectors import entries_without_content
from marketplace.technologies.policies import can_read_owner
from marketplace.technologies.selectors import technology_for
from marketplace.technologies.selectors.leaks import deposits_let_out

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.escrow.models import Deposit
    from marketplace.evidence.selectors import EntryRead

_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRead:
    """One sealed deposit as one reader may know of it.

    Attributes:
        deposit: The deposit.
        record: The record of its sealing, without content.
        is_open: Whether the reader may open the deposit's page too.
    """

    deposit: Deposit
    record: EntryRead
    is_open: bool


def technology_seals(*, actor: Actor, technology_id: str, now: datetime) -> list[SealRead]:
    """Return what is sealed behind a technology; nothing to whom the counterpart is not known.

    The firm itself reads all its deposits tied to it; others those against which the words on the
    market were let out.

    Args:
        actor: Who reads.
        technology_id: Public id of the technology.
        now: The moment of reading.
    """
    try:
        row = technology_for(actor=actor, public_id=technology_id, now=now)
    except NotFoundError:
        return []
    if not can_read_owner(actor, row, row.stage):
        return []
    deposits = deposits_of(row.pk)
    if not row.is_own:
        deposits = deposits.filter(public_id__in=deposits_let_out(row))
    found = list(deposits[:_MOST])
    records = entries_without_content([each.entry_id for each in found if each.entry_id])
    is_open = row.is_own and can_read_deposits(actor)
    return [
        SealRead(deposit=each, record=records[each.entry_id], is_open=is_open)
        for each in found
        if each.entry_id
    ]
