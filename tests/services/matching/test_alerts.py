"""Technologies meet demands, demands meet technologies, and each side hears once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.models import Barrier
from marketplace.config.timers import timers_once
from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.core.languages import Language
from marketplace.demands.services import demand_close
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import digest_due
from marketplace.technologies.selectors import technologies_to_index, technology_ids_for
from marketplace.technologies.services import technology_pause, technology_resume
from matching import services
from matching.alerts.formula import offer_terms, profile_terms
from matching.alerts.held import HeldProfiles
from matching.alerts.selectors import alert_choices
from matching.alerts.services import (
    changes_meet,
    demand_alerts_choose,
    offer_alerts_choose,
    weighing_ensure,
)
from matching.alerts.services.meeting import demands_met, fitting_demands
from matching.documents import documents_of
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters, TextSet
from matching.models import (
    Alert,
    DemandAlertChoice,
    DemandProfile,
    OfferAlertChoice,
    StoredSuggestion,
    WeighedDemand,
)
from matching.query import demand_parts
from tests.factories.market import demand_made, technology_made
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from marketplace.demands.models import Demand
    from marketplace.technologies.models import Technology


@pytest.fixture(autouse=True)
def index_folder(settings: Settings, tmp_path: Path) -> None:
    """Give each test an index of its own."""
    settings.INDEX_DIR = tmp_path / "index"


def weighed(*demands: Demand) -> None:
    changes_meet(changes=[("demand", each.public_id) for each in demands], now=NOW)


def arrived(technology: Technology) -> None:
    """Index a technology and let it meet the demands, as the log's handlers do."""
    ids = technology_ids_for([technology.public_id])
    services.technologies_index(technology_ids=ids, now=NOW)
    changes_meet(changes=[("technology", technology.public_id)], now=NOW)


def told(kind: str = "suggestion.found") -> dict[str, int]:
    found: dict[str, int] = {}
    for notice in Notification.objects.filter(kind=kind).select_related("user"):
        found[notice.user.email] = found.get(notice.user.email, 0) + 1
    return found


def emails(people: People, *names: str) -> set[str]:
    return {people.users[name].email for name in names}


def test_a_new_technology_is_told_to_those_who_search_for_it_once(people: People) -> None:
    demand = demand_made(people, "published")
    weighed(demand)
    technology = technology_made(people, "published")
    for _ in range(3):
        arrived(technology)

    assert set(told()) == emails(people, "buyer_scout", "buyer_deal_lead")
    assert set(told().values()) == {1}
    notice = Notification.objects.filter(kind="suggestion.found")[0]
    assert notice.path == f"/demands/{demand.public_id}/matches"
    assert notice.category == "demand"
    assert notice.organisation_id == demand.owner_id
    alert = Alert.objects.get()
    assert (alert.side, alert.version_id) == ("buyer", technology.version_id)
    assert StoredSuggestion.objects.get().is_news
    # its threshold is renewed with the next round
    assert WeighedDemand.objects.get().due_at == NOW


def test_what_comes_back_unchanged_is_no_news(people: People) -> None:
    weighed(demand_made(people, "published"))
    technology = technology_made(people, "published")
    arrived(technology)
    owner = people.actor("seller_owner")
    technology_pause(actor=owner, technology=technology, now=NOW)
    technology_resume(actor=owner, technology=technology, now=NOW)
    arrived(technology)
    assert set(told().values()) == {1}


def test_a_technology_before_the_demand_is_no_news_even_in_one_batch(people: People) -> None:
    technology, demand = technology_made(people, "published"), demand_made(people, "published")
    ids = technology_ids_for([technology.public_id])
    services.technologies_index(technology_ids=ids, now=NOW)
    changes = [("technology", technology.public_id), ("demand", demand.public_id)]
    changes_meet(changes=changes, now=NOW)
    assert told() == {}
    assert StoredSuggestion.objects.get().is_news is False


@pytest.mark.parametrize(
    "changes",
    [{"trl": 2}, {"trl": 9}, {"transfer_modes": ("assignment",)}],
    ids=["below the levels", "above them", "another way of transfer"],
)
def test_what_a_demand_rules_out_does_not_fit(people: People, changes: dict[str, Any]) -> None:
    demand, technology = demand_made(people, "published"), technology_made(people, "published")
    services.technologies_index(technology_ids=[technology.pk], now=NOW)
    weighed(demand)
    source = technologies_to_index(technology_ids=[technology.pk])[0]
    assert [each.demand for each in fitting_demands(source, {demand.pk: 1.0})] == [demand]
    assert fitting_demands(replace(source, **changes), {demand.pk: 1.0}) == []
    own = replace(source, owner_id=demand.owner_id)
    assert fitting_demands(own, {demand.pk: 1.0}) == []


@pytest.mark.parametrize("who", ["seller", "buyer"])
def test_firms_kept_apart_hear_nothing_of_each_other(people: People, who: str) -> None:
    weighed(demand_made(people, "published"))
    other = people.organisations["buyer" if who == "seller" else "seller"]
    Barrier.objects.create(
        organisation=people.organisations[who],
        kind="block",
        registration_number=str(other.registration_number),
        name=other.name_ko,
        declared_at=NOW,
    )
    arrived(technology_made(people, "published"))
    assert told() == {}
    assert not Alert.objects.exists()


def test_a_closed_demand_hears_nothing_and_is_forgotten(people: People) -> None:
    demand = demand_made(people, "published")
    weighed(demand)
    assert DemandProfile.objects.exists()
    demand_close(actor=people.actor("buyer_scout"), demand=demand, now=NOW)
    arrived(technology_made(people, "published"))
    assert told() == {}
    weighed(demand)
    assert not DemandProfile.objects.exists()
    assert not WeighedDemand.objects.exists()


def test_what_was_set_aside_is_not_told_when_it_comes_back_changed(people: People) -> None:
    demand = demand_made(people, "published")
    weighed(demand)
    technology = technology_made(people, "published")
    services.suggestion_judge(
        actor=people.actor("buyer_scout"),
        demand=demand,
        technology=technology,
        reason="too_vague",
        note="",
        now=NOW,
    )
    arrived(technology)
    assert told() == {}


@pytest.mark.parametrize(
    ("pace", "mails"),
    [
        ("personal", []),
        ("instant", ["notice.instant", "notice.instant"]),
        ("weekly", []),
    ],
)
def test_the_pace_of_a_demand_is_that_of_its_mails(
    people: People, pace: str, mails: list[str]
) -> None:
    demand = demand_made(people, "published")
    weighed(demand)
    chosen = demand_alerts_choose(
        actor=people.actor("buyer_scout"), demand=demand, pace=pace, now=NOW
    )
    assert chosen == pace
    arrived(technology_made(people, "published"))
    assert len(told()) == 2
    assert [mail.kind for mail in Mail.objects.filter(kind__startswith="notice.")] == mails
    paces = set(Notification.objects.filter(kind="suggestion.found").values_list("pace", flat=True))
    assert paces == {"" if pace == "personal" else pace}
    digest_due(subject="weekly", now=NOW)
    weekly = Mail.objects.filter(kind="notice.weekly").count()
    assert weekly == (2 if pace == "weekly" else 0)


def test_a_demand_that_is_off_keeps_its_suggestions_quietly(people: People) -> None:
    demand = demand_made(people, "published")
    weighed(demand)
    demand_alerts_choose(actor=people.actor("buyer_scout"), demand=demand, pace="off", now=NOW)
    arrived(technology_made(people, "published"))
    assert told() == {}
    assert StoredSuggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("buyer_owner", NotAllowedError),
        ("buyer_engineer", NotAllowedError),
        ("outsider_large", NotFoundError),
        ("seller_owner", NotFoundError),
    ],
)
def test_only_scout_and_deal_lead_choose_for_a_demand(
    people: People, who: str, error: type[Exception]
) -> None:
    demand = demand_made(people, "published")
    with pytest.raises(error):
        demand_alerts_choose(actor=people.actor(who), demand=demand, pace="off", now=NOW)
    assert not DemandAlertChoice.objects.exists()


def test_a_pace_that_does_not_exist_is_refused(people: People) -> None:
    with pytest.raises(InvalidInputError):
        offer_alerts_choose(
            actor=people.actor("seller_owner"), technology=None, pace="hourly", now=NOW
        )
    assert not OfferAlertChoice.objects.exists()


def test_a_technology_may_go_with_all_the_others_again(people: People) -> None:
    owner, technology = people.actor("seller_owner"), technology_made(people, "published")
    offer_alerts_choose(actor=owner, technology=None, pace="weekly", now=NOW)
    offer_alerts_choose(actor=owner, technology=technology, pace="off", now=NOW)
    assert offer_alerts_choose(actor=owner, technology=technology, pace=None, now=NOW) is None
    choices = alert_choices(actor=owner, now=NOW)
    assert (choices.pace, [each.pace for each in choices.technologies]) == ("weekly", [None])
    with pytest.raises(InvalidInputError) as refused:
        offer_alerts_choose(actor=owner, technology=None, pace=None, now=NOW)
    assert refused.value.field == "pace"
    assert alert_choices(actor=owner, now=NOW).pace == "weekly"


def test_a_small_firm_hears_of_a_demand_only_where_it_asked(people: People) -> None:
    technology = technology_made(people, "published")
    services.technologies_index(technology_ids=[technology.pk], now=NOW)
    weighed(demand_made(people, "published", key="before"))
    assert told("demand.fitted") == {}

    owner = people.actor("seller_owner")
    offer_alerts_choose(actor=owner, technology=None, pace="instant", now=NOW)
    demand = demand_made(people, "published", key="after")
    for _ in range(2):
        weighed(demand)
    assert set(told("demand.fitted")) == emails(people, "seller_owner", "seller_deal_lead")
    assert set(told("demand.fitted").values()) == {1}
    notice = Notification.objects.filter(kind="demand.fitted")[0]
    assert (notice.path, notice.pace) == (f"/demands/{demand.public_id}", "instant")

    offer_alerts_choose(actor=owner, technology=technology, pace="off", now=NOW)
    weighed(demand_made(people, "published", key="later"))
    assert set(told("demand.fitted").values()) == {1}


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("seller_member", NotAllowedError),
        ("buyer_scout", NotFoundError),
        ("outsider_sme", NotFoundError),
    ],
)
def test_only_owner_and_deal_lead_choose_for_a_technology(
    people: People, who: str, error: type[Exception]
) -> None:
    technology = technology_made(people, "published")
    with pytest.raises(error):
        offer_alerts_choose(actor=people.actor(who), technology=technology, pace="instant", now=NOW)
    assert not OfferAlertChoice.objects.exists()


def test_each_firm_reads_its_own_choices(people: People) -> None:
    demand, technology = demand_made(people, "published"), technology_made(people, "published")
    offer_alerts_choose(actor=people.actor("seller_owner"), technology=None, pace="weekly", now=NOW)
    buyer = alert_choices(actor=people.actor("buyer_owner"), now=NOW)
    assert [each.public_id for each in buyer.demands] == [demand.public_id]
    assert (buyer.technologies, buyer.can_choose) == ((), False)
    seller = alert_choices(actor=people.actor("seller_owner"), now=NOW)
    assert [each.public_id for each in seller.technologies] == [technology.public_id]
    assert (seller.demands, seller.pace, seller.can_choose) == ((), "weekly", True)
    outsider = alert_choices(actor=people.actor("outsider_large"), now=NOW)
    assert (list(outsider.demands), list(outsider.technologies)) == ([], [])


def test_the_rounds_weigh_what_is_due_and_set_the_next_one(people: People) -> None:
    demand_made(people, "published")
    weighing_ensure(NOW)
    assert timers_once(NOW) == 1
    assert WeighedDemand.objects.get().due_at == NOW + timedelta(days=1)
    number = DemandProfile.objects.get().number
    assert timers_once(NOW + timedelta(minutes=2)) == 1
    assert DemandProfile.objects.get().number == number
    assert timers_once(NOW + timedelta(days=2)) == 1
    assert DemandProfile.objects.get().number > number


def test_the_score_is_the_one_that_the_engine_answers(people: People) -> None:
    technologies = [
        technology_made(
            people, "published", key=str(number), mark="deep thin cold dry".rsplit(" ", number)[0]
        )
        for number in range(5)
    ]
    services.technologies_index(technology_ids=[each.pk for each in technologies], now=NOW)
    index = active_engine().index(fresh=True)
    query = index.weighted(
        demand_parts(title="Heat barrier", need="a deep barrier", body="", language=Language.EN),
        language=Language.EN,
        texts=TextSet.SUMMARY,
    )
    hits = index.found(
        query, language=Language.EN, texts=TextSet.SUMMARY, filters=SearchFilters(), limit=9
    )
    assert len(hits) == 5
    weights = dict(zip(*(part.tolist() for part in profile_terms(query)), strict=True))
    average = index.average_length(language=Language.EN, texts=TextSet.SUMMARY)
    sources = technologies_to_index(technology_ids=[each.pk for each in technologies])
    texts = {each.technology_id: documents_of(each)[0].summary for each in sources}
    for hit in hits:
        terms, worths = offer_terms(texts[hit.technology_id], average_length=average)
        pairs = zip(terms.tolist(), worths.tolist(), strict=True)
        score = sum(weights.get(term, 0.0) * worth for term, worth in pairs)
        assert score == pytest.approx(hit.score, rel=0.01)


def test_profiles_in_memory_follow_the_database(people: People) -> None:
    technology = technology_made(people, "published")
    services.technologies_index(technology_ids=[technology.pk], now=NOW)
    source = technologies_to_index(technology_ids=[technology.pk])[0]
    held, index = HeldProfiles(), active_engine().index(fresh=True)
    demands = [demand_made(people, "published", key=str(number)) for number in range(3)]
    for count, demand in enumerate(demands, start=1):
        weighed(demand)
        held.refresh()
        assert len(demands_met(held, index, source)) == count
    DemandProfile.objects.filter(demand=demands[0]).update(
        threshold=1e6, number=DemandProfile.objects.latest("number").number + 1, stamp="changed"
    )
    held.refresh()
    assert demands_met(held, index, source).keys() == {each.pk for each in demands[1:]}
    # a database of another history is read whole
    DemandProfile.objects.all().delete()
    weighed(demands[0])
    held.refresh()
    assert demands_met(held, index, source).keys() == {demands[0].pk}
