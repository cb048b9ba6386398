"""A background thread outlives failures and ends when told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from marketplace.config.background import Background, LoopThread


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_goes_on_after_a_failure() -> None:
    rounds: list[int] = []

    def work() -> bool:
        rounds.append(len(rounds))
        if len(rounds) in {2, 3}:
            raise ValueError
        return False

    background = Background()
    background.start(LoopThread("toy", work, seconds=0.005))
    until(lambda: len(rounds) > 5)
    assert background.is_healthy()
    background.stop()
    assert background.is_healthy()
    stopped = len(rounds)
    time.sleep(0.05)
    assert len(rounds) == stopped


def test_it_finishes_its_round_before_it_ends() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        may_end.wait(5)
        ended.set()
        return False

    thread = LoopThread("toy", work, seconds=60)
    thread.start()
    assert begun.wait(5)
    thread.stop()
    may_end.set()
    thread.join(5)
    assert ended.is_set()
    assert not thread.is_alive()


def test_waiting_work_is_done_without_a_pause() -> None:
    rounds: list[int] = []

    def work() -> bool:
        rounds.append(1)
        return len(rounds) < 50

    thread = LoopThread("toy", work, seconds=60)
    thread.start()
    until(lambda: len(rounds) == 50)
    thread.stop()
    thread.join(5)


def test_a_stop_does_not_wait_for_the_pause() -> None:
    thread = LoopThread("toy", lambda: False, seconds=60)
    thread.start()
    thread.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_a_dead_thread_is_not_healthy() -> None:
    thread = LoopThread("toy", lambda: False, seconds=60)
    assert not thread.is_healthy()
