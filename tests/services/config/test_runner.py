"""Handlers get every entry of their kinds once, in the order of the log, whatever fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from marketplace.config import runner
from marketplace.config.handlers import Handler
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.one_runner import runner_turn
from marketplace.config.runner import react_once
from marketplace.config.states import HeldState
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from tests.services.config.conftest import NOW, sequence

pytestmark = pytest.mark.django_db(transaction=True)

Recorded = Callable[..., list[Entry]]
KINDS = frozenset({"toy.done"})


class Toy:
    """A handler that writes a row for each entry, and fails where it is told to.

    Attributes:
        bad: Subjects that it cannot take.
        calls: The subjects of each call.
    """

    def __init__(self, *bad: str, in_transaction: bool = True) -> None:
        self.bad = set(bad)
        self.calls: list[list[str]] = []
        self.handler = Handler("toy", KINDS, self.handle, in_transaction=in_transaction)

    def handle(self, entries: Sequence[Entry], now: datetime) -> None:
        subjects = [entry.subjects.all()[0].ref for entry in entries]
        self.calls.append(subjects)
        for subject in subjects:
            Timer.objects.create(kind=f"toy{Timer.objects.count()}", subject=subject, due_at=now)
            if subject in self.bad:
                message = "words that a person wrote"
                raise ValueError(message)

    def react(self, seconds: float = 0) -> int:
        return react_once(NOW + timedelta(seconds=seconds), [self.handler])


def written() -> list[str]:
    return list(Timer.objects.order_by("pk").values_list("subject", flat=True))


def held() -> list[tuple[str, str, int]]:
    rows = ParkedEntry.objects.order_by("index").select_related("entry")
    return [(row.entry.subjects.all()[0].ref, row.state, row.attempts) for row in rows]


@pytest.mark.parametrize("in_transaction", [True, False])
def test_every_entry_once_in_the_order_of_the_log(recorded: Recorded, in_transaction: bool) -> None:
    toy = Toy(in_transaction=in_transaction)
    recorded("a", "b", "c")
    recorded("other", kind="other.done")
    recorded("d")
    while toy.react():
        pass
    assert written() == ["a", "b", "c", "d"]
    assert HandlerCursor.objects.get().index == 4
    assert toy.react() == 0


def test_the_order_is_the_logs_and_not_the_rows(recorded: Recorded) -> None:
    """A transaction that began earlier, and so has the lower row ids, may commit later."""
    early = recorded("early", is_sequenced=False)[0]
    late = recorded("late", is_sequenced=False)[0]
    Entry.objects.filter(pk=early.pk).update(recorded_at=NOW)
    sequence()
    assert Entry.objects.get(pk=early.pk).index == 0
    Entry.objects.filter(pk=late.pk).update(index=None, integrated_at=None)
    Entry.objects.filter(pk=early.pk).update(index=1)
    Entry.objects.filter(pk=late.pk).update(index=0, integrated_at=NOW)
    toy = Toy()
    toy.react()
    assert written() == ["late", "early"]


def test_unsequenced_entries_are_invisible(recorded: Recorded) -> None:
    toy = Toy()
    recorded("a")
    recorded("b", is_sequenced=False)
    toy.react()
    assert written() == ["a"]
    sequence()
    toy.react()
    assert written() == ["a", "b"]


def test_a_round_without_work_costs_the_same_however_many_handlers_there_are(
    recorded: Recorded,
) -> None:
    toys = [Handler(f"toy{n}", KINDS, Toy().handle) for n in range(12)]
    recorded("a")
    while react_once(NOW, toys):
        pass
    asked = []
    for handlers in (toys[:1], toys):
        with CaptureQueriesContext(connection) as queries:
            assert react_once(NOW, handlers) == 0
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_large_logs_come_in_batches(recorded: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH", 3)
    toy = Toy()
    recorded(*[f"s{n}" for n in range(8)])
    while toy.react():
        pass
    assert [len(call) for call in toy.calls] == [3, 3, 2]
    assert written() == [f"s{n}" for n in range(8)]


@pytest.mark.parametrize("in_transaction", [True, False])
def test_a_bad_entry_is_held_and_the_others_go_on(recorded: Recorded, in_transaction: bool) -> None:
    toy = Toy("bad", in_transaction=in_transaction)
    recorded("a", "bad", "b", "bad", "c")
    toy.react()
    assert [s for s in written() if s != "bad"][-3:] == ["a", "b", "c"]
    assert held() == [("bad", HeldState.RETRYING, 1), ("bad", HeldState.WAITING, 0)]
    if in_transaction:
        assert "bad" not in written()
    recorded("bad", "d")
    toy.react()
    assert written()[-1] == "d"
    assert [row[1] for row in held()] == ["retrying", "waiting", "waiting"]


def test_a_mended_entry_is_taken_and_so_are_those_behind_it(recorded: Recorded) -> None:
    toy = Toy("bad")
    recorded("bad", "a", "bad")
    toy.react()
    toy.bad.clear()
    assert toy.react(0.5) == 0
    toy.react(2)
    assert written() == ["a", "bad", "bad"]
    assert held() == []


def test_an_entry_that_keeps_failing_is_parked_until_an_operator_releases_it(
    recorded: Recorded,
) -> None:
    toy = Toy("bad")
    recorded("bad", "a")
    recorded("bad")
    seconds = 0.0
    for expected in (1, 2, 3, 4, 5):
        toy.react(seconds)
        assert held()[0] == ("bad", "parked" if expected == 5 else "retrying", expected)
        assert held()[1][1] == "waiting"
        # before its pause is over nothing is tried
        calls = len(toy.calls)
        toy.react(seconds)
        assert len(toy.calls) == calls
        seconds += 61
    toy.react(seconds + 10**6)
    assert held()[0] == ("bad", "parked", 5)
    listed = StringIO()
    call_command("parked", stdout=listed)
    assert "2 held, 1 of them parked" in listed.getvalue()
    assert "ValueError at test_runner.py" in listed.getvalue()
    assert "words that a person wrote" not in listed.getvalue()
    row = ParkedEntry.objects.get(state=HeldState.PARKED)
    call_command("parked", retry=row.pk, stdout=StringIO())
    toy.bad.clear()
    toy.react(10**9)
    assert written() == ["a", "bad", "bad"]
    assert held() == []


def test_the_command_says_when_there_is_no_such_entry() -> None:
    with pytest.raises(CommandError, match="No parked entry"):
        call_command("parked", retry=7)
    out = StringIO()
    call_command("parked", all=True, stdout=out)
    assert out.getvalue() == "0 to be tried again\n"


def test_an_outage_holds_the_cursor_and_parks_nothing(recorded: Recorded) -> None:
    toy = Toy("a", "b", "c")
    recorded("a", "b", "c")
    toy.react()
    assert (held(), written()) == ([], [])
    assert HandlerCursor.objects.get().index == -1
    calls = len(toy.calls)
    assert toy.react(0.5) == 0
    assert len(toy.calls) == calls
    toy.bad.clear()
    toy.react(2)
    assert written() == ["a", "b", "c"]


def test_a_batch_of_nothing_but_bad_entries_does_not_stop_the_handler_for_good(
    recorded: Recorded,
) -> None:
    toy = Toy("a", "b", "c")
    recorded("a", "b", "c")
    for round_ in range(7):
        toy.react(round_ * 61)
    recorded("d")
    toy.react(10_000)
    assert written() == ["d"]
    assert len(held()) == 3


def test_one_handlers_failure_is_not_anothers(recorded: Recorded) -> None:
    bad, good = Toy("a"), Toy()
    recorded("a")
    second = Handler("second", KINDS, good.handle)
    react_once(NOW, [bad.handler, second])
    assert good.calls == [["a"]]
    assert HandlerCursor.objects.get(handler="second").index == 0


def test_writes_and_cursor_are_one_transaction(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash after the handler and before the commit leaves neither, and nothing doubles."""

    class CrashError(BaseException):
        pass

    toy = Toy()
    recorded("a", "b")
    with monkeypatch.context() as patch:

        def crash(*_arguments: object) -> None:
            raise CrashError

        patch.setattr(runner._HandlerRound, "_advance", crash)
        with pytest.raises(CrashError):
            toy.react()
    assert written() == []
    assert HandlerCursor.objects.get().index == -1
    toy.react()
    assert written() == ["a", "b"]


def test_a_handler_outside_the_database_is_called_again_after_a_crash(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CrashError(BaseException):
        pass

    toy = Toy(in_transaction=False)
    recorded("a")
    with monkeypatch.context() as patch:

        def crash(*_arguments: object) -> None:
            raise CrashError

        patch.setattr(runner._HandlerRound, "_advance", crash)
        with pytest.raises(CrashError):
            toy.react()
    toy.react()
    assert toy.calls == [["a"], ["a"]]
    assert HandlerCursor.objects.get().index == 0


def test_only_one_runner_works_at_a_time(recorded: Recorded) -> None:
    from threading import Thread

    toy = Toy()
    recorded("a")
    done: list[int] = []

    def other_runner() -> None:
        from django.db import connection

        try:
            done.append(toy.react())
        finally:
            connection.close()

    with runner_turn() as has_turn:
        assert has_turn
        thread = Thread(target=other_runner)
        thread.start()
        thread.join(20)
    assert (done, written()) == ([0], [])
    assert toy.react() == 1


def test_a_cursor_that_moved_meanwhile_rolls_the_batch_back(recorded: Recorded) -> None:
    """Where a lock was lost after all, the compare-and-set of the cursor still decides."""
    toy = Toy()
    recorded("a")

    def overtaken(entries: Sequence[Entry], now: datetime) -> None:
        toy.handle(entries, now)
        HandlerCursor.objects.update(index=0)

    with transaction.atomic():
        react_once(NOW, [Handler("toy", KINDS, overtaken)])
    assert written() == []


class AwayError(Exception):
    """What the handler needs does not answer."""


class Dependent(Toy):
    """A toy that needs something which may be away."""

    def __init__(self, *bad: str) -> None:
        super().__init__(*bad, in_transaction=False)
        self.is_away = True
        self.handler = replace(self.handler, waits_for=(AwayError,))

    def handle(self, entries: Sequence[Entry], now: datetime) -> None:
        if self.is_away:
            raise AwayError
        super().handle(entries, now)


def test_entries_wait_for_what_is_away_for_as_long_as_it_takes(recorded: Recorded) -> None:
    toy = Dependent()
    recorded("a", "b")
    for round_ in range(20):
        toy.react(round_ * 61)
        recorded(f"later {round_}")
    assert held() == []
    assert HandlerCursor.objects.get().index == -1
    toy.is_away = False
    # the pause is never longer than a minute
    while toy.react(20 * 61):
        pass
    assert written() == ["a", "b", *(f"later {round_}" for round_ in range(20))]


def test_a_held_entry_that_comes_while_something_is_away_loses_no_attempt(
    recorded: Recorded,
) -> None:
    toy = Dependent("bad")
    toy.is_away = False
    recorded("bad", "a")
    toy.react()
    toy.is_away = True
    for round_ in range(1, 20):
        toy.react(round_ * 61)
    assert held() == [("bad", HeldState.RETRYING, 1)]
    toy.is_away = False
    toy.bad.clear()
    toy.react(20 * 61)
    assert held() == []
    assert written()[-1] == "bad"


def test_what_goes_away_amid_a_batch_is_waited_for_as_well(recorded: Recorded) -> None:
    toy = Dependent("bad")
    toy.is_away = False
    taken = toy.handle

    def goes_away(entries: Sequence[Entry], now: datetime) -> None:
        taken(entries, now)
        toy.is_away = len(entries) == 1

    toy.handler = replace(toy.handler, handle=goes_away)
    recorded("a", "b", "bad")
    toy.react()
    assert held() == []
    assert HandlerCursor.objects.get().index == -1
    toy.is_away = False
    toy.bad.clear()
    toy.handler = replace(toy.handler, handle=taken)
    toy.react(61)
    assert written()[-3:] == ["a", "b", "bad"]
