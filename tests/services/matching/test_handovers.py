"""What speaks against a coordinator is found, declared and decided; cases pass on and come back."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import Barrier, FirmCheck, Membership, Organisation
from marketplace.accounts.services import affiliate_declare, membership_add
from marketplace.config.graphql import engine
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Review
from matching import services
from matching.models import Case, CaseAssignment, CaseHandover
from matching.selectors.candidates import candidates_for, case_models_to_assign
from matching.selectors.cases import case_for, case_model_for, cases_for, today_for
from matching.selectors.conflicts import conflicts_with
from matching.selectors.handovers import handovers_for
from matching.selectors.loads import load_balance
from tests.factories.market import match_made
from tests.factories.people import NOW, People
from tests.services.matching.acting import refused
from tests.services.matching.test_desk import case_made, deputy_of

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

DAY = dt.timedelta(days=1)


def member(actor: Actor) -> Membership:
    return Membership.objects.select_related("user").get(pk=actor.membership_id or 0)


def held(case: Case) -> CaseAssignment:
    return CaseAssignment.objects.get(case=case, ended_at=None)


def hand_over(people: People, cases: list[Case], to: Actor, **changes: Any) -> CaseHandover:
    given: dict[str, Any] = {"reason": "Balance the load", "takes_on": False, "now": NOW + DAY}
    actor = people.actor(changes.pop("who", "institution_owner"))
    given |= {"membership_id": member(to).public_id, "cases": cases}
    return services.cases_hand_over(actor=actor, **given | changes)


def declare(
    people: People, case: Case, *, interest: bool = False, words: str = "", who: str = ""
) -> CaseAssignment:
    fresh = Case.objects.select_related("match").get(pk=case.pk)
    return services.interest_declare(
        actor=people.actor(who or "case_coordinator"),
        case=fresh,
        has_interest=interest,
        words=words,
        now=NOW + DAY,
    )


def decide(people: People, case: Case, reason: str = "Long ago", who: str = "") -> CaseAssignment:
    actor = people.actor(who or "institution_owner")
    fresh = Case.objects.select_related("match").get(pk=case.pk)
    return services.conflict_decide(actor=actor, case=fresh, reason=reason, now=NOW + DAY)


def found(case: Case, people: People, who: str = "case_coordinator") -> tuple[str, ...]:
    match = Case.objects.select_related("match").get(pk=case.pk).match
    return conflicts_with(match, member(people.actor(who)))


def checked_by_coordinator(people: People, case: Case) -> None:
    """Let the seller's check have been confirmed by whoever now coordinates its case."""
    FirmCheck.objects.filter(organisation=case.match.seller_id).update(
        decided_by=people.users["case_coordinator"]
    )


def test_what_the_product_holds_against_a_person_is_found(people: People) -> None:
    case = case_made(people)
    assert found(case, people) == ()
    checked_by_coordinator(people, case)
    Review.objects.filter(version__technology=case.match.technology_id).update(
        reviewer=people.users["case_coordinator"]
    )
    other = match_made(people, "matched", key="two")
    rival = people.organisations["other_buyer"]
    type(other).objects.filter(pk=other.pk).update(
        technology_id=case.match.technology_id, buyer_id=rival.pk
    )
    buyer = Organisation.objects.get(pk=case.match.buyer_id)
    Barrier.objects.create(
        organisation=buyer,
        kind="rival",
        registration_number=rival.registration_number or "",
        name="Rival",
        declared_at=NOW,
    )
    assert found(case, people) == (
        "checked_firm",
        "reviewed_technology",
        "same_technology",
        "rival_case",
    )
    Barrier.objects.update(lifted_at=NOW)
    assert "rival_case" not in found(case, people)


def test_a_member_of_a_firm_is_refused_and_one_of_its_group_is_weighed(people: People) -> None:
    case = case_made(people)
    kin = people.organisations["other_sme"]
    affiliate_declare(
        actor=people.actor("seller_owner"),
        registration_number=kin.registration_number or "",
        name="Sister",
        now=NOW,
    )
    coordinator = people.users["case_coordinator"]
    former = Membership.objects.create(
        user=coordinator, organisation=kin, joined_at=NOW - DAY, ended_at=NOW
    )
    assert found(case, people) == ("affiliate",)
    Membership.objects.filter(pk=former.pk).update(organisation_id=case.match.seller_id)
    assert found(case, people) == ("member",)
    # found after the case was given, it passes on
    other = deputy_of(people)
    assert services.interests_recheck(now=NOW + DAY) == 1
    case.refresh_from_db()
    assert case.coordinator_id == other.membership_id


def test_whoever_was_a_member_of_a_firm_neither_gets_nor_is_given_its_case(
    people: People,
) -> None:
    case = case_made(people)
    membership_add(
        actor=people.actor("institution_owner"),
        organisation=people.organisations["institution"],
        user=people.users["former_member"],
        roles=["case_coordinator"],
        now=NOW,
    )
    tied = actor_for_user(people.users["former_member"])
    for takes_on in (False, True):
        error = refused(
            MarketplaceError, partial(hand_over, people, [case], tied, takes_on=takes_on)
        )
        assert getattr(error, "code", "") == "conflict"
    # with the least to do of all, and yet passed over
    assert case_made(people, "two").coordinator_id == case.coordinator_id


def test_no_interest_is_declared_once_and_read_by_neither_firm(people: People) -> None:
    case = case_made(people)
    assert today_for(actor=people.actor("case_coordinator"), now=NOW).undeclared == 1
    assert declare(people, case).interest_state == "clear"
    assert today_for(actor=people.actor("case_coordinator"), now=NOW).undeclared == 0
    entry = Entry.objects.get(kind="case.interest_declared")
    assert json.loads(entry.body or "")["data"] == {"interest": "none"}
    assert [row.organisation_id for row in entry.audience.all()] == [case.institution_id]
    refused(StaleStateError, partial(declare, people, case))
    refused(InvalidInputError, partial(declare, people, case, interest=True))
    for who in ("seller_owner", "buyer_owner", "institution_owner", "auditor"):
        refused(NotAllowedError, partial(declare, people, case, who=who))
    # an interest may come later
    later = declare(people, case, interest=True, words="My brother joined them")
    assert later.interest_state == "with_lead"


def test_the_lead_decides_with_a_reason_about_an_interest(people: People) -> None:
    case, lead = case_made(people), people.actor("institution_owner")
    refused(StaleStateError, partial(decide, people, case))
    declare(people, case, interest=True, words="I taught their engineer")
    row = case_for(actor=lead, public_id=case.public_id, now=NOW)
    assert (row.can_decide, row.held and row.held.interest_words) == (
        True,
        "I taught their engineer",
    )
    assert today_for(actor=lead, now=NOW).to_decide == 1
    refused(InvalidInputError, partial(decide, people, case, " "))
    for who in ("case_coordinator", "seller_owner", "auditor"):
        refused(NotAllowedError, partial(decide, people, case, who=who))
    kept = decide(people, case)
    assert (kept.interest_state, kept.decision_words) == ("kept", "Long ago")
    assert Entry.objects.filter(kind="case.conflict_decided").count() == 1
    assert today_for(actor=lead, now=NOW).to_decide == 0
    refused(StaleStateError, partial(decide, people, case))


def test_a_new_finding_asks_again_and_what_the_lead_took_on_does_not(people: People) -> None:
    case = case_made(people)
    declare(people, case)
    assert services.interests_recheck(now=NOW + DAY) == 0
    checked_by_coordinator(people, case)
    assert services.interests_recheck(now=NOW + DAY) == 1
    assert (held(case).interest_state, held(case).findings) == ("asked", ["checked_firm"])
    # even without an interest the lead has to look at it
    assert declare(people, case).interest_state == "with_lead"
    decide(people, case)
    assert services.interests_recheck(now=NOW + DAY) == 0
    assert held(case).taken_on == ["checked_firm"]


def test_several_cases_pass_on_at_once_and_come_back(people: People) -> None:
    cases = [case_made(people, key) for key in ("one", "two", "three")]
    owner, other = people.actor("institution_owner"), deputy_of(people)
    former = cases[0].coordinator_id
    ids = [case.public_id for case in cases]
    candidates = candidates_for(actor=owner, public_ids=ids, now=NOW)
    assert [(row.member.pk, row.is_proposed) for row in candidates] == [(other.membership_id, True)]
    handover = hand_over(people, cases, other)
    assert set(Case.objects.values_list("coordinator_id", flat=True)) == {other.membership_id}
    told = Entry.objects.filter(
        kind="case.assigned", subjects__ref=people.users["no_firm"].public_id
    )
    assert told.count() == 3
    closed = case_model_for(actor=other, public_id=ids[2])
    services.case_move(
        actor=other,
        case=closed,
        revision=closed.revision,
        stage="closed",
        outcome="no_agreement",
        now=NOW + DAY,
    )
    (row,) = handovers_for(actor=owner, after=None, limit=5)
    assert (row.case_count, row.can_return) == (3, True)
    back = partial(services.handover_return, public_id=handover.public_id, now=NOW + 2 * DAY)
    refused(NotAllowedError, lambda: back(actor=other))
    back(actor=owner)
    assert list(Case.objects.order_by("pk").values_list("coordinator_id", flat=True)) == [
        former,
        former,
        other.membership_id,
    ]
    (row,) = handovers_for(actor=owner, after=None, limit=5)
    assert (row.can_return, row.handover.returned_at) == (False, NOW + 2 * DAY)
    refused(StaleStateError, lambda: back(actor=owner))


def test_a_hand_over_that_does_not_fit_changes_nothing(people: People) -> None:
    case, other = case_made(people), deputy_of(people)
    mine = people.actor("case_coordinator")
    for who in ("case_coordinator", "seller_owner", "auditor"):
        refused(NotAllowedError, partial(hand_over, people, [case], other, who=who))
    refused(InvalidInputError, partial(hand_over, people, [case], other, reason=" "))
    refused(InvalidInputError, partial(hand_over, people, [case], other, membership_id="x"))
    refused(InvalidInputError, partial(hand_over, people, [case], mine))
    for who in ("case_coordinator", "seller_owner"):
        with pytest.raises(NotFoundError):
            case_models_to_assign(actor=people.actor(who), public_ids=[case.public_id])
    FirmCheck.objects.filter(organisation=case.match.seller_id).update(
        decided_by=people.users["no_firm"]
    )
    error = refused(MarketplaceError, partial(hand_over, people, [case], other))
    assert getattr(error, "code", "") == "conflict_to_weigh"
    hand_over(people, [case], other, takes_on=True)
    assert (held(case).findings, held(case).taken_on) == (["checked_firm"], ["checked_firm"])
    # what the lead took on already is not decided once more
    fresh = case_model_for(actor=other, public_id=case.public_id)
    services.interest_declare(actor=other, case=fresh, has_interest=False, words="", now=NOW + DAY)
    assert held(case).interest_state == "clear"


def test_the_lead_sees_everybodys_load_and_a_coordinator_the_own_and_the_totals(
    people: People,
) -> None:
    first, second = case_made(people), case_made(people, "two")
    other = deputy_of(people)
    far = NOW + 100 * DAY
    Case.objects.update(attention_at=far + DAY)
    Case.objects.filter(pk=first.pk).update(stage="disclosure")
    whole = load_balance(actor=people.actor("institution_owner"), now=far)
    # each has been open for more than 90 days: (3 + 1) + (1 + 1)
    assert [(row.load.open_cases, row.load.weight, row.has_room) for row in whole.rows] == [
        (2, 6, False),
        (0, 0, True),
    ]
    assert (whole.total.weight, whole.people, whole.mean_weight, whole.unheld) == (6, 2, 3, 0)
    own = load_balance(actor=other, now=far)
    assert [row.is_me for row in own.rows] == [True]
    assert own.total == whole.total
    nobody = load_balance(actor=people.actor("seller_owner"), now=far)
    assert (nobody.rows, nobody.people) == ((), 0)
    Case.objects.filter(pk=second.pk).update(attention_at=far - DAY)
    assert load_balance(actor=other, now=far).total.weight == 7


def test_more_cases_and_people_take_no_more_queries(people: People) -> None:
    owner = people.actor("institution_owner")

    def asked() -> int:
        ids = list(Case.objects.values_list("public_id", flat=True))
        with CaptureQueriesContext(connection) as queries:
            load_balance(actor=owner, now=NOW)
            candidates_for(actor=owner, public_ids=ids, now=NOW)
            cases_for(actor=owner, mine=False, closed=False, after=None, limit=20, now=NOW)
            handovers_for(actor=owner, after=None, limit=20)
        return len(queries)

    first = case_made(people)
    other = deputy_of(people)
    hand_over(people, [first], other)
    one = asked()
    for key in ("two", "three"):
        hand_over(people, [case_made(people, key)], other)
    assert asked() == one


_ACTS = """mutation($case: ID!, $cases: [ID!]!, $to: ID!) {
    declared: declareInterest(id: $case, hasInterest: true, words: "Kin") { errors { code } }
    handed: handOverCases(caseIds: $cases, membershipId: $to, reason: "Kin") {
        errors { code } handover { id caseCount canReturn } }
}"""
_DECIDED = 'mutation($id: ID!) { it: decideConflict(id: $id, reason: "Old") { errors { code } } }'
_BACK = "mutation($id: ID!) { it: returnHandover(id: $id) { errors { code } } }"
_READ = """query($ids: [ID!]!) {
    caseLoad { total { openCases } rows { name weight overdue hasRoom isMe } }
    caseCandidates(caseIds: $ids) { name openCases isProposed findings }
    caseHandovers(first: 5) { nodes { receiverName caseCount } }
}"""


def test_the_api_declares_decides_hands_over_and_takes_back(people: People) -> None:
    case, other = case_made(people), deputy_of(people)

    def asked(who: str, query: str, **variables: Any) -> Any:
        context = RequestContext(people.actor(who), NOW, Language.EN, "test")
        request = OperationRequest(query, variables=variables)
        return engine.run(engine.operation(request), context).body["data"]

    given = {"case": case.public_id, "cases": [case.public_id], "to": member(other).public_id}
    acted = asked("case_coordinator", _ACTS, **given)
    assert acted["declared"]["errors"] == []
    assert acted["handed"]["errors"] == [{"code": "not_allowed"}]
    assert asked("institution_owner", _DECIDED, id=case.public_id)["it"]["errors"] == []
    acted = asked("institution_owner", _ACTS, **given)
    assert acted["handed"]["handover"]["canReturn"] is True
    read = asked("institution_owner", _READ, ids=[case.public_id])
    assert read["caseHandovers"]["nodes"][0]["caseCount"] == 1
    assert [row["openCases"] for row in read["caseCandidates"]] == [0]
    assert sum(row["weight"] for row in read["caseLoad"]["rows"]) == 1
    back = asked("institution_owner", _BACK, id=acted["handed"]["handover"]["id"])
    assert back["it"]["errors"] == []
    case.refresh_from_db()
    assert case.coordinator_id == people.actor("case_coordinator").membership_id
