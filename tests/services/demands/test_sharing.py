"""A demand is copied, shared with its match, and not there for whom its firm keeps out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Barrier
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.demands.content import DemandWords
from marketplace.demands.models import Demand, DemandText
from marketplace.demands.policies import demand_acts
from marketplace.demands.selectors import (
    demand_for,
    demand_model_for,
    demands_own,
    demands_published,
    demands_shared,
)
from marketplace.demands.services import demand_create, demand_duplicate, demand_publish
from marketplace.demands.services.writing import DRAFTS_MAX
from marketplace.evidence.models import Entry
from tests.factories.market import DEMAND_STATES, demand_made, need
from tests.factories.people import ACTORS, NOW, People

BUYERS = {"buyer_owner", "buyer_scout", "buyer_deal_lead", "buyer_engineer", "buyer_member"}
WRITERS = {"buyer_scout", "buyer_deal_lead"}
SMES = {
    "seller_owner",
    "seller_deal_lead",
    "seller_engineer",
    "seller_member",
    "outsider_sme",
    "narrow_token",
}


def snapshot() -> list[object]:
    rows = Demand.objects.order_by("pk").values_list("state", "revision", "deadline")
    return [list(rows), DemandText.objects.count(), Entry.objects.count()]


def test_a_firm_kept_out_finds_it_neither_in_lists_nor_by_its_id(people: People) -> None:
    demand = demand_made(people, "published")
    kept_out, other = people.actor("blocked_sme"), people.actor("outsider_sme")
    assert demands_published(actor=other, after=None, limit=5) != []
    assert demands_published(actor=kept_out, after=None, limit=5) == []
    for read in (demand_for, demand_model_for):
        with pytest.raises(NotFoundError):
            read(actor=kept_out, public_id=demand.public_id)
    Barrier.objects.update(lifted_at=NOW)
    assert demand_for(actor=kept_out, public_id=demand.public_id).state == "published"


def test_a_page_costs_the_same_queries_however_long(people: People) -> None:
    actor, counts = people.actor("seller_owner"), []
    for round_ in range(2):
        for n in range(3):
            demand_made(people, "published", key=f"{round_}-{n}")
        with CaptureQueriesContext(connection) as queries:
            rows = demands_published(actor=actor, after=None, limit=50)
        assert len(rows) == 3 * (round_ + 1)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 3


def test_shared_rows_are_of_any_state_but_draft_and_tell_no_firm(people: People) -> None:
    keys = [demand_made(people, state).pk for state in DEMAND_STATES]
    rows = demands_shared(actor=people.actor("seller_owner"), demand_ids=keys)
    assert {row.state for row in rows.values()} == {"published", "closed"}
    for row in rows.values():
        assert (row.owner_id, row.revision, row.exclusions, row.missing) == (None, None, None, [])


@pytest.mark.parametrize("state", DEMAND_STATES)
def test_each_is_told_what_may_be_done(people: People, state: str) -> None:
    demand = demand_made(people, state)
    for name in BUYERS | SMES | {"reviewer", "case_coordinator"}:
        actor = people.actor(name)
        rows = demands_shared(actor=actor, demand_ids=[demand.pk]) if state != "draft" else {}
        row = rows.get(demand.pk)
        if row is None:
            if name not in BUYERS:
                continue
            row = demand_for(actor=actor, public_id=demand.public_id)
        acts = demand_acts(actor, row)
        assert ("ask" in acts) == (name in BUYERS and state != "closed"), name
        assert ("answer" in acts) == (name in SMES and state == "published"), name
        assert ("duplicate" in acts) == (name in WRITERS), name


def test_a_draft_without_words_asks_nothing_and_says_what_is_missing(people: People) -> None:
    scout = people.actor("buyer_scout")
    text = DemandWords(language="ko", outcomes="빠르게")
    demand = demand_create(
        actor=scout, request_id="a", content=need(texts=(text,), industries=()), now=NOW
    )
    row = demand_for(actor=scout, public_id=demand.public_id)
    assert row.missing == ["industries", "ko.title", "ko.need"]
    assert "ask" not in demand_acts(scout, row)


def test_a_copy_is_a_draft_with_the_same_words_once_per_request(people: People) -> None:
    scout, source = people.actor("buyer_scout"), demand_made(people, "closed", mark="mark")
    later = NOW + dt.timedelta(days=365)  # the deadline is over by then
    copy = demand_duplicate(actor=scout, demand=source, request_id="copy", now=later)
    again = demand_duplicate(actor=scout, demand=source, request_id="copy", now=later)
    assert (copy.pk, copy.state, copy.deadline) == (again.pk, "draft", None)
    row = demand_for(actor=scout, public_id=copy.public_id)
    assert row.texts == demand_for(actor=scout, public_id=source.public_id).texts
    assert row.exclusions == "Not from rivals mark"


def test_nobody_else_copies_and_nothing_is_written(people: People) -> None:
    demand = demand_made(people, "published")
    before = snapshot()
    for name in set(ACTORS) - WRITERS:
        with pytest.raises(NotAllowedError):
            demand_duplicate(actor=people.actor(name), demand=demand, request_id="x", now=NOW)
    for hostile in ("", "\x00", "x" * 65):
        with pytest.raises(InvalidInputError) as refused:
            demand_duplicate(
                actor=people.actor("buyer_scout"), demand=demand, request_id=hostile, now=NOW
            )
        assert refused.value.field == "requestId"
    assert snapshot() == before


def test_a_firm_keeps_a_hundred_drafts_at_most(people: People) -> None:
    scout, source = people.actor("buyer_scout"), demand_made(people, key="0")
    Demand.objects.bulk_create(
        Demand(owner_id=source.owner_id, request_id=f"n{n}", created_at=NOW)
        for n in range(DRAFTS_MAX - 1)
    )
    before = snapshot()
    with pytest.raises(MarketplaceError) as refused:
        demand_create(actor=scout, request_id="y", content=need(), now=NOW)
    assert refused.value.code == "too_many_drafts"
    with pytest.raises(MarketplaceError) as refused:
        demand_duplicate(actor=scout, demand=source, request_id="z", now=NOW)
    assert refused.value.code == "too_many_drafts"
    again = demand_create(actor=scout, request_id="draft-0", content=need(), now=NOW)
    assert again.pk == source.pk
    assert snapshot() == before


@pytest.mark.parametrize("name", ["title", "need", "outcomes", "constraints"])
def test_words_that_name_the_firm_are_not_published(people: People, name: str) -> None:
    scout, firm = people.actor("buyer_scout"), people.organisations["buyer"].name_en
    words = DemandWords(language="en", **({"title": "A", "need": "B"} | {name: f"For {firm}."}))
    demand = demand_create(actor=scout, request_id="a", content=need(texts=(words,)), now=NOW)
    before = snapshot()
    with pytest.raises(InvalidInputError) as refused:
        demand_publish(actor=scout, demand=demand, revision=1, now=NOW)
    assert (refused.value.code, refused.value.field) == ("names_firm", f"en.{name}")
    assert snapshot() == before


def test_the_record_names_the_person_by_an_opaque_id_and_no_row(people: People) -> None:
    demand_made(people, "closed")
    for body in Entry.objects.filter(kind__startswith="demand.").values_list("body", flat=True):
        assert people.users["buyer_scout"].public_id in (body or "")
        assert "membership" not in (body or "")


def test_own_lists_need_no_query_for_barriers(people: People) -> None:
    demand_made(people)
    scout = people.actor("buyer_scout")
    with CaptureQueriesContext(connection) as queries:
        assert len(demands_own(actor=scout, after=None, limit=5)) == 1
    assert len(queries) == 2
