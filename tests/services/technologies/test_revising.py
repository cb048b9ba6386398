"""A new wording is written and reviewed beside the public one, which stays until then."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology, TechnologyText, TechnologyVersion
from marketplace.technologies.selectors import (
    technologies_to_index,
    technologies_waiting,
    technology_for,
    technology_working_version,
)
from marketplace.technologies.services import (
    revision_discard,
    technology_create,
    technology_duplicate,
    technology_pause,
    technology_resume,
    technology_review,
    technology_revise,
    technology_save,
    technology_submit,
    technology_withdraw,
)
from marketplace.technologies.services.drafts import DRAFTS_MAX
from matching.engines.base import SearchFilters
from matching.search import market_search
from matching.services import technologies_index
from tests.factories.market import TECHNOLOGY_STATES, approved, offer, scores, technology_made
from tests.factories.people import ACTORS, NOW, People

WRITERS = {"seller_owner", "seller_deal_lead"}
LATER = NOW + timedelta(days=1)


def revised(people: People, state: str = "draft", public: str = "published") -> Technology:
    """Return a technology with a new wording: in its draft, saved as `new`, or in review."""
    technology = technology_made(people, public, mark="old")
    owner = people.actor("seller_owner")
    technology_revise(actor=owner, technology=technology, now=LATER)
    saved(people, technology)
    if state == "in_review":
        technology_submit(
            actor=owner, technology=technology, revision=technology.revision, now=LATER
        )
    return technology


def saved(people: People, technology: Technology) -> None:
    technology_save(
        actor=people.actor("seller_owner"),
        technology=technology,
        revision=technology.revision,
        content=offer("new", regions=("asia",)),
        now=LATER,
    )


def returned(people: People, technology: Technology) -> None:
    technology_review(
        actor=people.actor("reviewer"),
        technology=technology,
        revision=technology.revision,
        decision="returned",
        scores=scores(proof=1),
        words="Which proof?",
        now=LATER,
    )


def snapshot() -> list[object]:
    columns = ("state", "revision_state", "revision", "version_id", "next_version_id")
    return [
        list(Technology.objects.order_by("pk").values_list(*columns)),
        list(TechnologyVersion.objects.order_by("pk").values_list("pk", "frozen_at")),
        list(TechnologyText.objects.order_by("pk").values_list("title", flat=True)),
        Entry.objects.count(),
    ]


def seen(people: People, name: str, technology: Technology) -> str:
    row = technology_for(actor=people.actor(name), public_id=technology.public_id, now=LATER)
    return str(asdict(row))


@pytest.mark.parametrize("public", ["published", "paused"])
def test_the_public_wording_stays_until_the_new_one_is_approved(
    people: People, public: str
) -> None:
    technology = revised(people, "in_review", public)
    old, order = technology.version_id, technology.published_order
    assert technology.state == public
    if public == "published":
        assert "old" in seen(people, "buyer_scout", technology)
        assert "new" not in seen(people, "buyer_scout", technology)
        assert "old" in str(technologies_to_index(technology_ids=None))
    approved(people.actor("reviewer"), technology, LATER)
    assert technology.state == public
    assert (technology.revision_state, technology.next_version_id) == ("none", None)
    assert technology.version_id != old
    assert technology.published_order == order
    assert technology.publication_entry == Entry.objects.latest("pk")
    if public == "published":
        assert "new" in seen(people, "buyer_scout", technology)
        assert "new" in str(technologies_to_index(technology_ids=None))
    else:
        technology_resume(actor=people.actor("seller_owner"), technology=technology, now=LATER)
        assert "new" in seen(people, "buyer_scout", technology)
    assert TechnologyVersion.objects.get(pk=old or 0).frozen_at == NOW


def test_the_search_knows_new_words_only_once_they_are_approved(people: People) -> None:
    technology = revised(people, "in_review")
    found = {}
    for moment in ("before", "after"):
        technologies_index(technology_ids=[technology.pk], now=LATER)
        for word in ("old", "new"):
            page = market_search(
                actor=people.actor("buyer_scout"),
                now=LATER,
                text=word,
                filters=SearchFilters(),
                first=5,
            )
            ids = [hit.technology.public_id for hit in page.hits]
            found[moment, word] = technology.public_id in ids
        if moment == "before":
            approved(people.actor("reviewer"), technology, LATER)
    assert found == {
        ("before", "old"): True,
        ("before", "new"): False,
        ("after", "old"): False,
        ("after", "new"): True,
    }


def test_a_stranger_learns_nothing_of_a_new_wording(people: People) -> None:
    technology = revised(people, "in_review")
    for name in ("anonymous", "buyer_scout", "outsider_sme", "case_coordinator", "narrow_token"):
        row = technology_for(actor=people.actor(name), public_id=technology.public_id, now=LATER)
        assert (row.revision_state, row.version_number, row.revision) == ("none", None, None)
        assert row.submitted_at is None
        with pytest.raises(NotFoundError):
            technology_working_version(
                actor=people.actor(name), public_id=technology.public_id, now=LATER
            )


def test_firm_and_reviewers_read_the_open_wording(people: People) -> None:
    technology = revised(people)
    member = people.actor("seller_engineer")
    working = technology_working_version(actor=member, public_id=technology.public_id, now=LATER)
    assert (working.number, working.saved_at, working.missing) == (2, LATER, [])
    assert working.content.regions == ("asia",)
    assert "new" in working.content.texts[0].title
    reviewer = people.actor("reviewer")
    with pytest.raises(NotFoundError):
        technology_working_version(actor=reviewer, public_id=technology.public_id, now=LATER)
    technology_submit(
        actor=people.actor("seller_owner"),
        technology=technology,
        revision=technology.revision,
        now=LATER,
    )
    waiting = technology_working_version(actor=reviewer, public_id=technology.public_id, now=LATER)
    assert "new" in waiting.content.texts[0].title
    assert waiting.row.revision == technology.revision
    [queued] = technologies_waiting(actor=reviewer, now=LATER, after=None, limit=5)
    assert (queued.row.public_id, queued.submitted_at) == (technology.public_id, LATER)


def test_a_returned_wording_is_a_draft_again_and_the_public_one_stays(people: People) -> None:
    technology = revised(people, "in_review")
    submitted = technology.next_version_id
    returned(people, technology)
    assert (technology.state, technology.revision_state) == ("published", "draft")
    assert technology.return_reason == "Which proof?"
    assert technology.next_version_id != submitted
    assert technology.next_version is not None
    assert technology.next_version.number == 3
    assert TechnologyVersion.objects.get(pk=submitted or 0).frozen_at == LATER


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_a_discarded_wording_leaves_the_public_one_alone(people: People, state: str) -> None:
    technology = revised(people, state)
    dropped, revision, entries = (
        technology.next_version_id, technology.revision, Entry.objects.count(),
    )  # fmt: skip
    revision_discard(actor=people.actor("seller_deal_lead"), technology=technology, now=LATER)
    assert (technology.state, technology.revision_state) == ("published", "none")
    assert technology.revision == revision + 1
    was_submitted = state == "in_review"
    assert TechnologyVersion.objects.filter(pk=dropped or 0).exists() == was_submitted
    assert Entry.objects.count() == entries + was_submitted
    assert "old" in seen(people, "buyer_scout", technology)


@pytest.mark.parametrize("state", TECHNOLOGY_STATES)
def test_only_what_the_market_knows_is_revised_and_only_what_was_begun_discarded(
    people: People, state: str
) -> None:
    technology = technology_made(people, state)
    owner, before = people.actor("seller_owner"), snapshot()
    with pytest.raises(StaleStateError):
        revision_discard(actor=owner, technology=technology, now=LATER)
    assert snapshot() == before
    if state in {"published", "paused"}:
        technology_revise(actor=owner, technology=technology, now=LATER)
        assert technology.revision_state == "draft"
        return
    with pytest.raises(StaleStateError):
        technology_revise(actor=owner, technology=technology, now=LATER)
    assert snapshot() == before


def test_only_writers_of_the_firm_revise_discard_and_copy(people: People) -> None:
    public, open_ = technology_made(people, "published", key="public"), revised(people)
    before = snapshot()
    for name in set(ACTORS) - WRITERS:
        actor = people.actor(name)
        with pytest.raises(NotAllowedError):
            technology_revise(actor=actor, technology=public, now=LATER)
        with pytest.raises(NotAllowedError):
            revision_discard(actor=actor, technology=open_, now=LATER)
        with pytest.raises(NotAllowedError):
            technology_duplicate(actor=actor, technology=public, request_id="x", now=LATER)
        assert snapshot() == before, name


def test_an_editor_of_an_earlier_wording_cannot_save_into_a_later_one(people: People) -> None:
    technology = revised(people)
    owner, read = people.actor("seller_owner"), technology.revision
    revision_discard(actor=owner, technology=technology, now=LATER)
    technology_revise(actor=owner, technology=technology, now=LATER)
    before = snapshot()
    with pytest.raises(StaleStateError):
        technology_save(
            actor=owner, technology=technology, revision=read, content=offer("late"), now=LATER
        )
    assert snapshot() == before


def test_pausing_and_resuming_leave_an_open_wording_alone(people: People) -> None:
    technology = revised(people)
    owner = people.actor("seller_owner")
    technology_pause(actor=owner, technology=technology, now=LATER)
    technology_resume(actor=owner, technology=technology, now=LATER)
    assert (technology.state, technology.revision_state) == ("published", "draft")


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_withdrawing_takes_the_new_wording_out_of_the_queue(people: People, state: str) -> None:
    technology = revised(people, state)
    technology_withdraw(actor=people.actor("seller_owner"), technology=technology, now=LATER)
    assert (technology.state, technology.revision_state) == ("withdrawn", "none")
    reviewer = people.actor("reviewer")
    assert technologies_waiting(actor=reviewer, now=LATER, after=None, limit=5) == []


def test_a_copy_is_a_draft_with_the_newest_words_once_per_request(people: People) -> None:
    owner, source = people.actor("seller_owner"), revised(people)
    copy = technology_duplicate(actor=owner, technology=source, request_id="copy", now=LATER)
    again = technology_duplicate(actor=owner, technology=source, request_id="copy", now=LATER)
    assert (copy.pk, copy.state, copy.revision) == (again.pk, "draft", 1)
    assert copy.pk != source.pk
    working = technology_working_version(actor=owner, public_id=copy.public_id, now=LATER)
    assert "new" in working.content.texts[0].title
    assert working.content.regions == ("asia",)


def test_a_firm_keeps_a_hundred_drafts_at_most(people: People) -> None:
    owner, source = people.actor("seller_owner"), technology_made(people, key="0")
    Technology.objects.bulk_create(
        Technology(owner_id=source.owner_id, request_id=f"n{n}", created_at=NOW)
        for n in range(DRAFTS_MAX - 1)
    )
    before = snapshot()
    with pytest.raises(MarketplaceError) as refused:
        technology_create(actor=owner, request_id="y", content=offer(), now=NOW)
    assert refused.value.code == "too_many_drafts"
    with pytest.raises(MarketplaceError) as refused:
        technology_duplicate(actor=owner, technology=source, request_id="z", now=NOW)
    assert refused.value.code == "too_many_drafts"
    again = technology_create(actor=owner, request_id="draft-0", content=offer(), now=NOW)
    assert again.pk == source.pk
    assert snapshot() == before


def test_words_that_name_the_firm_are_not_submitted(people: People) -> None:
    name = people.organisations["seller"].name_en
    technology = technology_made(people, "published")
    owner = people.actor("seller_owner")
    technology_revise(actor=owner, technology=technology, now=LATER)
    technology_save(
        actor=owner,
        technology=technology,
        revision=technology.revision,
        content=offer(f"by {name}"),
        now=LATER,
    )
    before = snapshot()
    with pytest.raises(InvalidInputError) as refused:
        technology_submit(
            actor=owner, technology=technology, revision=technology.revision, now=LATER
        )
    assert (refused.value.code, refused.value.field) == ("names_firm", "en.title")
    assert snapshot() == before
