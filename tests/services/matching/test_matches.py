"""From a request to an accepted match: who may, what follows, and what nobody learns before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

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
from matching.models import Case, CaseAssignment, Match
from matching.selectors.matches import MatchGroup, match_for, match_model_for, matches_for
from tests.factories.market import demand_made, match_made, technology_made
from tests.factories.people import NOW, NUMBERS, People

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = NOW + dt.timedelta(days=1)


def kinds(match: Match) -> list[str]:
    """Return what the log has of a match, in order."""
    rows = Entry.objects.filter(subjects__type="match", subjects__ref=match.public_id)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def everything() -> list[Any]:
    """Return what an act on a match could have written."""
    tables = (Match, Case, CaseAssignment, StageFact, Timer, Entry)
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def refused(error: type[Exception], act: Callable[[], object]) -> Exception:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


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
    assert match_model_for(actor=seller, public_id=match.public_id)
    assert kinds(match) == ["match.awaiting_lead", "match.requested"]


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


def ask(people: People, who: str, technology: Any, demand: Any, **given: Any) -> Match:
    return services.match_request(
        actor=people.actor(who),
        technology=technology,
        demand=demand,
        **({"request_id": "r", "note": "", "relevance": None, "now": NOW} | given),
    )


def test_nobody_asks_for_others_or_for_what_is_not_on_the_market(people: People) -> None:
    published, demand = technology_made(people, "published"), demand_made(people, "published")
    lead = "buyer_deal_lead"

    refused(NotFoundError, lambda: ask(people, "outsider_large", published, demand))
    refused(NotFoundError, lambda: ask(people, "outsider_sme", published, demand))
    for state in ("draft", "in_review", "paused", "withdrawn"):
        other = technology_made(people, state, key="other")
        gone = refused(MarketplaceError, lambda row=other: ask(people, lead, row, demand))
        assert getattr(gone, "code", "") == "not_on_the_market"
    for state in ("draft", "closed"):
        shut = demand_made(people, state, key="other")
        refused(MarketplaceError, lambda row=shut: ask(people, lead, published, row))


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


@pytest.mark.parametrize(
    "note",
    [
        "Greetings from Firm buyer",
        "Write to scout@buyer.example",
        "회사 buyer 입니다",
        "9018100041",
    ],
)
def test_a_note_that_names_the_firm_is_refused(people: People, note: str) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    error = refused(
        InvalidInputError,
        lambda: ask(people, "buyer_deal_lead", technology, demand, note=note),
    )
    assert (getattr(error, "code", ""), getattr(error, "field", "")) == ("names_firm", "note")


ACTS: dict[str, Callable[[People, str, Match], object]] = {
    "accept": lambda people, who, match: services.match_accept(
        actor=people.actor(who), match=match, revision=match.revision, now=LATER
    ),
    "decline": lambda people, who, match: services.match_decline(
        actor=people.actor(who),
        match=match,
        revision=match.revision,
        reason="capacity",
        words="",
        now=LATER,
    ),
    "withdraw": lambda people, who, match: services.match_withdraw(
        actor=people.actor(who), match=match, revision=match.revision, now=LATER
    ),
    "end": lambda people, who, match: services.match_end(
        actor=people.actor(who), match=match, revision=match.revision, words="Enough", now=LATER
    ),
}
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
            refused(StaleStateError, lambda do=do, who=who, row=row: do(people, who, row))


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
            lambda reason=reason, words=words: services.match_decline(
                actor=seller, match=match, revision=1, reason=reason, words=words, now=LATER
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


@pytest.mark.parametrize("state", ["awaiting_lead", "requested", "matched"])
@pytest.mark.parametrize(
    ("declarer", "number", "kind"),
    [("seller_owner", "buyer", "rival"), ("buyer_owner", "seller", "block")],
)
def test_a_barrier_ends_a_match_at_once(
    people: People, state: str, declarer: str, number: str, kind: str
) -> None:
    match = match_made(people, state)
    barrier_declare(
        actor=people.actor(declarer),
        kind=kind,
        registration_number=NUMBERS[number],
        name="x",
        reason="",
        now=LATER,
    )

    for who in ("buyer_deal_lead", "seller_deal_lead"):
        if state == "awaiting_lead" and who.startswith("seller"):
            continue
        row = match_for(actor=people.actor(who), public_id=match.public_id, now=LATER)
        assert (row.state, row.end_cause, row.acts) == ("ended", "barrier", frozenset())
        assert row.counterpart is None
    declarer_id = people.organisations[declarer.split("_")[0]].public_id
    services.matches_of_firms_recheck(organisation_ids=[declarer_id], now=LATER)
    match.refresh_from_db()
    assert (match.state, match.end_cause) == ("ended", "barrier")
    assert not StageFact.objects.filter(revoked_at=None).exists()
    assert services.matches_of_firms_recheck(organisation_ids=[declarer_id], now=LATER) == 0


def test_a_barrier_reaches_the_firms_of_the_same_group(people: People) -> None:
    match = match_made(people, "requested")
    affiliate_declare(
        actor=people.actor("buyer_owner"),
        registration_number=NUMBERS["rival"],
        name="Sister",
        now=LATER,
    )
    buyer = people.organisations["buyer"].public_id

    assert services.matches_of_firms_recheck(organisation_ids=[buyer], now=LATER) == 1
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

    assert ids("seller_owner", MatchGroup.WAITING_FOR_US) == [wanted.public_id]
    assert ids("seller_owner", MatchGroup.WAITING_FOR_OTHERS) == []
    assert ids("buyer_owner", MatchGroup.WAITING_FOR_OTHERS) == [wanted.public_id]
    assert ids("buyer_owner", MatchGroup.MATCHED) == [matched.public_id]
    assert ids("buyer_owner", MatchGroup.OVER) == [over.public_id]
    assert ids("case_coordinator", MatchGroup.MATCHED) == [matched.public_id]
    assert ids("outsider_large", MatchGroup.OVER) == []
