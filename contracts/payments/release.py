"""What keeps the sealed deposit closed; the same answer decides and is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals.states import ContractState
from contracts.payments.states import COUNTS_AS_HELD, AccessState, ReleaseStop, Trouble
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from contracts.payments.models import Installment, Plan


def is_there(installment: Installment) -> bool:
    """Return whether a payment counts for the release: its money is there and stays there."""
    return installment.state in COUNTS_AS_HELD and installment.trouble != Trouble.DISPUTED


def release_stops(
    plan: Plan, installments: Iterable[Installment], now: datetime
) -> list[ReleaseStop]:
    """Return everything that keeps the deposit closed; nothing where it is open or may open.

    Args:
        plan: Whose deposit, with its contract and match.
        installments: Every payment of the plan.
        now: The caller's clock.
    """
    if plan.access == AccessState.OPEN:
        return []
    if plan.access == AccessState.REVOKED:
        return [ReleaseStop.RETURNED]
    opening = [each for each in installments if each.opens_deposit]
    is_disputed = any(each.trouble == Trouble.DISPUTED for each in opening)
    is_in_time = plan.objection_until is None or plan.objection_until > now
    stops = {
        ReleaseStop.NO_PAYMENT: not opening,
        ReleaseStop.PAYMENT_MISSING: any(each.state not in COUNTS_AS_HELD for each in opening),
        ReleaseStop.PAYMENT_DISPUTED: is_disputed,
        ReleaseStop.OBJECTED: plan.access == AccessState.OBJECTED,
        ReleaseStop.TIME_RUNNING: plan.access == AccessState.WAITING and is_in_time,
        ReleaseStop.CONTRACT_OVER: plan.contract.state != ContractState.SIGNED,
        ReleaseStop.DEAL_OVER: plan.match.state != MatchState.MATCHED,
    }
    return [stop for stop, holds in stops.items() if holds]
