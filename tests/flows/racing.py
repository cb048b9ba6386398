"""Two people who act at the same moment, each through the edge and on a connection of their own."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import TYPE_CHECKING, Any

from django.db import connection

from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.evidence.verify import verify_log
from marketplace.ladder.models import StageFact
from marketplace.technologies.services import technology_submit
from matching.models import Case, CaseAssignment, Match
from matching.services import match_end, match_request, match_withdraw
from tests.factories.market import technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.evidence.keys import LogKey
    from marketplace.technologies.models import Technology

ROUNDS = 200 if os.environ.get("SEALBRIDGE_SOAK") else 60
_STEP = 0.002  # seconds
Act = Callable[[], Any]
REVIEW = """mutation ($id: ID!, $revision: Int!, $decision: ReviewDecision!,
  $scores: [ReviewScoreInput!]!) {
  reviewTechnology(id: $id, revision: $revision, decision: $decision, scores: $scores,
    words: "Shorter.") { technology { id } errors { code } } }"""
_ON_A_MATCH = """mutation ($id: ID!, $revision: Int!) {
  %sMatch(id: $id, revision: $revision) { match { id } errors { code } } }"""
ACCEPT, WITHDRAW = _ON_A_MATCH % "accept", _ON_A_MATCH % "withdraw"
SCORES = [
    {"criterion": name, "score": 5} for name in ("CLARITY", "BENEFIT", "PROOF", "CONFIDENTIALITY")
]


def day(round_: int) -> dt.datetime:
    """Return a day for each round: of one pair, a firm may ask few times a day."""
    return NOW + dt.timedelta(days=round_)


def asked(actor: Actor, mutation: str, now: dt.datetime = NOW, **variables: Any) -> str:
    """Send a mutation as the actor; return `done`, or the code of its refusal."""
    context = RequestContext(actor=actor, now=now, language=Language.EN, request_id="race")
    operation = engine.operation(OperationRequest(mutation, variables=variables))
    body = engine.run(operation, context).body
    assert "errors" not in body, body
    payload = next(iter(body["data"].values()))
    return str(payload["errors"][0]["code"]) if payload["errors"] else "done"


class Pair:
    """Two threads that begin together, a few moments apart, so that either may come first."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._handicap = 0.0

    def race(self, first: Act, second: Act) -> list[Any]:
        """Let both act at once and return what each returned."""
        start = Barrier(2)

        def begin(act: Act, handicap: float) -> Any:
            wait = secrets.randbelow(5) / 1000 + max(handicap, 0.0)
            start.wait(30)
            time.sleep(wait)
            return act()

        begun = [(first, self._handicap), (second, -self._handicap)]
        return [done.result(60) for done in [self._pool.submit(begin, *each) for each in begun]]

    def hold_back(self, *, first: bool) -> None:
        """Let the winner begin a little later from now on, whatever the machine's speed is.

        So the rounds gather where the two really meet: a quick act does not always win.
        """
        self._handicap += _STEP if first else -_STEP


def _close() -> None:
    # the name stands for each thread's own connection
    connection.close()


@contextmanager
def two_threads() -> Iterator[Pair]:
    """Give two threads whose connections are closed at the end."""
    with ThreadPoolExecutor(2) as pool:
        pair = Pair(pool)
        try:
            yield pair
        finally:
            pair.race(_close, _close)


@dataclass(frozen=True)
class Race:
    """The cast, two threads, and a technology and a demand that may be matched time and again."""

    people: People
    pair: Pair
    key: LogKey
    technology: Technology
    demand: Demand

    def requested(self, round_: int) -> Match:
        """Return a fresh request of the buyer."""
        return match_request(
            actor=self.people.actor("buyer_deal_lead"),
            request_id=f"round-{round_}",
            demand=self.demand,
            technology=self.technology,
            note="",
            relevance=None,
            now=day(round_),
        )

    def taken_back(self, match: Match, who: str = "buyer_deal_lead") -> None:
        """Make room for the next request of the same pair."""
        given: Any = {"actor": self.people.actor(who), "match": match, "revision": match.revision}
        if match.state == "matched":
            match_end(**given, words="Plans changed", now=match.requested_at)
        else:
            match_withdraw(**given, now=match.requested_at)

    def waiting(self, technology: Technology | None, round_: int) -> Technology:
        """Return what waits for its review: the returned technology again, or a new one."""
        if technology is None or technology.state != "draft":
            return technology_made(self.people, "in_review", key=f"review-{round_}")
        owner = self.people.actor("seller_owner")
        return technology_submit(
            actor=owner, technology=technology, revision=technology.revision, now=NOW
        )


def assert_matched_whole(match: Match) -> None:
    """Check that everything an agreed match brings is there, once."""
    case = Case.objects.get(match=match)
    assert (match.state, case.stage) == ("matched", "introduction")
    assert CaseAssignment.objects.get(case=case).coordinator_id == case.coordinator_id
    fact = StageFact.objects.get(source=match.source)
    assert (fact.stage, fact.organisation_id, fact.revoked_at) == (2, match.buyer_id, None)
    assert fact.entry.kind == "match.matched"


def assert_not_matched(match: Match) -> None:
    """Check that nothing of an agreed match is there."""
    assert match.state != "matched"
    assert not Case.objects.filter(match=match).exists()
    assert not StageFact.objects.filter(source=match.source).exists()


def newest_entry() -> int:
    """Return the key of the entry written last, or 0."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def kinds_after(key: int) -> list[str]:
    """Return the kinds of the entries written since, in the order of their writing."""
    return list(Entry.objects.filter(pk__gt=key).order_by("pk").values_list("kind", flat=True))


def assert_log_verifies(key: LogKey) -> None:
    """Take everything into the log and check the whole of it."""
    while sequence_once(NOW):
        pass
    checked = verify_log(key=key.verifier, remembered=None, report=lambda _step, _words: None)
    assert checked.size == Entry.objects.count()
