"""Entries that a handler could not take, as an operator sees and releases them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.config import held_entries
from marketplace.config.models import ParkedEntry
from marketplace.config.operating.policies import can_operate
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

_LARGEST: Final = 2**63 - 1


def parked_entries_for(*, actor: Actor, after: int | None = None, limit: int) -> list[ParkedEntry]:
    """Return the entries that handlers could not take, the longest held first.

    Args:
        actor: Who asks.
        after: Only rows after this one.
        limit: Largest number of rows.
    """
    if not can_operate(actor):
        return []
    rows = ParkedEntry.objects.select_related("entry").defer("entry__body", "entry__salt")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[:limit])


@transaction.atomic
def parked_entry_retry(*, actor: Actor, row_id: str, now: datetime) -> ParkedEntry:
    """Have a parked entry tried again from the start.

    Raises:
        NotAllowedError: The actor is no operator.
        NotFoundError: Nothing is held under this id.
        StaleStateError: It is not parked, but tried again or waiting anyway.
    """
    if not can_operate(actor):
        raise NotAllowedError
    is_number = row_id.isascii() and row_id.isdigit() and int(row_id[:20]) <= _LARGEST
    rows = ParkedEntry.objects.filter(pk=int(row_id)) if is_number else ParkedEntry.objects.none()
    if not rows.exists():
        raise NotFoundError
    if not held_entries.release(rows, now):
        raise StaleStateError
    return rows.select_related("entry").defer("entry__body", "entry__salt").get()
