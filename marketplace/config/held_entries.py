"""Entries that a handler could not take: tried again after pauses, then parked for an operator."""

from __future__ import annotations

import traceback
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction

from marketplace.config.models import ParkedEntry
from marketplace.config.states import HeldState
from marketplace.evidence.models import EntrySubject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.config.handlers import Handler
    from marketplace.evidence.models import Entry

log = structlog.get_logger(__name__)

ATTEMPTS: Final = 5
_PAUSES: Final = (1, 5, 20, 60)
_ROWS_A_ROUND: Final = 1000
_LONGEST_ERROR: Final = 200

Subject = tuple[str, str]


def subjects_of(entry: Entry) -> set[Subject]:
    """Return the things an entry is about."""
    return {(subject.type, subject.ref) for subject in entry.subjects.all()}


def index_of(entry: Entry) -> int:
    """Return the place in the log of an entry that has one."""
    assert entry.index is not None, "only sequenced entries reach the runner"
    return entry.index


def blocked_subjects(handler: Handler) -> set[Subject]:
    """Return the subjects of the handler's held entries; later entries of them wait."""
    held = ParkedEntry.objects.filter(handler=handler.name)
    if not held.exists():
        return set()
    rows = EntrySubject.objects.filter(entry_id__in=held.values("entry_id"))
    return set(rows.values_list("type", "ref"))


def pause_after(attempts: int) -> int:
    """Return the seconds to wait after that many failed attempts."""
    return _PAUSES[min(attempts, len(_PAUSES)) - 1]


def attempt(handler: Handler, entry: Entry, now: datetime) -> Exception | None:
    """Hand one entry to the handler; return what went wrong, with nothing written then."""
    try:
        with transaction.atomic() if handler.in_transaction else nullcontext():
            handler.handle([entry], now)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is kept for the operator)
        return error
    return None


def hold_failed(handler: Handler, entry: Entry, error: str, now: datetime) -> None:
    """Hold an entry whose first attempt failed."""
    ParkedEntry.objects.create(
        handler=handler.name,
        entry=entry,
        index=index_of(entry),
        state=HeldState.RETRYING,
        attempts=1,
        error=error,
        next_try_at=now + timedelta(seconds=pause_after(1)),
    )
    log.warning("entry_held", handler=handler.name, index=entry.index, error=error)


def hold_behind(handler: Handler, entries: Iterable[Entry]) -> None:
    """Hold entries that come after a held one of the same subject."""
    ParkedEntry.objects.bulk_create(
        ParkedEntry(
            handler=handler.name, entry=entry, index=index_of(entry), state=HeldState.WAITING
        )
        for entry in entries
    )


def trying_again() -> set[str]:
    """Return the names of the handlers with held entries that are not parked."""
    rows = ParkedEntry.objects.exclude(state=HeldState.PARKED)
    return set(rows.values_list("handler", flat=True).distinct())


def retry(handler: Handler, now: datetime) -> int:
    """Try the held entries whose turn it is, in the order of the log; return how many."""
    held = ParkedEntry.objects.filter(handler=handler.name)
    # nothing is due while all there is was parked
    if not held.exclude(state=HeldState.PARKED).exists():
        return 0
    tried = 0
    blocked: set[Subject] = set()
    for row in _in_order(held):
        subjects = subjects_of(row.entry)
        if subjects & blocked or not _is_due(row, now):
            blocked |= subjects
            continue
        tried += 1
        if not _retried(handler, row, now):
            blocked |= subjects
    return tried


def release(rows: QuerySet[ParkedEntry], now: datetime) -> int:
    """Have parked entries tried again from the start; return how many."""
    return rows.filter(state=HeldState.PARKED).update(
        state=HeldState.RETRYING, attempts=0, next_try_at=now
    )


def failure_text(error: Exception) -> str:
    """Return the type and the place of a failure; its words may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"[:_LONGEST_ERROR]


def _in_order(held: QuerySet[ParkedEntry]) -> QuerySet[ParkedEntry]:
    rows = held.select_related("entry").prefetch_related("entry__subjects")
    return rows.order_by("index")[:_ROWS_A_ROUND]


def _is_due(row: ParkedEntry, now: datetime) -> bool:
    if row.state == HeldState.WAITING:
        # nothing before it is held any more, or it would have been blocked
        return True
    return row.state == HeldState.RETRYING and (row.next_try_at is None or row.next_try_at <= now)


def _retried(handler: Handler, row: ParkedEntry, now: datetime) -> bool:
    """Try one held entry; what it writes and its leaving the list are one transaction."""
    try:
        with transaction.atomic() if handler.in_transaction else nullcontext():
            handler.handle([row.entry], now)
            ParkedEntry.objects.filter(pk=row.pk).delete()
    except Exception as error:  # noqa: BLE001  (whatever it is, it is kept for the operator)
        if isinstance(error, handler.waits_for):
            _comes_again(row, type(error).__name__, now)
        else:
            _failed_again(row, failure_text(error), now)
        return False
    log.info("entry_taken", handler=handler.name, index=row.index)
    return True


def _comes_again(row: ParkedEntry, reason: str, now: datetime) -> None:
    """Let an entry come again that nothing was wrong with; this was no attempt."""
    next_try_at = now + timedelta(seconds=pause_after(ATTEMPTS))
    ParkedEntry.objects.filter(pk=row.pk).update(state=HeldState.RETRYING, next_try_at=next_try_at)
    log.warning("entry_waits", handler=row.handler, index=row.index, reason=reason)


def _failed_again(row: ParkedEntry, error: str, now: datetime) -> None:
    attempts = row.attempts + 1
    is_parked = attempts >= ATTEMPTS
    ParkedEntry.objects.filter(pk=row.pk).update(
        state=HeldState.PARKED if is_parked else HeldState.RETRYING,
        attempts=attempts,
        error=error,
        next_try_at=None if is_parked else now + timedelta(seconds=pause_after(attempts)),
    )
    write = log.error if is_parked else log.warning
    write("entry_held", handler=row.handler, index=row.index, attempts=attempts, error=error)
