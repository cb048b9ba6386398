"""A deadline's service is called once, when it is due, together with the claim."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from marketplace.config.timers import timers_once
from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.core.timers import timer_cancel, timer_set
from tests.services.config.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)


class Service:
    """Remember calls; fail where told to."""

    def __init__(self, *, fails: int = 0) -> None:
        self.fails = fails
        self.calls: list[tuple[str, datetime]] = []

    def __call__(self, *, subject: str, now: datetime) -> None:
        self.calls.append((subject, now))
        Timer.objects.create(kind="effect", subject=subject, due_at=now)
        if len(self.calls) <= self.fails:
            message = "words that a person wrote"
            raise ValueError(message)


def set_timer(subject: str = "x", *, minutes: int = 0) -> None:
    with transaction.atomic():
        timer_set(kind="toy", subject=subject, due_at=NOW + timedelta(minutes=minutes))


def states() -> list[str]:
    return list(Timer.objects.filter(kind="toy").order_by("pk").values_list("state", flat=True))


def effects() -> int:
    return Timer.objects.filter(kind="effect").count()


def test_only_what_is_due_is_called_and_only_once() -> None:
    service = Service()
    set_timer("now")
    set_timer("later", minutes=5)
    assert timers_once(NOW, {"toy": service}) == 1
    assert timers_once(NOW, {"toy": service}) == 0
    assert service.calls == [("now", NOW)]
    assert states() == [TimerState.DONE, TimerState.OPEN]
    later = NOW + timedelta(minutes=5)
    assert timers_once(later, {"toy": service}) == 1
    assert service.calls[-1] == ("later", later)


def test_a_deadline_moves_and_can_be_taken_back() -> None:
    service = Service()
    set_timer()
    set_timer(minutes=5)
    assert Timer.objects.count() == 1
    assert timers_once(NOW, {"toy": service}) == 0
    with transaction.atomic():
        timer_cancel(kind="toy", subject="x")
        timer_cancel(kind="toy", subject="never set")
    assert timers_once(NOW + timedelta(days=1), {"toy": service}) == 0
    set_timer()
    assert states() == [TimerState.CANCELLED, TimerState.OPEN]


def test_deadlines_belong_to_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        timer_set(kind="toy", subject="x", due_at=NOW)
    with pytest.raises(RuntimeError, match="transaction"):
        timer_cancel(kind="toy", subject="x")


def test_a_failing_service_is_rolled_back_and_tried_again() -> None:
    service = Service(fails=1)
    set_timer()
    timers_once(NOW, {"toy": service})
    timer = Timer.objects.get(kind="toy")
    assert (timer.state, timer.attempts, effects()) == (TimerState.OPEN, 1, 0)
    assert "words" not in timer.error
    assert timer.error.startswith("ValueError at ")
    assert timers_once(NOW, {"toy": service}) == 0
    timers_once(NOW + timedelta(seconds=2), {"toy": service})
    assert (states(), effects()) == ([TimerState.DONE], 1)


def test_a_service_that_keeps_failing_is_given_up_and_kept_for_the_operator() -> None:
    service = Service(fails=99)
    set_timer()
    for minute in range(10):
        timers_once(NOW + timedelta(minutes=2 * minute), {"toy": service})
    assert (len(service.calls), states(), effects()) == (5, [TimerState.FAILED], 0)


def test_one_failure_does_not_hold_the_others() -> None:
    service = Service(fails=1)
    set_timer("a")
    set_timer("b")
    timers_once(NOW, {"toy": service})
    assert states() == [TimerState.OPEN, TimerState.DONE]


def test_of_two_runners_one_gets_the_deadline() -> None:
    service = Service()
    set_timer()

    def first(*, subject: str, now: datetime) -> None:
        # the second runner read its list before the first had claimed
        service(subject=subject, now=now)

    class Racing(dict[str, Service]):
        """Let another runner claim between this one's reading and its claim."""

        def __getitem__(self, kind: str) -> Service:
            timers_once(NOW, {"toy": first})
            return service

    assert timers_once(NOW, Racing(toy=service)) == 0
    assert len(service.calls) == 1


def test_kinds_without_a_service_wait() -> None:
    set_timer()
    assert timers_once(NOW, {}) == 0
    assert states() == [TimerState.OPEN]
