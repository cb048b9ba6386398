"""A demand is written, published, read without a name, and closed by its firm or its deadline."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.demands.models import Demand
from marketplace.demands.selectors import (
    demand_for,
    demand_query_source,
    demands_own,
    demands_published,
)
from marketplace.demands.services import (
    ImportedDemand,
    demand_close,
    demand_close_due,
    demand_create,
    demand_publish,
    demand_save,
    demands_import,
)
from marketplace.evidence.models import Entry
from tests.factories.market import DEMAND_STATES, demand_made, need
from tests.factories.people import ACTORS, NOW, People

MARK = "kanarienvogel"
BUYERS = {"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer", "buyer_member"}
WRITERS = {"buyer_scout", "buyer_deal_lead"}
READERS = {
    "seller_owner",
    "seller_deal_lead",
    "seller_engineer",
    "seller_member",
    "outsider_sme",
    "reviewer",
    "checking_reviewer",
    "case_coordinator",
    "narrow_token",
}


def snapshot() -> list[object]:
    """Return everything a use case could have written."""
    rows = Demand.objects.order_by("pk").values_list("state", "revision", "deadline")
    return [list(rows), Entry.objects.count(), Timer.objects.count()]


@pytest.mark.parametrize("state", DEMAND_STATES)
def test_each_actor_reads_what_is_theirs_to_read(people: People, state: str) -> None:
    demand = demand_made(people, state, mark=MARK)
    for name in ACTORS:
        actor = people.actor(name)
        may = name in BUYERS or (state == "published" and name in READERS)
        if not may:
            with pytest.raises(NotFoundError):
                demand_for(actor=actor, public_id=demand.public_id)
            continue
        row = demand_for(actor=actor, public_id=demand.public_id)
        private = str([row.owner_id, row.exclusions, row.revision, row.publication_entry_id])
        assert (private == str([None] * 4)) == (name not in BUYERS), name
        assert MARK in str(asdict(row)["texts"])


def test_lists_hold_what_each_may_see(people: People) -> None:
    for state in DEMAND_STATES:
        demand_made(people, state)
    for name in ACTORS:
        actor = people.actor(name)
        published = demands_published(actor=actor, after=None, limit=50)
        assert len(published) == (1 if name in READERS else 0), name
        assert len(demands_own(actor=actor, after=None, limit=50)) == (3 if name in BUYERS else 0)


def test_only_the_owner_firm_searches_with_it(people: People) -> None:
    demand = demand_made(people, "published")
    for name in ACTORS:
        actor = people.actor(name)
        if name in BUYERS:
            assert demand_query_source(actor=actor, public_id=demand.public_id).texts
            continue
        with pytest.raises(NotFoundError):
            demand_query_source(actor=actor, public_id=demand.public_id)


def test_only_writers_of_the_firm_write_and_the_others_change_nothing(people: People) -> None:
    demand = demand_made(people)
    before = snapshot()
    for name in set(ACTORS) - WRITERS:
        actor = people.actor(name)
        with pytest.raises(NotAllowedError):
            demand_save(actor=actor, demand=demand, revision=1, content=need("x"))
        with pytest.raises(NotAllowedError):
            demand_publish(actor=actor, demand=demand, revision=1, now=NOW)
        with pytest.raises(NotAllowedError):
            demand_close(actor=actor, demand=demand, now=NOW)
        if name not in {"outsider_large", "unverified_large", "rival_scout", "blocked_scout"}:
            with pytest.raises(NotAllowedError):
                demand_create(actor=actor, request_id="n", content=need(), now=NOW)
        assert snapshot() == before, name


def test_an_unverified_firm_drafts_but_does_not_publish(people: People) -> None:
    actor = people.actor("unverified_large")
    demand = demand_create(actor=actor, request_id="a", content=need(), now=NOW)
    with pytest.raises(NotAllowedError):
        demand_publish(actor=actor, demand=demand, revision=1, now=NOW)


def test_of_two_who_read_the_same_draft_only_the_first_publishes(people: People) -> None:
    mine = demand_made(people)
    yours = Demand.objects.get(pk=mine.pk)
    actor = people.actor("buyer_scout")
    demand_publish(actor=actor, demand=mine, revision=1, now=NOW)
    before = snapshot()
    with pytest.raises(StaleStateError):
        demand_publish(actor=actor, demand=yours, revision=1, now=NOW)
    assert snapshot() == before


def test_a_demand_without_words_or_with_an_old_deadline_stays_a_draft(people: People) -> None:
    actor = people.actor("buyer_scout")
    for changes, code, field in (
        ({"texts": ()}, "incomplete", "texts"),
        ({"deadline": NOW.date()}, "in_the_past", "deadline"),
    ):
        demand = demand_create(actor=actor, request_id=code, content=need(**changes), now=NOW)
        with pytest.raises(InvalidInputError) as refused:
            demand_publish(actor=actor, demand=demand, revision=1, now=NOW)
        assert (refused.value.code, refused.value.field) == (code, field)
        demand.refresh_from_db()
        assert demand.state == "draft"


def test_the_deadline_closes_it_at_the_end_of_that_day_in_korea(people: People) -> None:
    demand = demand_made(people, "published")
    timer = Timer.objects.get(kind="demand.deadline", subject=demand.public_id)
    assert demand.deadline is not None
    midnight = dt.datetime.combine(demand.deadline, dt.time(15), tzinfo=dt.UTC)
    assert timer.due_at == midnight
    demand_close_due(subject=demand.public_id, now=timer.due_at)
    demand.refresh_from_db()
    assert demand.state == "closed"
    entries = Entry.objects.count()
    demand_close_due(subject=demand.public_id, now=timer.due_at)
    assert Entry.objects.count() == entries


def test_needs_from_public_records_come_in_once(people: People) -> None:
    batch = [
        ImportedDemand(
            source_ref="TP-1",
            buyer="Agency of Tests",
            title="Sensor",
            objective="Find a sensor.",
            description="It must be small.",
        )
    ]
    assert demands_import(batch=batch, now=NOW).created == 1
    assert demands_import(batch=batch, now=NOW).created == 0
    rows = demands_published(actor=people.actor("seller_owner"), after=None, limit=5)
    assert [row.texts["en"]["need"] for row in rows] == ["Find a sensor."]


def test_a_deadline_at_the_end_of_time_is_refused(people: People) -> None:
    before = snapshot()
    with pytest.raises(InvalidInputError) as refused:
        demand_create(
            actor=people.actor("buyer_scout"),
            request_id="late",
            content=need(deadline=dt.date(9999, 12, 31)),
            now=NOW,
        )
    assert (refused.value.code, refused.value.field) == ("out_of_range", "deadline")
    assert snapshot() == before
