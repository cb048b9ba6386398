"""Two people act on one thing at the same moment, two hundred times: one wins, nothing is half."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.services import membership_add
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Review
from tests.factories.people import NO_FIRM, NOW
from tests.flows.racing import (
    ACCEPT,
    REVIEW,
    ROUNDS,
    SCORES,
    WITHDRAW,
    asked,
    assert_matched_whole,
    assert_not_matched,
    day,
    kinds_after,
    newest_entry,
)

if TYPE_CHECKING:
    from marketplace.technologies.models import Technology
    from matching.models import Match
    from tests.flows.racing import Race

pytestmark = pytest.mark.django_db(transaction=True)


def timer_of(match: Match) -> str:
    return Timer.objects.get(kind="match.expiry", subject=match.public_id).state


def entries_of(match: Match) -> list[str]:
    mine = Entry.objects.filter(subjects__ref=match.public_id).order_by("pk")
    return list(mine.values_list("kind", flat=True))


def test_of_two_acceptances_one_counts(race: Race) -> None:
    winners: Counter[int] = Counter()
    one, two = race.people.actor("seller_owner"), race.people.actor("seller_deal_lead")
    for round_ in range(ROUNDS):
        match = race.requested(round_)
        given: Any = {"id": match.public_id, "revision": 1, "now": day(round_)}
        outcomes = race.pair.race(
            partial(asked, one, ACCEPT, **given), partial(asked, two, ACCEPT, **given)
        )
        assert sorted(outcomes) == ["done", "stale_state"]
        winner = outcomes.index("done")
        race.pair.hold_back(first=winner == 0)
        winners[winner] += 1
        match.refresh_from_db()
        assert match.seller_accepted_by_id == (one, two)[winner].membership_id
        assert_matched_whole(match)
        assert entries_of(match) == ["match.requested", "match.matched", "case.assigned"]
        assert timer_of(match) == "cancelled"
        race.taken_back(match)
    assert set(winners) == {0, 1}


def test_an_acceptance_and_a_withdrawal_never_both_count(race: Race) -> None:
    accepts, withdraws = race.people.actor("seller_owner"), race.people.actor("buyer_deal_lead")
    ends: Counter[str] = Counter()
    for round_ in range(ROUNDS):
        match = race.requested(round_)
        given: Any = {"id": match.public_id, "revision": 1, "now": day(round_)}
        outcomes = race.pair.race(
            partial(asked, accepts, ACCEPT, **given), partial(asked, withdraws, WITHDRAW, **given)
        )
        assert sorted(outcomes) == ["done", "stale_state"]
        race.pair.hold_back(first=outcomes[0] == "done")
        match.refresh_from_db()
        ends[match.state] += 1
        assert timer_of(match) == "cancelled"
        if outcomes[0] == "done":
            assert_matched_whole(match)
            assert entries_of(match) == ["match.requested", "match.matched", "case.assigned"]
            race.taken_back(match)
        else:
            assert match.state == "withdrawn"
            assert_not_matched(match)
            assert entries_of(match) == ["match.requested", "match.withdrawn"]
    assert set(ends) == {"matched", "withdrawn"}


@pytest.mark.parametrize("decisions", [("APPROVED", "APPROVED"), ("APPROVED", "RETURNED")])
def test_of_two_reviewers_one_decides(race: Race, decisions: tuple[str, str]) -> None:
    membership_add(
        actor=race.people.actor("institution_owner"),
        organisation=race.people.organisations["institution"],
        user=race.people.users[NO_FIRM],
        roles=("reviewer",),
        now=NOW,
    )
    reviewers = [race.people.actor(name) for name in ("reviewer", NO_FIRM)]
    had = Review.objects.count()
    winners: Counter[int] = Counter()
    technology: Technology | None = None
    for round_ in range(ROUNDS):
        technology = race.waiting(technology, round_)
        before = newest_entry()
        given: dict[str, Any] = {"id": technology.public_id, "scores": SCORES}
        given["revision"] = technology.revision
        turned = decisions if round_ % 2 else decisions[::-1]
        outcomes = race.pair.race(
            partial(asked, reviewers[0], REVIEW, decision=turned[0], **given),
            partial(asked, reviewers[1], REVIEW, decision=turned[1], **given),
        )
        # whoever comes second finds it changed, or returned and so gone from the queue
        assert sorted(outcomes) in (["done", "stale_state"], ["done", "not_found"])
        winner = outcomes.index("done")
        race.pair.hold_back(first=winner == 0)
        winners[winner] += 1
        technology.refresh_from_db()
        review = Review.objects.filter(version__technology=technology).latest("pk")
        assert review.reviewer_id == reviewers[winner].user_id
        assert review.decision == turned[winner].lower()
        approved = review.decision == "approved"
        assert technology.state == ("published" if approved else "draft")
        assert kinds_after(before) == [f"technology.{'published' if approved else 'returned'}"]
    assert Review.objects.count() == had + ROUNDS
    assert set(winners) == {0, 1}
