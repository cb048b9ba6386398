"""Versions, changes, decisions and thread: for the firm and, while it waits, for reviewers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.core.errors import NotFoundError
from marketplace.technologies.selectors import (
    review_comments,
    technologies_waiting,
    technology_diff,
    technology_reviews,
    technology_versions,
)
from marketplace.technologies.services import (
    technology_review,
    technology_save,
    technology_submit,
)
from tests.factories.market import approved, offer, scores, technology_made
from tests.factories.people import ACTORS, NOW, People

if TYPE_CHECKING:
    from marketplace.technologies.models import Technology
    from marketplace.technologies.rows import VersionDiff

MEMBERS = {"seller_owner", "seller_deal_lead", "seller_engineer", "seller_member"}
REVIEWERS = {"reviewer", "checking_reviewer"}


def returned(people: People, technology: Technology) -> None:
    technology_review(
        actor=people.actor("reviewer"),
        technology=technology,
        revision=technology.revision,
        decision="returned",
        scores=scores(),
        words="Shorter.",
        now=NOW,
    )


def second_submission(people: People) -> Technology:
    """Return what waits again, after its first words were returned and its title changed."""
    technology = technology_made(people, "in_review", mark="first")
    returned(people, technology)
    owner = people.actor("seller_owner")
    technology_save(
        actor=owner,
        technology=technology,
        revision=technology.revision,
        content=offer("first", trl=7),
        now=NOW,
    )
    technology_submit(actor=owner, technology=technology, revision=technology.revision, now=NOW)
    return technology


def diff(people: People, who: str, technology: Technology, *numbers: int | None) -> VersionDiff:
    older, newer = numbers or (None, None)
    return technology_diff(
        actor=people.actor(who),
        public_id=technology.public_id,
        from_number=older,
        to_number=newer,
    )


def test_a_second_review_sees_what_changed_and_nothing_else(people: People) -> None:
    technology = second_submission(people)
    found = diff(people, "reviewer", technology)
    assert (found.from_number, found.to_number) == (1, 2)
    assert [
        (change.field, [(piece.op, piece.text) for piece in change.segments])
        for change in found.changes
    ] == [("trl", [("removed", "6"), ("added", "7")])]


def test_the_firm_compares_its_open_draft_and_the_reviewer_never_sees_it(people: People) -> None:
    technology = second_submission(people)
    returned(people, technology)
    assert diff(people, "seller_member", technology).to_number == 3
    with pytest.raises(NotFoundError):
        diff(people, "reviewer", technology, 1, 3)


def test_versions_are_told_with_what_became_of_them(people: People) -> None:
    technology = second_submission(people)
    approved(people.actor("reviewer"), technology)
    rows = technology_versions(
        actor=people.actor("seller_engineer"), public_id=technology.public_id
    )
    assert [(row.number, row.is_public, row.decision) for row in rows] == [
        (2, True, "approved"),
        (1, False, "returned"),
    ]
    assert all(row.sha256 and len(row.sha256) == 64 for row in rows)


@pytest.mark.parametrize("numbers", [(9, 1), (1, 9), (-1, None), (None, 0), (2**31 - 1, None)])
def test_a_version_there_is_not_is_not_found(
    people: People, numbers: tuple[int | None, int | None]
) -> None:
    with pytest.raises(NotFoundError):
        diff(people, "seller_owner", second_submission(people), *numbers)


def test_a_first_version_has_nothing_to_be_compared_with(people: People) -> None:
    with pytest.raises(NotFoundError):
        diff(people, "reviewer", technology_made(people, "in_review"))


def test_history_is_the_firms_and_while_it_waits_the_reviewers(people: People) -> None:
    waiting = second_submission(people)
    on_market = technology_made(people, "published", key="public")
    for technology, readers in ((waiting, MEMBERS | REVIEWERS), (on_market, MEMBERS)):
        for name in ACTORS:
            actor, public_id = people.actor(name), technology.public_id
            if name in readers:
                assert technology_versions(actor=actor, public_id=public_id)
                technology_reviews(actor=actor, public_id=public_id)
                review_comments(actor=actor, public_id=public_id, after=None, limit=5)
                continue
            with pytest.raises(NotFoundError):
                technology_versions(actor=actor, public_id=public_id)
            with pytest.raises(NotFoundError):
                technology_reviews(actor=actor, public_id=public_id)
            with pytest.raises(NotFoundError):
                review_comments(actor=actor, public_id=public_id, after=None, limit=5)
            with pytest.raises(NotFoundError):
                diff(people, name, technology)


@pytest.mark.parametrize("name", sorted(REVIEWERS))
def test_a_longer_queue_costs_no_more_queries(people: People, name: str) -> None:
    actor, counts = people.actor(name), []
    for round_ in range(2):
        for n in range(4):
            technology_made(people, "in_review", key=f"{round_}-{n}")
        with CaptureQueriesContext(connection) as queries:
            rows = technologies_waiting(
                actor=actor, now=NOW + timedelta(days=1), after=None, limit=50
            )
        assert len(rows) == 4 * (round_ + 1)
        counts.append(len(queries))
    assert counts[0] == counts[1]
