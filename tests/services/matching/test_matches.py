"""From a request to an accepted match: who may, what follows, and what nobody learns before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from marketplace.accounts.models import Organisation
from marketplace.accounts.services import (
    affiliate_declare,
    barrier_declare,
    firm_check_revoke,
    membership_remove,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.demands.services import demand_close
from marketplace.evidence.models import Entry
from marketplace.ladder.models import StageFact
from marketplace.ladder.selectors import stage_for
from marketplace.ladder.stages import Stage
from marketplace.technologies.services import technology_withdraw
from matching import services
from matching.models import Case, Match
from matching.selectors.matches import MatchGroup, match_for, match_model_for, matches_for
from tests.factories.market import match_made
from tests.factories.people import NOW, NUMBERS, People
from tests.services.matching.acting import ACTS, LATER, kinds, refused

if TYPE_CHECKING:
    pass


def test_acceptance_by_both_opens_both_names_and_gives_a_coordinator_the_case(
    people: People,
) -> None:
    match = match_made(people, "matched")
    buyer, seller = people.actor("buyer_engineer"), people.actor("seller_engineer")

    case = Case.objects.get(match=match)
    assert case.coordinator is not None
    assert case.coordinator.user == people.users["case_coordinator"]
    assert stage_for(buyer, match.technology, NOW) == Stage.S2
    assert stage_for(people.actor("outsider_large"), match.technology, NOW) == Stage.S1
    for actor, name in ((buyer, "Firm seller"), (seller, "Firm buyer")):
        row = match_for(actor=actor, public_id=match.public_id, now=NOW)
        assert row.counterpart is not None
        assert row.counterpart.name_en == name
        assert row.case == case
    coordinator = people.actor("case_coordinator")
    assert match_for(actor=coordinator, public_id=match.public_id, now=NOW).side is None
    assert kinds(match) == ["match.requested", "match.matched", "case.assigned"]
    assert not Timer.objects.filter(kind="match.expiry", state="open").exists()
    with pytest.raises(NotFoundError):
        match_model_for(actor=people.actor("outsider_large"), public_id=match.public_id)


IN_ORDER = {
    ("awaiting_lead", "buyer", "accept"),
    ("awaiting_lead", "buyer", "withdraw"),
    ("requested", "seller", "accept"),
    ("requested", "seller", "decline"),
    ("requested", "buyer", "withdraw"),
    ("matched", "seller", "end"),
    ("matched", "buyer", "end"),
}


@pytest.mark.parametrize(
    "state",
    ["awaiting_lead", "requested", "matched", "declined", "withdrawn", "expired", "ended"],
)
def test_every_act_out_of_order_by_either_side_is_refused_and_leaves_no_trace(
    people: People, state: str
) -> None:
    match = match_made(people, state)
    for side, who in (("seller", "seller_deal_lead"), ("buyer", "buyer_deal_lead")):
        for act, do in ACTS.items():
            row = Match.objects.select_related("technology", "demand").get(pk=match.pk)
            if (state, side, act) in IN_ORDER:
                assert (
                    act
                    in match_for(actor=people.actor(who), public_id=row.public_id, now=LATER).acts
                )
                continue
            refused(StaleStateError, partial(do, people, who, row))


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("buyer_engineer", NotAllowedError),
        ("seller_engineer", NotAllowedError),
        ("seller_member", NotAllowedError),
        ("outsider_large", NotFoundError),
        ("reviewer", NotFoundError),
        ("case_coordinator", NotFoundError),
        ("former_member", NotFoundError),
        ("invited", NotFoundError),
    ],
)
def test_nobody_else_acts_on_a_match(
    people: People, act: str, who: str, error: type[Exception]
) -> None:
    match = match_made(people, "requested")
    refused(error, lambda: ACTS[act](people, who, match))


def test_a_stale_revision_or_a_second_answer_is_refused(people: People) -> None:
    match = match_made(people, "requested")
    first = Match.objects.select_related("technology", "demand").get(pk=match.pk)
    second = Match.objects.select_related("technology", "demand").get(pk=match.pk)

    refused(
        StaleStateError,
        lambda: services.match_accept(
            actor=people.actor("seller_owner"), match=first, revision=7, now=LATER
        ),
    )
    first.refresh_from_db()
    ACTS["accept"](people, "seller_owner", first)
    refused(StaleStateError, lambda: ACTS["decline"](people, "seller_owner", second))


def test_declining_needs_a_reason_and_words_for_another_one(people: People) -> None:
    match = match_made(people, "requested")
    seller = people.actor("seller_owner")
    for reason, words, field in (
        ("", "", "reason"),
        ("nonsense", "", "reason"),
        ("other", " ", "words"),
        ("terms", "Ask Firm seller again", "words"),
        ("terms", "x" * 1001, "words"),
    ):
        error = refused(
            InvalidInputError,
            partial(
                services.match_decline,
                actor=seller,
                match=match,
                revision=1,
                reason=reason,
                words=words,
                now=LATER,
            ),
        )
        assert getattr(error, "field", "") == field


def test_ending_closes_names_and_case_again(people: People) -> None:
    match = match_made(people, "matched")
    ACTS["end"](people, "seller_owner", match)

    assert (match.state, match.end_cause) == ("ended", "party")
    assert stage_for(people.actor("buyer_scout"), match.technology, LATER) == Stage.S1
    for who in ("buyer_owner", "seller_owner"):
        row = match_for(actor=people.actor(who), public_id=match.public_id, now=LATER)
        assert row.counterpart is None
        assert row.case is None
        assert row.match.decline_words == "Enough"
    case = Case.objects.get(match=match)
    assert (case.stage, case.outcome) == ("closed", "ended")
    assert kinds(match)[-2:] == ["match.ended", "case.moved"]


DECLARERS = [("seller_owner", "buyer", "rival"), ("buyer_owner", "seller", "block")]


@pytest.mark.parametrize(("declarer", "number", "kind"), DECLARERS)
def test_a_barrier_ends_a_match_of_firms_who_know_each_other_at_once(
    people: People, declarer: str, number: str, kind: str
) -> None:
    match = match_made(people, "matched")
    keep_out(people, declarer, number, kind)

    for who in ("buyer_deal_lead", "seller_deal_lead"):
        row = match_for(actor=people.actor(who), public_id=match.public_id, now=LATER)
        assert (row.state, row.end_cause, row.acts) == ("ended", "barrier", frozenset())
        assert row.counterpart is None
    declarer_id = people.organisations[declarer.split("_")[0]].public_id
    services.matches_of_firms_recheck(organisation_ids=[declarer_id], now=LATER)
    match.refresh_from_db()
    assert (match.state, match.end_cause) == ("ended", "barrier")
    assert not StageFact.objects.filter(revoked_at=None).exists()
    assert services.matches_of_firms_recheck(organisation_ids=[declarer_id], now=LATER) == 0


@pytest.mark.parametrize("state", ["awaiting_lead", "requested"])
@pytest.mark.parametrize(("declarer", "number", "kind"), DECLARERS)
def test_before_names_open_a_barrier_ends_it_for_the_other_side_and_tells_its_own_nothing(
    people: People, state: str, declarer: str, number: str, kind: str
) -> None:
    match = match_made(people, state)
    own, other = declarer.split("_")[0], number
    knows_of_it = [own] if own == "buyer" or state == "requested" else []
    before = {who: seen(people, f"{who}_deal_lead", match) for who in knows_of_it}
    keep_out(people, declarer, number, kind)
    firm = people.organisations[own].public_id
    assert services.matches_of_firms_recheck(organisation_ids=[firm], now=LATER) == 0

    assert {who: seen(people, f"{who}_deal_lead", match) for who in knows_of_it} == before
    if other == "buyer" or state == "requested":
        assert seen(people, f"{other}_deal_lead", match)[0] == "ended"


def test_a_request_past_ones_own_barrier_looks_like_any_other_and_reaches_nobody(
    people: People,
) -> None:
    keep_out(people, "buyer_owner", "seller", "block")
    match = match_made(people, "requested", key="past")

    assert seen(people, "buyer_deal_lead", match)[0] == "requested"
    with pytest.raises(NotFoundError):
        match_model_for(actor=people.actor("seller_owner"), public_id=match.public_id)
    entry = Entry.objects.get(kind="match.requested")
    assert [row.organisation_id for row in entry.audience.all()] == [match.buyer_id]
    services.match_expire_due(subject=match.public_id, now=LATER)
    match.refresh_from_db()
    assert match.state == "expired"


def test_an_acceptance_past_ones_own_barrier_opens_nothing_and_runs_out(people: People) -> None:
    match = match_made(people, "requested")
    keep_out(people, "seller_owner", "buyer", "block")
    row = Match.objects.select_related("technology", "demand").get(pk=match.pk)
    ACTS["accept"](people, "seller_owner", row)

    assert seen(people, "seller_owner", match)[0] == "awaiting_coordinator"
    assert seen(people, "buyer_owner", match)[0] == "ended"
    assert services.coordinators_recheck(now=LATER) == 0
    assert not StageFact.objects.exists()
    entry = Entry.objects.get(kind="match.accepted")
    assert [row.organisation_id for row in entry.audience.all()] == [match.seller_id]
    services.match_expire_due(subject=match.public_id, now=LATER)
    assert seen(people, "seller_owner", match)[0] == "expired"


def keep_out(people: People, declarer: str, number: str, kind: str) -> None:
    """Declare a barrier against a firm of the cast."""
    barrier_declare(
        actor=people.actor(declarer),
        kind=kind,
        registration_number=NUMBERS[number],
        name="x",
        reason="",
        now=LATER,
    )


def seen(people: People, who: str, match: Match) -> tuple[object, ...]:
    """Return everything that tells one reader how a match stands."""
    row = match_for(actor=people.actor(who), public_id=match.public_id, now=LATER)
    stored = row.match
    return (
        row.state,
        row.end_cause,
        row.turn,
        row.stage,
        row.acts,
        row.counterpart,
        stored.revision,
        stored.expires_at,
        stored.state_since,
    )


def test_a_barrier_reaches_the_firms_of_the_same_group(people: People) -> None:
    match = match_made(people, "matched")
    buyer = people.organisations["buyer"].public_id
    # the seller keeps the rival out; the buyer belongs to it once both say so
    for who, number, ended in (("buyer_owner", "rival", 0), ("rival_owner", "buyer", 1)):
        affiliate_declare(
            actor=people.actor(who),
            registration_number=NUMBERS[number],
            name="Sister",
            now=LATER,
        )
        assert services.matches_of_firms_recheck(organisation_ids=[buyer], now=LATER) == ended
    match.refresh_from_db()
    assert match.state == "ended"


def test_what_left_the_market_ends_what_waits_but_not_what_is_agreed(people: People) -> None:
    waiting, agreed = match_made(people, "requested"), match_made(people, "matched")
    owner = people.actor("seller_owner")
    for match in (waiting, agreed):
        technology_withdraw(actor=owner, technology=match.technology, now=LATER)
    scout = people.actor("buyer_scout")
    demand_close(actor=scout, demand=agreed.demand, now=LATER)
    services.matches_of_withdrawn_end(
        technology_ids=[waiting.technology.public_id, agreed.technology.public_id],
        demand_ids=[agreed.demand.public_id],
        now=LATER,
    )

    assert Match.objects.get(pk=waiting.pk).state == "ended"
    assert Match.objects.get(pk=agreed.pk).state == "matched"
    row = match_for(actor=scout, public_id=agreed.public_id, now=LATER)
    assert row.technology is not None
    assert row.technology.is_own is False


def test_acceptance_is_refused_once_the_firm_check_is_gone(people: People) -> None:
    match = match_made(people, "requested")
    buyer = people.organisations["buyer"]
    firm_check_revoke_of(people, buyer)
    error = refused(MarketplaceError, lambda: ACTS["accept"](people, "seller_owner", match))
    assert getattr(error, "code", "") == "not_possible"


def firm_check_revoke_of(people: People, organisation: Organisation) -> None:
    """Take a firm's confirmation back, as the verifier does."""
    check = organisation.firm_checks.order_by("-pk").first()
    assert check is not None
    firm_check_revoke(
        actor=people.actor("verifier"), check=check, reason_text="Closed business", now=LATER
    )


def test_without_a_free_coordinator_the_match_waits_until_there_is_one(people: People) -> None:
    owner = people.actor("institution_owner")
    coordinator = people.users["case_coordinator"].memberships.get(ended_at=None)
    membership_remove(actor=owner, public_id=coordinator.public_id, now=NOW)
    match = match_made(people, "requested")
    ACTS["accept"](people, "seller_owner", match)

    assert match.state == "awaiting_coordinator"
    assert not StageFact.objects.exists()
    assert services.coordinators_recheck(now=LATER) == 0


def test_lists_by_what_they_ask(people: People) -> None:
    wanted = match_made(people, "requested")
    matched = match_made(people, "matched")
    over = match_made(people, "declined")

    def ids(who: str, group: MatchGroup) -> list[str]:
        rows = matches_for(actor=people.actor(who), group=group, after=None, limit=9, now=NOW)
        return [row.match.public_id for row in rows]

    assert set(ids("seller_owner", MatchGroup.OPEN)) == {wanted.public_id, matched.public_id}
    assert ids("outsider_large", MatchGroup.OPEN) == []
    assert ids("seller_owner", MatchGroup.WAITING_FOR_US) == [wanted.public_id]
    assert ids("seller_owner", MatchGroup.WAITING_FOR_OTHERS) == []
    assert ids("buyer_owner", MatchGroup.WAITING_FOR_OTHERS) == [wanted.public_id]
    assert ids("buyer_owner", MatchGroup.MATCHED) == [matched.public_id]
    assert ids("buyer_owner", MatchGroup.OVER) == [over.public_id]
    assert ids("case_coordinator", MatchGroup.MATCHED) == [matched.public_id]
    assert ids("outsider_large", MatchGroup.OVER) == []
