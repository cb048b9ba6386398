"""What comes to the market for a saved search is told to its person: once, soon enough, in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.models import Barrier, Membership, Organisation
from marketplace.config.timers import timers_once
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import digest_due
from marketplace.technologies.selectors import technology_ids_for
from marketplace.technologies.services import technology_pause, technology_resume
from matching.alerts.services import (
    changes_meet,
    search_digest_due,
    search_digests_ensure,
)
from matching.engines.base import SearchFilters
from matching.models import Alert, SavedSearch, SearchAlert, SearchProfile, WeighedSearch
from matching.saved.content import SearchContent
from matching.saved.services import saved_search_delete, search_alerts_choose, search_save
from matching.services import technologies_index
from tests.factories.market import demand_made, technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.technologies.models import Technology

SCOUT = "buyer_scout"
SHEET = SearchContent(text="barrier sheet")
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def index_folder(settings: Settings, tmp_path: Path) -> None:
    """Give each test an index of its own."""
    settings.INDEX_DIR = tmp_path / "index"


def save(people: People, content: SearchContent = SHEET, **given: Any) -> SavedSearch:
    """Keep a search that tells at once, and weigh it as the runner does."""
    values = {"pace": "instant", "name": content.text or "All", **given}
    actor = people.actor(values.pop("actor", SCOUT))
    search = search_save(actor=actor, content=content, now=NOW, **values)
    timers_once(NOW)
    return search


def arrived(technology: Technology, *, now: Any = NOW) -> None:
    """Index a technology and let it meet who asks, as the log's handlers do."""
    technologies_index(technology_ids=technology_ids_for([technology.public_id]), now=now)
    changes_meet(changes=[("technology", technology.public_id)], now=now)


def told(people: People, who: str = SCOUT) -> int:
    return Notification.objects.filter(kind="search.found", user=people.users[who]).count()


def test_a_new_technology_is_told_once_however_often_it_is_indexed(people: People) -> None:
    search = save(people)
    technology = technology_made(people, "published")
    for _ in range(3):
        arrived(technology)
    notice = Notification.objects.get(kind="search.found")
    assert notice.user == people.users[SCOUT]
    assert (notice.path, notice.pace) == (f"/searches/{search.public_id}", "instant")
    assert notice.organisation_id == people.organisations["buyer"].pk
    assert Mail.objects.filter(kind="notice.instant").count() == 1
    alert = SearchAlert.objects.get()
    assert (alert.search, alert.told_at) == (search, NOW)

    # neither a second search nor coming back tells of it again
    save(people, SearchContent(text="heat"))
    owner = people.actor("seller_owner")
    Notification.objects.update(mailed_at=NOW)
    technology_pause(actor=owner, technology=technology, now=NOW)
    changes_meet(changes=[("technology", technology.public_id)], now=NOW)
    technology_resume(actor=owner, technology=technology, now=NOW)
    arrived(technology)
    assert told(people) == 1


def test_a_technology_of_other_words_is_not_told(people: People) -> None:
    save(people, SearchContent(text="infrared lens grinding"))
    arrived(technology_made(people, "published"))
    assert not SearchAlert.objects.exists()


def test_what_was_there_before_is_no_news_and_what_came_meanwhile_is(people: People) -> None:
    before = technology_made(people, "published", key="before")
    technologies_index(technology_ids=[before.pk], now=NOW)
    search_save(actor=people.actor(SCOUT), content=SHEET, name="S", now=NOW, pace="instant")
    meanwhile = technology_made(people, "published", key="meanwhile")
    type(meanwhile).objects.filter(pk=meanwhile.pk).update(published_at=LATER)
    arrived(meanwhile)  # the search is not weighed yet
    assert not SearchAlert.objects.exists()
    # a demand that came after it hears of it as little as a search that did
    changes_meet(changes=[("demand", demand_made(people, "published").public_id)], now=NOW)
    timers_once(LATER)
    assert not Alert.objects.exists()
    assert [each.technology for each in SearchAlert.objects.all()] == [meanwhile]


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(trl_min=7),
        SearchFilters(trl_max=5),
        SearchFilters(industries=("agri_food",)),
        SearchFilters(transfer_modes=("assignment", "supply")),
        SearchFilters(origins=("imported",)),
    ],
    ids=["level too low", "level too high", "industry", "modes", "origin"],
)
@pytest.mark.parametrize("text", ["barrier sheet", ""])
def test_what_the_filters_rule_out_is_not_told(
    people: People, text: str, filters: SearchFilters
) -> None:
    save(people, SearchContent(text=text, filters=filters))
    arrived(technology_made(people, "published"))
    assert not SearchAlert.objects.exists()


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(),
        SearchFilters(trl_min=6, trl_max=6, industries=("advanced_materials", "agri_food")),
        SearchFilters(transfer_modes=("licence", "supply"), origins=("native",), regions=("asia",)),
    ],
    ids=["everything", "level and industry", "modes, origin and regions not stated"],
)
def test_a_search_without_words_is_met_by_its_filters_alone(
    people: People, filters: SearchFilters
) -> None:
    save(people, SearchContent(filters=filters))
    arrived(technology_made(people, "published"))
    assert told(people) == 1


@pytest.mark.parametrize("text", ["barrier sheet", ""])
@pytest.mark.parametrize("who", ["seller", "buyer"])
def test_firms_kept_apart_hear_nothing_of_each_other(people: People, who: str, text: str) -> None:
    save(people, SearchContent(text=text))
    other = people.organisations["buyer" if who == "seller" else "seller"]
    Barrier.objects.create(
        organisation=people.organisations[who],
        kind="block",
        registration_number=str(other.registration_number),
        name=other.name_ko,
        declared_at=NOW,
    )
    arrived(technology_made(people, "published"))
    assert not SearchAlert.objects.exists()


def test_own_technologies_are_no_news_and_others_hear_by_what_they_may_read(
    people: People,
) -> None:
    for who in ("seller_deal_lead", "outsider_large", "unverified_owner"):
        if who in people.users:
            save(people, actor=who)
    arrived(technology_made(people, "published"))
    assert told(people, "seller_deal_lead") == 0
    assert told(people, "outsider_large") == 1
    if "unverified_owner" in people.users:
        # the words stand in the summary, which that firm may not read
        assert told(people, "unverified_owner") == 0


def test_whoever_loses_the_right_to_read_summaries_or_leaves_hears_no_more(people: People) -> None:
    save(people)
    Organisation.objects.filter(pk=people.organisations["buyer"].pk).update(
        verification="unverified"
    )
    arrived(technology_made(people, "published"))
    assert not SearchAlert.objects.exists()
    Organisation.objects.filter(pk=people.organisations["buyer"].pk).update(verification="verified")
    Membership.objects.filter(user=people.users[SCOUT]).update(ended_at=NOW)
    arrived(technology_made(people, "published", key="two"))
    assert not SearchAlert.objects.exists()


def test_what_a_demand_told_the_person_is_not_told_by_a_search_too(people: People) -> None:
    changes_meet(changes=[("demand", demand_made(people, "published").public_id)], now=NOW)
    save(people)
    save(people, actor="buyer_engineer")
    arrived(technology_made(people, "published"))
    assert Alert.objects.count() == 1
    assert told(people) == 0
    # the demand tells scouts and deal leads alone
    assert told(people, "buyer_engineer") == 1


def test_the_daily_digest_tells_together_what_still_holds(people: People) -> None:
    search = save(people, pace="daily")
    kept, gone, apart = (
        technology_made(people, "published", key=key) for key in ("kept", "gone", "apart")
    )
    for each in (kept, gone, apart):
        arrived(each)
    assert (told(people), SearchAlert.objects.filter(told_at=None).count()) == (0, 3)
    owner = people.actor("seller_owner")
    for each in (gone, apart):
        technology_pause(actor=owner, technology=each, now=NOW)
    search_digest_due(subject="weekly", now=LATER)
    assert told(people) == 0
    search_digest_due(subject="daily", now=LATER)
    digest_due(subject="daily", now=LATER)
    assert [each.technology for each in SearchAlert.objects.filter(told_at=LATER)] == [kept]
    notice = Notification.objects.get(kind="search.found")
    assert (notice.pace, notice.path) == ("daily", f"/searches/{search.public_id}")
    assert Mail.objects.filter(kind="notice.daily", user=people.users[SCOUT]).count() == 1

    # what was left out is news when it is back
    technology_resume(actor=owner, technology=gone, now=LATER)
    arrived(gone, now=LATER)
    search_digest_due(subject="daily", now=LATER + timedelta(days=1))
    assert told(people) == 2


def test_what_left_the_market_before_the_mail_is_taken_back(people: People) -> None:
    save(people)
    technology = technology_made(people, "published")
    arrived(technology)
    technology_pause(actor=people.actor("seller_owner"), technology=technology, now=LATER)
    changes_meet(changes=[("technology", technology.public_id)], now=LATER)
    assert Notification.objects.get(kind="search.found").read_at == LATER
    assert not SearchAlert.objects.exists()


def test_ten_a_day_are_told_at_once_and_the_rest_with_the_digest(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matching.alerts.services.searches_telling.INSTANT_A_DAY", 2)
    monkeypatch.setattr("matching.alerts.services.searches_telling.MOST_WAITING", 2)
    save(people, SearchContent())
    made = [technology_made(people, "published", key=str(number)) for number in range(5)]
    for each in made:
        arrived(each)
    assert told(people) == 2
    assert SearchAlert.objects.filter(told_at=None).count() == 2
    search_digest_due(subject="daily", now=LATER)
    assert told(people) == 3
    assert not SearchAlert.objects.filter(told_at=None).exists()


def test_the_soonest_of_a_persons_searches_tells(people: People) -> None:
    save(people, pace="weekly")
    soon = save(people, SearchContent(text="heat"), pace="instant")
    save(people, SearchContent(), pace="off")
    arrived(technology_made(people, "published"))
    assert SearchAlert.objects.get().search == soon


def test_off_or_deleted_tells_nothing_and_what_waits_is_dropped(people: People) -> None:
    search = save(people, pace="daily")
    arrived(technology_made(people, "published"))
    search_alerts_choose(actor=people.actor(SCOUT), public_id=search.public_id, pace="off", now=NOW)
    arrived(technology_made(people, "published", key="two"))
    search_digest_due(subject="daily", now=LATER)
    assert (told(people), SearchAlert.objects.count()) == (0, 0)

    search_alerts_choose(
        actor=people.actor(SCOUT), public_id=search.public_id, pace="weekly", now=LATER
    )
    assert SavedSearch.objects.get().told_since == LATER
    arrived(technology_made(people, "published", key="three"), now=LATER)
    assert SearchAlert.objects.count() == 1
    saved_search_delete(actor=people.actor(SCOUT), public_id=search.public_id)
    assert not SearchProfile.objects.exists()
    search_digest_due(subject="weekly", now=LATER)
    assert (told(people), SearchAlert.objects.count()) == (0, 0)


def test_an_example_finds_others_like_it_and_not_itself(people: People) -> None:
    first = technology_made(people, "published", key="first")
    technologies_index(technology_ids=[first.pk], now=NOW)
    save(people, SearchContent(example=first.public_id), name="Like it")
    arrived(first)
    assert not SearchAlert.objects.exists()
    second = technology_made(people, "published", key="second")
    arrived(second)
    assert SearchAlert.objects.get().technology == second


def test_searches_are_weighed_anew_each_day_and_when_the_firm_changes(people: People) -> None:
    search = save(people)
    weighed = WeighedSearch.objects.get()
    assert weighed.due_at == NOW + timedelta(days=1)
    changes_meet(changes=[("organisation", people.organisations["buyer"].public_id)], now=LATER)
    weighed.refresh_from_db()
    assert weighed.due_at == LATER
    assert SearchProfile.objects.filter(search=search).count() == 2
    search_digests_ensure(NOW)
    search_digests_ensure(NOW)
    assert timers_once(NOW + timedelta(days=8)) == 2


@pytest.mark.parametrize("who", ["buyer_deal_lead", "seller_owner", "anonymous"])
def test_nobody_chooses_for_the_search_of_another(people: People, who: str) -> None:
    search = save(people, pace="off")
    with pytest.raises(NotFoundError):
        search_alerts_choose(
            actor=people.actor(who), public_id=search.public_id, pace="daily", now=NOW
        )
    with pytest.raises(InvalidInputError):
        search_alerts_choose(
            actor=people.actor(SCOUT), public_id=search.public_id, pace="personal", now=NOW
        )
    with pytest.raises(InvalidInputError):
        save(people, SearchContent(text="other"), pace="hourly")
    search.refresh_from_db()
    assert (search.pace, search.told_since) == ("off", None)
    assert SavedSearch.objects.count() == 1
