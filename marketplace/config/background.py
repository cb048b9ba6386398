"""The threads beside the server: sequencer, runner of reactions, mails, payments, exposure."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from contracts.payments.services import provider_jobs_run
from marketplace.config.index_watch import INDEX_LOOK_SECONDS, IndexWatch
from marketplace.config.runner import react_once
from marketplace.config.timers import timers_once
from marketplace.evidence.sequencer import LARGEST_ROUND, sequence_once
from marketplace.notifications.services import digests_ensure, mails_send
from matching.alerts.services import search_digests_ensure, weighing_ensure
from matching.exposure.constants import FLUSH_SECONDS, SHARES_SECONDS
from matching.exposure.services import exposure_flush, exposure_forget, shares_refresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

log = structlog.get_logger(__name__)

_RUNNER_SECONDS: Final = 0.25
_MAILS_SECONDS: Final = 1.0
_PAYMENTS_SECONDS: Final = 1.0
_DIGESTS_SECONDS: Final = 3600.0
_SLOWEST_RETRY_SECONDS: Final = 30.0
_STOP_SECONDS: Final = 10.0
_HEALTHY_SECONDS: Final = 120.0


class LoopThread(threading.Thread):
    """Do rounds of work until told to stop; an exception is logged and the next round comes.

    Args:
        name: The thread's name in the log.
        work: Does one round and returns whether more is waiting already.
        seconds: The pause after a round that left nothing waiting.
    """

    def __init__(self, name: str, work: Callable[[], bool], *, seconds: float) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._seconds = seconds
        self._stopping = threading.Event()
        self._failures = 0
        self._last_good = time.monotonic()

    def run(self) -> None:
        """Work until stopped."""
        try:
            while not self._stopping.is_set():
                pause = self._round()
                if pause:
                    self._stopping.wait(pause)
        finally:
            connections.close_all()

    def _round(self) -> float:
        close_old_connections()
        try:
            is_more_waiting = self._work()
        except Exception as error:
            self._failures += 1
            log.error("round_failed", thread=self.name, failures=self._failures, exc_info=error)
            return min(self._seconds * 2.0**self._failures, _SLOWEST_RETRY_SECONDS)
        self._failures = 0
        self._last_good = time.monotonic()
        return 0.0 if is_more_waiting else self._seconds

    def stop(self) -> None:
        """Ask the thread to end after its round."""
        self._stopping.set()

    def is_healthy(self) -> bool:
        """Return whether it lives and its rounds succeed."""
        return self.is_alive() and time.monotonic() - self._last_good < _HEALTHY_SECONDS


def sequence_round() -> bool:
    """Take one round of committed entries into the log."""
    return sequence_once(timezone.now()) >= LARGEST_ROUND


class Reactions:
    """The runner's rounds; before the first one, and now and then, the index is looked at."""

    def __init__(self) -> None:
        self._watch = IndexWatch()
        self._looked_at: float | None = None

    def round(self) -> bool:
        """Do one round."""
        if self._looked_at is None or time.monotonic() - self._looked_at >= INDEX_LOOK_SECONDS:
            now = timezone.now()
            # a look that fails must not keep the reactions from theirs
            self._looked_at = time.monotonic()
            self._watch.look(now)
            # a weighing that failed too often, as it may where the index is away, begins again
            weighing_ensure(now)
            search_digests_ensure(now)
        return react_round()


def react_round() -> bool:
    """Hand one round of entries to the handlers, and of due deadlines to their services."""
    now = timezone.now()
    return react_once(now) + timers_once(now) > 0


class Mails:
    """The rounds of the mails; now and then the digests' timers are set where one is missing."""

    def __init__(self) -> None:
        self._ensured_at: float | None = None

    def round(self) -> bool:
        """Send what is due."""
        now = timezone.now()
        if self._ensured_at is None or time.monotonic() - self._ensured_at > _DIGESTS_SECONDS:
            digests_ensure(now)
            self._ensured_at = time.monotonic()
        return mails_send(now) > 0


class Exposures:
    """The rounds of the ledger of exposure, in every process that answers searches.

    What was shown is written down, and now and then read again for the order of the answers.
    """

    def __init__(self) -> None:
        self._read_at: float | None = None
        self._forgot_on: date | None = None

    def round(self) -> bool:
        """Write what was counted; read the ledger where the picture of it is old."""
        now = timezone.now()
        exposure_flush()
        if self._read_at is None or time.monotonic() - self._read_at >= SHARES_SECONDS:
            shares_refresh(now)
            self._read_at = time.monotonic()
        if self._forgot_on != now.date():
            exposure_forget(now)
            self._forgot_on = now.date()
        return False


def sequencer_thread() -> LoopThread:
    """Return the thread of the sequencer, not started."""
    return LoopThread("sequencer", sequence_round, seconds=settings.CHECKPOINT_SECONDS)


def runner_thread() -> LoopThread:
    """Return the thread of the runner, not started."""
    return LoopThread("runner", Reactions().round, seconds=_RUNNER_SECONDS)


def mails_thread() -> LoopThread:
    """Return the thread of the mails, not started; a slow mail server holds nothing else up."""
    return LoopThread("mails", Mails().round, seconds=_MAILS_SECONDS)


def payments_round() -> bool:
    """Ask providers of payments for some of what is wanted of them."""
    return provider_jobs_run(timezone.now()) > 0


def payments_thread() -> LoopThread:
    """Return the thread of the payments, not started; a slow provider holds nothing else up."""
    return LoopThread("payments", payments_round, seconds=_PAYMENTS_SECONDS)


def exposure_thread() -> LoopThread:
    """Return the thread of the ledger of exposure, not started."""
    return LoopThread("exposure", Exposures().round, seconds=FLUSH_SECONDS)


def exposure_finish() -> None:
    """Write what was counted since the last round, when no request comes any more."""
    try:
        exposure_flush()
    except Exception as error:
        log.warning("exposure_lost", exc_info=error)
    finally:
        connections.close_all()


class Background:
    """The threads of this process."""

    def __init__(self) -> None:
        self._threads: list[LoopThread] = []

    @property
    def sequences(self) -> bool:
        """Return whether this process runs the sequencer, and so needs the log key."""
        return any(thread.name == "sequencer" for thread in self._threads)

    def start(self, *threads: LoopThread) -> None:
        """Start the threads and keep them."""
        self._threads.extend(threads)
        for thread in threads:
            thread.start()

    def stop(self) -> None:
        """Stop the threads, waiting for the rounds they are in."""
        for thread in self._threads:
            thread.stop()
        for thread in self._threads:
            thread.join(_STOP_SECONDS)
        self._threads.clear()

    def health(self) -> list[tuple[str, bool]]:
        """Return the name of each thread with whether it lives and works."""
        return [(thread.name, thread.is_healthy()) for thread in self._threads]

    def is_healthy(self) -> bool:
        """Return whether each thread lives and works; true where there is none."""
        return all(is_healthy for _, is_healthy in self.health())


background = Background()
