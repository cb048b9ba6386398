"""Of two who act at the same moment one wins, the other is told, and nothing is half done."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from marketplace.core.errors import StaleStateError
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Review, Technology, TechnologyVersion
from marketplace.technologies.services import (
    revision_discard,
    technology_review,
    technology_revise,
    technology_save,
    technology_submit,
    technology_withdraw,
)
from tests.factories.market import offer, scores, technology_made
from tests.factories.people import NOW, People, people_made

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[[Technology], object]

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def raced(technology: Technology, *acts: Act) -> list[str]:
    """Let all act at once, each on the row as it is now; return what became of each."""
    start, outcomes = Barrier(len(acts)), ["" for _ in acts]
    rows = [
        Technology.objects.select_related("version", "next_version").get(pk=technology.pk)
        for _ in acts
    ]

    def run(place: int) -> None:
        try:
            start.wait()
            acts[place](rows[place])
            outcomes[place] = "done"
        except StaleStateError:
            outcomes[place] = "stale"
        except Exception as error:  # noqa: BLE001  (shown by the test)
            outcomes[place] = repr(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    technology.refresh_from_db()
    return outcomes


def decides(people: People, decision: str) -> Act:
    actor = people.actor("reviewer")
    return lambda row: technology_review(
        actor=actor,
        technology=row,
        revision=row.revision,
        decision=decision,
        scores=scores(),
        words="Shorter.",
        now=NOW,
    )


def firm(people: People, service: Callable[..., Technology], **given: object) -> Act:
    actor = people.actor("seller_owner")
    return lambda row: service(actor=actor, technology=row, now=NOW, **given)


def kinds(technology: Technology) -> list[str]:
    about = Entry.objects.filter(subjects__ref=technology.public_id)
    mine = about.exclude(kind__startswith="technology.leak_").order_by("pk")
    return [kind.removeprefix("technology.") for kind in mine.values_list("kind", flat=True)]


@pytest.mark.parametrize("decisions", [("approved", "approved"), ("approved", "returned")])
def test_of_two_decisions_one_counts(decisions: tuple[str, str]) -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, "in_review", key=str(round_))
        outcomes = raced(technology, *(decides(people, decision) for decision in decisions))
        assert sorted(outcomes) == ["done", "stale"]
        review = Review.objects.get(version__technology=technology)
        assert review.decision == decisions[outcomes.index("done")]
        assert technology.state == ("published" if review.decision == "approved" else "draft")
        assert len(kinds(technology)) == 2


def test_an_approval_and_a_withdrawal_end_where_the_record_says() -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, "in_review", key=str(round_))
        approves, withdraws = raced(
            technology, decides(people, "approved"), firm(people, technology_withdraw)
        )
        # of a withdrawal that saw it in review only one of the two can count
        assert sorted([approves, withdraws]) == ["done", "stale"]
        done = "published" if approves == "done" else "withdrawn"
        assert technology.state == done
        assert kinds(technology) == ["submitted", done]


def test_a_save_and_a_submission_never_mix() -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, key=str(round_))
        saves, submits = raced(
            technology,
            firm(people, technology_save, revision=1, content=offer("late")),
            firm(people, technology_submit, revision=1),
        )
        assert sorted([saves, submits]) == ["done", "stale"]
        version = technology.version
        assert version is not None
        assert (version.frozen_at is not None) == (submits == "done")
        assert ("late" in version.texts.get().title) == (saves == "done")
        assert technology.state == ("in_review" if submits == "done" else "draft")


def test_a_new_wording_is_begun_once() -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, "published", key=str(round_))
        begins = firm(people, technology_revise)
        assert sorted(raced(technology, begins, begins, begins)) == ["done", "stale", "stale"]
        assert TechnologyVersion.objects.filter(technology=technology).count() == 2
        assert technology.next_version is not None
        assert technology.next_version.number == 2


def test_a_new_wording_is_approved_or_discarded() -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, "published", key=str(round_))
        technology_revise(actor=people.actor("seller_owner"), technology=technology, now=NOW)
        firm(people, technology_submit, revision=technology.revision)(technology)
        public = technology.version_id
        approves, discards = raced(
            technology, decides(people, "approved"), firm(people, revision_discard)
        )
        assert sorted([approves, discards]) == ["done", "stale"]
        assert technology.revision_state == "none"
        assert (technology.version_id != public) == (approves == "done")


def test_a_new_wording_is_submitted_or_discarded_whole() -> None:
    people = people_made()
    for round_ in range(ROUNDS):
        technology = technology_made(people, "published", key=str(round_))
        technology_revise(actor=people.actor("seller_owner"), technology=technology, now=NOW)
        submits, discards = raced(
            technology,
            firm(people, technology_submit, revision=technology.revision),
            firm(people, revision_discard),
        )
        assert sorted([submits, discards]) == ["done", "stale"]
        assert technology.revision_state == ("in_review" if submits == "done" else "none")
