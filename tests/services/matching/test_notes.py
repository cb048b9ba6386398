"""A coordinator's notes: of calls and meetings too, corrected beside what stood; no firm reads."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from matching import services
from matching.models import Case, CaseNote
from matching.selectors.cases import case_for, cases_for
from matching.selectors.desk import korean_day
from matching.selectors.notes import NoteRow, note_model_for, notes_for
from tests.factories.people import NOW, People
from tests.services.matching.acting import refused
from tests.services.matching.test_desk import case_made, deputy_of

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
TODAY = korean_day(NOW)
OTHERS = ("buyer_owner", "seller_owner", "institution_owner", "reviewer", "auditor", "outsider_sme")


def contact(**changes: Any) -> services.Contact:
    given = {"kind": "telephone", "side": "seller", "person_name": "Ms Han"}
    return services.Contact(**given | {"happened_at": NOW - HOUR} | changes)


def follows(days: int, text: str = "Ask about the samples") -> services.FollowUp:
    return services.FollowUp(text=text, due_on=TODAY + days * DAY)


def noted(
    people: People, case: Case, text: str = "They hesitate", who: str = "", **given: Any
) -> CaseNote:
    actor = people.actor(who or "case_coordinator")
    return services.case_note_add(actor=actor, case=case, text=text, **{"now": NOW} | given)


def listed(actor: Actor, text: str = "", **given: Any) -> list[NoteRow]:
    asked: dict[str, Any] = {"case_id": None, "waiting": False, "after": None, "limit": 20}
    return notes_for(actor=actor, text=text, **asked | given)


def test_a_call_is_kept_and_recorded_without_its_words_or_the_persons_name(people: People) -> None:
    case = case_made(people)
    note = noted(people, case, contact=contact())
    plain = noted(people, case, "A thought", now=NOW + HOUR)

    rows = listed(people.actor("case_coordinator"))
    assert [row.note.pk for row in rows] == [plain.pk, note.pk]
    assert (rows[1].note.kind, rows[1].note.person_name) == ("telephone", "Ms Han")
    entry = Entry.objects.get(kind="case.contact_noted")
    assert json.loads(entry.body or "")["data"] == {
        "contact": "telephone",
        "side": "seller",
        "version": "1",
    }
    assert [row.organisation_id for row in entry.audience.all()] == [case.institution_id]


def test_no_firm_no_lead_and_nobody_who_handed_the_case_on_reads_or_writes(people: People) -> None:
    case = case_made(people)
    note = noted(people, case)
    for who in OTHERS:
        assert listed(people.actor(who)) == []
        with pytest.raises(NotFoundError):
            note_model_for(actor=people.actor(who), public_id=note.public_id)
        refused(NotAllowedError, partial(noted, people, case, "x", who, contact=contact()))
    deputy = deputy_of(people)
    Case.objects.filter(pk=case.pk).update(coordinator_id=deputy.membership_id)
    assert [row.can_correct for row in listed(deputy)] == [False]
    assert listed(people.actor("case_coordinator")) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"contact": contact(kind="note")}, "kind"),
        ({"contact": contact(side="")}, "side"),
        ({"contact": contact(side="coordinator")}, "side"),
        ({"contact": contact(person_name="x" * 101)}, "personName"),
        ({"contact": contact(happened_at=NOW + HOUR)}, "happenedAt"),
        ({"contact": contact(happened_at=NOW - 400 * DAY)}, "happenedAt"),
        ({"contact": contact(happened_at=NOW.replace(tzinfo=None))}, "happenedAt"),
        ({"follow_up": follows(1, " ")}, "followUp"),
        ({"follow_up": follows(1, "x" * 301)}, "followUp"),
        ({"follow_up": follows(400)}, "followUpOn"),
        ({"follow_up": follows(-400)}, "followUpOn"),
    ],
)
def test_a_note_that_does_not_fit_is_refused(
    people: People, given: dict[str, Any], field: str
) -> None:
    case = case_made(people)
    error = refused(InvalidInputError, partial(noted, people, case, **given))
    assert getattr(error, "field", "") == field


def test_a_correction_keeps_what_stood_and_only_one_of_two_wins(people: People) -> None:
    case, coordinator = case_made(people), people.actor("case_coordinator")
    first = noted(people, case, "They want 3 %", contact=contact())
    correct = partial(services.case_note_correct, actor=coordinator, contact=contact())
    stale = note_model_for(actor=coordinator, public_id=first.public_id)
    second = correct(note=stale, text="They want 5 %", now=NOW + HOUR)

    (row,) = listed(coordinator)
    assert (row.note.pk, row.note.version, row.note.noted_at) == (second.pk, 2, NOW)
    assert [each.text for each in row.earlier] == ["They want 3 %"]
    refused(StaleStateError, lambda: correct(note=stale, text="They want 7 %", now=NOW + HOUR))
    assert Entry.objects.filter(kind="case.contact_noted").count() == 2
    # a colleague who has the case meanwhile does not change another person's words
    deputy = deputy_of(people)
    Case.objects.filter(pk=case.pk).update(coordinator_id=deputy.membership_id)
    theirs = note_model_for(actor=deputy, public_id=second.public_id)
    refused(
        NotAllowedError,
        lambda: services.case_note_correct(actor=deputy, note=theirs, text="No", now=NOW + HOUR),
    )


def test_what_follows_stands_on_today_until_it_is_done_and_can_be_taken_back(
    people: People,
) -> None:
    case, coordinator = case_made(people), people.actor("case_coordinator")
    noted(people, case, follow_up=follows(4, "Later"))
    first = noted(people, case, follow_up=follows(1))
    settle = partial(services.follow_up_settle, actor=coordinator)

    def on_today(now: dt.datetime) -> tuple[str | None, bool]:
        row = case_for(actor=coordinator, public_id=case.public_id, now=now)
        return row.follow_up.follow_up if row.follow_up else None, row.is_overdue

    assert on_today(NOW) == ("Ask about the samples", False)
    assert on_today(NOW + 3 * DAY) == ("Ask about the samples", True)
    # it is nobody else's: the lead sees that the case is overdue, and not why
    lead = case_for(actor=people.actor("institution_owner"), public_id=case.public_id, now=NOW)
    assert lead.follow_up is None
    note = note_model_for(actor=coordinator, public_id=first.public_id)
    refused(StaleStateError, lambda: settle(note=note, done=False, now=NOW))
    settle(note=note, done=True, now=NOW + DAY)
    assert on_today(NOW + 3 * DAY) == ("Later", False)
    assert len(listed(coordinator, waiting=True)) == 1
    settle(note=note_model_for(actor=coordinator, public_id=first.public_id), done=False, now=NOW)
    assert on_today(NOW) == ("Ask about the samples", False)
    # a next step that is set does not forget it
    case.refresh_from_db()
    services.case_next_step_set(
        actor=coordinator,
        case=case,
        revision=case.revision,
        text="Send it",
        side="buyer",
        due_on=None,
        now=NOW,
    )
    assert on_today(NOW + 3 * DAY) == ("Ask about the samples", True)


def test_a_correction_takes_its_day_off_today(people: People) -> None:
    case, coordinator = case_made(people), people.actor("case_coordinator")
    note = noted(people, case, follow_up=follows(1))
    held = note_model_for(actor=coordinator, public_id=note.public_id)
    services.case_note_correct(actor=coordinator, note=held, text="Settled by mail", now=NOW)
    case.refresh_from_db()
    assert case.follow_up_on is None
    refused(
        StaleStateError,
        lambda: services.follow_up_settle(actor=coordinator, note=held, done=True, now=NOW),
    )


def test_nothing_follows_in_a_closed_case(people: People) -> None:
    case, coordinator = case_made(people), people.actor("case_coordinator")
    note = noted(people, case, follow_up=follows(1))
    case.refresh_from_db()
    services.case_move(
        actor=coordinator,
        case=case,
        revision=case.revision,
        stage="closed",
        outcome="no_agreement",
        now=NOW,
    )
    assert case.follow_up_on is None
    assert listed(coordinator, waiting=True) == []
    (row,) = listed(coordinator)
    assert (row.can_correct, row.can_settle) == (False, False)
    held = note_model_for(actor=coordinator, public_id=note.public_id)
    refused(
        StaleStateError,
        lambda: services.follow_up_settle(actor=coordinator, note=held, done=True, now=NOW),
    )


def test_notes_are_found_by_words_page_by_page(people: People) -> None:
    case, other = case_made(people), case_made(people, "two")
    coordinator = people.actor("case_coordinator")
    for number in range(5):
        noted(people, case, f"Royalty talk {number}", now=NOW + number * HOUR)
    noted(people, other, "About samples", contact=contact(person_name="Royal Kim"))
    found: list[str] = []
    after = None
    while page := listed(coordinator, "royal", limit=2, after=after):
        found += [row.note.text for row in page]
        moment, thread = page[-1].order_key
        after = (dt.datetime.fromisoformat(moment), thread)
    assert found == [*(f"Royalty talk {n}" for n in (4, 3, 2, 1)), *found[4:]]
    assert sorted(found[4:]) == ["About samples", "Royalty talk 0"]
    assert len(listed(coordinator, case_id=other.public_id)) == 1
    assert listed(coordinator, "100%") == []


def test_more_notes_and_cases_take_no_more_queries(people: People) -> None:
    coordinator = people.actor("case_coordinator")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            listed(coordinator)
            cases_for(actor=coordinator, mine=True, closed=False, after=None, limit=20, now=NOW)
        return len(queries)

    def grown(key: str) -> None:
        case = case_made(people, key)
        note = noted(people, case, follow_up=follows(1))
        held = note_model_for(actor=coordinator, public_id=note.public_id)
        services.case_note_correct(
            actor=coordinator, note=held, text="Better", follow_up=follows(1), now=NOW
        )

    grown("one")
    one = asked()
    for key in ("two", "three"):
        grown(key)
    assert asked() == one
