"""Deadlines as rows: written with the rule that set them, claimed once when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.models import Timer
from marketplace.core.states import TimerState

if TYPE_CHECKING:
    from datetime import datetime


def timer_set(*, kind: str, subject: str, due_at: datetime) -> None:
    """Set the deadline of a subject, moving the one that is open.

    Args:
        kind: What happens then, a key of the runner's table of timers.
        subject: The public id of what it happens to.
        due_at: When, aware UTC.

    Raises:
        RuntimeError: The caller is not inside a transaction.
    """
    _require_transaction()
    if Timer.objects.filter(kind=kind, subject=subject, state=TimerState.OPEN).update(
        due_at=due_at, attempts=0, error=""
    ):
        return
    Timer.objects.create(kind=kind, subject=subject, due_at=due_at)


def timer_cancel(*, kind: str, subject: str) -> None:
    """Take the open deadline of a subject back, if there is one.

    Raises:
        RuntimeError: The caller is not inside a transaction.
    """
    _require_transaction()
    Timer.objects.filter(kind=kind, subject=subject, state=TimerState.OPEN).update(
        state=TimerState.CANCELLED
    )


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        message = "A timer is written in the transaction of the rule that sets it."
        raise RuntimeError(message)
