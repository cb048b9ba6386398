"""A decision is made once, with four scores, by somebody far enough from the firm."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.services import duty_separation_set
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.rate_limits import RateLimitedError
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Review, ReviewComment, Technology
from marketplace.technologies.policies import technology_acts
from marketplace.technologies.scores import Score
from marketplace.technologies.selectors import (
    review_comments,
    technologies_waiting,
    technology_for,
    technology_reviews,
    technology_working_version,
)
from marketplace.technologies.services import (
    review_comment,
    technology_review,
    technology_submit,
)
from marketplace.technologies.states import ReviewCriterion
from tests.factories.market import approved, scores, technology_made
from tests.factories.people import ACTORS, NOW, People

if TYPE_CHECKING:
    from collections.abc import Sequence

TALKERS = {"seller_owner", "seller_deal_lead", "reviewer", "checking_reviewer"}
LATER = NOW + timedelta(days=31)


def decide(
    people: People,
    technology: Technology,
    given: Sequence[Score],
    *,
    decision: str = "approved",
    words: str = "",
    who: str = "reviewer",
) -> Review:
    return technology_review(
        actor=people.actor(who),
        technology=technology,
        revision=technology.revision,
        decision=decision,
        scores=given,
        words=words,
        now=NOW,
    )


def snapshot() -> list[object]:
    rows = Technology.objects.order_by("pk").values_list("state", "revision", "version_id")
    counts = [Review.objects.count(), ReviewComment.objects.count(), Entry.objects.count()]
    return [list(rows), *counts]


def unmade_reviewer(people: People, name: str) -> None:
    """Take the reviewer's role away."""
    people.users[name].memberships.get().roles.filter(role="reviewer").delete()


def body_of(kind: str) -> dict[str, Any]:
    entry = Entry.objects.filter(kind=kind).latest("pk")
    return dict(json.loads(entry.body or "")["data"])


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ([], "incomplete", "scores"),
        (scores()[:3], "incomplete", "scores"),
        ([*scores(), scores()[0]], "repeated", "scores"),
        ([*scores(), Score(criterion="beauty", score=5)], "incomplete", "scores"),
        ([replace(scores()[0], score=6), *scores()[1:]], "out_of_range", "scores.CLARITY"),
        ([replace(scores()[0], score=-1), *scores()[1:]], "out_of_range", "scores.CLARITY"),
        ([*scores()[:3], Score(criterion="confidentiality", score=2, reason=" ")],
         "reason_needed", "scores.CONFIDENTIALITY"),
        ([Score(criterion="clarity", score=5, reason="a\u202eb"), *scores()[1:]],
         "hidden_characters", "scores.CLARITY"),
        ([Score(criterion="clarity", score=5, reason="x" * 1001), *scores()[1:]],
         "too_long", "scores.CLARITY"),
        (scores(proof=0), "zero_score", "scores"),
    ],
)  # fmt: skip
def test_scores_that_are_no_ground_for_a_decision_are_refused_and_nothing_is_written(
    people: People, given: list[Score], code: str, field: str
) -> None:
    technology = technology_made(people, "in_review")
    before = snapshot()
    with pytest.raises(InvalidInputError) as refused:
        decide(people, technology, given)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert snapshot() == before


@pytest.mark.parametrize(
    ("words", "code"), [("", "required"), (" \n", "required"), ("x" * 1001, "too_long")]
)
def test_a_return_without_words_is_refused(people: People, words: str, code: str) -> None:
    technology = technology_made(people, "in_review")
    before = snapshot()
    with pytest.raises(InvalidInputError) as refused:
        decide(people, technology, scores(proof=0), decision="returned", words=words)
    assert (refused.value.code, refused.value.field) == (code, "words")
    assert snapshot() == before


def test_a_return_with_a_zero_reaches_the_firm_with_scores_and_reasons(people: People) -> None:
    technology = technology_made(people, "in_review")
    digest = technology.version.content_sha256 if technology.version else ""
    decide(people, technology, scores(proof=0), decision="returned", words="Name the proof.")
    [row] = technology_reviews(
        actor=people.actor("seller_engineer"), public_id=technology.public_id
    )
    assert (row.decision, row.words, row.version_number) == ("returned", "Name the proof.", 1)
    assert {score["criterion"]: score["score"] for score in row.scores} == {
        "clarity": 5, "benefit": 5, "proof": 0, "confidentiality": 5,
    }  # fmt: skip
    assert "Person reviewer" not in str(row)
    body = body_of("technology.returned")
    assert body["version_sha256"] == digest
    assert body["scores"]["proof"] == 0
    assert "Name the proof" not in str(body)
    assert "Low for" not in str(body)
    assert not {"membership", "person", "same_person"} & body.keys()


def test_the_record_of_a_decision_is_read_by_both_and_names_nobody(people: People) -> None:
    technology = technology_made(people, "published")
    entry = Entry.objects.filter(kind="technology.published").latest("pk")
    assert technology.publication_entry_id == entry.pk
    audience = set(entry.audience.values_list("organisation_id", flat=True))
    assert audience == {people.organisations["seller"].pk, people.organisations["institution"].pk}
    told = body_of("technology.published")
    assert set(told) == {"version", "version_sha256", "scores", "leak_report"}
    assert body_of("technology.submitted")["person"] == people.users["seller_owner"].public_id


def test_who_confirmed_the_firm_lately_leaves_the_decision_to_another(people: People) -> None:
    technology = technology_made(people, "in_review")
    close = people.actor("checking_reviewer")
    before = snapshot()
    with pytest.raises(MarketplaceError) as refused:
        decide(people, technology, scores(), who="checking_reviewer")
    assert refused.value.code == "review_barred"
    assert snapshot() == before
    row = technology_for(actor=close, public_id=technology.public_id, now=NOW)
    assert row.review_barred
    assert "review" not in technology_acts(close, row)
    assert "comment" in technology_acts(close, row)
    [waiting] = technologies_waiting(actor=close, now=NOW, after=None, limit=5)
    assert waiting.row.review_barred
    far = technology_for(actor=people.actor("reviewer"), public_id=technology.public_id, now=NOW)
    assert "review" in technology_acts(people.actor("reviewer"), far)


def test_after_thirty_days_the_same_person_may_decide_again(people: People) -> None:
    technology = technology_made(people, "in_review")
    approved(people.actor("checking_reviewer"), technology, LATER)
    assert "same_person" not in body_of("technology.published")


def test_the_only_reviewer_decides_and_the_record_says_so(people: People) -> None:
    unmade_reviewer(people, "reviewer")
    review = approved(people.actor("checking_reviewer"), technology_made(people, "in_review"))
    assert review.same_person
    assert body_of("technology.published")["same_person"] is True


def test_where_the_institution_relaxed_the_rule_the_record_says_so(people: People) -> None:
    duty_separation_set(actor=people.actor("institution_owner"), relaxed=True, now=NOW)
    review = approved(people.actor("checking_reviewer"), technology_made(people, "in_review"))
    assert review.same_person
    assert body_of("technology.published")["same_person"] is True


def test_firm_and_reviewers_talk_by_side_while_it_waits(people: People) -> None:
    technology = technology_made(people, "in_review")
    asks, answers = people.actor("reviewer"), people.actor("seller_deal_lead")
    review_comment(actor=asks, technology=technology, text=" Which proof? ", now=NOW)
    assert body_of("technology.commented") == {"side": "reviewer"}
    review_comment(actor=answers, technology=technology, text="The test report.", now=NOW)
    told = body_of("technology.commented")
    assert told == {"side": "firm", "person": people.users["seller_deal_lead"].public_id}
    thread = review_comments(actor=asks, public_id=technology.public_id, after=None, limit=10)
    assert [(row.side, row.text, row.is_own) for row in thread] == [
        ("reviewer", "Which proof?", True),
        ("firm", "The test report.", False),
    ]
    assert "Person" not in str(thread)
    after = (thread[0].pk,)
    rest = review_comments(actor=asks, public_id=technology.public_id, after=after, limit=10)
    assert [row.side for row in rest] == ["firm"]


def test_a_side_does_not_flood_the_other_with_remarks(people: People) -> None:
    technology = technology_made(people, "in_review")
    author = people.users["seller_deal_lead"]
    ReviewComment.objects.bulk_create(
        ReviewComment(
            technology=technology, author=author, side="firm", text="More.", created_at=NOW
        )
        for _ in range(100)
    )
    before, firm = snapshot(), people.actor("seller_deal_lead")
    with pytest.raises(RateLimitedError):
        review_comment(actor=firm, technology=technology, text="And more.", now=NOW)
    assert snapshot() == before
    review_comment(actor=people.actor("reviewer"), technology=technology, text="Well.", now=NOW)
    tomorrow = NOW + timedelta(days=1)
    review_comment(actor=firm, technology=technology, text="And more.", now=tomorrow)


def test_nobody_else_talks_and_nothing_is_written(people: People) -> None:
    technology = technology_made(people, "in_review")
    before = snapshot()
    for name in set(ACTORS) - TALKERS:
        with pytest.raises(NotAllowedError):
            review_comment(actor=people.actor(name), technology=technology, text="x", now=NOW)
    for text, code in (("", "required"), ("x" * 2001, "too_long"), ("\x00", "hidden_characters")):
        with pytest.raises(InvalidInputError) as refused:
            review_comment(
                actor=people.actor("reviewer"), technology=technology, text=text, now=NOW
            )
        assert (refused.value.code, refused.value.field) == (code, "text")
    assert snapshot() == before


@pytest.mark.parametrize("state", ["draft", "published", "paused", "withdrawn"])
@pytest.mark.parametrize("who", ["seller_owner", "reviewer"])
def test_a_thread_rests_while_nothing_waits(people: People, state: str, who: str) -> None:
    technology = technology_made(people, state)
    before = snapshot()
    with pytest.raises(StaleStateError):
        review_comment(actor=people.actor(who), technology=technology, text="x", now=NOW)
    assert snapshot() == before


def test_reviewers_never_learn_whose_technology_it_is(people: People) -> None:
    technology = technology_made(people, "in_review")
    review_comment(
        actor=people.actor("seller_owner"), technology=technology, text="Hello.", now=NOW
    )
    reviewer = people.actor("reviewer")
    seen = [
        technology_working_version(actor=reviewer, public_id=technology.public_id, now=NOW),
        technologies_waiting(actor=reviewer, now=NOW, after=None, limit=5),
        review_comments(actor=reviewer, public_id=technology.public_id, after=None, limit=5),
    ]
    seller = people.organisations["seller"]
    for secret in (seller.name_ko, seller.name_en, seller.public_id, "Person seller"):
        assert secret not in str(seen)
    assert "owner_id=None" in str(seen[0])


def test_the_queue_tells_waiting_days_second_reviews_and_what_is_overdue(people: People) -> None:
    first = technology_made(people, "in_review", key="a")
    again = technology_made(people, "in_review", key="b")
    decide(people, again, scores(), decision="returned", words="Shorter.")
    technology_submit(
        actor=people.actor("seller_owner"),
        technology=again,
        revision=again.revision,
        now=NOW + timedelta(hours=1),
    )
    late = NOW + timedelta(days=5, minutes=30)
    rows = technologies_waiting(actor=people.actor("reviewer"), now=late, after=None, limit=5)
    assert [
        (one.row.public_id, one.waiting_days, one.is_second_review, one.is_overdue) for one in rows
    ] == [(first.public_id, 5, False, True), (again.public_id, 4, True, False)]


def test_every_criterion_has_its_place() -> None:
    assert [score.criterion for score in scores()] == ReviewCriterion.values
