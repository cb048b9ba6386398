"""Questions of a request: asked once, answered for one firm, compared by the firm that asked."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from matching import services
from matching.models import Match, MatchQuestion
from matching.selectors.asked import asked_firms_for, asked_match_for
from tests.factories.market import demand_made, match_made, technology_made
from tests.factories.people import NOW, People
from tests.services.matching.acting import LATER, ask, kinds, refused

if TYPE_CHECKING:
    from matching.selectors.asked import AskedFirms

QUESTIONS = ("How thick is it?", "How many a day?")


def asked(people: People, state: str = "requested", **given: object) -> Match:
    return match_made(people, state, questions=QUESTIONS, **given)  # type: ignore[arg-type]


def answer(
    people: People, match: Match, *words: str, who: str = "seller_owner", now: dt.datetime = LATER
) -> Match:
    rows = match.questions.order_by("place")
    answers = {row.public_id: text for row, text in zip(rows, words, strict=False)}
    return services.match_answer(actor=people.actor(who), match=match, answers=answers, now=now)


def side_by_side(people: People, match: Match, who: str = "buyer_scout") -> AskedFirms:
    return asked_firms_for(actor=people.actor(who), demand_id=match.demand.public_id, now=LATER)


def test_answers_come_one_by_one_and_stay_as_they_are(people: People) -> None:
    match = asked(people)
    answer(people, match, "0.8 mm")
    answer(people, match, "", "2,000", who="seller_deal_lead")

    rows = list(match.questions.order_by("place").values_list("text", "answer"))
    assert rows == [("How thick is it?", "0.8 mm"), ("How many a day?", "2,000")]
    assert kinds(match) == ["match.requested", "match.answered", "match.answered"]
    refused(StaleStateError, lambda: answer(people, match, "0.9 mm"))


def test_the_record_of_an_answer_holds_its_hash_and_no_word(people: People) -> None:
    match = asked(people)
    answer(people, match, "0.8 mm")
    entry = Entry.objects.get(kind="match.answered")
    data = json.loads(entry.body or "")
    assert "0.8" not in (entry.body or "")
    assert "thick" not in (entry.body or "")
    assert "sha256" in json.dumps(data)
    audience = {row.organisation_id for row in entry.audience.all()}
    assert audience == {match.seller_id, match.buyer_id}


@pytest.mark.parametrize(
    "who", ["seller_engineer", "seller_member", "buyer_deal_lead", "buyer_scout"]
)
def test_who_may_not_answer(people: People, who: str) -> None:
    match = asked(people)
    refused((NotAllowedError, StaleStateError), lambda: answer(people, match, "x", who=who))  # type: ignore[arg-type]
    assert not MatchQuestion.objects.exclude(answer="").exists()


def test_a_stranger_knows_of_no_question(people: People) -> None:
    match = asked(people, "matched")
    for who in ("case_coordinator", "outsider_sme"):
        with pytest.raises(NotFoundError):
            asked_match_for(actor=people.actor(who), match_id=match.public_id, now=NOW)


def test_an_answer_names_the_firm_only_once_both_know_each_other(people: People) -> None:
    match, name = asked(people), people.organisations["seller"].name_ko
    error = refused(InvalidInputError, lambda: answer(people, match, f"{name}에서 만듭니다"))
    assert getattr(error, "code", "") == "names_firm"
    services.match_accept(actor=people.actor("seller_owner"), match=match, revision=1, now=LATER)
    answer(people, match, f"{name}에서 만듭니다")


def test_nothing_is_answered_without_words_or_for_another_request(people: People) -> None:
    match, other = asked(people), asked(people, key="two")
    error = refused(InvalidInputError, lambda: answer(people, match, " ", ""))
    assert getattr(error, "code", "") == "nothing_answered"
    stray = {other.questions.all()[0].public_id: "Words"}
    refused(
        InvalidInputError,
        lambda: services.match_answer(
            actor=people.actor("seller_owner"), match=match, answers=stray, now=LATER
        ),
    )
    services.match_withdraw(
        actor=people.actor("buyer_deal_lead"), match=match, revision=1, now=LATER
    )
    refused(StaleStateError, lambda: answer(people, match, "Too late"))


@pytest.mark.parametrize(
    ("questions", "code", "field"),
    [
        (("One?", " One? "), "asked_twice", "questions.1"),
        (tuple(f"Question {at}?" for at in range(11)), "too_many_questions", "questions.10"),
        (("x" * 301,), "too_long", "questions.0"),
        (("", "Write to lead@buyer.example"), "names_firm", "questions.1"),
    ],
)
def test_questions_that_are_refused(
    people: People, questions: tuple[str, ...], code: str, field: str
) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    error = refused(
        InvalidInputError,
        lambda: ask(people, "buyer_deal_lead", technology, demand, questions=questions),
    )
    assert (getattr(error, "code", ""), getattr(error, "field", "")) == (code, field)


def test_seen_is_said_once_and_comes_with_an_answer(people: People) -> None:
    match, owner = asked(people), people.actor("seller_owner")
    scout = people.actor("buyer_scout")
    assert asked_match_for(actor=owner, match_id=match.public_id, now=NOW).acts >= {"see", "answer"}
    services.match_see(actor=owner, match=match, now=LATER)
    services.match_see(actor=owner, match=match, now=LATER + dt.timedelta(hours=1))
    assert kinds(match) == ["match.requested", "match.seen"]
    assert Match.objects.get(pk=match.pk).seen_at == LATER
    refused(NotAllowedError, lambda: services.match_see(actor=scout, match=match, now=LATER))

    second = asked(people, key="two")
    answer(people, second, "0.8 mm")
    assert Match.objects.get(pk=second.pk).seen_at == LATER


def test_a_reminder_goes_out_after_three_days_and_again_after_seven(people: People) -> None:
    match, scout = asked(people), people.actor("buyer_scout")

    def remind(days: float) -> Match:
        return services.match_remind(actor=scout, match=match, now=NOW + dt.timedelta(days=days))

    error = refused(MarketplaceError, lambda: remind(2.9))
    assert getattr(error, "code", "") == "reminded_lately"
    remind(3)
    refused(MarketplaceError, lambda: remind(9.9))
    remind(10)
    assert kinds(match) == ["match.requested", "match.reminded", "match.reminded"]
    owner = people.actor("seller_owner")
    refused(
        StaleStateError,
        lambda: services.match_remind(actor=owner, match=match, now=NOW + dt.timedelta(days=30)),
    )


def test_of_open_questions_of_a_match_the_coordinator_reminds(people: People) -> None:
    match, later = asked(people, "matched"), NOW + dt.timedelta(days=4)
    lead = people.actor("buyer_deal_lead")
    services.match_remind(actor=lead, match=match, now=later)
    entry = Entry.objects.get(kind="case.reminder_asked")
    subjects = set(entry.subjects.values_list("type", "ref"))
    assert ("person", people.users["case_coordinator"].public_id) in subjects
    assert "match.reminded" not in kinds(match)

    answer(people, match, "0.8 mm", "2,000")
    match.refresh_from_db()
    much_later = later + dt.timedelta(days=20)
    refused(StaleStateError, lambda: services.match_remind(actor=lead, match=match, now=much_later))


def test_answers_stand_side_by_side_without_names_before_they_are_open(people: People) -> None:
    demand = demand_made(people, "published")
    first = asked(people, demand=demand, key="one")
    second = match_made(
        people,
        "matched",
        demand=demand,
        questions=("How many a day?", "From when on?"),
        key="two",
    )
    asked(people, "declined", demand=demand, key="three")
    answer(people, second, "2,000")
    found = side_by_side(people, first)

    assert [firm.row.state for firm in found.firms] == ["requested", "matched", "declined"]
    assert [firm.row.counterpart is not None for firm in found.firms] == [False, True, False]
    assert [firm.open_count for firm in found.firms] == [2, 1, 2]
    assert [firm.waiting_days for firm in found.firms] == [1, 1, None]
    said = [[cell and (cell.answer or "?") for cell in line.cells] for line in found.lines]
    assert [line.text for line in found.lines] == [*QUESTIONS, "From when on?"]
    assert said == [["?", None, "?"], ["?", "2,000", "?"], [None, "?", None]]


def test_only_the_firm_that_asked_compares(people: People) -> None:
    match = asked(people)
    for who in ("seller_owner", "case_coordinator", "buyer_member", "outsider_large"):
        assert side_by_side(people, match, who).firms == ()
    # what a firm proposed by itself was not asked
    technology, demand = technology_made(people, "published", key="own"), match.demand
    ask(people, "seller_owner", technology, demand, request_id="own")
    assert len(side_by_side(people, match).firms) == 1


def test_one_asked_firm_learns_nothing_of_another(people: People) -> None:
    """Whatever the seller reads of its request is the same whether others were asked or not."""

    def read(match: Match) -> tuple[object, ...]:
        found = asked_match_for(
            actor=people.actor("seller_owner"), match_id=match.public_id, now=LATER
        )
        texts = [(row.place, row.text, row.answer) for row in found.questions]
        return texts, found.acts, found.row.acts, found.waiting_days

    demand = demand_made(people, "published")
    match = asked(people, demand=demand, key="one")
    alone = read(match)
    match_made(people, "matched", demand=demand, questions=QUESTIONS, key="two")
    assert read(match) == alone


def test_any_number_of_firms_takes_the_same_queries(people: People) -> None:
    demand = demand_made(people, "published")
    match = asked(people, demand=demand, key="one")
    side_by_side(people, match)
    with CaptureQueriesContext(connection) as one:
        side_by_side(people, match)
    asked(people, demand=demand, key="two")
    match_made(people, "matched", demand=demand, questions=("Else?",), key="three")
    with CaptureQueriesContext(connection) as three:
        assert len(side_by_side(people, match).firms) == 3
    assert len(three) == len(one)
