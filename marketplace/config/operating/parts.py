"""One measurement of each part: counts and seconds, no content and nobody's id."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q, TextChoices

from contracts.payments.models import ProviderJob
from contracts.payments.states import JobState
from marketplace.config.background import background
from marketplace.config.index_watch import index_lag
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.states import HeldState
from marketplace.core.graphql.consumer import open_sockets
from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.evidence.models import Entry
from marketplace.evidence.selectors import checkpoint_latest
from marketplace.notifications.models import Mail
from marketplace.notifications.states import MailState
from matching.engines.base import IndexTrouble, VectorStanding
from matching.engines.errors import SearchUnavailableError
from matching.market_index import market_index
from matching.services import index_trouble, index_vector_standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from marketplace.config.handlers import Handler

_GIGABYTE: Final = 10**9
_MILLISECONDS: Final = 1000
_FAILURES_SHOWN_FOR: Final = timedelta(days=7)
# as long as for any reaction; a change is usually found within two seconds
_INDEX_SLOW_SECONDS: Final = 30
_INDEX_BAD_SECONDS: Final = 300


class HealthState(TextChoices):
    """How a part does."""

    GOOD = "good", "As it should"
    SLOW = "slow", "Behind, or close to a limit; look at it today"
    BAD = "bad", "Out of order; look at it now"


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its figure."""

    name: str
    state: HealthState
    figure: str


def parts_measured(handlers: Sequence[Handler], now: datetime) -> list[Part]:
    """Measure every part.

    Args:
        handlers: The reactions whose cursors are read.
        now: The asking edge's clock, aware UTC.
    """
    return [
        _database(),
        _sequencer(now),
        *_reactions(handlers, now),
        _search_index(now),
        _timers(now),
        _mails(now),
        _payments(now),
        _sockets(),
        _threads(),
        _disk(),
    ]


def graded(value: float, *, slow: float, bad: float) -> HealthState:
    """Return how good a figure is that should be small."""
    if value >= bad:
        return HealthState.BAD
    return HealthState.SLOW if value >= slow else HealthState.GOOD


def _database() -> Part:
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    took = (time.monotonic() - started) * _MILLISECONDS
    return Part("database", graded(took, slow=100, bad=1000), f"{took:.1f} ms")


def _sequencer(now: datetime) -> Part:
    waiting = Entry.objects.filter(index=None).aggregate(
        count=Count("pk"), since=Min("recorded_at")
    )
    seconds = _seconds_since(waiting["since"], now)
    state = graded(seconds, slow=30, bad=300)
    return Part("sequencer", state, f"{waiting['count']} entries, {seconds} s")


def _reactions(handlers: Sequence[Handler], now: datetime) -> Iterator[Part]:
    newest = checkpoint_latest()
    last = newest.size - 1 if newest else -1
    cursors = {cursor.handler: cursor for cursor in HandlerCursor.objects.all()}
    held = {
        row["handler"]: row
        for row in ParkedEntry.objects.values("handler").annotate(
            parked=Count("pk", filter=Q(state=HeldState.PARKED)), all=Count("pk")
        )
    }
    for handler in handlers:
        cursor = cursors.get(handler.name)
        index = cursor.index if cursor else -1
        since = (
            Entry.objects.filter(index__gt=index, index__lte=last, kind__in=handler.kinds)
            .order_by("index")
            .values_list("integrated_at", flat=True)
            .first()
        )
        seconds = _seconds_since(since, now)
        parked = held.get(handler.name, {"parked": 0, "all": 0})
        state = graded(seconds, slow=30, bad=300)
        if parked["all"] and state is HealthState.GOOD:
            state = HealthState.SLOW
        if parked["parked"]:
            state = HealthState.BAD
        behind = max(0, last - index)
        figure = f"{behind} entries, {seconds} s, {parked['all']} held, {parked['parked']} parked"
        yield Part(f"reactions.{handler.name}", state, figure)


def _search_index(now: datetime) -> Part:
    lag = index_lag()
    seconds = _seconds_since(lag.since, now)
    state = graded(seconds, slow=_INDEX_SLOW_SECONDS, bad=_INDEX_BAD_SECONDS)
    figure = f"{lag.listings} listings, {seconds} s"
    trouble = index_trouble() or _no_answer()
    if trouble:
        return Part("search_index", HealthState.BAD, f"{figure}, {trouble}")
    if vectors := index_vector_standing():
        figure = f"{figure}, {vectors}"
        if vectors is VectorStanding.FILLING and state is HealthState.GOOD:
            state = HealthState.SLOW
    return Part("search_index", state, figure)


def _no_answer() -> IndexTrouble:
    try:
        market_index()
    except SearchUnavailableError:
        return IndexTrouble.NO_ANSWER
    return IndexTrouble.NONE


def _timers(now: datetime) -> Part:
    overdue = Timer.objects.filter(state=TimerState.OPEN, due_at__lt=now).aggregate(
        count=Count("pk"), since=Min("due_at")
    )
    failed = Timer.objects.filter(state=TimerState.FAILED).count()
    seconds = _seconds_since(overdue["since"], now)
    state = HealthState.BAD if failed else graded(seconds, slow=30, bad=600)
    return Part("timers", state, f"{overdue['count']} overdue, {seconds} s, {failed} failed")


def _mails(now: datetime) -> Part:
    unsent = Mail.objects.filter(state__in=[MailState.QUEUED, MailState.SENDING])
    due = unsent.filter(send_after__lte=now).aggregate(count=Count("pk"), since=Min("created_at"))
    queued = unsent.count()
    failed = Mail.objects.filter(
        state=MailState.FAILED, created_at__gte=now - _FAILURES_SHOWN_FOR
    ).count()
    seconds = _seconds_since(due["since"], now) if due["count"] else 0
    state = HealthState.BAD if failed else graded(seconds, slow=120, bad=1800)
    tried = unsent.filter(attempts__gt=0).count()
    if tried and state is HealthState.GOOD:
        state = HealthState.SLOW
    return Part("mails", state, f"{queued} queued, {tried} tried again, {failed} failed")


def _payments(now: datetime) -> Part:
    waiting = ProviderJob.objects.filter(state__in=[JobState.WAITING, JobState.WORKING])
    due = waiting.filter(not_before__lte=now).aggregate(since=Min("not_before"))
    failed = ProviderJob.objects.filter(
        state=JobState.FAILED, not_before__gte=now - _FAILURES_SHOWN_FOR
    ).count()
    state = (
        HealthState.BAD if failed else graded(_seconds_since(due["since"], now), slow=120, bad=1800)
    )
    tried = waiting.filter(attempts__gt=0).count()
    if tried and state is HealthState.GOOD:
        state = HealthState.SLOW
    return Part(
        "payments", state, f"{waiting.count()} waiting, {tried} tried again, {failed} failed"
    )


def _sockets() -> Part:
    return Part("sockets", HealthState.GOOD, f"{open_sockets()} open")


def _threads() -> Part:
    working = [name for name, is_healthy in background.health() if is_healthy]
    ill = [name for name, is_healthy in background.health() if not is_healthy]
    state = HealthState.BAD if ill else HealthState.GOOD
    named = ", ".join([*working, *(f"{name} (stopped)" for name in ill)])
    return Part("threads", state, named or "in other processes")


def _disk() -> Part:
    usage = shutil.disk_usage(settings.HOME if settings.HOME.exists() else settings.BASE_DIR)
    free = usage.free / _GIGABYTE
    # small is bad here
    state = graded(-free, slow=-5, bad=-1)
    return Part("disk", state, f"{free:.1f} GB free")


def _seconds_since(moment: datetime | None, now: datetime) -> int:
    return max(0, int((now - moment).total_seconds())) if moment is not None else 0
