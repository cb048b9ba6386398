"""Words become public only against a deposit, compared with it, or with reason and consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from marketplace.technologies.models import LeakReport, Review, Technology
from marketplace.technologies.selectors import (
    leak_report_for,
    technologies_by_public_ids,
    technology_for,
)
from marketplace.technologies.services import (
    leak_report_override,
    leak_report_write,
    technology_review,
    technology_save,
)
from marketplace.technologies.states import LeakState, ReviewDecision
from tests.factories.market import leaks_checked, offer, scores, technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

PASSAGE = {"language": "en", "field": "summary", "text": "slows heat", "permille": 640}
FIGURE = {"language": "en", "field": "specification", "text": "685 ℃"}


def everything() -> list[Any]:
    tables = (Technology, LeakReport, Review, Entry)
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def refused(act: Callable[[], object], error: type[Exception] = MarketplaceError) -> Any:
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def approve(people: People, technology: Technology, **given: Any) -> Review:
    return technology_review(
        actor=people.actor("reviewer"),
        technology=technology,
        revision=technology.revision,
        decision=ReviewDecision.APPROVED,
        scores=scores(),
        now=NOW,
        **given,
    )


def override(
    people: People, technology: Technology, report: LeakReport, who: str = "seller_owner"
) -> LeakReport:
    return leak_report_override(
        actor=people.actor(who),
        technology=technology,
        report_id=report.public_id,
        reason="Published in our leaflet of 2019",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (None, "not_sealed"),
        (LeakState.REQUESTED, "leak_check_running"),
        (LeakState.FAILED, "leak_check_failed"),
        (LeakState.FOUND, "leak_found"),
    ],
)
def test_without_a_passed_comparison_nothing_becomes_public(
    people: People, state: LeakState | None, code: str
) -> None:
    technology = technology_made(people, "in_review")
    reports = LeakReport.objects.filter(technology=technology)
    if state is None:
        reports.delete()
    else:
        reports.update(state=state)
    assert refused(lambda: approve(people, technology)).code == code


def test_a_passed_comparison_binds_the_words_and_shows_the_seal(people: People) -> None:
    technology = technology_made(people, "in_review")
    report = LeakReport.objects.get(technology=technology)
    assert technology.version is not None
    assert report.content_sha256 == technology.version.content_sha256
    approve(people, technology)
    technology.refresh_from_db()
    assert technology.leak_report == report
    row = technology_for(actor=people.actor("anonymous"), public_id=technology.public_id, now=NOW)
    assert row.is_sealed


def test_older_listings_are_shown_without_a_seal(people: People) -> None:
    technology = technology_made(people, "published")
    Technology.objects.filter(pk=technology.pk).update(leak_report=None)
    [row] = technologies_by_public_ids(
        actor=people.actor("anonymous"), public_ids=[technology.public_id], now=NOW
    )
    assert not row.is_sealed


def test_other_words_need_a_comparison_of_their_own(people: People) -> None:
    technology = technology_made(people, "draft")
    leaks_checked(technology)
    reader = people.actor("seller_owner")
    assert leak_report_for(actor=reader, technology=technology) is not None
    technology_save(
        actor=reader, technology=technology, revision=1, content=offer("other"), now=NOW
    )
    technology.refresh_from_db()
    assert leak_report_for(actor=reader, technology=technology) is None


def test_the_newest_comparison_counts(people: People) -> None:
    technology = technology_made(people, "in_review")
    leaks_checked(technology, LeakState.FOUND, deposits=("a", "b"), passages=[PASSAGE])
    assert refused(lambda: approve(people, technology)).code == "leak_found"


def test_what_was_found_needs_the_firms_reason_and_the_reviewers_consent(people: People) -> None:
    technology = technology_made(people, "in_review")
    report = leaks_checked(technology, LeakState.FOUND, passages=[PASSAGE], numbers=[FIGURE])
    override(people, technology, report)
    wrong = refused(lambda: approve(people, technology), InvalidInputError)
    assert (wrong.field, wrong.code) == ("leakConsent", "required")
    approve(people, technology, leak_consent=True)
    published = Entry.objects.get(kind="technology.published")
    assert '"leak_consent":true' in (published.body or "")
    assert "leaflet" not in "".join(entry.body or "" for entry in Entry.objects.all())


def test_only_the_firms_writers_override_and_only_what_they_read(people: People) -> None:
    technology = technology_made(people, "in_review")
    report = leaks_checked(technology, LeakState.FOUND, passages=[PASSAGE])
    for who in ("seller_engineer", "outsider_sme", "reviewer", "buyer_deal_lead"):
        refused(lambda who=who: override(people, technology, report, who), NotAllowedError)  # type: ignore[misc]
    newer = leaks_checked(technology, LeakState.FOUND, passages=[PASSAGE, PASSAGE])
    refused(lambda: override(people, technology, report), StaleStateError)
    override(people, technology, newer)
    refused(lambda: override(people, technology, newer), StaleStateError)
    passed = leaks_checked(technology)
    refused(lambda: override(people, technology, passed), StaleStateError)


def test_a_comparison_is_written_once(people: People) -> None:
    technology = technology_made(people, "in_review")
    report = leaks_checked(technology)
    again = lambda: leak_report_write(report=report, state=LeakState.FOUND, now=NOW)  # noqa: E731
    refused(again, StaleStateError)


def test_strangers_do_not_learn_whether_there_is_a_comparison(people: People) -> None:
    waiting, public = technology_made(people, "in_review"), technology_made(people, "published")
    assert leak_report_for(actor=people.actor("reviewer"), technology=waiting) is not None
    for who in ("buyer_deal_lead", "outsider_sme", "auditor", "anonymous"):
        with pytest.raises(NotFoundError):
            leak_report_for(actor=people.actor(who), technology=public)
    with pytest.raises(NotFoundError):
        leak_report_for(actor=people.actor("reviewer"), technology=public)
