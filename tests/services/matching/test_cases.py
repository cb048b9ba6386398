"""A coordinator runs the case; nobody else writes in it, and the firms read only what is theirs."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import MembershipRole
from marketplace.accounts.services import membership_add, membership_remove
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from marketplace.ladder.models import StageFact
from matching import services
from matching.models import Case, CaseAssignment, Match
from matching.selectors.cases import (
    case_for,
    case_model_for,
    cases_for,
    today_for,
)
from tests.factories.market import match_made
from tests.factories.people import NOW, People
from tests.services.matching.acting import LATER, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.core.actor import Actor

TODAY = NOW.date()


@pytest.fixture
def case(people: People) -> Case:
    """Return the case of a fresh match, as a service reads it."""
    match = match_made(people, "matched")
    return case_model_for(actor=people.actor("case_coordinator"), public_id=match.case.public_id)


def second_coordinator(people: People) -> Actor:
    """Return another case coordinator of the institution."""
    membership_add(
        actor=people.actor("institution_owner"),
        organisation=people.organisations["institution"],
        user=people.users["no_firm"],
        roles=["case_coordinator"],
        now=NOW,
    )
    return actor_for_user(people.users["no_firm"])


def move(case: Case, actor: Actor, stage: str, outcome: str = "", revision: int = 0) -> Case:
    return services.case_move(
        actor=actor,
        case=case,
        revision=revision or case.revision,
        stage=stage,
        outcome=outcome,
        now=LATER,
    )


def test_the_case_goes_along_its_stages_and_each_move_is_recorded(
    people: People, case: Case
) -> None:
    coordinator = people.actor("case_coordinator")
    for stage in ("nda", "disclosure", "nda", "disclosure", "terms", "contract"):
        move(case, coordinator, stage)
        assert case.stage == stage
    move(case, coordinator, "closed", "contract_signed")

    assert Match.objects.get(pk=case.match_id).state == "matched"
    assert Entry.objects.filter(kind="case.moved").count() == 7
    assert CaseAssignment.objects.get(case=case).ended_at == LATER


def test_closing_without_agreement_ends_the_match_and_closes_the_names(
    people: People, case: Case
) -> None:
    move(case, people.actor("case_coordinator"), "closed", "no_agreement")

    match = Match.objects.get(pk=case.match_id)
    assert (match.state, match.end_cause) == ("ended", "coordinator")
    assert not StageFact.objects.filter(revoked_at=None).exists()


def test_moves_out_of_order_stale_or_without_outcome_are_refused(
    people: People, case: Case
) -> None:
    actor = people.actor("case_coordinator")
    for stage in ("terms", "contract", "introduction"):
        refused(StaleStateError, partial(move, case, actor, stage))
    refused(StaleStateError, lambda: move(case, actor, "nda", revision=9))
    case.refresh_from_db()
    refused(InvalidInputError, lambda: move(case, actor, "closed"))
    refused(InvalidInputError, lambda: move(case, actor, "closed", "ended"))
    refused(InvalidInputError, lambda: move(case, actor, "nonsense"))
    move(case, actor, "closed", "no_agreement")
    refused(StaleStateError, lambda: move(case, actor, "nda"))


WRITES: dict[str, Callable[[Actor, Case], object]] = {
    "move": lambda actor, case: move(case, actor, "nda"),
    "next step": lambda actor, case: services.case_next_step_set(
        actor=actor,
        case=case,
        revision=case.revision,
        text="Send the draft",
        side="seller",
        due_on=TODAY,
        now=NOW,
    ),
    "note": lambda actor, case: services.case_note_add(
        actor=actor, case=case, text="They hesitate", now=NOW
    ),
    "assign": lambda actor, case: services.cases_hand_over(
        actor=actor, cases=[case], membership_id="x", reason="Load", takes_on=False, now=NOW
    ),
}


@pytest.mark.parametrize("write", list(WRITES))
@pytest.mark.parametrize(
    "who",
    ["buyer_owner", "seller_owner", "reviewer", "institution_owner", "auditor", "outsider_sme"],
)
def test_nobody_but_its_coordinator_writes_in_a_case(
    people: People, case: Case, write: str, who: str
) -> None:
    if (who, write) == ("institution_owner", "assign"):
        return
    refused(NotAllowedError, lambda: WRITES[write](people.actor(who), case))


def test_another_coordinator_does_not_even_find_it(people: People, case: Case) -> None:
    other = second_coordinator(people)
    with pytest.raises(NotFoundError):
        case_model_for(actor=other, public_id=case.public_id)
    refused(NotAllowedError, lambda: WRITES["note"](other, case))


def test_the_next_step_is_read_by_both_firms_and_asks_whose_turn_it_is(
    people: People, case: Case
) -> None:
    WRITES["next step"](people.actor("case_coordinator"), case)

    entry = Entry.objects.get(kind="case.next_step_set")
    assert {row.organisation_id for row in entry.audience.all()} == {
        case.match.seller_id,
        case.match.buyer_id,
        case.institution_id,
    }
    assert "Send the draft" not in (entry.body or "")
    assert case.attention_at < NOW + dt.timedelta(days=2)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"side": "nonsense"}, "side"),
        ({"side": ""}, "side"),
        ({"due_on": TODAY - dt.timedelta(days=1)}, "dueOn"),
        ({"due_on": dt.date.max}, "dueOn"),
    ],
)
def test_a_next_step_that_says_too_little_is_refused(
    people: People, case: Case, given: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"text": "Send the draft", "side": "seller", "due_on": TODAY} | given
    error = refused(
        InvalidInputError,
        lambda: services.case_next_step_set(
            actor=people.actor("case_coordinator"),
            case=case,
            revision=case.revision,
            now=NOW,
            **values,
        ),
    )
    assert getattr(error, "field", "") == field


def test_whoever_only_assigns_a_case_reads_no_words_of_it(people: People, case: Case) -> None:
    owner = people.actor("institution_owner")
    row = case_for(actor=owner, public_id=case.public_id, now=NOW)
    assert (row.is_mine, row.match.technology, row.match.may_read_words) == (False, None, False)
    assert row.match.case is None  # which would hold the next step


def test_cases_go_to_whoever_has_the_least_to_do(people: People, case: Case) -> None:
    other = second_coordinator(people)
    held = [match_made(people, "matched", key=str(number)).case for number in range(3)]

    loads = [each.coordinator_id for each in (case, *held)]
    assert loads.count(other.membership_id) == 2
    assert held[0].coordinator_id == other.membership_id


def test_a_coordinator_who_leaves_hands_the_case_on(people: People, case: Case) -> None:
    other = second_coordinator(people)
    assert case.coordinator is not None
    membership_remove(
        actor=people.actor("institution_owner"),
        public_id=case.coordinator.public_id,
        now=LATER,
    )
    assert services.coordinators_recheck(now=LATER) == 1
    case.refresh_from_db()
    assert case.coordinator_id == other.membership_id

    MembershipRole.objects.filter(membership__user_id=people.users["no_firm"].pk).delete()
    assert services.coordinators_recheck(now=LATER) == 0
    case.refresh_from_db()
    assert case.coordinator_id is None
    assert not CaseAssignment.objects.filter(case=case, ended_at=None).exists()


def test_the_most_urgent_case_comes_first_and_figures_count_it(people: People, case: Case) -> None:
    coordinator = people.actor("case_coordinator")
    urgent = match_made(people, "matched", key="two").case
    WRITES["next step"](coordinator, case_model_for(actor=coordinator, public_id=urgent.public_id))
    soon = NOW + dt.timedelta(days=3)
    rows = cases_for(actor=coordinator, mine=True, closed=False, after=None, limit=9, now=soon)

    assert [row.case.public_id for row in rows] == [urgent.public_id, case.public_id]
    assert [row.is_overdue for row in rows] == [True, False]
    figures = today_for(actor=coordinator, now=soon)
    assert (figures.open, figures.overdue, figures.due_this_week, figures.without_next_step) == (
        2,
        1,
        1,
        1,
    )
    nobody = today_for(actor=people.actor("institution_owner"), now=soon)
    assert (nobody.open, nobody.unassigned) == (0, 0)
