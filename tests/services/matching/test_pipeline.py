"""Deals are counted by step and age, each person's own alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.services import barrier_declare
from matching.models import Case
from matching.selectors.pipeline import PipelineStep, pipeline_for
from matching.states import CaseStage
from tests.factories.market import match_made
from tests.factories.people import NOW, NUMBERS

if TYPE_CHECKING:
    from tests.factories.people import People


def steps(people: People, who: str, days: int = 0) -> list[PipelineStep]:
    return pipeline_for(actor=people.actor(who), now=NOW + dt.timedelta(days=days))


def counted(people: People, who: str, days: int = 0) -> dict[str, tuple[int, ...]]:
    """Return the numbers of each step that has any."""
    found = {
        str(step.stage): (step.week, step.month, step.quarter, step.longer)
        for step in steps(people, who, days)
    }
    return {stage: numbers for stage, numbers in found.items() if any(numbers)}


def test_a_firm_counts_its_open_deals_from_the_request_on(people: People) -> None:
    for state in ("requested", "matched", "declined", "ended"):
        match_made(people, state)
    for who in ("seller_owner", "buyer_scout"):
        assert counted(people, who) == {"request": (1, 0, 0, 0), "introduction": (1, 0, 0, 0)}
        assert all(step.overdue is None for step in steps(people, who))
    for who in ("rival_owner", "outsider_sme", "buyer_member", "institution_owner"):
        assert counted(people, who) == {}, who


def test_what_a_scout_asked_for_is_counted_for_the_own_firm_alone(people: People) -> None:
    match_made(people, "awaiting_lead")
    assert counted(people, "buyer_deal_lead") == {"request": (1, 0, 0, 0)}
    assert counted(people, "seller_owner") == {}


def test_days_are_told_in_four_spans(people: People) -> None:
    match_made(people, "matched")
    for days, numbers in (
        (7, (1, 0, 0, 0)),
        (8, (0, 1, 0, 0)),
        (31, (0, 0, 1, 0)),
        (91, (0, 0, 0, 1)),
    ):
        assert counted(people, "case_coordinator", days) == {"introduction": numbers}


def test_a_coordinator_counts_the_own_open_cases_and_what_took_too_long(people: People) -> None:
    match_made(people, "requested")
    match_made(people, "matched")
    stages = [step.stage for step in steps(people, "case_coordinator")]
    assert stages == ["introduction", "nda", "disclosure", "terms", "contract"]
    assert [step.overdue for step in steps(people, "case_coordinator", 6)] == [0, 0, 0, 0, 0]
    assert [step.overdue for step in steps(people, "case_coordinator", 8)] == [1, 0, 0, 0, 0]
    assert counted(people, "other_coordinator") == {}
    Case.objects.update(stage=CaseStage.CLOSED, outcome="contract_signed")
    assert counted(people, "case_coordinator") == {}
    # for the firms the deal goes on: it is paid and handed over
    assert counted(people, "seller_owner")["carrying_out"] == (1, 0, 0, 0)


def test_a_deal_that_a_barrier_ended_is_counted_no_more(people: People) -> None:
    match_made(people, "matched")
    barrier_declare(
        actor=people.actor("seller_owner"),
        kind="rival",
        registration_number=NUMBERS["buyer"],
        name="x",
        reason="",
        now=NOW,
    )
    assert counted(people, "seller_owner") == counted(people, "buyer_deal_lead") == {}


def test_any_number_of_deals_takes_the_same_queries(people: People) -> None:
    match_made(people, "matched")
    with CaptureQueriesContext(connection) as one:
        steps(people, "buyer_deal_lead")
    match_made(people, "matched", key="two")
    match_made(people, "requested")
    with CaptureQueriesContext(connection) as three:
        steps(people, "buyer_deal_lead")
    assert len(three) == len(one)
