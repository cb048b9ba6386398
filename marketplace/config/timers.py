"""The runner of deadlines: each due row is claimed once and its service called."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction

from marketplace.config.held_entries import ATTEMPTS, failure_text, pause_after
from marketplace.config.reactions import TIMERS
from marketplace.core.models import Timer
from marketplace.core.states import TimerState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.config.handlers import TimerService

log = structlog.get_logger(__name__)

_A_ROUND: Final = 100


def timers_once(now: datetime, services: Mapping[str, TimerService] = TIMERS) -> int:
    """Call the service of each due deadline, and return how many were claimed.

    Claim and the service's writes are one transaction: after a crash the deadline is due again,
    and of two runners that see it only one gets it.

    Args:
        now: The runner's clock, aware UTC.
        services: Instead of the product's table, for tests.
    """
    due = Timer.objects.filter(state=TimerState.OPEN, due_at__lte=now, kind__in=services)
    timers = list(due.order_by("due_at", "id")[:_A_ROUND])
    return sum(_claimed(timer, services[timer.kind], now) for timer in timers)


def _claimed(timer: Timer, service: TimerService, now: datetime) -> bool:
    open_row = Timer.objects.filter(pk=timer.pk, state=TimerState.OPEN, due_at=timer.due_at)
    try:
        with transaction.atomic():
            if open_row.update(state=TimerState.DONE) != 1:
                return False
            service(subject=timer.subject, now=now)
    except Exception as error:  # noqa: BLE001  (one deadline must not stop the others)
        _postpone(timer, failure_text(error), now)
    return True


def _postpone(timer: Timer, error: str, now: datetime) -> None:
    attempts = timer.attempts + 1
    is_given_up = attempts >= ATTEMPTS
    Timer.objects.filter(pk=timer.pk, state=TimerState.OPEN).update(
        attempts=attempts,
        error=error,
        state=TimerState.FAILED if is_given_up else TimerState.OPEN,
        due_at=timer.due_at if is_given_up else now + timedelta(seconds=pause_after(attempts)),
    )
    write = log.error if is_given_up else log.warning
    write("timer_failed", kind=timer.kind, attempts=attempts, error=error)
