"""Move a payment along its table, the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from contracts.payments.states import INSTALLMENT_MOVES
from marketplace.core.transitions import advance

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.models import Installment
    from contracts.payments.states import InstallmentState


def installment_moved(
    installment: Installment, to: InstallmentState, now: datetime, **noted: Any
) -> None:
    """Move a payment by compare-and-set of its state and revision.

    Args:
        installment: The payment as it was read.
        to: Its new state.
        now: Since when it is so.
        noted: Columns written with it.

    Raises:
        StaleStateError: The move is not in the table, or another writer was faster.
    """
    advance(
        installment,
        moves=INSTALLMENT_MOVES,
        to=to,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
        **noted,
    )
