"""Operators see how the parts do and release what is held; nobody else does, and no content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.test import RequestFactory

from marketplace.accounts.models import Organisation, User
from marketplace.config.demo.outbox import outbox
from marketplace.config.graphql import engine
from marketplace.config.handlers import Handler
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.operating.parts import HealthState, graded, parts_measured
from marketplace.config.reactions import HANDLERS
from marketplace.config.runner import react_once
from marketplace.config.states import HeldState
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.notifications.models import Mail
from marketplace.notifications.services import mail_queue
from matching.services import index_rebuild
from tests.factories.market import technology_made
from tests.factories.people import CAST, People, people_made
from tests.services.config.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)

HEALTH = "{ systemHealth { checkedAt parts { name state figure } } }"
PARKED = """query ($first: Int, $after: String) { parkedEntries(first: $first, after: $after) {
  nodes { id handler kind index state attempts error nextTryAt }
  pageInfo { hasNextPage endCursor } } }"""
RETRY = """mutation ($id: ID!) { retryParkedEntry(id: $id) {
  parkedEntry { id state attempts } errors { code } } }"""
SECRET = "words that a person wrote"


@pytest.fixture
def recorded_by(recorded: Callable[..., list[Entry]]) -> tuple[People, Callable[..., list[Entry]]]:
    """Return the cast with what records toy entries; the log's key came first."""
    return people_made(), recorded


def asked(people: People, who: str, query: str, **variables: Any) -> Any:
    context = RequestContext(people.actor(who), NOW, Language.EN, "test")
    request = OperationRequest(query, variables=variables)
    return engine.run(engine.operation(request), context).body


def fail(_entries: Sequence[Entry], _now: datetime) -> None:
    raise ValueError(SECRET)


def parked(recorded: Callable[..., list[Entry]]) -> None:
    """Leave one entry parked and one waiting behind it."""
    recorded("a")
    for round_ in range(6):
        react_once(
            NOW + timedelta(minutes=2 * round_), [Handler("toy", frozenset({"toy.done"}), fail)]
        )
    recorded("a")
    react_once(NOW + timedelta(hours=1), [Handler("toy", frozenset({"toy.done"}), fail)])


def state_of(
    name: str, handlers: Sequence[Handler] = HANDLERS, now: datetime = NOW
) -> tuple[str, str]:
    part = next(part for part in parts_measured(handlers, now) if part.name == name)
    return part.state, part.figure


def test_the_operator_sees_every_part_and_no_content(recorded_by: Any) -> None:
    people, recorded = recorded_by
    parked(recorded)
    body = asked(people, "operator", HEALTH)["data"]["systemHealth"]
    names = [part["name"] for part in body["parts"]]
    handlers = [f"reactions.{handler.name}" for handler in HANDLERS]
    expected = ["database", "sequencer", *handlers, "search_index", "timers", "mails"]
    expected += ["payments", "sockets", "threads", "disk"]
    assert names == expected
    shown = orjson.dumps([body, asked(people, "operator", PARKED)]).decode()
    assert SECRET not in shown
    for firm in Organisation.objects.all():
        assert firm.public_id not in shown
        assert firm.name_en not in shown
    for user in User.objects.all():
        assert user.public_id not in shown


def test_held_entries_page_by_page(recorded_by: Any) -> None:
    people, recorded = recorded_by
    parked(recorded)
    page = asked(people, "operator", PARKED, first=1)["data"]["parkedEntries"]
    [row] = page["nodes"]
    assert (row["handler"], row["kind"], row["state"], row["attempts"]) == (
        "toy", "toy.done", "parked", 5
    )  # fmt: skip
    assert row["error"].startswith("ValueError at test_operating.py")
    after = page["pageInfo"]["endCursor"]
    page = asked(people, "operator", PARKED, after=after)["data"]["parkedEntries"]
    assert [node["state"] for node in page["nodes"]] == ["waiting"]
    assert page["pageInfo"]["hasNextPage"] is False


def test_a_parked_entry_is_tried_again(recorded_by: Any) -> None:
    people, recorded = recorded_by
    parked(recorded)
    row, waiting = ParkedEntry.objects.order_by("pk")
    answer = asked(people, "operator", RETRY, id=str(row.pk))["data"]["retryParkedEntry"]
    assert answer == {
        "parkedEntry": {"id": str(row.pk), "state": "retrying", "attempts": 0},
        "errors": [],
    }
    for id_, code in (
        (str(row.pk), "stale_state"),
        (str(waiting.pk), "stale_state"),
        ("999999", "not_found"),
        ("9" * 40, "not_found"),
        ("x", "not_found"),
        ("-1", "not_found"),
    ):
        answer = asked(people, "operator", RETRY, id=id_)["data"]["retryParkedEntry"]
        assert (answer["parkedEntry"], answer["errors"][0]["code"]) == (None, code)


def test_nobody_else_sees_or_does_anything(recorded_by: Any) -> None:
    people, recorded = recorded_by
    parked(recorded)
    row = ParkedEntry.objects.get(state=HeldState.PARKED)
    for who in {*CAST, "no_firm", "anonymous"} - {"operator"}:
        code = "UNAUTHENTICATED" if who == "anonymous" else "FORBIDDEN"
        for query in (HEALTH, PARKED):
            error = asked(people, who, query)["errors"][0]
            assert error["extensions"]["code"] == code, who
        answer = asked(people, who, RETRY, id=str(row.pk))["data"]["retryParkedEntry"]
        assert answer["parkedEntry"] is None
        assert answer["errors"][0]["code"] in {"unauthenticated", "not_allowed"}
    row.refresh_from_db()
    assert row.state == HeldState.PARKED


def test_a_reaction_behind_the_log_shows(recorded: Callable[..., list[Entry]]) -> None:
    recorded("a", "b")
    toy = [Handler("toy", frozenset({"toy.done"}), lambda _entries, _now: None)]
    assert state_of("reactions.toy", toy)[0] == HealthState.GOOD
    assert state_of("reactions.toy", toy, NOW + timedelta(minutes=1)) == (
        "slow", "2 entries, 60 s, 0 held, 0 parked"
    )  # fmt: skip
    react_once(NOW, toy)
    assert state_of("reactions.toy", toy, NOW + timedelta(hours=1)) == (
        "good", "0 entries, 0 s, 0 held, 0 parked"
    )  # fmt: skip
    assert HandlerCursor.objects.get().index == 1


def test_a_parked_entry_is_bad_news(recorded: Callable[..., list[Entry]]) -> None:
    parked(recorded)
    toy = [Handler("toy", frozenset({"toy.done"}), fail)]
    assert state_of("reactions.toy", toy) == ("bad", "0 entries, 0 s, 2 held, 1 parked")


def test_an_unread_log_and_late_deadlines_show(recorded: Callable[..., list[Entry]]) -> None:
    recorded("a", is_sequenced=False)
    assert state_of("sequencer", now=NOW + timedelta(minutes=10)) == ("bad", "1 entries, 600 s")
    Timer.objects.create(kind="toy", subject="a", due_at=NOW)
    assert state_of("timers", now=NOW + timedelta(minutes=1)) == (
        "slow", "1 overdue, 60 s, 0 failed"
    )  # fmt: skip
    Timer.objects.update(state="failed")
    assert state_of("timers") == ("bad", "0 overdue, 0 s, 1 failed")


def test_listings_that_are_not_in_the_index_show(
    recorded: Callable[..., list[Entry]], settings: Any, tmp_path: Path
) -> None:
    settings.INDEX_DIR = tmp_path / "index"
    assert state_of("search_index") == ("good", "0 listings, 0 s")
    technology_made(people_made(), "published")
    assert state_of("search_index", now=NOW) == ("bad", "1 listings, 0 s, no answer")
    index_rebuild(now=NOW)
    Entry.objects.update(recorded_at=NOW)
    for seconds, state in ((0, "good"), (60, "slow"), (600, "bad")):
        measured = state_of("search_index", now=NOW + timedelta(seconds=seconds))
        assert measured == (state, f"1 listings, {seconds} s")


def queued(**changes: Any) -> None:
    mail_queue(
        address="a@people.example", user_id=None, kind="toy", language="ko",
        subject="Subject", body="Body", now=NOW,
    )  # fmt: skip
    Mail.objects.update(**changes)


def test_mails_that_do_not_go_show() -> None:
    assert state_of("mails") == ("good", "0 queued, 0 tried again, 0 failed")
    queued(attempts=1)
    assert state_of("mails") == ("slow", "1 queued, 1 tried again, 0 failed")
    Mail.objects.update(state="failed")
    assert state_of("mails") == ("bad", "0 queued, 0 tried again, 1 failed")
    assert state_of("mails", now=NOW + timedelta(days=8))[0] == "good"


def test_grading() -> None:
    figures = [graded(value, slow=10, bad=20) for value in (9.9, 10, 19.9, 20)]
    assert figures == ["good", "slow", "slow", "bad"]


def test_the_outbox_shows_the_newest_mails() -> None:
    for _ in range(101):
        queued()
    answer = orjson.loads(outbox(RequestFactory().get("/demo-outbox.json")).content)
    assert len(answer["mails"]) == 100
    assert answer["mails"][0] == {
        "to": "a@people.example",
        "subject": "Subject",
        "body": "Body",
        "createdAt": NOW.isoformat(),
        "state": "queued",
    }
    assert outbox(RequestFactory().post("/demo-outbox.json")).status_code == 405
