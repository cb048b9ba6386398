"""What is said of suggestions, and which of them are news."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.languages import Language
from marketplace.notifications.models import Notification
from marketplace.technologies.selectors import technology_ids_for
from matching import services
from matching.alerts.services import changes_meet
from matching.evaluation.judged import judgments_read
from matching.models import StoredSuggestion, SuggestionJudgement
from matching.suggestions import demand_suggestions
from tests.factories.market import demand_made, match_made, technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology
    from matching.suggestions import SuggestionList


@pytest.fixture(autouse=True)
def index_folder(settings: Settings, tmp_path: Path) -> None:
    """Give each test an index of its own."""
    settings.INDEX_DIR = tmp_path / "index"


def indexed(*technologies: Technology) -> None:
    ids = technology_ids_for([technology.public_id for technology in technologies])
    services.technologies_index(technology_ids=ids, now=NOW)


def listed(people: People, demand: Demand, who: str = "buyer_scout") -> SuggestionList:
    return demand_suggestions(
        actor=people.actor(who),
        now=NOW,
        demand_id=demand.public_id,
        first=9,
        language=Language.EN,
    )


def ids(found: SuggestionList) -> list[str]:
    return [each.technology.public_id for each in found.suggestions]


def test_a_judgement_sets_aside_and_can_be_undone(people: People) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    indexed(technology)
    scout = people.actor("buyer_scout")
    assert ids(listed(people, demand)) == [technology.public_id]

    for reason in ("too_vague", "known_already"):
        services.suggestion_judge(
            actor=scout, demand=demand, technology=technology, reason=reason, note="", now=NOW
        )
    found = listed(people, demand)
    assert ids(found) == []
    assert [each.judgement.reason for each in found.set_aside] == ["known_already"]
    assert SuggestionJudgement.objects.count() == 2

    services.judgement_undo(actor=scout, demand=demand, technology=technology, now=NOW)
    assert ids(listed(people, demand)) == [technology.public_id]
    assert not SuggestionJudgement.objects.filter(undone_at=None).exists()


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("buyer_owner", NotAllowedError),
        ("buyer_engineer", NotAllowedError),
        ("outsider_large", NotFoundError),
        ("seller_owner", NotFoundError),
    ],
)
def test_only_scout_and_deal_lead_of_the_firm_judge(
    people: People, who: str, error: type[Exception]
) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    with pytest.raises(error):
        services.suggestion_judge(
            actor=people.actor(who),
            demand=demand,
            technology=technology,
            reason="too_vague",
            note="",
            now=NOW,
        )
    assert not SuggestionJudgement.objects.exists()


@pytest.mark.parametrize(
    ("reason", "note", "field"),
    [("", "", "reason"), ("nonsense", "", "reason"), ("other", "", "note")],
)
def test_a_judgement_says_why(people: People, reason: str, note: str, field: str) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    with pytest.raises(InvalidInputError) as caught:
        services.suggestion_judge(
            actor=people.actor("buyer_scout"),
            demand=demand,
            technology=technology,
            reason=reason,
            note=note,
            now=NOW,
        )
    assert caught.value.field == field
    assert not SuggestionJudgement.objects.exists()


def test_a_new_technology_among_the_best_is_news_to_scouts_and_deal_leads_once(
    people: People,
) -> None:
    first, demand = technology_made(people, "published"), demand_made(people, "published")
    indexed(first)
    changes_meet(changes=[("demand", demand.public_id)], now=NOW)
    assert not Notification.objects.exists()  # the first look at a demand is no news
    second = technology_made(people, "published", key="two")
    indexed(second)

    for _ in range(2):
        changes_meet(changes=[("technology", second.public_id)], now=NOW)
    found = listed(people, demand)
    assert {each.technology.public_id: each.is_new for each in found.suggestions} == {
        first.public_id: False,
        second.public_id: True,
    }
    told = Notification.objects.filter(kind="suggestion.found")
    assert {notice.user for notice in told} == {
        people.users["buyer_scout"],
        people.users["buyer_deal_lead"],
    }
    assert StoredSuggestion.objects.count() == 2


def test_an_open_request_shows_beside_its_suggestion(people: People) -> None:
    match = match_made(people, "awaiting_lead")
    indexed(match.technology)
    found = listed(people, match.demand)

    assert found.suggestions[0].match is not None
    assert found.suggestions[0].match.public_id == match.public_id
    assert found.can_request
    assert not listed(people, match.demand, "buyer_owner").can_request


def test_what_was_said_is_exported_as_judgments_without_words(
    people: People, tmp_path: Path
) -> None:
    known, vague = (technology_made(people, "published", key=key) for key in ("known", "vague"))
    demand = demand_made(people, "published")
    indexed(known, vague)
    changes_meet(changes=[("demand", demand.public_id)], now=NOW)
    scout = people.actor("buyer_scout")
    for technology, reason in ((known, "known_already"), (vague, "too_vague")):
        services.suggestion_judge(
            actor=scout,
            demand=demand,
            technology=technology,
            reason=reason,
            note="our secret plan",
            now=NOW,
        )
    asked = match_made(people, "requested")

    path = tmp_path / "judgments.tsv"
    call_command("judgments_export", out=path, stderr=StringIO())
    text = path.read_text("utf-8")
    assert "secret" not in text
    rows = [dict(row) for row in csv.DictReader(text.splitlines(), delimiter="\t")]
    said = {row["listing_id"]: (row["relevance"], row["reason"], row["version"]) for row in rows}
    assert said == {
        asked.technology.public_id: ("2", "", ""),
        known.public_id: ("1", "known_already", "1"),
        vague.public_id: ("0", "too_vague", "1"),
    }
    assert {row["rank"] for row in rows} <= {"", "1", "2"}
    assert all(row["shown"] for row in rows)
    # the measuring command reads the very table
    judged = judgments_read(path).relevant
    assert judged[demand.public_id] == {known.public_id: 1, vague.public_id: 0}
    call_command("judgments_export", stdout=(out := StringIO()), stderr=StringIO())
    assert out.getvalue() == text
