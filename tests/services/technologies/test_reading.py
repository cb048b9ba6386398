"""Every reader gets what the ladder gives, on every path, in a constant number of queries."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.errors import NotFoundError
from marketplace.technologies.selectors import (
    technologies_by_public_ids,
    technologies_market,
    technologies_own,
    technologies_to_index,
    technologies_waiting,
    technology_for,
)
from marketplace.technologies.services import technology_submit
from tests.factories.market import TECHNOLOGY_STATES, technology_made
from tests.factories.people import ACTORS, NOW, People

MARK = "kanarienvogel"
SELLERS = {"seller_owner", "seller_deal_lead", "seller_engineer", "seller_member"}
REVIEWERS = {"reviewer", "checking_reviewer"}
S1_READERS = SELLERS | {
    "outsider_sme",
    "buyer_owner",
    "buyer_scout",
    "buyer_deal_lead",
    "buyer_engineer",
    "buyer_member",
    "outsider_owner",
    "outsider_large",
    "reviewer",
    "checking_reviewer",
    "case_coordinator",
    "blocked_sme",  # by the buyer, not by the seller
    "narrow_token",
}
SEES_SUMMARY = {
    "draft": SELLERS,
    "in_review": SELLERS | REVIEWERS,
    "published": S1_READERS,
    "paused": SELLERS,
    "withdrawn": SELLERS,
}


@pytest.mark.parametrize("state", TECHNOLOGY_STATES)
def test_each_actor_reads_what_the_state_and_the_stage_allow(people: People, state: str) -> None:
    technology = technology_made(people, state, mark=MARK)
    for name in ACTORS:
        actor = people.actor(name)
        try:
            row = technology_for(actor=actor, public_id=technology.public_id, now=NOW)
        except NotFoundError:
            assert state != "published", name
            assert name not in SEES_SUMMARY[state]
            continue
        seen: dict[str, Any] = asdict(row)
        assert (MARK in str(seen)) == (name in SEES_SUMMARY[state]), name
        assert (row.owner_id is not None) == (name in SELLERS), name
        assert bool(row.ip_status) == (name in SEES_SUMMARY[state]), name


def test_lists_hold_what_each_may_see(people: People) -> None:
    for state in TECHNOLOGY_STATES:
        technology_made(people, state)
    for name in ACTORS:
        actor = people.actor(name)
        market = technologies_market(actor=actor, now=NOW, after=None, limit=50)
        assert [row.state for row in market] == ["published"]
        own = technologies_own(actor=actor, now=NOW, after=None, limit=50)
        assert len(own) == (5 if name in SELLERS else 0), name
        queue = technologies_waiting(actor=actor, now=NOW, after=None, limit=50)
        assert len(queue) == (1 if name in REVIEWERS else 0), name


def test_pages_follow_each_other_without_gap_or_repetition(people: People) -> None:
    made = {technology_made(people, "published", key=str(n)).public_id for n in range(7)}
    actor, seen, after = people.actor("buyer_scout"), [], None
    while rows := technologies_market(actor=actor, now=NOW, after=after, limit=3):
        seen += [row.public_id for row in rows]
        after = rows[-1].order_key
    assert len(seen) == 7
    assert set(seen) == made


def test_what_left_the_market_is_dropped_from_an_old_index_answer(people: People) -> None:
    ids = [technology_made(people, state).public_id for state in TECHNOLOGY_STATES]
    rows = technologies_by_public_ids(actor=people.actor("seller_owner"), now=NOW, public_ids=ids)
    assert [row.state for row in rows] == ["published"]


@pytest.mark.parametrize("name", ["anonymous", "buyer_scout", "seller_owner"])
def test_a_longer_list_costs_no_more_queries(people: People, name: str) -> None:
    actor = people.actor(name)
    counts = []
    for round_ in range(2):
        for n in range(4):
            technology_made(people, "published", key=f"{round_}-{n}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            technologies_market(actor=actor, now=NOW, after=None, limit=50)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_index_reads_published_ones_only(people: People) -> None:
    for state in TECHNOLOGY_STATES:
        technology_made(people, state)
    sources = technologies_to_index(technology_ids=None)
    assert len(sources) == 1
    assert sources[0].texts[0].title.startswith("Thin barrier sheet")
    assert sources[0].texts[0].title not in sources[0].texts[0].body


def test_the_queue_begins_with_the_longest_wait(people: People) -> None:
    owner = people.actor("seller_owner")
    drafts = [technology_made(people, key=str(n)) for n in range(3)]
    later = [2, 0, 1]
    for minutes, place in enumerate(later):
        technology_submit(
            actor=owner,
            technology=drafts[place],
            revision=1,
            now=NOW + timedelta(minutes=minutes),
        )
    reviewer, seen, after = people.actor("reviewer"), [], None
    while rows := technologies_waiting(actor=reviewer, now=NOW, after=after, limit=2):
        seen += [waiting.row.public_id for waiting in rows]
        after = rows[-1].row.order_key
    assert seen == [drafts[place].public_id for place in later]
