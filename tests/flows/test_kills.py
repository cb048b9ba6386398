"""kill -9 at random moments: nothing half-there, nothing acknowledged lost, nothing doubled."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from tests.demo_server import free_port
from tests.flows.killing import KILLS, Worker, acknowledged, assert_all_recorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATE_AFTER = {
    "submitted": "in_review",
    "published": "published",
    "paused": "paused",
    "resumed": "published",
    "withdrawn": "withdrawn",
}
BOTH_SIDES = ["buyer.deal.lead", "buyer.owner", "seller.deal.lead", "seller.owner"]
SELLER_SIDE = ["seller.deal.lead", "seller.owner"]
COORDINATOR = "case.coordinator"
TOLD_OF = {
    "match.requested": SELLER_SIDE,
    "match.withdrawn": SELLER_SIDE,
    "match.expired": BOTH_SIDES,
    "match.matched": BOTH_SIDES,
    "match.ended": BOTH_SIDES,
    "case.assigned": [COORDINATOR],
    "case.moved": [*BOTH_SIDES, COORDINATOR],
}
TIMER_AFTER = {"matched": "cancelled", "ended": "cancelled", "withdrawn": "cancelled"} | {
    "requested": "open",
    "expired": "done",
}


def _states(kinds: list[str]) -> list[str]:
    """Return the states that the records of a technology lead through; comparisons move nothing."""
    return [STATE_AFTER[kind] for kind in kinds if not kind.startswith("leak_")]


def assert_log_is_whole(worker: Worker, report: dict[str, Any]) -> None:
    """Check that everything is in the log, was handed on, and verifies."""
    assert report["unsequenced"] == report["held"] == 0
    assert report["cursors"] == [report["entries"] - 1]
    worker.manage("verify_evidence")


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_lost_or_doubled(
    tmp_path: Path, migrated: Path
) -> None:
    worker = Worker("tests.flows.market_worker", tmp_path)
    worker.prepared(migrated)
    told = acknowledged([line for _ in range(KILLS) for line in worker.killed_once()])
    report: dict[str, Any] = json.loads(worker.run("report").splitlines()[-1])

    assert len(told) > KILLS
    moves = {ref: _states(kinds) for ref, kinds in report["kinds"].items()}
    assert_all_recorded(told, moves)
    # a draft that was never submitted leaves no record
    states = {ref: state for ref, state in report["states"].items() if state != "draft"}
    assert states == {ref: kept[-1] for ref, kept in moves.items()}
    assert report["without_version"] == report["unfrozen"] == 0
    assert sorted(report["indexed"]) == sorted(report["published"])
    assert_log_is_whole(worker, report)


class MailServer:
    """A mail server that takes a moment over each mail and keeps its Message-ID."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self._begun = 0

    def next_one(self) -> Callable[[], bool]:
        """Return what tells whether one more mail is being received."""
        begun = self._begun
        return lambda: self._begun > begun

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        from asyncio import sleep

        self._begun += 1
        self.received[message_from_bytes(envelope.content)["Message-ID"]] += 1
        await sleep(random.random() / 20)
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[MailServer, str]]:
    """Run a mail server that outlives every kill; give it and its address."""
    handler, port = MailServer(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.mark.slow
def test_killed_amid_notices_mails_and_deadlines_only_a_mail_may_double(
    tmp_path: Path, migrated: Path, mail_server: tuple[MailServer, str]
) -> None:
    server, url = mail_server
    worker = Worker("tests.flows.deal_worker", tmp_path, {"SEALBRIDGE_MAIL_URL": url})
    worker.prepared(migrated)
    lines = [
        line
        for number in range(KILLS)
        # every other time while a mail is on its way
        for line in worker.killed_once(server.next_one() if number % 2 else None)
    ]
    report: dict[str, Any] = json.loads(worker.run("report").splitlines()[-1])

    deadlines = {line.split()[0] for line in lines if line.endswith(" deadline")}
    told = acknowledged([line for line in lines if not line.endswith(" deadline")])
    assert len(told) > KILLS
    assert deadlines
    # nobody asked for what the runner did by itself
    asked_for = {
        ref: [kind for kind in kinds if kind != "expired"] for ref, kinds in report["kinds"].items()
    }
    assert_all_recorded(told, asked_for)
    assert report["states"] == {ref: kinds[-1] for ref, kinds in report["kinds"].items()}
    assert report["halves"] == 0
    assert_deadlines_were_kept(report, deadlines)
    assert_everybody_was_told_once(report)
    assert_no_mail_was_lost(report, server.received)
    assert_log_is_whole(worker, report)


def assert_deadlines_were_kept(report: dict[str, Any], deadlines: set[str]) -> None:
    """Check that each deadline was run once, or was taken back by the act that met it."""
    expired = [ref for ref, kinds in report["kinds"].items() if "expired" in kinds]
    assert expired
    assert all(report["kinds"][ref].count("expired") == 1 for ref in expired)
    assert {ref: [TIMER_AFTER[state]] for ref, state in report["states"].items()} == report[
        "timers"
    ]
    assert report["overdue"] == 0
    assert not [ref for ref in deadlines if report["states"][ref] == "requested"]


def assert_everybody_was_told_once(report: dict[str, Any]) -> None:
    """Check that each record has its notices, and each person's numbers no gap and no double."""
    kinds = set()
    for kind, people in report["told"]:
        kinds.add(kind)
        assert people == sorted(TOLD_OF[kind]), kind
    assert kinds == set(TOLD_OF)
    assert report["numbers"]
    for last, numbers in report["numbers"]:
        assert numbers == list(range(1, last + 1))


def assert_no_mail_was_lost(report: dict[str, Any], received: Counter[str]) -> None:
    """Check that what counts as sent arrived, and that only a kill amid sending doubled one."""
    states = Counter(state for _, state in report["mails"])
    assert set(states) <= {"sent", "dropped"}
    assert {message_id for message_id, state in report["mails"] if state == "sent"} == set(received)
    assert report["unmailed"] == 0
    assert received.total() - len(received) <= KILLS
    assert len(received) >= KILLS // 2
