"""A technology moves along its table, for those who may, once, and every move is recorded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology, TechnologyText, TechnologyVersion
from marketplace.technologies.policies import can_review_technologies, can_write_technologies
from marketplace.technologies.services import (
    technology_create,
    technology_pause,
    technology_resume,
    technology_review,
    technology_save,
    technology_submit,
    technology_withdraw,
)
from tests.factories.market import TECHNOLOGY_STATES, offer, scores, technology_made
from tests.factories.people import ACTORS, NOW, People

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

MOVES = {
    "submit": {"draft": "in_review"},
    "approve": {"in_review": "published"},
    "return": {"in_review": "draft"},
    "pause": {"published": "paused"},
    "resume": {"paused": "published"},
    "withdraw": {
        "draft": "withdrawn",
        "in_review": "withdrawn",
        "published": "withdrawn",
        "paused": "withdrawn",
    },
}
BY_REVIEWER = {"approve", "return"}


def act(people: People, name: str, technology: Technology, who: str | None = None) -> None:
    """Let the usual person, or `who`, try the move."""
    actor = people.actor(who or ("reviewer" if name in BY_REVIEWER else "seller_deal_lead"))
    if name == "submit":
        technology_submit(actor=actor, technology=technology, revision=technology.revision, now=NOW)
    elif name in BY_REVIEWER:
        decided(actor, technology, name, technology.revision)
    else:
        service = {
            "pause": technology_pause,
            "resume": technology_resume,
            "withdraw": technology_withdraw,
        }[name]
        service(actor=actor, technology=technology, now=NOW)


def decided(actor: Actor, technology: Technology, name: str, revision: int) -> None:
    """Approve or return it with full scores."""
    technology_review(
        actor=actor,
        technology=technology,
        revision=revision,
        decision="approved" if name == "approve" else "returned",
        scores=scores(),
        words="Name no maker.",
        now=NOW,
    )


def snapshot() -> list[object]:
    """Return everything a move could have written."""
    return [
        list(Technology.objects.order_by("pk").values_list("state", "revision", "version_id")),
        list(TechnologyVersion.objects.order_by("pk").values_list("pk", "frozen_at")),
        TechnologyText.objects.count(),
        Entry.objects.count(),
    ]


@pytest.mark.parametrize("state", TECHNOLOGY_STATES)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_leads_where_its_table_says_and_nowhere_else(
    people: People, name: str, state: str
) -> None:
    technology = technology_made(people, state)
    before, entries = snapshot(), Entry.objects.count()
    target = MOVES[name].get(state)
    if target is None:
        with pytest.raises((StaleStateError, NotAllowedError)):
            act(people, name, technology)
        assert snapshot() == before
        return
    act(people, name, technology)
    technology.refresh_from_db()
    assert technology.state == target
    assert Entry.objects.count() == entries + 1


@pytest.mark.parametrize("name", MOVES)
def test_only_the_right_people_move_it_and_the_others_change_nothing(
    people: People, name: str
) -> None:
    state = next(iter(MOVES[name]))
    technology = technology_made(people, state)
    right = (
        {"reviewer", "checking_reviewer"}
        if name in BY_REVIEWER
        else {"seller_owner", "seller_deal_lead"}
    )
    before = snapshot()
    for who in set(ACTORS) - right:
        with pytest.raises(NotAllowedError):
            act(people, name, technology, who)
        assert snapshot() == before, who


@pytest.mark.parametrize("name", MOVES)
def test_of_two_who_read_the_same_row_only_the_first_moves_it(people: People, name: str) -> None:
    state = next(iter(MOVES[name]))
    mine = technology_made(people, state)
    yours = Technology.objects.select_related("version").get(pk=mine.pk)
    act(people, name, mine)
    before = snapshot()
    with pytest.raises(StaleStateError):
        act(people, name, yours)
    assert snapshot() == before


def test_who_may_write_and_review(people: People) -> None:
    writers = {name for name in ACTORS if can_write_technologies(people.actor(name))}
    assert writers == {
        "seller_owner",
        "seller_deal_lead",
        "outsider_sme",
        "unverified_sme",
        "blocked_sme",
    }
    reviewers = {name for name in ACTORS if can_review_technologies(people.actor(name))}
    assert reviewers == {"reviewer", "checking_reviewer"}


def test_the_same_request_gives_the_same_draft(people: People) -> None:
    actor = people.actor("seller_owner")
    first = technology_create(actor=actor, request_id="a", content=offer(), now=NOW)
    again = technology_create(actor=actor, request_id="a", content=offer("other"), now=NOW)
    assert first.pk == again.pk
    assert Technology.objects.count() == 1


def test_a_draft_saved_meanwhile_is_not_overwritten(people: People) -> None:
    technology = technology_made(people)
    actor = people.actor("seller_owner")
    technology_save(actor=actor, technology=technology, revision=1, content=offer("mine"), now=NOW)
    with pytest.raises(StaleStateError):
        technology_save(
            actor=actor, technology=technology, revision=1, content=offer("late"), now=NOW
        )
    assert "mine" in TechnologyText.objects.get().title


def test_an_unverified_firm_drafts_but_does_not_submit(people: People) -> None:
    actor = people.actor("unverified_sme")
    draft = technology_create(actor=actor, request_id="a", content=offer(), now=NOW)
    with pytest.raises(NotAllowedError):
        technology_submit(actor=actor, technology=draft, revision=1, now=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_an_incomplete_offer_names_what_is_missing(people: People) -> None:
    technology = technology_made(people)
    actor = people.actor("seller_owner")
    technology_save(
        actor=actor,
        technology=technology,
        revision=1,
        content=offer(trl=None, industry=""),
        now=NOW,
    )
    with pytest.raises(InvalidInputError) as refused:
        technology_submit(actor=actor, technology=technology, revision=2, now=NOW)
    assert refused.value.code == "incomplete"
    assert refused.value.params["fields"] == "industry, trl"


def test_a_returned_technology_is_a_new_draft_and_the_old_words_stay(people: People) -> None:
    technology = technology_made(people, "in_review")
    frozen = technology.version_id or 0
    act(people, "return", technology)
    technology.refresh_from_db()
    assert technology.version_id != frozen
    assert technology.return_reason == "Name no maker."
    old = TechnologyVersion.objects.get(pk=frozen)
    assert old.frozen_at is not None
    assert old.texts.count() == 1


def test_the_database_refuses_to_change_submitted_words(people: People) -> None:
    technology = technology_made(people, "published")
    version = TechnologyVersion.objects.filter(pk=technology.version_id or 0)
    texts = TechnologyText.objects.filter(version_id=technology.version_id)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        version.update(trl=9)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        texts.update(title="Other")
    assert texts.get().title.startswith("Thin barrier sheet")


def test_the_market_tells_the_month_of_publication_only(people: People) -> None:
    early = technology_made(people, "published", key="a")
    late = technology_made(people, "published", key="b")
    assert early.published_order is not None
    assert late.published_order is not None
    month = early.published_order // 10**9
    assert month == late.published_order // 10**9 == NOW.year * 100 + NOW.month
    assert dt.timedelta(0) == (late.published_at or NOW) - (early.published_at or NOW)


@pytest.mark.parametrize("name", sorted(BY_REVIEWER))
def test_what_was_returned_and_submitted_anew_is_not_what_the_reviewer_read(
    people: People, name: str
) -> None:
    technology = technology_made(people, "in_review")
    read = Technology.objects.select_related("version").get(pk=technology.pk)
    act(people, "return", technology)
    act(people, "submit", technology)
    before = snapshot()
    with pytest.raises(StaleStateError):
        act(people, name, read)
    assert snapshot() == before


def test_a_reviewer_approves_only_the_words_that_were_read(people: People) -> None:
    technology = technology_made(people, "in_review")
    read = technology.revision
    act(people, "return", technology)
    act(people, "submit", technology)
    reviewer = people.actor("reviewer")
    for name in BY_REVIEWER:
        with pytest.raises(StaleStateError):
            decided(reviewer, technology, name, read)
    technology.refresh_from_db()
    assert technology.state == "in_review"
