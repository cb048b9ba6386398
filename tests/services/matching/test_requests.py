"""Asking for a match: who may, for what, and what nobody learns before it is accepted."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.core.models import Timer
from marketplace.core.rate_limits import RateLimitedError
from marketplace.evidence.models import Entry
from matching import services
from matching.selectors.matches import match_for, match_model_for, matches_for
from tests.factories.market import demand_made, match_made, technology_made
from tests.factories.people import NOW, NUMBERS, People
from tests.services.matching.acting import LATER, ask, kinds, refused

if TYPE_CHECKING:
    from matching.models import Match


def test_a_deal_leads_request_goes_out_at_once(people: People) -> None:
    match = match_made(people, "requested")

    assert match.was_told
    assert match.buyer_accepted_at == NOW
    assert match.expires_at == NOW + dt.timedelta(days=14)
    assert Timer.objects.get(kind="match.expiry").due_at == match.expires_at
    assert kinds(match) == ["match.requested"]
    seen = match_for(actor=people.actor("seller_engineer"), public_id=match.public_id, now=NOW)
    assert seen.match.note == "We measure barriers"
    assert seen.counterpart is None
    assert seen.case is None


def test_a_scouts_request_waits_for_a_deal_lead_and_is_told_to_nobody_else(people: People) -> None:
    match = match_made(people, "awaiting_lead")
    seller = people.actor("seller_owner")

    with pytest.raises(NotFoundError):
        match_model_for(actor=seller, public_id=match.public_id)
    assert matches_for(actor=seller, group=None, after=None, limit=9, now=NOW) == []
    entry = Entry.objects.get(kind="match.awaiting_lead")
    assert [row.organisation_id for row in entry.audience.all()] == [match.buyer_id]

    lead = people.actor("buyer_deal_lead")
    services.match_accept(actor=lead, match=match, revision=1, now=LATER)
    assert match.state == "requested"
    assert match_model_for(actor=seller, public_id=match.public_id).pk == match.pk
    assert kinds(match) == ["match.awaiting_lead", "match.requested"]


def test_records_before_the_names_open_hold_no_identity(people: People) -> None:
    match = match_made(people, "requested")
    entry = Entry.objects.get(kind="match.requested")

    assert {row.organisation_id for row in entry.audience.all()} == {
        match.seller_id,
        match.buyer_id,
    }
    for name in ("seller", "buyer"):
        organisation = people.organisations[name]
        assert organisation.public_id not in (entry.body or "")
    for user in people.users.values():
        assert user.public_id not in (entry.body or "")
    assert "membership" not in (entry.body or "")


def test_a_small_firm_may_propose_its_technology(people: People) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    match = services.match_request(
        actor=people.actor("seller_deal_lead"),
        request_id="offer",
        demand=demand,
        technology=technology,
        note="",
        relevance=None,
        now=NOW,
    )

    assert (match.state, match.requested_by) == ("requested", "seller")
    scout = people.actor("buyer_scout")
    assert match_for(actor=scout, public_id=match.public_id, now=NOW).acts == frozenset()
    refused(
        NotAllowedError,
        lambda: services.match_accept(actor=scout, match=match, revision=1, now=NOW),
    )
    services.match_accept(actor=people.actor("buyer_owner"), match=match, revision=1, now=NOW)
    assert match.state == "matched"


@pytest.mark.parametrize(
    "who",
    ["buyer_owner", "buyer_engineer", "seller_engineer", "case_coordinator", "seller_member"],
)
def test_who_may_not_ask(people: People, who: str) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    refused(
        NotAllowedError,
        lambda: services.match_request(
            actor=people.actor(who),
            request_id="no",
            demand=demand,
            technology=technology,
            note="",
            relevance=None,
            now=NOW,
        ),
    )


def test_nobody_asks_for_others_or_for_what_is_not_on_the_market(people: People) -> None:
    published, demand = technology_made(people, "published"), demand_made(people, "published")
    lead = "buyer_deal_lead"

    refused(NotFoundError, lambda: ask(people, "outsider_large", published, demand))
    refused(NotFoundError, lambda: ask(people, "outsider_sme", published, demand))
    for state in ("draft", "in_review", "paused", "withdrawn"):
        other = technology_made(people, state, key="other")
        gone = refused(MarketplaceError, partial(ask, people, lead, other, demand))
        assert getattr(gone, "code", "") == "not_on_the_market"
    for state in ("draft", "closed"):
        shut = demand_made(people, state, key="other")
        refused(MarketplaceError, partial(ask, people, lead, published, shut))


def test_the_same_request_id_gives_the_same_match_and_a_pair_is_open_once(people: People) -> None:
    match = match_made(people, "requested")
    pair = match.technology, match.demand

    again = ask(people, "buyer_deal_lead", *pair, request_id="match-requested-one")
    assert again.pk == match.pk
    error = refused(MarketplaceError, lambda: ask(people, "buyer_deal_lead", *pair))
    assert getattr(error, "code", "") == "open_already"
    other_side = refused(MarketplaceError, lambda: ask(people, "seller_owner", *pair))
    assert getattr(other_side, "code", "") == "open_already"


def test_whoever_was_declined_waits_before_asking_again(people: People) -> None:
    match = match_made(people, "declined")
    pair = match.technology, match.demand

    error = refused(MarketplaceError, lambda: ask(people, "buyer_deal_lead", *pair, now=LATER))
    assert getattr(error, "code", "") == "declined_recently"
    after = NOW + dt.timedelta(days=31)
    assert ask(people, "buyer_deal_lead", *pair, now=after).state == "requested"


def test_a_pair_is_not_asked_again_and_again_by_taking_requests_back(people: People) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    lead = people.actor("buyer_deal_lead")

    def asked(key: str, now: dt.datetime) -> Match:
        return ask(people, "buyer_deal_lead", technology, demand, request_id=key, now=now)

    for number in range(3):
        match = asked(f"r{number}", NOW + dt.timedelta(hours=number))
        services.match_withdraw(actor=lead, match=match, revision=match.revision, now=NOW)

    error = refused(RateLimitedError, lambda: asked("r3", NOW + dt.timedelta(hours=4)))
    assert isinstance(error, RateLimitedError)
    assert error.seconds == 20 * 60 * 60
    assert asked("r4", LATER).state == "requested"


@pytest.mark.parametrize(
    "note",
    [
        "Greetings from Firm buyer",
        "Write to scout@buyer.example",
        "회사 buyer 입니다",
        NUMBERS["buyer"],
    ],
)
def test_a_note_that_names_the_firm_is_refused(people: People, note: str) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    error = refused(
        InvalidInputError,
        lambda: ask(people, "buyer_deal_lead", technology, demand, note=note),
    )
    assert (getattr(error, "code", ""), getattr(error, "field", "")) == ("names_firm", "note")


def test_a_copy_of_a_declined_demand_asks_no_sooner(people: People) -> None:
    match = match_made(people, "declined")
    copy = demand_made(people, "published", key="copy")
    error = refused(
        MarketplaceError,
        lambda: ask(people, "buyer_deal_lead", match.technology, copy, now=LATER),
    )
    assert getattr(error, "code", "") == "declined_recently"
