"""The runner of reactions: hands sequenced entries to handlers, in the order of the log."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction

from marketplace.config import held_entries
from marketplace.config.held_entries import failure_text, index_of, pause_after, subjects_of
from marketplace.config.models import HandlerCursor
from marketplace.config.one_runner import runner_turn
from marketplace.config.reactions import HANDLERS
from marketplace.evidence.selectors import checkpoint_latest, entries_sequenced_after

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from marketplace.config.handlers import Handler
    from marketplace.evidence.models import Entry

log = structlog.get_logger(__name__)

BATCH: Final = 500
_OUTAGES_BORNE: Final = 5
_FEWEST_FOR_OUTAGE: Final = 3


def react_once(now: datetime, handlers: Sequence[Handler] = HANDLERS) -> int:
    """Give each handler its next batch, and return how many entries were taken or passed.

    Args:
        now: The runner's clock, aware UTC.
        handlers: Instead of the product's table, for tests.
    """
    with runner_turn() as has_turn:
        if not has_turn:
            return 0
        return sum(_HandlerRound(handler, now).run() for handler in _with_work(handlers, now))


def _with_work(handlers: Sequence[Handler], now: datetime) -> list[Handler]:
    """Return those for whom something may wait; few queries, for mostly nothing does."""
    last = _last_index()
    cursors = HandlerCursor.objects.in_bulk(field_name="handler")
    trying_again = held_entries.trying_again()

    def has_work(handler: Handler) -> bool:
        cursor = cursors.get(handler.name)
        if cursor is None or handler.name in trying_again:
            return True
        return cursor.index < last and not _is_paused(cursor, now)

    return [handler for handler in handlers if has_work(handler)]


def _last_index() -> int:
    newest = checkpoint_latest()
    return newest.size - 1 if newest else -1


def _is_paused(cursor: HandlerCursor, now: datetime) -> bool:
    return cursor.next_try_at is not None and cursor.next_try_at > now


class _HandlerRound:
    """One handler's part of a round."""

    def __init__(self, handler: Handler, now: datetime) -> None:
        self._handler = handler
        self._now = now

    def run(self) -> int:
        """Try held entries that are due, then the next batch after the cursor."""
        tried = held_entries.retry(self._handler, self._now)
        cursor, _ = HandlerCursor.objects.get_or_create(handler=self._handler.name)
        if _is_paused(cursor, self._now):
            return tried
        last = _last_index()
        if last <= cursor.index:
            return tried
        entries = entries_sequenced_after(cursor.index, BATCH, kinds=self._handler.kinds)
        # entries may have joined the log since its size was read; they are for the next round
        entries = [entry for entry in entries if index_of(entry) <= last]
        if len(entries) == BATCH:
            last = index_of(entries[-1])
        try:
            self._pass(cursor, entries, last)
        except _CursorMovedError:
            log.warning("cursor_moved", handler=self._handler.name, index=cursor.index)
            return tried
        return tried + len(entries)

    def _pass(self, cursor: HandlerCursor, entries: Sequence[Entry], last: int) -> None:
        """Take the entries and move the cursor behind the last of them."""
        blocked = held_entries.blocked_subjects(self._handler)
        free, behind = _parted(entries, blocked)
        try:
            with self._transaction():
                self._take(free)
                with transaction.atomic():
                    self._advance(cursor, last, behind)
        except _CursorMovedError:
            raise
        except self._handler.waits_for as error:
            self._wait(cursor, error)
        except Exception as error:
            log.warning(
                "batch_failed", handler=self._handler.name, entries=len(free), exc_info=error
            )
            self._pass_one_by_one(cursor, entries, last)

    def _take(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._handler.handle(entries, self._now)

    def _advance(self, cursor: HandlerCursor, last: int, behind: Sequence[Entry]) -> None:
        held_entries.hold_behind(self._handler, behind)
        moved = HandlerCursor.objects.filter(pk=cursor.pk, index=cursor.index).update(
            index=last, outages=0, next_try_at=None
        )
        if moved != 1:
            raise _CursorMovedError

    def _pass_one_by_one(self, cursor: HandlerCursor, entries: Sequence[Entry], last: int) -> None:
        """Take what can be taken, hold what fails and what comes after it, and go on.

        Where every one of several entries fails, the handler itself is out of order: the cursor
        stays, and the batch comes again after a pause. After some pauses the entries are held
        after all, so that a batch of nothing but bad entries cannot stop the handler for good.
        While something is away that the handler says it waits for, they wait without end.
        """
        with self._transaction():
            results = self._attempts(entries)
            if results.away is not None:
                self._wait(cursor, results.away)
                return
            is_outage = not results.taken and len(results.failed) >= _FEWEST_FOR_OUTAGE
            with transaction.atomic():
                if is_outage and cursor.outages < _OUTAGES_BORNE:
                    self._wait(cursor, results.failed[-1][1])
                    return
                for entry, error in results.failed:
                    held_entries.hold_failed(self._handler, entry, failure_text(error), self._now)
                self._advance(cursor, last, results.behind)

    def _attempts(self, entries: Sequence[Entry]) -> _Attempts:
        blocked = held_entries.blocked_subjects(self._handler)
        results = _Attempts()
        for entry in entries:
            subjects = subjects_of(entry)
            if subjects & blocked:
                results.behind.append(entry)
                blocked |= subjects
                continue
            error = held_entries.attempt(self._handler, entry, self._now)
            if error is None:
                results.taken += 1
            elif isinstance(error, self._handler.waits_for):
                results.away = error
                break
            else:
                results.failed.append((entry, error))
                blocked |= subjects
        return results

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction.atomic() if self._handler.in_transaction else nullcontext()

    def _wait(self, cursor: HandlerCursor, error: Exception) -> None:
        pause = pause_after(cursor.outages + 1)
        log.warning(
            "handler_waits", handler=self._handler.name, seconds=pause, reason=type(error).__name__
        )
        HandlerCursor.objects.filter(pk=cursor.pk, index=cursor.index).update(
            outages=cursor.outages + 1, next_try_at=self._now + timedelta(seconds=pause)
        )


@dataclass(slots=True)
class _Attempts:
    taken: int = 0
    failed: list[tuple[Entry, Exception]] = field(default_factory=list)
    behind: list[Entry] = field(default_factory=list)
    away: Exception | None = None


class _CursorMovedError(Exception):
    """Another runner moved the cursor meanwhile; what this one wrote is rolled back."""


def _parted(
    entries: Sequence[Entry], blocked: set[tuple[str, str]]
) -> tuple[list[Entry], list[Entry]]:
    """Return the entries that may be taken, and those that come after a held one."""
    if not blocked:
        return list(entries), []
    free: list[Entry] = []
    behind: list[Entry] = []
    for entry in entries:
        subjects = subjects_of(entry)
        if subjects & blocked:
            behind.append(entry)
            blocked |= subjects
        else:
            free.append(entry)
    return free, behind
