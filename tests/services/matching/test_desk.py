"""The desk puts first what wants its coordinator, reminds once a day, and is covered in absence."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.services import membership_add
from marketplace.config.timers import timers_once
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.evidence.services import entry_record
from matching import services
from matching.models import Case, CaseAssignment, CaseReminder, CoordinatorAbsence
from matching.selectors.cases import CaseRow, case_for, case_model_for, cases_for, today_for
from matching.selectors.desk import absence_of, korean_day
from matching.selectors.reports import CaseReport, case_report
from matching.selectors.urgency import SILENT_DAYS, CaseAttention
from tests.factories.market import match_made
from tests.factories.people import NOW, People
from tests.services.matching.acting import refused

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

DAY = dt.timedelta(days=1)
TODAY = korean_day(NOW)


def case_made(people: People, key: str = "one") -> Case:
    """Return the case of a fresh match, as a service reads it."""
    case = match_made(people, "matched", key=key).case
    return Case.objects.select_related(
        "match__technology", "match__demand", "coordinator__user"
    ).get(pk=case.pk)


def deputy_of(people: People) -> Actor:
    """Return another case coordinator of the institution."""
    membership_add(
        actor=people.actor("institution_owner"),
        organisation=people.organisations["institution"],
        user=people.users["no_firm"],
        roles=["case_coordinator"],
        now=NOW,
    )
    return actor_for_user(people.users["no_firm"])


def listed(people: People, now: dt.datetime, limit: int = 20) -> list[CaseRow]:
    """Return the coordinator's open cases, a page of so many at a time."""
    rows: list[CaseRow] = []
    after = None
    while True:
        page = cases_for(
            actor=people.actor("case_coordinator"),
            mine=True,
            closed=False,
            after=after,
            limit=limit,
            now=now,
        )
        rows += page
        if len(page) < limit:
            return rows
        rank, moment, public_id = page[-1].order_key
        after = (rank, dt.datetime.fromisoformat(moment), public_id)


def alarmed(case: Case, now: dt.datetime) -> None:
    entry_record(
        kind="contract.refused",
        subjects=[("match", case.match.public_id)],
        audience=[case.match.seller_id],
        body={},
        now=now,
    )


def test_the_overdue_the_alerted_and_the_silent_come_first(people: People) -> None:
    calm, silent, alerted, overdue = (case_made(people, key) for key in "abcd")
    now = NOW + dt.timedelta(days=SILENT_DAYS + 1)
    far = now + dt.timedelta(days=20)
    for case in (calm, silent, alerted):
        Case.objects.filter(pk=case.pk).update(attention_at=far)
    for case in (calm, overdue):
        services.case_next_step_set(
            actor=people.actor("case_coordinator"),
            case=case,
            revision=case.revision,
            text="Send the draft",
            side="seller",
            due_on=None,
            now=now - DAY,
        )
    Case.objects.filter(pk=calm.pk).update(attention_at=far)
    alarmed(alerted, now - DAY)

    for limit in (20, 1):
        rows = listed(people, now, limit)
        assert [row.case.pk for row in rows] == [overdue.pk, alerted.pk, silent.pk, calm.pk]
        assert [row.urgency.reasons for row in rows] == [
            (CaseAttention.OVERDUE,),
            (CaseAttention.ALERTED,),
            (CaseAttention.SILENT,),
            (),
        ]
        assert [row.silent_days for row in rows] == [1, 1, SILENT_DAYS + 1, 1]
    figures = today_for(actor=people.actor("case_coordinator"), now=now)
    assert (figures.overdue, figures.alerted, figures.silent) == (1, 1, 1)


def test_a_new_next_step_answers_an_alarm(people: People) -> None:
    case = case_made(people)
    alarmed(case, NOW + DAY)
    coordinator = people.actor("case_coordinator")

    def reasons() -> tuple[CaseAttention, ...]:
        row = case_for(actor=coordinator, public_id=case.public_id, now=NOW + 3 * DAY)
        return row.urgency.reasons

    assert reasons() == (CaseAttention.ALERTED,)
    owner = case_for(
        actor=people.actor("institution_owner"), public_id=case.public_id, now=NOW + 3 * DAY
    )
    assert owner.urgency.reasons == ()
    services.case_next_step_set(
        actor=coordinator,
        case=case,
        revision=case.revision,
        text="Talk it over",
        side="both",
        due_on=None,
        now=NOW + 2 * DAY,
    )
    assert reasons() == ()


def remind(people: People, case: Case, side: str, now: dt.datetime, who: str = "") -> Case:
    actor = people.actor(who or "case_coordinator")
    return services.case_remind(actor=actor, case=case, side=side, now=now)


def test_a_reminder_is_recorded_and_goes_out_once_a_day(people: People) -> None:
    case = case_made(people)
    remind(people, case, "seller", NOW)
    body = Entry.objects.get(kind="case.reminded").body or ""
    assert json.loads(body)["data"] == {"side": "seller"}
    coordinator = people.actor("case_coordinator")
    row = case_for(actor=coordinator, public_id=case.public_id, now=NOW)
    assert row.can_remind == ("buyer",)
    assert [each.side for each in row.reminded] == ["seller"]

    for side in ("seller", "both"):
        error = refused(MarketplaceError, partial(remind, people, case, side, NOW))
        assert getattr(error, "code", "") == "reminded_today"
    assert CaseReminder.objects.count() == 1
    remind(people, case, "buyer", NOW)
    remind(people, case, "both", NOW + DAY)
    assert CaseReminder.objects.count() == 4


def test_nobody_else_reminds_and_nobody_but_a_firm_is_reminded(people: People) -> None:
    case = case_made(people)
    for who in ("buyer_owner", "seller_owner", "institution_owner", "auditor", "outsider_sme"):
        refused(NotAllowedError, partial(remind, people, case, "seller", NOW, who))
    for side in ("coordinator", "", "nonsense"):
        refused(InvalidInputError, partial(remind, people, case, side, NOW))
    services.case_move(
        actor=people.actor("case_coordinator"),
        case=case,
        revision=case.revision,
        stage="closed",
        outcome="no_agreement",
        now=NOW,
    )
    refused(StaleStateError, partial(remind, people, case, "seller", NOW))
    assert not CaseReminder.objects.exists()


def planned(
    people: People, deputy: Actor, first: int, last: int, who: str = "case_coordinator"
) -> CoordinatorAbsence:
    membership = deputy.membership_id
    assert membership is not None
    rows = absence_of(actor=people.actor("case_coordinator")).deputies
    public_id = next((row.public_id for row in rows if row.pk == membership), "nobody")
    return services.absence_plan(
        actor=people.actor(who),
        deputy_id=public_id,
        from_on=TODAY + first * DAY,
        until_on=TODAY + last * DAY,
        now=NOW,
    )


def test_a_deputy_has_the_cases_during_an_absence_and_they_come_back(people: People) -> None:
    case = case_made(people)
    deputy, owner = deputy_of(people), people.actor("case_coordinator")
    absence = planned(people, deputy, 2, 4)
    assert timers_once(NOW + DAY) == 0
    case.refresh_from_db()
    assert case.coordinator_id == owner.membership_id

    timers_once(NOW + 2 * DAY)
    row = case_for(actor=deputy, public_id=case.public_id, now=NOW + 2 * DAY)
    assert row.can_write
    assert row.cover is not None
    assert row.cover.absence.coordinator_id == owner.membership_id
    with pytest.raises(NotFoundError):
        case_model_for(actor=owner, public_id=case.public_id)
    # what comes meanwhile goes to somebody who is there
    assert case_made(people, "new").coordinator_id == deputy.membership_id
    assert absence_of(actor=owner).covered_cases == 1

    timers_once(NOW + 6 * DAY)
    case.refresh_from_db()
    absence.refresh_from_db()
    assert case.coordinator_id == owner.membership_id
    assert absence.ended_at == NOW + 6 * DAY
    assert absence_of(actor=owner).absence is None
    reasons = CaseAssignment.objects.filter(case=case).order_by("pk")
    assert [bool(each.reason) for each in reasons] == [False, True, True]
    assert Entry.objects.filter(kind="case.assigned", subjects__ref=case.public_id).count() == 3


def test_an_absence_from_today_begins_at_once_and_ends_when_its_person_is_back(
    people: People,
) -> None:
    case, kept = case_made(people), case_made(people, "two")
    deputy, owner = deputy_of(people), people.actor("case_coordinator")
    absence = planned(people, deputy, 0, 9)
    for each in (case, kept):
        each.refresh_from_db()
        assert each.coordinator_id == deputy.membership_id
    # by then the deputy has closed one
    kept = case_model_for(actor=deputy, public_id=kept.public_id)
    services.case_move(
        actor=deputy,
        case=kept,
        revision=kept.revision,
        stage="closed",
        outcome="no_agreement",
        now=NOW + DAY,
    )
    services.absence_end(actor=owner, public_id=absence.public_id, now=NOW + DAY)
    case.refresh_from_db()
    kept.refresh_from_db()
    assert case.coordinator_id == owner.membership_id
    assert kept.coordinator_id == deputy.membership_id
    assert not Timer.objects.filter(kind=services.ABSENCE_TIMER, state="open").exists()


def test_who_is_tied_to_a_firm_does_not_cover_its_case(people: People) -> None:
    case = case_made(people)
    membership_add(
        actor=people.actor("institution_owner"),
        organisation=people.organisations["institution"],
        user=people.users["former_member"],
        roles=["case_coordinator"],
        now=NOW,
    )
    tied = actor_for_user(people.users["former_member"])
    other = deputy_of(people)
    planned(people, tied, 0, 3)
    case.refresh_from_db()
    assert case.coordinator_id == other.membership_id


def test_an_absence_that_does_not_fit_is_refused(people: People) -> None:
    case_made(people)
    deputy, owner = deputy_of(people), people.actor("case_coordinator")
    for first, last in ((-1, 2), (3, 2), (0, 400)):
        refused(InvalidInputError, partial(planned, people, deputy, first, last))
    refused(InvalidInputError, partial(planned, people, owner, 0, 1))
    for who in ("institution_owner", "seller_owner", "auditor"):
        refused(NotAllowedError, partial(planned, people, deputy, 0, 1, who))
    absence = planned(people, deputy, 2, 3)
    refused(StaleStateError, partial(planned, people, deputy, 5, 6))
    refused(
        NotFoundError,
        lambda: services.absence_end(actor=deputy, public_id=absence.public_id, now=NOW),
    )
    refused(
        InvalidInputError,
        lambda: services.absence_plan(
            actor=deputy,
            deputy_id=absence.coordinator.public_id,
            from_on=TODAY,
            until_on=TODAY + 2 * DAY,
            now=NOW,
        ),
    )
    assert CoordinatorAbsence.objects.count() == 1


def report(people: People, who: str, year: int, month: int, now: dt.datetime) -> CaseReport:
    return case_report(actor=people.actor(who), year=year, month=month, now=now)


def test_a_month_tells_stages_outcomes_age_and_load(people: People) -> None:
    coordinator = people.actor("case_coordinator")
    first, _second = case_made(people), case_made(people, "two")
    # from the first of a month on, so that all of it lies in one
    begins = (NOW.replace(day=1) + 32 * DAY).replace(day=1)
    Case.objects.update(opened_at=begins, stage_since=begins)
    for days, stage, outcome in ((4, "nda", ""), (7, "closed", "no_agreement")):
        first = case_model_for(actor=coordinator, public_id=first.public_id)
        services.case_move(
            actor=coordinator,
            case=first,
            revision=first.revision,
            stage=stage,
            outcome=outcome,
            now=begins + days * DAY,
        )
    now = begins + 8 * DAY
    for who in ("case_coordinator", "institution_owner"):
        found = report(people, who, begins.year, begins.month, now)
        spans = {each.stage: each.median_days for each in found.stages if each.left}
        assert spans == {"introduction": 4, "nda": 3}
        assert [(each.outcome, each.count) for each in found.outcomes] == [("no_agreement", 1)]
        assert (found.months[-1].opened, found.months[-1].closed) == (2, 1)
        assert (found.ages.month, found.ages.older) == (1, 0)
        assert [(each.open_cases, each.weight) for each in found.loads] == [(1, 1)]
        assert len(found.months) == 6


def test_a_report_holds_nobody_elses_cases_and_no_month_to_come(people: People) -> None:
    case_made(people)
    stranger = report(people, "seller_owner", TODAY.year, TODAY.month, NOW)
    assert stranger.months[-1].opened == 0
    assert stranger.loads == []
    for year, month in ((TODAY.year, 13), (1999, 1), (TODAY.year + 1, 12)):
        with pytest.raises(InvalidInputError):
            report(people, "case_coordinator", year, month, NOW)
